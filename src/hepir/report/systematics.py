"""What systematic variations change.

In: a region with its variations. Out: the shifts of its last step, and the band of all variations around a histogram.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite

import numpy as np

from hepir.backend.result import RegionResult, Step, VariationResult
from hepir.light_dataclasses import dataclass
from hepir.report.arrays import Floats, contents
from hepir.report.text import percent, printable

Band = tuple[Floats, Floats]


@dataclass(frozen=True)
class Shift:
    """A variation of a region: events and sum of weights that are left, and the change of that sum as a fraction."""

    label: str
    entries: int
    sumw: float
    change: float | None


def last_sum(steps: Sequence[Step]) -> float:
    """The sum of weights of the events that pass everything."""
    return steps[-1].sumw if steps else 0.0


def shifts(region: RegionResult) -> tuple[Shift, ...]:
    """What each variation changes, in the order of the program."""
    nominal = last_sum(region.steps)
    return tuple(shift(each, nominal) for each in region.variations)


def shift(variation: VariationResult, nominal: float) -> Shift:
    """What one variation changes."""
    found = last_sum(variation.steps)
    change = found / nominal - 1 if nominal and isfinite(found) else None
    entries = variation.steps[-1].entries if variation.steps else 0
    return Shift(variation.label, entries, found, change)


def signed_percent(change: float | None) -> str:
    """A change with its sign."""
    return f"+{percent(change)}" if change is not None and change > 0 else percent(change)


def shift_lines(region: RegionResult) -> Iterator[str]:
    """The variations of a region as lines of text."""
    if not region.variations:
        return
    found = [
        (printable(each.label), f"{each.entries:,}", signed_percent(each.change)) for each in shifts(region)
    ]
    width, counts = (max(len(row[column]) for row in found) for column in (0, 1))
    yield "  systematic variations: events left, change of the sum of weights"
    for label, entries, change in found:
        yield f"    {label.ljust(width)}  {entries.rjust(counts)}  {change:>8}"


def band(region: RegionResult, name: str) -> Band | None:
    """How far all systematics together may move each bin up and down: squares of the largest shifts to either side add up.

    A systematic with one direction counts to both sides. None where no variation touches the region.
    """
    nominal = contents(region.histograms[name])
    up, down = np.zeros_like(nominal), np.zeros_like(nominal)
    systematics = dict.fromkeys(each.systematic for each in region.variations)
    for systematic in systematics:
        own = [each for each in region.variations if each.systematic == systematic]
        moved = [contents(each.histograms[name]) - nominal for each in own]
        moved = moved if len(moved) > 1 else [moved[0], -moved[0]]
        up += np.maximum(np.max(moved, axis=0), 0) ** 2
        down += np.minimum(np.min(moved, axis=0), 0) ** 2
    return (np.sqrt(up), np.sqrt(down)) if systematics else None
