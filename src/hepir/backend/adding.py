"""Results scaled and added.

In: results of regions of the same program. Out: results of regions. Counts of events are added as they are; sums of weights
and histograms are scaled, squares with the square.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from hepir.backend.result import RegionResult, Step, VariationResult

if TYPE_CHECKING:
    from hist import Hist
    from hist.storage import Weight

    Histograms = Mapping[str, Hist[Weight]]
    Counted = RegionResult | VariationResult


def scaled(region: RegionResult, scale: float) -> RegionResult:
    """A region with all weights multiplied."""
    if scale == 1:
        return region
    variations = tuple(
        replace(
            each,
            steps=scaled_steps(each.steps, scale),
            histograms=scaled_histograms(each.histograms, scale),
        )
        for each in region.variations
    )
    return replace(
        region,
        steps=scaled_steps(region.steps, scale),
        histograms=scaled_histograms(region.histograms, scale),
        variations=variations,
    )


def scaled_steps(steps: Sequence[Step], scale: float) -> tuple[Step, ...]:
    """Steps with all weights multiplied."""
    return tuple(replace(step, sumw=step.sumw * scale, sumw2=step.sumw2 * scale * scale) for step in steps)


def scaled_histograms(histograms: Histograms, scale: float) -> Histograms:
    """Histograms with all weights multiplied."""
    return {name: each * scale for name, each in histograms.items()}


def added(regions: Sequence[RegionResult]) -> RegionResult:
    """One region of several samples. A sample that a variation does not touch counts as it is nominally."""
    first = regions[0]
    directions = dict.fromkeys(
        (each.systematic, each.direction) for region in regions for each in region.variations
    )
    variations = []
    for systematic, direction in directions:
        parts = [under(region, systematic, direction) for region in regions]
        variations.append(
            VariationResult(
                systematic, direction, added_steps(parts), added_histograms(parts), added_skipped(parts)
            )
        )
    return replace(
        first,
        steps=added_steps(regions),
        histograms=added_histograms(regions),
        skipped=added_skipped(regions),
        variations=tuple(variations),
    )


def under(region: RegionResult, systematic: str, direction: str) -> Counted:
    """A region under a variation; the region itself where the variation does not touch it."""
    return next(
        (each for each in region.variations if (each.systematic, each.direction) == (systematic, direction)),
        region,
    )


def added_steps(parts: Sequence[Counted]) -> tuple[Step, ...]:
    """The sums of steps."""
    return tuple(
        replace(
            steps[0],
            entries=sum(each.entries for each in steps),
            sumw=reduce(add, (each.sumw for each in steps)),
            sumw2=reduce(add, (each.sumw2 for each in steps)),
        )
        for steps in zip(*(part.steps for part in parts), strict=True)
    )


def added_histograms(parts: Sequence[Counted]) -> Histograms:
    """The sums of histograms."""
    return {name: reduce(add, (part.histograms[name] for part in parts)) for name in parts[0].histograms}


def added_skipped(parts: Sequence[Counted]) -> Mapping[str, int]:
    """The sums of skipped values."""
    return {name: sum(part.skipped[name] for part in parts) for name in parts[0].skipped}
