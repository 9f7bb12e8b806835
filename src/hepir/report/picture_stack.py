"""Processes on top of each other, data as points, and their ratio.

In: a result with processes, a region and the name of a histogram. Out: a figure: simulated processes stacked, the largest on
top; the uncertainty of their sum (statistics, systematics and cross-sections, added in quadrature) as a band; data with
Poisson errors; below, data over simulation. Bins of one axis stand where they are, cells of several in a row.
"""

from __future__ import annotations

import mplhep
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hepir.backend.result import ProcessResult, RegionResult, Result
from hepir.light_dataclasses import dataclass
from hepir.report.arrays import Floats, Histogram, contents, squares
from hepir.report.picture_axes import (
    axis_title,
    centres,
    is_logarithmic,
    plain_numbers,
    title_size,
    vertical_title,
)
from hepir.report.picture_cells import LabelRow, depth_of, draw_cell_titles, label_rows
from hepir.report.picture_style import FAINT, SIZE, new_axes
from hepir.report.poisson import poisson_errors
from hepir.report.systematics import band
from hepir.report.text import shorten

# Distinct for those who see colours differently, and by lightness where there are none.
COLOURS = ("#88ccee", "#ddcc77", "#cc6677", "#44aa99", "#aa4499", "#999933", "#117733", "#882255", "#332288")
REST = "#bbbbbb"
NAME = 22
DEPTH, RATIO, GAP = 0.63, 1.15, 0.17  # inches: below the axes, the panel of the ratio, between both
HIGHEST_RATIO, ARROW = 2.0, 0.08


@dataclass(frozen=True)
class Stack:
    """Contents by process, those of the sum with its error, and of data with its errors upwards and downwards."""

    edges: Floats
    names: tuple[str, ...]
    parts: tuple[Floats, ...]
    total: Floats
    up: Floats
    down: Floats
    data: Floats | None
    data_up: Floats
    data_down: Floats


def stack_of(result: Result, region: RegionResult, name: str, *, in_a_row: bool = False) -> Stack:
    """The numbers of a picture; `in_a_row`: of all cells of all axes, the last axis fastest."""
    histogram = region.histograms[name]
    simulated = [each for each in result.processes if each.kind == "mc"]
    parts = {each.name: contents(_its(each, region, name)).ravel() for each in simulated}
    order = sorted(parts, key=lambda each: (float(parts[each].sum()), each))
    total = np.sum([np.zeros(contents(histogram).size), *parts.values()], axis=0)
    errors = sum(
        (
            squares(_its(each, region, name)).ravel() + (each.spread * parts[each.name]) ** 2
            for each in simulated
        ),
        start=np.zeros_like(total),
    )
    moved = band(region, name) if simulated else None
    up, down = (np.sqrt(errors + (moved[side].ravel() ** 2 if moved else 0.0)) for side in (0, 1))
    data = [contents(_its(each, region, name)).ravel() for each in result.processes if each.kind == "data"]
    found = np.sum(data, axis=0) if data else None
    low, high = poisson_errors(found) if found is not None else (np.zeros_like(total), np.zeros_like(total))
    edges = np.arange(total.size + 1.0) if in_a_row else np.asarray(histogram.axes[0].edges, dtype=np.float64)
    return Stack(edges, tuple(order), tuple(parts[each] for each in order), total, up, down, found, high, low)


def _its(process: ProcessResult, region: RegionResult, name: str) -> Histogram:
    """The histogram of a process."""
    return own(process.regions, region.name).histograms[name]


def own(regions: tuple[RegionResult, ...], name: str) -> RegionResult:
    """A region of a process."""
    return next(each for each in regions if each.name == name)


def draw_stack(
    stack: Stack, histogram: Histogram, what: str, *, in_a_row: bool = False
) -> tuple[Figure, Axes]:
    """The picture; the ratio only where there are both data and simulation."""
    both = stack.data is not None and bool(stack.names)
    rows = label_rows(histogram) if in_a_row else ()
    depth = depth_of(rows) if in_a_row else DEPTH
    height = SIZE[1] - DEPTH + depth + (RATIO if both else 0.0)
    figure, axes = new_axes(bottom=(depth + (RATIO + GAP if both else 0.0)) / height, height=height)
    draw_parts(axes, stack)
    lower = axes
    if both:
        place = axes.get_position()
        lower = figure.add_axes((place.x0, depth / height, place.width, RATIO / height))
        draw_ratio(lower, stack)
        axes.tick_params(labelbottom=False)
    label(figure, lower, axes, histogram, what, rows if in_a_row else None)
    return figure, axes


def draw_parts(axes: Axes, stack: Stack) -> None:
    """Processes, their uncertainty, data."""
    colours = [COLOURS[place] if place < len(COLOURS) else REST for place in range(len(stack.names))]
    if stack.names:
        mplhep.histplot(
            list(stack.parts),
            bins=stack.edges,
            stack=True,
            histtype="fill",
            color=colours,
            edgecolor="white",
            linewidth=0.4,
            label=[shorten(each, NAME).replace("$", r"\$") for each in stack.names],
            ax=axes,
            flow="none",
        )
        hatched(axes, stack.edges, stack.total - stack.down, stack.total + stack.up, "uncertainty")
    highest = float(np.max(stack.total + stack.up, initial=0.0))
    if stack.data is not None:
        points(axes, stack.edges, stack.data, stack.data_down, stack.data_up, "data")
        highest = max(highest, float(np.max(stack.data + stack.data_up, initial=0.0)))
    lowest = float(np.min(stack.total - stack.down, initial=0.0))
    axes.set_ylim(min(lowest, 0.0), 1.5 * (highest or 0.75))
    axes.set_xlim(stack.edges[0], stack.edges[-1])
    handles, labels = axes.get_legend_handles_labels()
    axes.legend(
        handles[::-1], labels[::-1], loc="upper left", ncols=2, fontsize=9, framealpha=0.85, edgecolor="none"
    )


def hatched(axes: Axes, edges: Floats, low: Floats, high: Floats, name: str | None = None) -> None:
    """An uncertainty as a band."""
    axes.stairs(
        high,
        edges,
        baseline=low,
        fill=True,
        facecolor="none",
        edgecolor=FAINT,
        hatch="//////",
        linewidth=0,
        label=name,
    )


def points(
    axes: Axes, edges: Floats, values: Floats, down: Floats, up: Floats, name: str | None = None
) -> None:
    """Data with their errors."""
    axes.errorbar(
        centres(edges),
        values,
        yerr=(down, up),
        fmt="o",
        color="black",
        markersize=4,
        elinewidth=1.0,
        label=name,
    )


def draw_ratio(axes: Axes, stack: Stack) -> None:
    """Data over simulation, where there is any."""
    assert stack.data is not None
    there = stack.total > 0
    whole = np.where(there, stack.total, 1.0)
    hatched(
        axes,
        stack.edges,
        np.where(there, 1 - stack.down / whole, 1),
        np.where(there, 1 + stack.up / whole, 1),
    )
    ratio = np.where(there, stack.data / whole, np.nan)
    points(axes, stack.edges, ratio, stack.data_down / whole, stack.data_up / whole)
    arrows(axes, stack.edges, ratio)
    axes.axhline(1, color=FAINT, linewidth=0.8)
    axes.set_xlim(stack.edges[0], stack.edges[-1])
    axes.set_ylim(0.0, HIGHEST_RATIO)
    axes.set_ylabel("data / sim.", fontsize=10)


def arrows(axes: Axes, edges: Floats, ratio: Floats) -> None:
    """Where ratios lie above or below the panel; those that are not a number lie nowhere."""
    for outside, mark, height in (
        (ratio > HIGHEST_RATIO, "^", HIGHEST_RATIO - ARROW),
        (ratio < 0, "v", ARROW),
    ):
        places = centres(edges)[outside]
        axes.plot(places, np.full_like(places, height), mark, color="black", markersize=5)


def label(
    figure: Figure,
    lower: Axes,
    upper: Axes,
    histogram: Histogram,
    what: str,
    rows: tuple[LabelRow, ...] | None,
) -> None:
    """What the axes show; `rows`: labels of cells that stand in a row."""
    if rows is not None:
        draw_cell_titles(figure, lower, upper, histogram, what, rows)
        return
    title = axis_title(histogram.axes[0])
    lower.set_xlabel(title, parse_math=False, fontsize=title_size(title, 5.2))
    upper.set_ylabel(vertical_title(what, histogram.axes[0]), parse_math=False, fontsize=12)
    edges = np.asarray(histogram.axes[0].edges)
    if is_logarithmic(edges):
        for each in (upper, lower):
            each.set_xscale("log")
            plain_numbers(each.xaxis, edges)
