"""Running a plan over events, one at a time.

In: a plan and the columns it needs, one value an event. Out: `Counts`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal

from hepir.backends.interpreter.counts import BINS, Counts, empty_counts, lineage
from hepir.backends.interpreter.evaluating import Scope, evaluate
from hepir.backends.interpreter.events import Event, passes
from hepir.backends.interpreter.filling import cells
from hepir.backends.interpreter.listing import Listed
from hepir.backends.interpreter.operating import number
from hepir.ir.plan import Plan
from hepir.semantics.program import Region, WeightFactor

DatasetKind = Literal["data", "simulation", "unknown"]


def interpret(
    plan: Plan,
    columns: Mapping[str, Sequence[object]],
    dataset_kind: DatasetKind,
    counts: Counts | None = None,
    listed: Listed | None = None,
) -> Counts:
    """Count and fill all events of `columns`: by branch, one value an event (a scalar, or one an object).

    Columns are lists or arrays with `to_list`. With `counts`, those are continued and returned; `listed` is told which events
    pass. The program has no holes.
    """
    counts = empty_counts(plan.program) if counts is None else counts
    lists = {branch: as_list(column) for branch, column in columns.items()}
    for place in range(len(next(iter(lists.values()), []))):
        event = Event(plan, {branch: values[place] for branch, values in lists.items()})
        for region in plan.program.regions:
            weight = count_event(event, region, dataset_kind, counts)
            if listed is not None and weight is not None:
                listed.keep(region.name, place, weight, event)
        counts.events += 1
    return counts


def as_list(column: Sequence[object]) -> list[object]:
    """A column as plain Python values."""
    converter = getattr(column, "to_list", None)
    return list(column if converter is None else converter())


def count_event(event: Event, region: Region, dataset_kind: DatasetKind, counts: Counts) -> float | None:
    """One event in one region: its steps, and its histograms where it passes them all, and then its weight."""
    result = counts.regions[region.name]
    weight = weight_of(event, region, dataset_kind)
    cuts = [cut for each in lineage(event.plan.program, region.name) for cut in each.cuts]
    result.steps[0].add(weight)
    for step, cut in zip(result.steps[1:], cuts, strict=True):
        if not passes(cut, event):
            return None
        step.add(weight)
    result.passed.append(counts.events)
    histograms = {each.name: each.axes for each in region.histograms}
    if region.bins:
        histograms[BINS] = tuple(axis for _, axis in region.bins)
    for name, axes in histograms.items():
        for cell in cells(axes, event):
            result.fill(name, cell, weight)
    return weight


def weight_of(event: Event, region: Region, dataset_kind: DatasetKind) -> float:
    """The product of the factors of a region and its ancestors; NaN where one of them has no value."""
    weight = 1.0
    for each in lineage(event.plan.program, region.name):
        for factor in each.weights:
            if applies(factor, (each.name, factor.name) in event.plan.simulation_weights, dataset_kind):
                value = number(evaluate(factor.value, Scope(event, {})))
                weight *= math.nan if value is None else value
    return weight


def applies(factor: WeightFactor, simulation_only: bool, dataset_kind: DatasetKind) -> bool:
    """Whether a factor counts for this kind of events."""
    if factor.dataset == "data":
        return dataset_kind == "data"
    return dataset_kind != "data" or not (simulation_only or factor.dataset == "simulation")
