"""A picture of each histogram.

In: a result, one of its regions and a histogram's name. Out: PNG bytes, the same for the same result and
versions of the libraries, because they carry no date and no name of a program. Nothing in matplotlib's global
state changes.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from hepir.backend.result import RegionResult, Result
from hepir.report.arrays import Histogram, contents, squares
from hepir.report.efficiencies import is_weighted
from hepir.report.names import histogram_key, picture_paths
from hepir.report.picture_axes import (
    axis_title,
    is_discrete,
    is_logarithmic,
    plain_numbers,
    title_size,
    vertical_title,
)
from hepir.report.picture_cells import draw_cells
from hepir.report.picture_notes import draw_notes, quantity
from hepir.report.picture_stack import draw_stack, stack_of
from hepir.report.picture_steps import draw_steps
from hepir.report.picture_style import draw_label, new_axes, settings
from hepir.report.systematics import Band, band
from hepir.report.without import LeftOut, Without, without_path

GRID = "bins"
MOST_CELLS = 2000


def all_pictures(result: Result) -> Iterator[tuple[str, bytes]]:
    """Path inside the output folder and PNG bytes of each histogram, one after the other."""
    paths = picture_paths(result)
    for region in result.regions:
        for name in region.histograms:
            yield paths[histogram_key(region.name, name)], picture(result, region, name)


def pictures_without(result: Result, without: Without) -> Iterator[tuple[str, bytes]]:
    """The same of what steps cut on."""
    for left_out, own in results_without(result, without):
        yield without_path(left_out), picture(own, own.regions[0], left_out.name)


def results_without(result: Result, without: Without) -> Iterator[tuple[LeftOut, Result]]:
    """A result with one region and one histogram for each step or condition that is left out."""
    for left_out, filled in without.items():
        name = left_out.name
        regions = tuple(
            alone(each, name, filled.whole) for each in result.regions if each.name == left_out.region
        )
        processes = tuple(
            replace(
                each,
                regions=tuple(
                    alone(own, name, filled.processes[each.name])
                    for own in each.regions
                    if own.name == left_out.region
                ),
            )
            for each in result.processes
            if each.name in filled.processes
        )
        yield left_out, replace(result, regions=regions, processes=processes)


def alone(region: RegionResult, name: str, histogram: Histogram) -> RegionResult:
    """A region with one histogram."""
    return replace(region, histograms={name: histogram}, skipped={}, variations=())


def picture(result: Result, region: RegionResult, name: str) -> bytes:
    """The PNG of one histogram: steps for one axis, a mesh for two, cells in a row for a grid of bins."""
    with settings():
        figure = draw(result, region, name)
        buffer = io.BytesIO()
        figure.savefig(buffer, format="png", metadata={"Software": None})
    return buffer.getvalue()


def draw(result: Result, region: RegionResult, name: str) -> Figure:
    """The same as a figure, under the settings of `picture_style`."""
    histogram = region.histograms[name]
    what, summed = quantity(region, name), ""
    discrete = any(is_discrete(axis) for axis in histogram.axes)
    mesh = histogram.ndim > 1 and _is_mesh(histogram, name, discrete)
    stacked = not mesh and is_stacked(result, region, name)
    in_a_row = histogram.ndim > 1 or name == GRID or discrete
    if mesh:
        figure, axes = new_axes(right=0.83)
        summed = _summed(histogram)
        _mesh(figure, axes, histogram.project(0, 1) if histogram.ndim > 2 else histogram, what)
    elif stacked:
        figure, axes = draw_stack(
            stack_of(result, region, name, in_a_row=in_a_row), histogram, what, in_a_row=in_a_row
        )
    elif in_a_row:
        figure, axes = draw_cells(histogram, what, errors=is_weighted(region), moved=band(region, name))
    else:
        figure, axes = new_axes()
        _steps(axes, histogram, what, is_weighted(region), band(region, name))
    draw_label(axes, result)
    draw_notes(axes, region, name, summed, banded=not mesh and not stacked)
    return figure


def is_stacked(result: Result, region: RegionResult, name: str) -> bool:
    """Whether processes are known that have this histogram."""
    return bool(result.processes) and all(
        each.name != region.name or name in each.histograms
        for process in result.processes
        for each in process.regions
    )


def _is_mesh(histogram: Histogram, name: str, discrete: bool) -> bool:
    """Whether the first two axes span the picture: there are no more, or too many cells to stand in a row."""
    return (histogram.ndim == 2 and name != GRID and not discrete) or contents(histogram).size > MOST_CELLS


def _steps(axes: Axes, histogram: Histogram, what: str, errors: bool, moved: Band | None) -> None:
    axis = histogram.axes[0]
    values, edges = contents(histogram), np.asarray(axis.edges)
    deviations = np.sqrt(squares(histogram)) if errors else np.zeros_like(values)
    draw_steps(axes, values, edges, deviations, moved)
    if is_logarithmic(edges):
        axes.set_xscale("log")
        plain_numbers(axes.xaxis, edges)
    _titles(axes, axis_title(axis), vertical_title(what, axis))


def _mesh(figure: Figure, axes: Axes, histogram: Histogram, what: str) -> None:
    values = contents(histogram)
    first, second = (np.asarray(axis.edges) for axis in histogram.axes)
    extreme = float(np.abs(values).max(initial=0.0)) or 1.0
    signed = bool((values < 0).any())
    mesh = axes.pcolormesh(
        first,
        second,
        np.ma.masked_equal(values.T, 0.0),
        cmap="RdBu_r" if signed else "viridis",
        vmin=-extreme if signed else 0.0,
        vmax=extreme,
    )
    for scale, ticks, edges in ((axes.set_xscale, axes.xaxis, first), (axes.set_yscale, axes.yaxis, second)):
        if is_logarithmic(edges):
            scale("log")
            plain_numbers(ticks, edges)
    _titles(axes, axis_title(histogram.axes[0]), axis_title(histogram.axes[1]))
    place = axes.get_position()
    bar = figure.colorbar(mesh, cax=figure.add_axes((place.x1 + 0.015, place.y0, 0.03, place.height)))
    bar.set_label(f"{what} / bin", parse_math=False)


def _summed(histogram: Histogram) -> str:
    """What a mesh says about the axes that it does not show."""
    further = ", ".join(axis_title(axis) for axis in tuple(histogram.axes)[2:])
    return f"summed over {further}" if further else ""


def _titles(axes: Axes, horizontal: str, vertical: str) -> None:
    axes.set_xlabel(horizontal, parse_math=False, fontsize=title_size(horizontal, 5.2))
    axes.set_ylabel(vertical, parse_math=False, fontsize=title_size(vertical, 3.7))
