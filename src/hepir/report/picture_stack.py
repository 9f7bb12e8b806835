"""Processes on top of each other, data as points, and their ratio.

In: a result with processes, a region and the name of a histogram with one axis. Out: a figure: simulated processes stacked,
the largest on top; the uncertainty of their sum (statistics, systematics and cross-sections, added in quadrature) as a band;
data with Poisson errors; below, data over simulation.
"""

from __future__ import annotations

import mplhep
import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hepir.backend.result import RegionResult, Result
from hepir.light_dataclasses import dataclass
from hepir.report.arrays import Floats, contents, squares
from hepir.report.picture_axes import Axis, axis_title, is_logarithmic, title_size, vertical_title
from hepir.report.picture_style import FAINT, SIZE, new_axes
from hepir.report.poisson import poisson_errors
from hepir.report.systematics import band
from hepir.report.text import shorten

# Distinct for those who see colours differently, and by lightness where there are none.
COLOURS = ("#88ccee", "#ddcc77", "#cc6677", "#44aa99", "#aa4499", "#999933", "#117733", "#882255", "#332288")
REST = "#bbbbbb"
NAME = 22


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


def stack_of(result: Result, region: RegionResult, name: str) -> Stack:
    """The numbers of a picture."""
    simulated = [each for each in result.processes if each.kind == "mc"]
    parts = {each.name: contents(own(each.regions, region.name).histograms[name]) for each in simulated}
    order = sorted(parts, key=lambda each: (float(parts[each].sum()), each))
    total = np.sum([np.zeros(len(region.histograms[name].axes[0])), *parts.values()], axis=0)
    errors = sum(
        (
            squares(own(each.regions, region.name).histograms[name]) + (each.spread * parts[each.name]) ** 2
            for each in simulated
        ),
        start=np.zeros_like(total),
    )
    moved = band(region, name) if simulated else None
    up, down = (np.sqrt(errors + (moved[side] ** 2 if moved is not None else 0.0)) for side in (0, 1))
    data = [
        own(each.regions, region.name).histograms[name] for each in result.processes if each.kind == "data"
    ]
    found = np.sum([contents(each) for each in data], axis=0) if data else None
    low, high = poisson_errors(found) if found is not None else (np.zeros_like(total), np.zeros_like(total))
    edges = np.asarray(region.histograms[name].axes[0].edges, dtype=np.float64)
    return Stack(edges, tuple(order), tuple(parts[each] for each in order), total, up, down, found, high, low)


def own(regions: tuple[RegionResult, ...], name: str) -> RegionResult:
    """A region of a process."""
    return next(each for each in regions if each.name == name)


def draw_stack(stack: Stack, histogram_axis: Axis, what: str) -> tuple[Figure, Axes]:
    """The picture; the ratio only where there are both data and simulation."""
    both = stack.data is not None and bool(stack.names)
    figure, axes = new_axes(bottom=0.34 if both else 0.13, height=SIZE[1] * (1.2 if both else 1.0))
    draw_parts(axes, stack)
    if both:
        lower = figure.add_axes((axes.get_position().x0, 0.11, axes.get_position().width, 0.2))
        draw_ratio(lower, stack)
        axes.tick_params(labelbottom=False)
        label(lower, axes, histogram_axis, what)
    else:
        label(axes, axes, histogram_axis, what)
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
    axes.legend(handles[::-1], labels[::-1], loc="upper left", ncols=2, fontsize=9, frameon=False)


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
    centres = np.sqrt(edges[:-1] * edges[1:]) if is_logarithmic(edges) else (edges[:-1] + edges[1:]) / 2
    axes.errorbar(
        centres, values, yerr=(down, up), fmt="o", color="black", markersize=4, elinewidth=1.0, label=name
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
    axes.axhline(1, color=FAINT, linewidth=0.8)
    axes.set_xlim(stack.edges[0], stack.edges[-1])
    axes.set_ylim(0.0, 2.0)
    axes.set_ylabel("data / sim.", fontsize=10)


def label(lower: Axes, upper: Axes, axis: Axis, what: str) -> None:
    """What the axes show."""
    title = axis_title(axis)
    lower.set_xlabel(title, parse_math=False, fontsize=title_size(title, 5.2))
    upper.set_ylabel(vertical_title(what, axis), parse_math=False, fontsize=12)
