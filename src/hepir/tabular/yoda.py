"""Tables from the text format of YODA.

In: a file of versions 1 to 3 of that format, which may be packed by gzip, and the path of an object in it. Out: a `Grid`;
raises `TableError`. Read are scatters (a point with its errors in x is a bin), histograms (the sum of weights of each bin
with its statistical error) and binned estimates (sources of errors added in quadrature). Bins beyond the edges are left out.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from hepir.tabular.files import Folder, TableError
from hepir.tabular.grids import LETTERS, Grid, Interval, Row, chosen, finite, grid_of
from hepir.tabular.model import Measured

BEGIN = re.compile(
    r"#?\s*BEGIN YODA_(?P<kind>[A-Z]+)(?P<axes>\d)?D?(?:<(?P<types>[^>]*)>)?(?:_V\d+)?\s+(?P<path>\S+)"
)
END = re.compile(r"#?\s*END YODA_")
EDGES = re.compile(r"Edges\(A\d\):\s*\[(?P<edges>.*)\]")
FLOW = ("total", "underflow", "overflow")
NOTHING = "---"


@dataclass(frozen=True)
class Object:
    """An object: its kind and number of axes, its edges where it lists them, and its rows of numbers."""

    path: str
    kind: str
    axes: int
    edges: tuple[tuple[float, ...], ...]
    rows: tuple[tuple[float, ...], ...]


def yoda_grid(folder: Folder, path: str, entry: str | None) -> Grid:
    """The grid of an object. `entry`: its path, or the last part of it."""
    texts = dict(blocks(folder.unpacked(path).decode("utf-8", errors="replace")))
    names = list(texts)
    if not names:
        raise TableError("the file holds no objects of YODA")
    name = names[chosen(entry, {place: labels(each) for place, each in enumerate(names)})]
    return grid_of_object(object_of(name, texts[name]))


def labels(path: str) -> Sequence[str]:
    """What an object goes by."""
    return (path.rsplit("/", 1)[-1], path.removeprefix("/REF"), path)


def blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """The lines of each object by its path, the first of which says what it is."""
    path, lines = "", list[str]()
    for line in text.splitlines():
        if found := BEGIN.match(line):
            path, lines = found["path"], [line]
        elif END.match(line) and path:
            yield path, lines
            path = ""
        elif path:
            lines.append(line)


def object_of(path: str, lines: Sequence[str]) -> Object:
    """An object; refused are those that are no table."""
    head = BEGIN.match(lines[0])
    assert head is not None
    types = (head["types"] or "").replace(" ", "")
    if types.replace("D", "").replace(",", ""):
        raise TableError("its axes have names, not bins")
    count = len(types.split(",")) if types else int(head["axes"] or 0)
    edges = tuple(edges_of(found["edges"]) for line in lines if (found := EDGES.match(line)))
    return Object(path, head["kind"], count, edges, tuple(rows_of(lines)))


def edges_of(text: str) -> tuple[float, ...]:
    """The edges of an axis."""
    try:
        return tuple(finite(float(each)) for each in text.split(","))
    except ValueError:
        raise TableError("its axes have names, not bins") from None


def rows_of(lines: Sequence[str]) -> Iterator[tuple[float, ...]]:
    """The lines of numbers; an error that is not known is none."""
    started = NOTHING not in lines
    for line in lines[1:]:
        words = line.split()
        if not started:
            started = line == NOTHING
        elif words and words[0].lower() not in FLOW and not line.startswith(("#", "Edges", "ErrorLabels")):
            row = numbers(words)
            if row:
                yield row


def numbers(words: Sequence[str]) -> tuple[float, ...]:
    """The numbers of a line; nothing where it has others, as the head of an object in version 1 does."""
    try:
        return tuple(0.0 if word == NOTHING else float(word) for word in words)
    except ValueError:
        return ()


# ---- kinds of objects ----
def grid_of_object(found: Object) -> Grid:
    """The grid of an object."""
    axes = found.axes - 1 if found.kind == "SCATTER" else found.axes
    if found.kind not in READERS or axes < 1:
        raise TableError(
            f"`{found.path}` is a {found.kind.lower()}, no scatter, histogram or estimate with bins"
        )
    try:
        rows = list(READERS[found.kind](found))
    except (IndexError, ValueError):
        raise TableError(f"`{found.path}` has lines with too few numbers") from None
    return grid_of(LETTERS[:axes], rows, [""] * axes, "")


def scattered(found: Object) -> Iterator[Row]:
    """Points: a value with two errors in each direction."""
    for row in found.rows:
        *places, value = ((row[at], row[at + 1], row[at + 2]) for at in range(0, 3 * found.axes, 3))
        bins = tuple((middle - abs(low), middle + abs(high)) for middle, low, high in places)
        yield bins, measured(value[0], [(-abs(value[1]), abs(value[2]))])


def counted(found: Object) -> Iterator[Row]:
    """Bins of a histogram; those of version 2 say their ends themselves."""
    if found.edges:
        for bins, row in in_bins(found):
            yield bins, weighed(row[0], row[1])
        return
    for row in found.rows:
        bins = tuple((row[2 * axis], row[2 * axis + 1]) for axis in range(found.axes))
        yield bins, weighed(row[2 * found.axes], row[2 * found.axes + 1])


def estimated(found: Object) -> Iterator[Row]:
    """Bins of an estimate: a value, and two errors of each source."""
    for bins, row in in_bins(found):
        yield bins, measured(row[0], list(zip(row[1::2], row[2::2], strict=True)))


READERS: Mapping[str, Callable[[Object], Iterator[Row]]] = {
    "SCATTER": scattered,
    "HISTO": counted,
    "ESTIMATE": estimated,
    "BINNEDESTIMATE": estimated,
    "BINNEDHISTO": counted,
}


def in_bins(found: Object) -> Iterator[tuple[tuple[Interval, ...], tuple[float, ...]]]:
    """The rows with their bins, the first axis fastest; those beyond the edges are left out."""
    sizes = [len(axis) - 1 for axis in found.edges]
    if len(sizes) != found.axes:
        raise TableError(f"`{found.path}` does not list its edges")
    flow = len(found.rows) == math.prod(size + 2 for size in sizes)
    if not flow and len(found.rows) != math.prod(sizes):
        raise TableError(f"`{found.path}` has {len(found.rows)} rows, which is not the number of its bins")
    bins = [axis_bins(axis, flow=flow) for axis in found.edges]
    for cell, row in zip(product(*reversed(bins)), found.rows, strict=True):
        inside = [each for each in reversed(cell) if each is not None]
        if len(inside) == len(cell):
            yield tuple(inside), row


def axis_bins(edges: Sequence[float], *, flow: bool) -> list[Interval | None]:
    """The bins of an axis, with those beyond its edges as None."""
    inside: list[Interval | None] = list(pairwise(edges))
    return [None, *inside, None] if flow else inside


def weighed(sumw: float, sumw2: float) -> Measured:
    """A sum of weights."""
    return Measured.counted(finite(sumw), finite(sumw2))


def measured(value: float, moves: Sequence[tuple[float, float]]) -> Measured | None:
    """A value with all its errors in quadrature; None where it is no number."""
    if not math.isfinite(value):
        return None
    known = [(down, up) for down, up in moves if math.isfinite(down) and math.isfinite(up)]
    up = math.hypot(*(max(*move, 0.0) for move in known))
    down = math.hypot(*(max(-move[0], -move[1], 0.0) for move in known))
    return Measured(value, up, down)
