"""What the interpreter counts.

In: a program. Out: mutable accumulators, which several calls may fill one after the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hepir.semantics.program import Program, Region

Cells = dict[tuple[int, ...], list[float]]
BINS = "bins"


@dataclass
class StepCount:
    """How many events passed a step, and the sums of their weights and squared weights."""

    entries: int = 0
    sumw: float = 0.0
    sumw2: float = 0.0

    def add(self, weight: float) -> None:
        """Count one event."""
        self.entries += 1
        self.sumw += weight
        self.sumw2 += weight * weight


@dataclass
class RegionCounts:
    """One region: `steps` are all events and then one step for each cut.

    `histograms` hold `[sumw, sumw2]` by bin, one index an axis: 0 is underflow, 1 to n the bins, n + 1
    overflow; the axes of the region's product grid together are the histogram `bins`. `skipped` counts fills
    without a value. `passed` are the positions of the events that pass, counted from the first event of the
    first call.
    """

    steps: list[StepCount] = field(default_factory=list)
    histograms: dict[str, Cells] = field(default_factory=dict)
    skipped: dict[str, int] = field(default_factory=dict)
    passed: list[int] = field(default_factory=list)

    def fill(self, histogram: str, cell: tuple[int, ...] | None, weight: float) -> None:
        """Add a weight to a cell; None is a fill without a value."""
        if cell is None:
            self.skipped[histogram] += 1
            return
        sums = self.histograms[histogram].setdefault(cell, [0.0, 0.0])
        sums[0] += weight
        sums[1] += weight * weight


@dataclass
class Counts:
    """All regions by name, and how many events have been seen."""

    regions: dict[str, RegionCounts] = field(default_factory=dict)
    events: int = 0


def lineage(program: Program, name: str) -> tuple[Region, ...]:
    """The ancestors of a region, each once, parents before children, and the region itself."""
    by_name = {region.name: region for region in program.regions}
    ordered: dict[str, Region] = {}

    def visit(region: Region) -> None:
        for parent in region.parents:
            visit(by_name[parent])
        ordered.setdefault(region.name, region)

    visit(by_name[name])
    return tuple(ordered.values())


def empty_counts(program: Program) -> Counts:
    """Counts of no event."""
    return Counts({region.name: empty_region(program, region) for region in program.regions})


def empty_region(program: Program, region: Region) -> RegionCounts:
    """Counts of no event for one region."""
    cuts = sum(len(each.cuts) for each in lineage(program, region.name))
    names = [histogram.name for histogram in region.histograms] + ([BINS] if region.bins else [])
    return RegionCounts(
        [StepCount() for _ in range(cuts + 1)], {name: {} for name in names}, dict.fromkeys(names, 0)
    )
