"""Ranges of entries of flat branches.

In: the descriptor of a file, branches, entries. Out: numbers in the machine's byte order, and for branches with a
counter where the lists of entries begin. A basket that ends behind the range is kept, so that the next range need
not decompress it again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hepir.run.flat.arrays import Offsets
from hepir.run.flat.baskets import Numbers, fetched, numbers_of
from hepir.run.flat.branches import FlatBranch, NotFlatError


@dataclass(frozen=True, eq=False)
class Lists:
    """Where the lists of entries begin, from the entry `first` on, and where the last one ends."""

    first: int
    offsets: Offsets

    def place(self, entry: int) -> int:
        """Where the list of an entry begins."""
        return int(self.offsets[entry - self.first])

    def of(self, start: int, stop: int) -> Offsets:
        """Where the lists of a range begin, counted from the first of them."""
        part = self.offsets[start - self.first : stop - self.first + 1]
        return part - part[0] if part[0] else part


class FlatColumn:
    """A branch of an open file, from which ranges are read one after the other; one thread at a time."""

    def __init__(self, file: int, branch: FlatBranch) -> None:
        self.branch = branch
        self._file = file
        self._kept: tuple[int, Numbers] | None = None

    def numbers(self, start: int, stop: int) -> Numbers:
        """One number for each entry of a range."""
        edges = self.branch.edges

        def basket(number: int, keep: bool) -> Numbers:
            return self._basket(number, int(edges[number + 1] - edges[number]), keep)

        return filled(np.empty(stop - start, self.branch.dtype.newbyteorder("=")), edges, start, basket)

    def lists(self, start: int, stop: int, lists: Lists) -> Numbers:
        """All numbers of the lists of a range."""
        edges = self.branch.edges
        base = lists.place(start)
        out = np.empty(lists.place(stop) - base, self.branch.dtype.newbyteorder("="))
        for number in touched_by(edges, start, stop):
            low, high = int(edges[number]), int(edges[number + 1])
            begin, end = lists.place(low), lists.place(high)
            found = self._basket(number, end - begin, keep=high > stop)
            first, last = max(begin, base), min(end, base + len(out))
            out[first - base : last - base] = found[first - begin : last - begin]
        return out

    def touched(self, start: int, stop: int) -> tuple[int, int]:
        """The first entry, and the one after the last, of the baskets that a range touches."""
        edges = self.branch.edges
        numbers = touched_by(edges, start, stop)
        return (int(edges[numbers[0]]), int(edges[numbers[-1] + 1])) if numbers else (start, stop)

    def _basket(self, number: int, count: int, keep: bool) -> Numbers:
        if self._kept is not None and self._kept[0] == number:
            found = self._kept[1]
            if len(found) != count:
                raise NotFlatError("a basket has another number of values")
        else:
            found = numbers_of(fetched(self._file, self.branch, number), self.branch, count)
        self._kept = (number, found) if keep else None
        return found


def touched_by(edges: NDArray[np.int64], start: int, stop: int) -> range:
    """The pieces between edges in which some of a range lie."""
    first = int(np.searchsorted(edges, start, "right")) - 1
    last = int(np.searchsorted(edges, stop, "left"))
    return range(first, last) if start < stop else range(0)


def filled(
    out: Numbers, edges: NDArray[np.int64], start: int, piece: Callable[[int, bool], Numbers]
) -> Numbers:
    """Fill an array, from `start` on, with the pieces between edges; each is told whether more of it will be needed."""
    stop = start + len(out)
    for number in touched_by(edges, start, stop):
        low, high = int(edges[number]), int(edges[number + 1])
        found = piece(number, high > stop)
        first, last = max(low, start), min(high, stop)
        out[first - start : last - start] = found[first - low : last - low]
    return out


def offsets_of(counts: Numbers) -> Offsets:
    """Where lists begin, and where the last one ends, from their lengths."""
    offsets = np.empty(len(counts) + 1, np.int64)
    offsets[0] = 0
    offsets[1:] = counts
    if counts.dtype.kind not in "iu" or (len(counts) and int(offsets.min()) < 0):
        raise NotFlatError("lengths are no lengths")
    return np.cumsum(offsets, out=offsets)
