"""Where a generated module counts: in results, which are dictionaries of histograms, or in flat arrays, which take less time.

In: a module, or the interpreter. Out: the numbers of one piece after the other; and results with the sums of all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hepir.pipeline.totals import Integers, Places, Results, Totals

if TYPE_CHECKING:
    import awkward as ak

    from hepir.interpreting import Interpreted

    Selected = Mapping[str, object] | None

Floats = NDArray[np.float64]
Arrays = Sequence[Integers | Floats]


def tally_of(module: ModuleType | Interpreted) -> InResults | InArrays:
    """What a module counts in."""
    if isinstance(module, ModuleType) and hasattr(module, "new_counts"):
        return InArrays(module)
    return InResults(module)


class InResults:
    """Counts in dictionaries, by region. Generated code fills them in place; the interpreter makes them anew."""

    def __init__(self, module: ModuleType | Interpreted) -> None:
        self._module = module
        self._results: Results = module.new_results()
        self._places = Places(self._results) if isinstance(module, ModuleType) else None

    def count(self, events: Mapping[str, ak.Array], *, simulation: bool) -> Selected:
        """Add events; which of them pass, where the module tells."""
        selected: Selected = self._module.analyse(events, self._results, simulation=simulation)
        return selected

    def taken(self) -> tuple[Integers, Floats]:
        """The whole numbers and the others since the last time."""
        if self._places is None:
            numbers = Places(self._results).numbers()
            self._results = self._module.new_results()
            return numbers
        numbers = self._places.numbers()
        self._places.clear()
        return numbers

    def with_totals(self, totals: Totals) -> Results:
        """Results with these numbers."""
        results: Results = self._module.new_results()
        places = Places(results)
        if len(totals.counts):
            _, sums = places.numbers()
            places.write(totals.counts, totals.sums.rounded(len(sums)))
        return results


@dataclass
class InArrays:
    """Counts in flat arrays, of all regions together."""

    module: ModuleType

    def __post_init__(self) -> None:
        self.counts: Arrays = self.module.new_counts()

    def count(self, events: Mapping[str, ak.Array], *, simulation: bool) -> Selected:
        """Add events; which of them pass, where the module tells."""
        selected: Selected = self.module.count(events, self.counts, simulation)
        return selected

    def taken(self) -> tuple[Integers, Floats]:
        """The whole numbers and the others since the last time."""
        whole = np.concatenate([each.ravel() for each in whole_numbers(self.counts)])
        others = np.concatenate([each.ravel() for each in other_numbers(self.counts)])
        for each in self.counts:
            each.fill(0)
        return whole, others

    def with_totals(self, totals: Totals) -> Results:
        """Results with these numbers."""
        results: Results = self.module.new_results()
        counts: Arrays = self.module.new_counts()
        if len(totals.counts):
            sums = totals.sums.rounded(sum(each.size for each in other_numbers(counts)))
            put_apart(totals.counts, whole_numbers(counts))
            put_apart(sums, other_numbers(counts))
        self.module.put_back(results, counts)
        return results


def whole_numbers(arrays: Arrays) -> list[Integers]:
    """The arrays of whole numbers."""
    return [each for each in arrays if each.dtype == np.int64]  # type: ignore[misc]


def other_numbers(arrays: Arrays) -> list[Floats]:
    """The arrays of other numbers."""
    return [each for each in arrays if each.dtype == np.float64]  # type: ignore[misc]


def put_apart(numbers: Integers | Floats, arrays: Sequence[Integers] | Sequence[Floats]) -> None:
    """Put numbers into several arrays, one after the other."""
    place = 0
    for each in arrays:
        each[...] = numbers[place : place + each.size].reshape(each.shape)
        place += each.size
