"""A cutflow with its efficiencies, as every table shows it.

In: a region's steps. Out: a row for each step, its fraction of the step before and of all events.
"""

from __future__ import annotations

from math import sqrt

from hepir.backend.result import RegionResult, Result, Step
from hepir.light_dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """A step: `error` is the statistical error of `sumw`; fractions are of weighted sums, None where not
    defined.
    """

    number: int
    step: Step
    error: float
    relative: float | None
    absolute: float | None


def is_weighted(region: RegionResult) -> bool:
    """Whether any event of the region has a weight other than one."""
    return any(step.sumw != step.entries or step.sumw2 != step.entries for step in region.steps)


def any_weighted(result: Result) -> bool:
    """Whether any region is weighted."""
    return any(is_weighted(region) for region in result.regions)


def rows(region: RegionResult) -> tuple[Row, ...]:
    """The region's steps in order; the first, all events, has number 0."""
    previous = (region.steps[0], *region.steps[:-1]) if region.steps else ()
    return tuple(
        Row(number, step, sqrt(step.sumw2), _fraction(step, before), _fraction(step, region.steps[0]))
        for number, (step, before) in enumerate(zip(region.steps, previous, strict=True))
    )


def _fraction(step: Step, whole: Step) -> float | None:
    return step.sumw / whole.sumw if whole.sumw else None
