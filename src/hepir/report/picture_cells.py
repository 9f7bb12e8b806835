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
from hepir.report.systematics import Band
from hepir.report.text import shorten

MOST_CELLS = 400
MOST_BORDERS = 12
INCHES_PER_LETTER = 0.062
LINE = 0.2
PLAIN_DEPTH = 0.6


@dataclass(frozen=True)
class LabelRow:
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
    def cells(self) -> int:
        """Cells in the picture."""
        return self.span * self.repeats * len(self.labels)

    @property
    def borders(self) -> range:
        """Where one label's cells end and the next one's begin."""
        return range(self.span, self.cells, self.span)

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


def draw_cells(
    histogram: Histogram, what: str, *, errors: bool, moved: Band | None = None
) -> tuple[Figure, Axes]:
    """Draw all cells within the axes; rows of labels are left out where they would be too dense."""
    values = contents(histogram).ravel()
    deviations = np.sqrt(squares(histogram).ravel()) if errors else np.zeros_like(values)
    rows = label_rows(histogram)
    depth = depth_of(rows)
    height = SIZE[1] - PLAIN_DEPTH + depth
    figure, axes = new_axes(bottom=depth / height, height=height)
    band = (moved[0].ravel(), moved[1].ravel()) if moved is not None else None
    draw_steps(axes, values, np.arange(len(values) + 1, dtype=np.float64), deviations, band)
    draw_cell_titles(figure, axes, axes, histogram, what, rows)
    return figure, axes


def depth_of(rows: tuple[LabelRow, ...]) -> float:
    """Inches below the axes that the labels need."""
    return rows[-1].depth + rows[-1].height + 0.04 if rows else PLAIN_DEPTH


def draw_cell_titles(
    figure: Figure, lower: Axes, upper: Axes, histogram: Histogram, what: str, rows: tuple[LabelRow, ...]
) -> None:
    """What the axes show: labels below `lower`, the quantity beside `upper`, which may be the same."""
    upper.set_ylabel(what if is_discrete(histogram.axes[0]) else f"{what} / bin", parse_math=False)
    if rows:
        for each in {id(axes): axes for axes in (lower, upper)}.values():
            _draw_ticks(each, rows)
        _draw_rows(figure, lower, rows)
    else:
        names = ", ".join(axis_title(axis) for axis in histogram.axes)
        lower.set_xlabel(f"cell number, the last fastest: {names}", parse_math=False, fontsize=10)


def label_rows(histogram: Histogram) -> tuple[LabelRow, ...]:
    """From the innermost axis, whose labels stand right below the cells, to the outermost; none where cells are too many."""
    rows: list[LabelRow] = []
    span, depth, cells = 1, 0.06, contents(histogram).size
    if cells > MOST_CELLS:
        return ()
    for axis in reversed(tuple(histogram.axes)):
        labels = cell_labels(axis)
        room = SIZE[0] * 0.82 * span / cells
        repeats = cells // (span * len(labels))
        rows.append(LabelRow(axis_title(axis), labels, span, repeats, room, depth))
        depth += rows[-1].height
        span *= len(labels)
    return tuple(rows)


def _draw_ticks(axes: Axes, rows: tuple[LabelRow, ...]) -> None:
    """Ticks between cells, and dotted lines between the groups of outer axes."""
    axes.set_xticks(np.arange(rows[-1].cells + 1), labels=[])
    axes.tick_params(axis="x", which="both", top=False, length=3)
    axes.tick_params(axis="x", which="minor", bottom=False)
    for row in rows[1:]:
        if len(row.borders) <= MOST_BORDERS:
            across = axes.get_xaxis_transform()
            axes.vlines(row.borders, 0, 1, transform=across, colors=FAINT, linestyles=":", linewidth=0.9)


def _draw_rows(figure: Figure, axes: Axes, rows: tuple[LabelRow, ...]) -> None:
    for level, row in enumerate(rows):
        if not row.dense:
            _draw_labels(figure, axes, row)
        title = _below(figure, axes, row.depth + row.labels_height)
        text = axes.text(row.cells, 0, row.heading, transform=title, ha="right", va="top", fontsize=10.5)
        text.set_parse_math(False)
        if level:
            _draw_borders(figure, axes, row)


def _draw_labels(figure: Figure, axes: Axes, row: LabelRow) -> None:
    below = _below(figure, axes, row.depth)
    for position in range(row.repeats * len(row.labels)):
        centre, label = (position + 0.5) * row.span, row.labels[position % len(row.labels)]
        text = axes.text(centre, 0, label, transform=below, ha="center", va="top", fontsize=9.0)
        text.set(rotation=90 if row.upright else 0, parse_math=False)


def _below(figure: Figure, axes: Axes, inches: float) -> Transform:
    """Horizontally the cells, vertically a distance below the axes."""
    return axes.get_xaxis_transform() + ScaledTranslation(0, -inches, figure.dpi_scale_trans)


def _draw_borders(figure: Figure, axes: Axes, row: LabelRow) -> None:
    """Ticks that run down between the labels of an outer axis."""
    across = axes.get_xaxis_transform()
    height = axes.get_position().height * figure.get_figheight()
    low, high = -(row.depth + 0.8 * row.labels_height) / height, -row.depth / height
    lines = axes.vlines([0, *row.borders, row.cells], low, high, transform=across, colors=FAINT)
    lines.set_linewidth(0.9)
    lines.set_clip_on(False)
