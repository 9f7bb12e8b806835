"""Columns of flat branches as numpy arrays.

In: numbers, and where the lists of entries begin. Out: a column that compiled loops read as it is, and that becomes an
awkward array for everybody else: to load awkward takes as long as to count a million events of a few branches.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hepir.light_dataclasses import dataclass
from hepir.run.flat.baskets import Numbers

if TYPE_CHECKING:
    import awkward as ak

Offsets = NDArray[np.int64]


@dataclass(frozen=True)
class FlatArray:
    """Numbers in the machine's byte order; with `offsets`, entry *i* has those from `offsets[i]` on, before
    `offsets[i + 1]`."""

    numbers: Numbers
    offsets: Offsets | None = None

    def __len__(self) -> int:
        return len(self.numbers) if self.offsets is None else len(self.offsets) - 1

    @property
    def type(self) -> str:
        """The type of an entry, such as `float32` or `var * int64`."""
        return f"{'' if self.offsets is None else 'var * '}{self.numbers.dtype.name}"

    @property
    def parts(self) -> list[NDArray[np.generic]]:
        """Offsets, where there are any, and numbers."""
        return [self.numbers] if self.offsets is None else [self.offsets, self.numbers]

    def to_awkward(self) -> ak.Array:
        """The same as an awkward array, which shares its memory."""
        import awkward as ak
        from awkward.contents import ListOffsetArray, NumpyArray
        from awkward.index import Index64

        content = NumpyArray(self.numbers)
        return ak.Array(content if self.offsets is None else ListOffsetArray(Index64(self.offsets), content))
