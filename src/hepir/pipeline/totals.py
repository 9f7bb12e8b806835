"""Counts of many pieces, put together.

In: the results of pieces, as generated modules lay them out: counts, sums, histograms, in dictionaries. Out: the results of
all of them, the same to the last bit in whatever order they came.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hepir.light_dataclasses import dataclass
from hepir.pipeline.exact import ExactSums

if TYPE_CHECKING:
    from boost_histogram.storage import Weight
    from hist import Hist

Results = dict[str, object]
Integers = NDArray[np.int64]


@dataclass
class Totals:
    """Whole numbers, and exact sums of others, each in the order in which results hold them."""

    counts: Integers = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    sums: ExactSums = field(default_factory=ExactSums)

    def add(self, counts: Integers, sums: NDArray[np.float64]) -> None:
        """Add the numbers of a piece."""
        self._count(counts)
        self.sums.add(sums)

    def merge(self, other: Totals) -> None:
        """Add what was put together elsewhere."""
        self._count(other.counts)
        self.sums.merge(other.sums)

    def _count(self, counts: Integers) -> None:
        self.counts = counts.copy() if not len(self.counts) else self.counts + counts


@dataclass(frozen=True)
class Holder:
    """A dictionary, and which of its members."""

    members: dict[str, object]
    name: str

    @property
    def value(self) -> object:
        """The member."""
        return self.members[self.name]


def leaves(results: Results) -> Iterator[Holder]:
    """Everything in results that holds numbers, from first to last."""
    for name, value in results.items():
        if isinstance(value, dict):
            yield from leaves(value)
        else:
            yield Holder(results, name)


class Places:
    """Where results keep their numbers, in order: looked up once, and the same as long as they are filled in place."""

    def __init__(self, results: Results) -> None:
        self.whole: list[Holder | Integers] = []
        self.others: list[NDArray[np.float64]] = []
        for leaf in leaves(results):
            match leaf.value:
                case int() | np.integer():
                    self.whole.append(leaf)
                case np.ndarray() as array if array.dtype.kind == "i":
                    self.whole.append(array)
                case np.ndarray() as array:
                    self.others.append(array)
                case histogram:  # sums of weights, then those of their squares
                    self.others += parts_of(histogram)  # type: ignore[arg-type]

    def numbers(self) -> tuple[Integers, NDArray[np.float64]]:
        """The whole numbers and the others."""
        whole = [np.array([each.value]) if isinstance(each, Holder) else each.ravel() for each in self.whole]
        others = [each.ravel() for each in self.others]
        return np.concatenate([np.zeros(0, dtype=np.int64), *whole]), np.concatenate([np.zeros(0), *others])

    def write(self, counts: Integers, sums: NDArray[np.float64]) -> None:
        """Put numbers back where `numbers` takes them from."""
        place = 0
        for each in self.whole:
            if isinstance(each, Holder):
                each.members[each.name] = int(counts[place])
                place += 1
            else:
                each[...] = counts[place : place + each.size].reshape(each.shape)
                place += each.size
        place = 0
        for array in self.others:
            array[...] = sums[place : place + array.size].reshape(array.shape)
            place += array.size

    def clear(self) -> None:
        """Zeros everywhere."""
        for each in self.whole:
            if isinstance(each, Holder):
                each.members[each.name] = 0
            else:
                each.fill(0)
        for array in self.others:
            array.fill(0)


def parts_of(histogram: Hist[Weight]) -> list[NDArray[np.float64]]:
    """Where a histogram keeps the sums of weights and of their squares, under- and overflow included."""
    view = histogram.view(flow=True)
    return [np.asarray(view["value"]), np.asarray(view["variance"])]
