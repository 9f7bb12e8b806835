"""Cells in a row: a grid of bins, categories, or more axes than a plane has.

In: a histogram of any number of axes. Out: a figure whose horizontal axis counts the cells, the last axis
running fastest, with a row of labels for each axis below it, as in a table with grouped columns.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.transforms import ScaledTranslation, Transform

from hepir.light_dataclasses import dataclass
from hepir.report.arrays import Histogram, contents, squares
from hepir.report.picture_axes import axis_title, cell_labels, is_discrete
from hepir.report.picture_steps import draw_steps
from hepir.report.picture_style import FAINT, SIZE, new_axes
from hepir.report.text import shorten

MOST_CELLS = 400
MOST_BORDERS = 12
INCHES_PER_LETTER = 0.062
LINE = 0.2
PLAIN_DEPTH = 0.6


@dataclass(frozen=True)
class _LabelRow:
    """The labels of one axis: each spans `span` cells or `room` inches; the row starts `depth` inches below
    the axes.
    """

    title: str
    labels: tuple[str, ...]
    span: int
    repeats: int
    room: float
    depth: float

    @property
    def length(self) -> float:
        """Inches that the longest label takes."""
        return max(map(len, self.labels)) * INCHES_PER_LETTER

    @property
    def upright(self) -> bool:
        """Whether the labels need to stand upright to fit."""
        return self.length > self.room - 0.04

    @property
    def dense(self) -> bool:
        """Whether they do not even fit so; then the title lists them."""
        return self.room < LINE * 0.65

    @property
    def labels_height(self) -> float:
        """Inches for the labels."""
        return 0.05 if self.dense else self.length + 0.04 if self.upright else LINE

    @property
    def height(self) -> float:
        """Inches for the labels and, below them, the axis's title."""
        return self.labels_height + LINE + 0.05

    @property
    def heading(self) -> str:
        """The axis's title, with its labels where they have no row of their own."""
        return shorten(f"{self.title}, in turn {' '.join(self.labels)}", 90) if self.dense else self.title


def draw_cells(histogram: Histogram, what: str, *, errors: bool) -> tuple[Figure, Axes]:
    """Draw all cells within the axes; rows of labels are left out where they would be too dense."""
    values = contents(histogram).ravel()
    deviations = np.sqrt(squares(histogram).ravel()) if errors else np.zeros_like(values)
    rows = _label_rows(histogram, len(values)) if len(values) <= MOST_CELLS else ()
    depth = rows[-1].depth + rows[-1].height + 0.04 if rows else PLAIN_DEPTH
    height = SIZE[1] - PLAIN_DEPTH + depth
    figure, axes = new_axes(bottom=depth / height, height=height)
    draw_steps(axes, values, np.arange(len(values) + 1, dtype=np.float64), deviations)
    axes.set_ylabel(what if is_discrete(histogram.axes[0]) else f"{what} / bin", parse_math=False)
    if rows:
        _draw_rows(figure, axes, rows, len(values))
    else:
        names = ", ".join(axis_title(axis) for axis in histogram.axes)
        axes.set_xlabel(f"cell number, the last fastest: {names}", parse_math=False, fontsize=10)
    return figure, axes


def _label_rows(histogram: Histogram, cells: int) -> tuple[_LabelRow, ...]:
    """From the innermost axis, whose labels stand right below the cells, to the outermost."""
    rows: list[_LabelRow] = []
    span, depth = 1, 0.06
    for axis in reversed(tuple(histogram.axes)):
        labels = cell_labels(axis)
        room = SIZE[0] * 0.82 * span / cells
        repeats = cells // (span * len(labels))
        rows.append(_LabelRow(axis_title(axis), labels, span, repeats, room, depth))
        depth += rows[-1].height
        span *= len(labels)
    return tuple(rows)


def _draw_rows(figure: Figure, axes: Axes, rows: tuple[_LabelRow, ...], cells: int) -> None:
    axes.set_xticks(np.arange(cells + 1), labels=[])
    axes.tick_params(axis="x", which="both", top=False, length=3)
    axes.tick_params(axis="x", which="minor", bottom=False)
    for level, row in enumerate(rows):
        if not row.dense:
            _draw_labels(figure, axes, row)
        title = _below(figure, axes, row.depth + row.labels_height)
        text = axes.text(cells, 0, row.heading, transform=title, ha="right", va="top", fontsize=10.5)
        text.set_parse_math(False)
        if level:
            _draw_borders(figure, axes, row, cells)


def _draw_labels(figure: Figure, axes: Axes, row: _LabelRow) -> None:
    below = _below(figure, axes, row.depth)
    for position in range(row.repeats * len(row.labels)):
        centre, label = (position + 0.5) * row.span, row.labels[position % len(row.labels)]
        text = axes.text(centre, 0, label, transform=below, ha="center", va="top", fontsize=9.0)
        text.set(rotation=90 if row.upright else 0, parse_math=False)


def _below(figure: Figure, axes: Axes, inches: float) -> Transform:
    """Horizontally the cells, vertically a distance below the axes."""
    return axes.get_xaxis_transform() + ScaledTranslation(0, -inches, figure.dpi_scale_trans)


def _draw_borders(figure: Figure, axes: Axes, row: _LabelRow, cells: int) -> None:
    """Dotted lines between the groups of an outer axis, and ticks that run down between its labels."""
    borders = range(row.span, cells, row.span)
    across = axes.get_xaxis_transform()
    if len(borders) <= MOST_BORDERS:
        axes.vlines(borders, 0, 1, transform=across, colors=FAINT, linestyles=":", linewidth=0.9)
    height = axes.get_position().height * figure.get_figheight()
    low, high = -(row.depth + 0.8 * row.labels_height) / height, -row.depth / height
    lines = axes.vlines([0, *borders, cells], low, high, transform=across, colors=FAINT)
    lines.set_linewidth(0.9)
    lines.set_clip_on(False)
