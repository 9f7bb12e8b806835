"""Bins of several values together: cells that need not fill a rectangle.

In: a `bin` of the syntax tree with several values, and the scope of the program. Out: an axis whose value is the number of
the cell that an event is in, -1 for none. Cells never overlap; what lies between them is reported.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations, pairwise, product

from hepir.semantics import errors, operators, typing
from hepir.semantics.expressions import Add, Compare, Conditional, Constant, Expression, Logical
from hepir.semantics.program import CELL_OF, AxisDefinition, Box
from hepir.semantics.scope import Scope, is_poison
from hepir.source import Span
from hepir.syntax import tree
from hepir.types.core import BOOLEAN, INTEGER, Number, Open, Type
from hepir.types.units import parse_unit

MAXIMUM_CELLS = 500
INFINITY = float("inf")
Cell = tuple[tuple[float, float], ...]


def check_grid(grid: tree.Grid, scope: Scope) -> AxisDefinition | None:
    """`bin value, value in cells, cells`"""
    values = tuple(typing.infer_number(each, scope.without_lift()) for each in grid.values)
    if any(is_poison(value) for value in values):
        return None
    blocks = [check_cells(each, grid, values, scope) for each in grid.cells]
    if any(block is None for block in blocks):
        return None
    known = [block for block in blocks if block is not None]
    boxes = tuple(box for block in known for box in block)
    if len(boxes) > MAXIMUM_CELLS:
        scope.report(errors.BadBinning(grid.span, f"{len(boxes)} cells, more than {MAXIMUM_CELLS}"))
        return None
    if report_overlaps(grid, known, scope):
        return None
    report_gaps(grid, known, scope)
    label = CELL_OF + ", ".join(scope.text(each.span) for each in grid.values)
    edges = tuple(float(edge) for edge in range(len(boxes) + 1))
    number = cell_number(values, boxes, grid)
    written = tuple(map(as_box, boxes))
    return AxisDefinition(number, label, "", 1.0, edges, equal=True, parts=values, boxes=written)


def as_box(cell: Cell) -> Box:
    """A cell as the program keeps it: a bin without end has none."""
    return tuple((low, None if high == INFINITY else high) for low, high in cell)


def check_cells(
    cells: tree.Cells, grid: tree.Grid, values: Sequence[Expression], scope: Scope
) -> tuple[Cell, ...] | None:
    """All combinations of the bins of several values; None where they are wrong (reported)."""
    if len(cells.ranges) != len(values):
        scope.report(errors.WrongCells(cells.span, len(cells.ranges), len(values)))
        return None
    found = [
        bins_of(each, value, node, scope)
        for each, value, node in zip(cells.ranges, values, grid.values, strict=True)
    ]
    if any(bins is None for bins in found):
        return None
    return tuple(product(*(bins for bins in found if bins is not None)))


def bins_of(
    written: tree.Range, value: Expression, node: tree.Expression, scope: Scope
) -> tuple[tuple[float, float], ...] | None:
    """The bins between edges, in canonical units; None where they are wrong (reported)."""
    unit = parse_unit(written.unit)
    assert unit is not None
    last = written.edge_spans[-1]
    literal = tree.Quantity(written.edges[-1].lstrip("-"), written.unit, span=written.span, number_span=last)
    bound = Constant(0.0, type=Number(unit.dimension, written.unit is None), span=written.span)
    if operators.common_number((value, bound), (node, literal), scope) is None:
        return None
    edges = [float(edge) * unit.size for edge in written.edges]
    edges += [INFINITY] if written.unbounded else []
    wrong = next(((one, other) for one, other in pairwise(edges) if not one < other), None)
    if wrong is not None or len(edges) < 2:
        problem = f"{wrong[1]:g} comes after {wrong[0]:g}" if wrong else "one edge makes no bin"
        scope.report(errors.BadBinning(written.span, problem))
        return None
    return tuple(pairwise(edges))


def report_overlaps(grid: tree.Grid, blocks: Sequence[tuple[Cell, ...]], scope: Scope) -> bool:
    """Whether an event could be in two cells (reported)."""
    found = False
    numbered = list(zip(grid.cells, blocks, strict=True))
    for (first, ours), (second, theirs) in combinations(numbered, 2):
        if any(overlap(one, other) for one, other in product(ours, theirs)):
            scope.report(errors.OverlappingCells(second.span, scope.text(first.span), first.span))
            found = True
    return found


def overlap(one: Cell, other: Cell) -> bool:
    """Whether two cells have something in common."""
    return all(low < high for low, high in (common(*pair) for pair in zip(one, other, strict=True)))


def common(one: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """What two bins have in common."""
    return max(one[0], other[0]), min(one[1], other[1])


def report_gaps(grid: tree.Grid, blocks: Sequence[tuple[Cell, ...]], scope: Scope) -> None:
    """Values between those of two cells that are in no cell, whatever the other values are."""
    for place, node in enumerate(grid.values):
        bins = sorted({box[place] for block in blocks for box in block})
        reached = bins[0][1]
        for low, high in bins[1:]:
            if low > reached:
                size = unit_size(grid, place)
                scope.report(errors.GapInBins(grid.span, scope.text(node.span), reached / size, low / size))
            reached = max(reached, high)


def unit_size(grid: tree.Grid, place: int) -> float:
    """The size of the unit in which the edges of a value are written."""
    unit = parse_unit(grid.cells[0].ranges[place].unit)
    assert unit is not None
    return unit.size


# ---- the number of the cell ----
def cell_number(values: Sequence[Expression], boxes: Sequence[Cell], grid: tree.Grid) -> Expression:
    """-1, and a number more in each cell: of cells that do not overlap at most one counts."""
    span = grid.span
    nothing = Constant(0, type=INTEGER, span=span)
    kinds = [type_of_edges(value, grid, place) for place, value in enumerate(values)]
    terms = [
        Conditional(
            inside(values, kinds, box, span),
            Constant(number, type=INTEGER, span=span),
            nothing,
            type=INTEGER,
            span=span,
        )
        for number, box in enumerate(boxes, 1)
    ]
    start = Constant(-1, type=INTEGER, span=span)
    return Add(((1, start), *((1, each) for each in terms)), type=INTEGER, span=span)


def type_of_edges(value: Expression, grid: tree.Grid, place: int) -> Type:
    """The type of the edges of a value: its own, and where this has a hole that of the unit they are written in."""
    if not isinstance(value.type, Open):
        return value.type
    unit = parse_unit(grid.cells[0].ranges[place].unit)
    assert unit is not None
    return Number(unit.dimension)


def inside(values: Sequence[Expression], kinds: Sequence[Type], box: Cell, span: Span) -> Expression:
    """Whether all values are in their bins."""
    tests = tuple(
        in_bin(value, kind, *bounds, span) for value, kind, bounds in zip(values, kinds, box, strict=True)
    )
    return Logical("and", tests, type=BOOLEAN, span=span)


def in_bin(value: Expression, kind: Type, low: float, high: float, span: Span) -> Expression:
    """`low <= value < high`"""
    lower, upper = (Constant(each, type=kind, span=span) for each in (low, high))
    if high == INFINITY:
        return Compare((lower, value), ("<=",), type=BOOLEAN, span=span)
    return Compare((lower, value, upper), ("<=", "<"), type=BOOLEAN, span=span)
