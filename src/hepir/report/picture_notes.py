"""What is written inside a picture, and what its vertical axis counts.

In: a region and the name of one of its histograms. Out: the region's name, events outside the axes and
missing values as small text in the upper right corner; `Events` or `Entries`.
"""

from __future__ import annotations

from math import isclose

from matplotlib.axes import Axes

from hepir.backend.result import RegionResult
from hepir.report.arrays import Histogram, contents, is_empty, squares
from hepir.report.picture_axes import is_discrete
from hepir.report.picture_style import FAINT
from hepir.report.text import count, number, shorten


def quantity(region: RegionResult, name: str) -> str:
    """`Events` where the histogram's content is that of one of the steps, `Entries` where an event counts
    several times.

    Values that were missing count as filled, which is exact as long as events have no weights.
    """
    histogram = region.histograms[name]
    total, total_squared = (float(array(histogram, flow=True).sum()) for array in (contents, squares))
    skipped = region.skipped.get(name, 0)
    whole = any(
        isclose(total + skipped, step.sumw, rel_tol=1e-9, abs_tol=1e-9)
        and isclose(total_squared + skipped, step.sumw2, rel_tol=1e-9, abs_tol=1e-9)
        for step in region.steps
    )
    return "Events" if whole else "Entries"


def draw_notes(
    axes: Axes, region: RegionResult, name: str, summed: str = "", *, banded: bool = False
) -> None:
    """Write the notes; where nothing was filled, say so in the middle."""
    histogram = region.histograms[name]
    lines = [f"region {shorten(region.name, 40)}", *_outside(histogram), *_missing(region, name)]
    lines += ["hatched: systematic variations"] if banded and region.variations else []
    lines += [summed] if summed else []
    for height, text, size, colour in (
        (0.955, lines[0], 11, "black"),
        (0.885, "\n".join(lines[1:]), 9, FAINT),
    ):
        note = axes.text(
            0.965, height, text, fontsize=size, color=colour, ha="right", va="top", parse_math=False
        )
        note.set(transform=axes.transAxes, linespacing=1.35)
        if text:
            note.set_bbox({"facecolor": "white", "edgecolor": "none", "alpha": 0.85, "pad": 2.0})
    if is_empty(histogram):
        empty = axes.text(0.5, 0.5, "no entries", fontsize=16, color=FAINT, ha="center", va="center")
        empty.set_transform(axes.transAxes)


def _outside(histogram: Histogram) -> list[str]:
    if histogram.ndim == 1 and not is_discrete(histogram.axes[0]):
        values = contents(histogram, flow=True)
        traits = histogram.axes[0].traits
        sides = [("underflow", values[0], traits.underflow), ("overflow", values[-1], traits.overflow)]
        return [f"{side} {number(float(value))}" for side, value, has in sides if has and value]
    outside = float(contents(histogram, flow=True).sum() - contents(histogram).sum())
    return [f"outside the axes {number(outside)}"] if abs(outside) > 1e-9 else []


def _missing(region: RegionResult, name: str) -> list[str]:
    skipped = region.skipped.get(name, 0)
    return [f"value missing {count(skipped)}"] if skipped else []
