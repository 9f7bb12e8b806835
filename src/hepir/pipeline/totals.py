"""Counts of many pieces, put together.

In: the results of pieces, as generated modules lay them out: counts, sums, histograms, in dictionaries. Out: the results of
all of them, the same to the last bit in whatever order they came.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

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

    def add(self, results: Results) -> None:
        """Add the results of a piece."""
        counts, sums = numbers_of(results)
        self._count(counts)
        self.sums.add(sums)

    def merge(self, other: Totals) -> None:
        """Add what was put together elsewhere."""
        self._count(other.counts)
        self.sums.merge(other.sums)

    def write_to(self, results: Results) -> Results:
        """Results with these numbers, in place of those that they have; they are given back."""
        _, sums = numbers_of(results)
        if len(self.counts):
            write_numbers(results, iter(self.counts.tolist()), self.sums.rounded(len(sums)))
        return results

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


def numbers_of(results: Results) -> tuple[Integers, NDArray[np.float64]]:
    """The whole numbers and the others; of a histogram the sums of weights, then those of their squares."""
    whole: list[Integers] = [np.zeros(0, dtype=np.int64)]
    others: list[NDArray[np.float64]] = [np.zeros(0)]
    for leaf in leaves(results):
        match leaf.value:
            case int() | np.integer() as count:
                whole.append(np.array([count], dtype=np.int64))
            case np.ndarray() as array if array.dtype.kind == "i":
                whole.append(array.ravel())
            case np.ndarray() as array:
                others.append(array.ravel())
            case histogram:
                others += [part.ravel() for part in parts_of(histogram)]  # type: ignore[arg-type]
    return np.concatenate(whole), np.concatenate(others)


def write_numbers(results: Results, counts: Iterator[int], sums: NDArray[np.float64]) -> None:
    """Put numbers back where `numbers_of` took them from."""
    place = 0
    for leaf in leaves(results):
        match leaf.value:
            case int() | np.integer():
                leaf.members[leaf.name] = next(counts)
            case np.ndarray() as array if array.dtype.kind == "i":
                array[...] = np.array([next(counts) for _ in range(array.size)]).reshape(array.shape)
            case value:
                parts = [value] if isinstance(value, np.ndarray) else parts_of(value)  # type: ignore[arg-type]
                for part in parts:
                    part[...] = sums[place : place + part.size].reshape(part.shape)
                    place += part.size


def parts_of(histogram: Hist[Weight]) -> list[NDArray[np.float64]]:
    """Where a histogram keeps the sums of weights and of their squares, under- and overflow included."""
    view = histogram.view(flow=True)
    return [np.asarray(view["value"]), np.asarray(view["variance"])]
