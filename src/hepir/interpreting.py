"""A run through the reference interpreter, for those who doubt the fast one.

In: a plan and chunks of columns. Out: the counts of each region, with histograms of the same form as generated code fills.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Literal

from hepir.backends.interpreter import RegionCounts, interpret
from hepir.backends.interpreter.counts import empty_counts
from hepir.ir.plan import Plan
from hepir.semantics.program import AxisDefinition, Region

if TYPE_CHECKING:
    from boost_histogram.storage import Weight
    from hist import Hist
    from hist.axis import Regular, Variable

    from hepir.run.chunks import Chunk

DataKind = Literal["data", "simulation", "unknown"]
Cells = Mapping[tuple[int, ...], list[float]]


def interpreted(plan: Plan, kind: DataKind, chunks: Iterable[Chunk]) -> dict[str, dict[str, object]]:
    """The results of all regions, as the generated module's `new_results` lays them out."""
    counts = empty_counts(plan.program)
    for chunk in chunks:
        counts = interpret(plan, chunk.columns, kind, counts)
    return {
        region.name: region_results(region, counts.regions[region.name]) for region in plan.program.regions
    }


def region_results(region: Region, counts: RegionCounts) -> dict[str, object]:
    """The counts of one region."""
    axes = {each.name: each.axes for each in region.histograms}
    if region.bins:
        axes["bins"] = tuple(axis for _, axis in region.bins)
    return {
        "entries": [step.entries for step in counts.steps],
        "sumw": [step.sumw for step in counts.steps],
        "sumw2": [step.sumw2 for step in counts.steps],
        "histograms": {name: histogram(axes[name], cells) for name, cells in counts.histograms.items()},
        "skipped": counts.skipped,
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
