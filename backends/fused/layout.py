"""Where a generated loop keeps its counts.

In: a plan. Out: places in flat arrays: `entries`, `sums` and `squares` by step, `cells` and `variances` by bin, `skipped`
by histogram, a row of `passed` for each region.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from math import prod

from hepir.ir.plan import Plan
from hepir.ir.regions import ancestors, histograms_of, steps_of
from hepir.semantics.program import AxisDefinition, Origin, Region, ValueDefinition
from hepir.types.core import Boolean, Number

Axes = tuple[AxisDefinition, ...]


@dataclass
class Layout:
    """Places of counts. `listed`: whether the events that pass are kept, with the defined values."""

    plan: Plan
    listed: bool
    weight_names: dict[str, str] = field(default_factory=dict)
    values: list[tuple[str, str]] = field(default_factory=list)
    edge_names: dict[tuple[float, ...], str] = field(default_factory=dict)
    known_weights: dict[str, bool] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.steps: dict[str, int] = {}
        self.places: dict[str, list[tuple[Origin, str, int, Axes]]] = {}
        self.starts: list[int] = []
        self.axes: list[Axes] = []
        self.total_steps = self.total_cells = 0
        for region in self.plan.program.regions:
            self.steps[region.name] = self.total_steps
            self.total_steps += len(steps_of(region, self.plan.program)) + 1
            self.places[region.name] = [self.placed(*each) for each in histograms_of(region)]

    def placed(self, origin: Origin, title: str, axes: Axes) -> tuple[Origin, str, int, Axes]:
        """Room for a histogram."""
        place = len(self.starts)
        self.starts.append(self.total_cells)
        self.axes.append(axes)
        self.total_cells += prod(shape(axes))
        return origin, title, place, axes

    def step(self, region: Region, step: int) -> int:
        """The place of a step of a region's cutflow."""
        return self.steps[region.name] + step

    def row(self, region: Region) -> int:
        """The row of a region in `passed`."""
        return [each.name for each in self.plan.program.regions].index(region.name)

    def histograms(self, region: Region) -> Iterator[tuple[Origin, int, Axes]]:
        """The histograms of a region: statement, number, axes."""
        for origin, _, place, axes in self.places[region.name]:
            yield origin, place, axes

    def title(self, region: Region, place: int) -> str:
        """The name of a histogram."""
        return next(title for _, title, each, _ in self.places[region.name] if each == place)

    def cells(self, place: int) -> tuple[int, tuple[int, ...]]:
        """Where a histogram's bins start, and how far apart the bins of each axis are."""
        sizes = shape(self.axes[place])
        return self.starts[place], tuple(prod(sizes[index + 1 :]) for index in range(len(sizes)))

    def edges(self, axis: AxisDefinition) -> str:
        """The name of an array of edges."""
        return self.edge_names.setdefault(axis.edges, f"EDGES_{len(self.edge_names)}")

    def weighted(self, region: Region) -> bool:
        """Whether events of a region have weights."""
        if region.name not in self.known_weights:
            lineage = (*ancestors(region, self.plan.program), region)
            self.known_weights[region.name] = any(each.weights for each in lineage)
        return self.known_weights[region.name]

    def defined(self) -> tuple[str, ...]:
        """The names of the defined numbers and conditions."""
        return tuple(
            each.name
            for each in self.plan.program.definitions
            if isinstance(each, ValueDefinition)
            and isinstance(each.type, Number | Boolean)
            and each.name not in self.plan.copies
        )


def shape(axes: Axes) -> tuple[int, ...]:
    """The number of bins of each axis, with underflow and overflow."""
    return tuple(len(axis.edges) + 1 for axis in axes)
