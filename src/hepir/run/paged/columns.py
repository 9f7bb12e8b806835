"""Columns of an RNTuple.

In: the descriptor of a file, pages, and how elements are stored. Out: numbers in the machine's byte order. A page that ends
behind what is asked for is kept, so that what follows need not decompress it again.
"""

from __future__ import annotations

import os

import numpy as np
from numpy.typing import NDArray

from hepir.light_dataclasses import dataclass
from hepir.run.flat.baskets import Numbers
from hepir.run.flat.branches import NotFlatError
from hepir.run.flat.columns import filled
from hepir.run.flat.unpacking import unpacked
from hepir.run.paged.locations import Pages

Bytes = NDArray[np.uint8]


@dataclass(frozen=True)
class Stored:
    """How the elements of a column are stored. `split`: first the first bytes of all elements of a page, then the second;
    `zigzag`: small numbers are small whatever their sign; `delta`: differences; `bits`: one each, of truth values."""

    dtype: np.dtype[np.generic]
    split: bool = False
    zigzag: bool = False
    delta: bool = False
    bits: bool = False

    def size(self, count: int) -> int:
        """Bytes of so many elements."""
        return -(-count // 8) if self.bits else count * self.dtype.itemsize


class PageColumn:
    """A column of an open file, from which ranges are read one after the other; one thread at a time."""

    def __init__(self, file: int, pages: Pages, stored: Stored) -> None:
        self.pages, self.stored = pages, stored
        self._file = file
        self._kept: tuple[int, Numbers] | None = None

    def numbers(self, start: int, stop: int) -> Numbers:
        """The elements of a range."""
        return filled(np.empty(stop - start, self.native), self.pages.edges, start, self._page)

    @property
    def native(self) -> np.dtype[np.generic]:
        """The type of its elements, in the machine's byte order."""
        return self.stored.dtype.newbyteorder("=")

    def raw(self, number: int) -> bytes:
        """A page as it stands in the file."""
        size = int(self.pages.sizes[number])
        raw = os.pread(self._file, size, int(self.pages.seeks[number]))
        if len(raw) != size:
            raise NotFlatError("a page ends too early")
        return raw

    def _page(self, number: int, keep: bool) -> Numbers:
        kept = self._kept
        if kept is not None and kept[0] == number:
            found = kept[1]
        else:
            count = int(self.pages.edges[number + 1] - self.pages.edges[number])
            found = elements(
                unpacked(memoryview(self.raw(number)), self.stored.size(count)), self.stored, count
            )
        self._kept = (number, found) if keep else None
        return found


def elements(data: Bytes, stored: Stored, count: int) -> Numbers:
    """The elements of a page."""
    if stored.bits:
        return np.unpackbits(data, count=count, bitorder="little").view(np.bool_)
    if stored.split:
        data = np.ascontiguousarray(data.reshape(-1, count).T).reshape(-1)
    found = data.view(stored.dtype)
    if stored.zigzag:
        bits = found.view(f"<u{stored.dtype.itemsize}")
        found = ((bits >> 1) ^ -(bits & 1)).view(stored.dtype)
    return np.cumsum(found, dtype=stored.dtype) if stored.delta else found
