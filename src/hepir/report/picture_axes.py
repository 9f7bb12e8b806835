"""What the axes of a picture say and how they are spaced.

In: an axis of a histogram, whose values are in the unit of its label (`missing transverse momentum [GeV]`).
Out: titles, widths of bins and labels of cells.
"""

from __future__ import annotations

import itertools
import re
from typing import Protocol

import numpy as np
from matplotlib.axis import Axis as MatplotlibAxis
from matplotlib.ticker import LogLocator, NullFormatter

from hepir.report.arrays import Floats
from hepir.report.text import shorten
from hepir.semantics.program import CELL_OF

LONGEST_TITLE = 70
FEWEST_FOR_LOGARITHM = 3
DIGITS = tuple(range(1, 10))
FEW_DECADES, LITTLE = 2.5, 0.7  # powers of ten that an axis spans, up to which there are more labels


class Axis(Protocol):
    """What is needed of a hist axis."""

    label: str
    name: str

    @property
    def edges(self) -> Floats:
        """Edges of the bins."""
        ...

    def __len__(self) -> int: ...


def axis_title(axis: Axis) -> str:
    """The axis's label, or its name where it has none."""
    return shorten(axis.label or axis.name, LONGEST_TITLE)


def title_size(title: str, inches: float) -> float:
    """The size of type, in points, at which a title fits along an axis."""
    return min(13.0, max(7.0, 72 * inches / (0.54 * max(len(title), 1))))


def unit(axis: Axis) -> str:
    """What stands in brackets at the end of the label; empty for a pure number."""
    found = re.search(r"\[([^\[\]]+)\]\s*$", axis.label)
    return shorten(found[1], LONGEST_TITLE) if found else ""


def is_discrete(axis: Axis) -> bool:
    """Whether the axis counts categories and not an interval of numbers."""
    return type(axis).__name__ in {"StrCategory", "IntCategory", "Boolean"}


def uniform_width(edges: Floats) -> float | None:
    """The common width of the bins, or None where they differ."""
    widths = np.diff(edges)
    return float(widths.mean()) if np.allclose(widths, widths[0], rtol=1e-6, atol=0) else None


def is_logarithmic(edges: Floats) -> bool:
    """Whether the edges grow by a constant factor, so that a logarithmic axis shows them evenly."""
    if len(edges) <= FEWEST_FOR_LOGARITHM or edges[0] <= 0:
        return False
    return bool(np.allclose(np.diff(np.log(edges)), np.log(edges[1] / edges[0]), rtol=1e-4, atol=0))


def centres(edges: Floats) -> Floats:
    """Where the middles of the bins appear."""
    low, high = edges[:-1], edges[1:]
    return np.sqrt(low * high) if is_logarithmic(edges) else (low + high) / 2


def plain_numbers(ticks: MatplotlibAxis, edges: Floats) -> None:
    """On a logarithmic axis of ordinary numbers, `10` and `100` rather than powers of ten; 20 and 50 where there is room."""
    if edges[0] < 1e-3 or edges[-1] > 1e5:
        return
    decades = np.log10(edges[-1] / edges[0])
    some = (1.0, 2.0, 5.0) if decades > LITTLE else DIGITS
    ticks.set_major_locator(LogLocator(subs=(1.0,) if decades > FEW_DECADES else some))
    ticks.set_minor_locator(LogLocator(subs=DIGITS))
    ticks.set_minor_formatter(NullFormatter())
    ticks.set_major_formatter(lambda value, _position: f"{value:g}")


def vertical_title(what: str, axis: Axis) -> str:
    """`Events / 2 GeV`; `Events / bin` where the widths differ; `Events` for whole numbers and categories."""
    if is_discrete(axis):
        return what
    width = uniform_width(np.asarray(axis.edges))
    if width is None:
        return f"{what} / bin"
    symbol = unit(axis)
    if width == 1 and not symbol:
        return what
    return f"{what} / {width:.4g} {symbol}".rstrip()


def cell_labels(axis: Axis) -> tuple[str, ...]:
    """A label for each bin of a grid: `[300,500)`, a category, a whole number, or the number of a cell."""
    if is_discrete(axis):
        return tuple(shorten(str(value), 24) for value in axis)  # type: ignore[attr-defined]
    edges = [f"{edge:.6g}" for edge in axis.edges]
    if type(axis).__name__ == "Integer" or axis.label.startswith(CELL_OF):
        return tuple(edges[:-1])
    return tuple(f"[{low},{high})" for low, high in itertools.pairwise(edges))


def vertical_range(values: Floats, deviations: Floats) -> tuple[float, float]:
    """From zero, or below what is negative, up to a third above the highest bin, where the notes stand."""
    highest = float((values + deviations).max(initial=0.0))
    lowest = float((values - deviations).min(initial=0.0)) if (values < 0).any() else 0.0
    span = (highest - lowest) or 0.75
    return (lowest - 0.08 * span if lowest < 0 else 0.0), highest + 0.34 * span
