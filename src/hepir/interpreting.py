"""A run through the reference interpreter, for those who doubt the fast one.

In: a plan and columns. Out: the counts of each region, with histograms of the same form as generated code fills.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

import numpy as np

from hepir.backends.interpreter import Listed, RegionCounts, interpret
from hepir.backends.interpreter.counts import empty_counts
from hepir.ir.plan import Plan
from hepir.semantics.program import AxisDefinition, Region

if TYPE_CHECKING:
    import awkward as ak
    from boost_histogram.storage import Weight
    from hist import Hist
    from hist.axis import Regular, Variable

DataKind = Literal["data", "simulation", "unknown"]
Cells = Mapping[tuple[int, ...], list[float]]


class Interpreted:
    """The interpreter, with the two functions of a generated module. It counts on from one call to the next, and from
    nothing after `new_results`. `listed`: whether it tells which events pass.
    """

    def __init__(self, plan: Plan, kind: DataKind, *, listed: bool = False) -> None:
        self._plan, self._kind, self._listed = plan, kind, listed
        self._counts = empty_counts(plan.program)

    def new_results(self) -> dict[str, object]:
        """Empty counts and histograms of each region."""
        self._counts = empty_counts(self._plan.program)
        return self._results()

    def analyse(
        self, events: Mapping[str, ak.Array], results: dict[str, object], simulation: bool
    ) -> Mapping[str, object] | None:
        """Select and fill; returns which events pass, where that was asked for. What the events are is known already."""
        del simulation
        listed = Listed(self._plan) if self._listed else None
        self._counts = interpret(self._plan, events, self._kind, self._counts, listed)
        results.update(self._results())
        return None if listed is None else selection(listed, len(next(iter(events.values()), ())))

    def _results(self) -> dict[str, object]:
        regions = self._plan.program.regions
        return {each.name: region_results(each, self._counts.regions[each.name]) for each in regions}


def selection(listed: Listed, number: int) -> Mapping[str, object]:
    """The events that pass each region, with their weights, and the defined values, one for each of so many events."""
    import awkward as ak

    regions = {}
    for name, weights in listed.passing.items():
        places, passed, every = list(weights), np.zeros(number, dtype=bool), np.ones(number)
        passed[places], every[places] = True, list(weights.values())
        regions[name] = (passed, every)
    values = {}
    for name, known in listed.values.items():
        there, every = np.zeros(number, dtype=bool), np.full(number, np.nan)
        for place, value in known.items():
            if value is not None:
                there[place], every[place] = True, value
        values[name] = ak.mask(every, there)
    return {"regions": regions, "values": values}


def region_results(region: Region, counts: RegionCounts) -> dict[str, object]:
    """The counts of one region."""
    axes = {each.name: each.axes for each in region.histograms}
    if region.bins:
        axes["bins"] = tuple(axis for _, axis in region.bins)
    return {
        "entries": np.array([step.entries for step in counts.steps], dtype=np.int64),
        "sumw": np.array([step.sumw for step in counts.steps], dtype=np.float64),
        "sumw2": np.array([step.sumw2 for step in counts.steps], dtype=np.float64),
        "histograms": {name: histogram(axes[name], cells) for name, cells in counts.histograms.items()},
        "skipped": dict(counts.skipped),
    }


def histogram(axes: tuple[AxisDefinition, ...], cells: Cells) -> Hist[Weight]:
    """A histogram with the contents of the interpreter's cells."""
    import hist

    made: Hist[Weight] = hist.Hist(*(axis_of(axis) for axis in axes), storage=hist.storage.Weight())
    view = made.view(flow=True)
    for cell, (value, variance) in cells.items():
        view["value"][cell] = value
        view["variance"][cell] = variance
    return made


def axis_of(axis: AxisDefinition) -> Regular | Variable:
    """An axis, labelled with its unit."""
    import hist

    label = f"{axis.label} [{axis.unit}]" if axis.unit else axis.label
    if axis.equal:
        return hist.axis.Regular(len(axis.edges) - 1, axis.edges[0], axis.edges[-1], label=label)
    return hist.axis.Variable(list(axis.edges), label=label)
