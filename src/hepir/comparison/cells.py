"""Histograms as cells.

In: a histogram. Out: what each of its cells holds; a cell is an interval for each axis, in the unit of the axis.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from math import inf, isclose

import numpy as np

from hepir.comparison.published import Cell, Interval
from hepir.report.arrays import Histogram, contents, squares
from hepir.tabular.model import Measured


def intervals(edges: Iterable[float], flow: bool) -> tuple[Interval, ...]:
    """The bins of an axis; with `flow` what lies below and above, too."""
    inner = [float(edge) for edge in edges]
    return tuple(itertools.pairwise([-inf, *inner, inf] if flow else inner))


def cells_of(histogram: Histogram, *, flow: bool = True) -> dict[Cell, Measured]:
    """All cells, the last axis moving fastest."""
    axes = [intervals(np.asarray(axis.edges), flow) for axis in histogram.axes]
    values, variances = contents(histogram, flow=flow).ravel(), squares(histogram, flow=flow).ravel()
    numbers = zip(values, variances, strict=True)
    return {
        cell: Measured.counted(float(value), float(variance))
        for cell, (value, variance) in zip(itertools.product(*axes), numbers, strict=True)
    }


def edges_of(cells: Iterable[Cell]) -> tuple[tuple[float, ...], ...]:
    """The finite edges of each axis, in order."""
    found = list(cells)
    axes = zip(*found, strict=True) if found else ()
    return tuple(
        tuple(sorted({edge for interval in axis for edge in interval if abs(edge) != inf})) for axis in axes
    )


def same(one: float, other: float) -> bool:
    """Whether two edges are the same, rounding apart."""
    return one == other or isclose(one, other, rel_tol=1e-6, abs_tol=1e-9)


def rounded(cell: Cell) -> Cell:
    """A cell under which another with the same edges, rounding apart, is found."""
    return tuple((float(f"{low:.6g}"), float(f"{high:.6g}")) for low, high in cell)


def moved_edges(here: Iterable[float], there: Iterable[float]) -> tuple[list[float], list[float]]:
    """The edges that only one side has."""
    ours, theirs = list(here), list(there)
    return (
        [edge for edge in ours if not any(same(edge, other) for other in theirs)],
        [edge for edge in theirs if not any(same(edge, other) for other in ours)],
    )


def by_rounded(cells: Mapping[Cell, Measured]) -> dict[Cell, Measured]:
    """The same under rounded cells."""
    return {rounded(cell): value for cell, value in cells.items()}


def cell_text(cell: Cell) -> str:
    """`[300, 500)`, `< 300`, `>= 500`; several axes with a cross between them."""
    return " x ".join(interval_text(each) for each in cell)


def interval_text(interval: Interval) -> str:
    """A bin for people."""
    low, high = interval
    if low == -inf:
        return f"< {high:.6g}"
    return f">= {low:.6g}" if high == inf else f"[{low:.6g}, {high:.6g})"
