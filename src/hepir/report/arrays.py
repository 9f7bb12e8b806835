"""The numbers of a histogram with `Weight` storage, as arrays of known type.

In: a histogram. Out: float arrays with an axis for each of the histogram's axes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from hist import Hist
    from hist.storage import Weight

Histogram: TypeAlias = "Hist[Weight]"
Floats: TypeAlias = NDArray[np.float64]


def contents(histogram: Histogram, *, flow: bool = False) -> Floats:
    """Sums of weights, with under- and overflow if `flow`."""
    return np.asarray(histogram.values(flow=flow), dtype=np.float64)


def squares(histogram: Histogram, *, flow: bool = False) -> Floats:
    """Sums of squared weights."""
    return np.asarray(histogram.variances(flow=flow), dtype=np.float64)


def is_empty(histogram: Histogram) -> bool:
    """Whether nothing was filled, the flow bins included."""
    return not squares(histogram, flow=True).any()
