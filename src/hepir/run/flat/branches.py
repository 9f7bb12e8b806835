"""Where the numbers of a flat branch are.

In: nothing. Out: frozen values, and the one exception that says that something is not flat.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


class NotFlatError(Exception):
    """Something is stored in another way than can be read here; uproot reads it."""


@dataclass(frozen=True, eq=False)
class FlatBranch:
    """A branch with one number an entry, or with as many as the branch `counter` says (empty: one).

    `dtype`: of a number as it is stored. Basket *i* has the entries from `edges[i]` up to, but not including,
    `edges[i + 1]`; it stands at the byte `seeks[i]` of the file and takes `sizes[i]` bytes there. `total`: the
    uncompressed bytes of all baskets.
    """

    name: str
    dtype: np.dtype[np.generic]
    counter: str
    seeks: NDArray[np.int64]
    sizes: NDArray[np.int64]
    edges: NDArray[np.int64]
    total: int
