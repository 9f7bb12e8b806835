"""Bins of computations as computations of tables.

In: what stands in each bin, and which bins these are. Out: one `Node`. A thousand bins with the same formula and other
parameters become the formula once, with a table for each parameter; what differs in kind is chosen between.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence
from dataclasses import replace

from hepir.light_dataclasses import dataclass
from hepir.tabular.files import TableError
from hepir.types.computations import Calculation, Chosen, Given, Hashed, Known, Looked, Node
from hepir.types.tables import Beyond, Table, TableAxis

NOTHING = Known(math.nan)
MOST_KINDS = 40  # of contents of bins: code for more is nested more deeply than Python reads


@dataclass(frozen=True)
class Bins:
    """The bins of some values, and what stands beyond: nothing, the nearest bin, or another number."""

    axes: tuple[TableAxis, ...]
    parts: tuple[Node, ...]
    beyond: Beyond
    otherwise: float = 0.0

    def looked(self, values: Sequence[float]) -> Looked:
        """A number for each bin."""
        return Looked(
            Table("", self.axes, tuple(values), beyond=self.beyond, otherwise=self.otherwise), self.parts
        )


def binned(children: Sequence[Node], bins: Bins, outside: Node | None = None) -> Node:
    """What stands in the bin of some values; `outside` is what stands beyond, where that is no number."""
    numbers = [each.value for each in children if isinstance(each, Known)]
    if len(numbers) == len(children) and outside is None:
        return bins.looked(numbers)
    inner = deeper(children, bins) if outside is None else None
    if inner is not None:
        return inner
    clamped = replace(bins, beyond="clamp", otherwise=0.0)
    merged = in_groups(children, clamped)
    if bins.beyond == "clamp" and outside is None:
        return merged
    inside = replace(bins, beyond="value", otherwise=0.0).looked([1.0] * len(children))
    if outside is None:
        outside = Known(bins.otherwise) if bins.beyond == "value" else NOTHING
    return Chosen(inside, merged, outside)


def deeper(children: Sequence[Node], bins: Bins) -> Looked | None:
    """Bins of equal bins as one table of more axes, where what stands beyond the edges is the same."""
    first = children[0]
    if not isinstance(first, Looked):
        return None
    same = (first.table.axes, first.parts, first.table.beyond, first.table.otherwise)
    if same[2:] != (bins.beyond, bins.otherwise):
        return None
    values: list[float] = []
    for each in children:
        if not isinstance(each, Looked):
            return None
        if (each.table.axes, each.parts, each.table.beyond, each.table.otherwise) != same:
            return None
        values += each.table.values
    whole = Bins((*bins.axes, *first.table.axes), (*bins.parts, *first.parts), bins.beyond, bins.otherwise)
    return whole.looked(values)


def in_groups(children: Sequence[Node], bins: Bins) -> Node:
    """What stands in the bins, like with like; a table tells to which of the groups a bin belongs."""
    shapes = [shape(each) for each in children]
    groups = list(dict.fromkeys(shapes))
    if len(groups) > MOST_KINDS:
        raise TableError(f"its bins hold more than {MOST_KINDS} kinds of formulas")
    found: Node | None = None
    index = bins.looked([float(groups.index(each)) for each in shapes])
    for number, group in reversed(list(enumerate(groups))):
        some = next(each for each, own in zip(children, shapes, strict=True) if own == group)
        own = [each if mine == group else some for each, mine in zip(children, shapes, strict=True)]
        merged = alike(own, bins)
        found = (
            merged
            if found is None
            else Chosen(Calculation("==", (index, Known(float(number)))), merged, found)
        )
    assert found is not None
    return found


def shape(node: Node) -> Hashable:
    """What nodes have in common that differ in numbers alone."""
    match node:
        case Known(value):
            return "nothing" if math.isnan(value) else "number"
        case Given(name):
            return name
        case Calculation(name, parts):
            return (name, *map(shape, parts))
        case Chosen(condition, yes, no):
            return ("choice", shape(condition), shape(yes), shape(no))
        case Looked(table, parts):
            return ("table", table, parts)
        case Hashed():
            return node


def alike(children: Sequence[Node], bins: Bins) -> Node:
    """Nodes of one shape as one node, with tables for the numbers in which they differ."""
    first = children[0]
    if all(each == first for each in children):
        return first
    match first:
        case Known():
            return bins.looked([each.value for each in children if isinstance(each, Known)])
        case Calculation(name):
            columns = zip(*(each.parts for each in children if isinstance(each, Calculation)), strict=True)
            return Calculation(name, tuple(alike(column, bins) for column in columns))
        case Chosen():
            choices = [each for each in children if isinstance(each, Chosen)]
            return Chosen(
                alike([each.condition for each in choices], bins),
                alike([each.yes for each in choices], bins),
                alike([each.no for each in choices], bins),
            )
        case _:
            return first
