"""Numbers on a grid, from rows in any order.

In: names of axes, and rows of an interval for each axis and a value with its errors. Out: a `Grid`; raises `TableError` where
the intervals leave something out or overlap, and where a cell has no value.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise, product

from hepir.light_dataclasses import dataclass
from hepir.tabular.files import TableError
from hepir.tabular.model import Measured
from hepir.types.dimensions import NONE, Dimension
from hepir.types.tables import Beyond, TableAxis
from hepir.types.units import Unit, canonical_value, parse_unit

Interval = tuple[float, float]
Row = tuple[tuple[Interval, ...], Measured | None]

LETTERS = "xyzw"
PLAIN = re.compile(r"[A-Za-z][A-Za-z_0-9]*")
SAME = 1e-9  # of a bin's width: by so much may the end of one bin differ from the start of the next
NATURAL = re.compile(r"/c(\^?2)?$")
SHOWN = 5


@dataclass(frozen=True)
class Grid:
    """What a file says: axes, a value for each cell (the last axis fastest), and what is beyond the edges.

    `up` and `down` are the sizes of the errors, empty where the file has none.
    """

    axes: tuple[TableAxis, ...]
    values: tuple[float, ...]
    beyond: Beyond = "missing"
    otherwise: float = 0.0
    dimension: Dimension = NONE
    up: tuple[float, ...] = ()
    down: tuple[float, ...] = ()


def grid_of(names: Sequence[str], rows: Sequence[Row], units: Sequence[str], unit: str) -> Grid:
    """The grid of rows: `units` are those of the axes, `unit` that of the values."""
    if not rows:
        raise TableError("it has no values")
    called = plain_names(names)
    edges = [edges_of(name, {cell[number] for cell, _ in rows}) for number, name in enumerate(called)]
    cells: dict[tuple[int, ...], Measured | None] = {}
    for intervals, value in rows:
        cell = tuple(cell_of(each, axis) for each, axis in zip(intervals, edges, strict=True))
        if cell in cells:
            raise TableError(f"it has two values for {shown(called, cell, edges)}")
        cells[cell] = value
    found: list[Measured] = []
    for cell in product(*(range(len(axis) - 1) for axis in edges)):
        value = cells.get(cell)
        if value is None:
            raise TableError(f"it has no value for {shown(called, cell, edges)}")
        found.append(value)
    axes = tuple(axis_in(name, axis, text) for name, axis, text in zip(called, edges, units, strict=True))
    return with_values(axes, found, unit_of("its values are", unit))


def with_values(axes: tuple[TableAxis, ...], found: Sequence[Measured], unit: Unit) -> Grid:
    """A grid of numbers in some unit."""
    values = tuple(canonical(each.value, unit) for each in found)
    up, down = (tuple(canonical(size, unit) for size in sizes) for sizes in sides(found))
    return Grid(axes, values, dimension=unit.dimension, up=up, down=down)


def sides(found: Sequence[Measured]) -> tuple[list[float], list[float]]:
    """The errors upwards and downwards; nothing where no value has any."""
    if not any(each.up or each.down for each in found):
        return [], []
    return [each.up for each in found], [each.down for each in found]


def edges_of(name: str, intervals: Iterable[Interval]) -> tuple[float, ...]:
    """The edges of neighbouring intervals."""
    ordered = sorted(set(intervals))
    if any(not low < high for low, high in ordered):
        raise TableError(f"`{name}` has values of no width, which are no bins")
    edges = list(ordered[0])
    for low, high in ordered[1:]:
        width = SAME * (high - low)
        if abs(low - edges[-2]) <= width and abs(high - edges[-1]) <= width:
            continue
        if low > edges[-1] + width:
            raise TableError(f"the bins of `{name}` leave out {edges[-1]:g} to {low:g}")
        if low < edges[-1] - width:
            raise TableError(f"two bins of `{name}` overlap at {low:g}")
        edges.append(high)
    return tuple(edges)


def cell_of(interval: Interval, edges: Sequence[float]) -> int:
    """The number of the bin that an interval is."""
    middle = min(max((interval[0] + interval[1]) / 2, edges[0]), edges[-1])
    return next(number for number, (low, high) in enumerate(pairwise(edges)) if low <= middle <= high)


def shown(names: Sequence[str], cell: Sequence[int], edges: Sequence[Sequence[float]]) -> str:
    """A cell, for a message."""
    parts = (
        f"{name} {axis[place]:g} to {axis[place + 1]:g}"
        for name, place, axis in zip(names, cell, edges, strict=True)
    )
    return ", ".join(parts)


# ---- names and units ----
def plain_names(names: Sequence[str]) -> list[str]:
    """What a program can call the axes: their own names where these are plain and differ, else x, y, z, w."""
    plain = [PLAIN.fullmatch(name) and name for name in names]
    if all(plain) and len(set(names)) == len(names):
        return list(names)
    return [LETTERS[number] if number < len(LETTERS) else f"axis{number}" for number in range(len(names))]


def axis_in(name: str, edges: Sequence[float], unit: str) -> TableAxis:
    """An axis with its edges in canonical units."""
    known = unit_of(f"its axis `{name}` is", unit)
    return TableAxis(name, tuple(canonical(edge, known) for edge in edges), known.dimension)


def canonical(value: float, unit: Unit) -> float:
    """A number of some unit in canonical units."""
    return canonical_value(repr(value), unit)


def unit_of(what: str, text: str) -> Unit:
    """The unit of a file; momenta in GeV/c are energies here."""
    spelled = NATURAL.sub("", text.strip())
    known = parse_unit(spelled)
    if known is None:
        raise TableError(f"{what} in `{text.strip()[:40]}`, which is no unit here")
    return known


# ---- entries ----
Labels = Sequence[str]


def chosen(entry: str | None, labels: Mapping[int, Labels]) -> int:
    """Which of several entries is meant: the one of them that goes by this name. The last label tells an entry apart."""
    wanted = " ".join((entry or "").split())
    found = [place for place, names in labels.items() if not wanted or wanted in names]
    if len(found) == 1:
        return found[0]
    among = [labels[place][-1] for place in (found or labels)]
    if not wanted:
        raise TableError(f"say which of its tables is meant, as entry: {listed(among)}")
    problem = f"`{wanted}` may be any of" if found else f"it has no table `{wanted}`, but"
    raise TableError(f"{problem} {listed(among)}")


def listed(names: Sequence[str]) -> str:
    """Some of the names, for a message."""
    some = [f"`{name}`" for name in names[:SHOWN]]
    return ", ".join(some) + (", ..." if len(names) > SHOWN else "") if some else "none at all"


def finite(value: float) -> float:
    """A number that is one."""
    if not math.isfinite(value):
        raise TableError("one of its numbers is not finite")
    return value
