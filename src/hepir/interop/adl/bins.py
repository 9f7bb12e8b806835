"""Bins of ADL regions.

In: what follows `bin`. Out: an axis of a grid, or the condition of one bin, which becomes a region. Bins that touch are half
open here; bins that share more are told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from hepir.interop.adl import errors, tree
from hepir.interop.adl.comparisons import as_number
from hepir.interop.adl.expressions import Converter
from hepir.interop.adl.lines import Line
from hepir.interop.adl.pieces import SUM, inside
from hepir.interop.adl.stopping import ConversionError, cannot
from hepir.interop.adl.taking import parsed
from hepir.interop.adl.units import number, unit_for
from hepir.source import Span
from hepir.types.dimensions import NONE

LABEL = re.compile(r'\s*"(?P<label>[^"]*)"')
EDGES = re.compile(r"(?P<edges>(?:\s+[-+]?(?:\d+\.?\d*|\.\d+)){2,})\s*$")
CONDITION = re.compile(r"\[\]|\]\[|[<>=~!]")
HALF_OPEN = "bins are half open: the upper edge belongs to the next one"
FLOW = "below the first and above the last edge are bins, too: underflow and overflow"


@dataclass(frozen=True)
class Interval:
    """What a bin allows a value; the ends belong to it or not."""

    low: float
    high: float
    closed_low: bool
    closed_high: bool
    integer: bool


@dataclass(frozen=True)
class Box:
    """A bin: an interval for each value by its text."""

    sides: dict[str, Interval]
    span: Span


def label_of(line: Line) -> tuple[str, str, int]:
    """The label of a bin, what follows it, and where."""
    found = LABEL.match(line.body)
    if found is None:
        return "", line.body, line.start
    return found["label"], line.body[found.end() :], line.start + found.end()


def axis(converter: Converter, text: str, start: int) -> str | None:
    """`bin v a b c` as an axis; None where a condition stands there."""
    found = EDGES.search(text)
    if found is None or CONDITION.search(text):
        return None
    node = parsed(text[: found.start()], start)
    with converter.bound() as binders:
        value = as_number(converter.quantity(node))
    if binders:
        raise cannot(node.span, "a bin of each object of a collection")
    edges = [number(each.lstrip("+")) for each in found["edges"].split()]
    if [float(each) for each in edges] != sorted({float(each) for each in edges}):
        place = Span(start + found.start("edges") + 1, start + found.end("edges"))
        raise ConversionError(errors.NotUnderstood(place, "the edges of bins are in increasing order"))
    unit, decision = unit_for(value.dimension or NONE, value.name, converter.scope.length)
    for each in (decision, FLOW):
        if each:
            converter.decide(each)
    return f"bin {value.text} in bins [{', '.join(edges)}]" + (f" {unit}" if unit else "")


def box(converter: Converter, node: tree.Node) -> Box | None:
    """The intervals of a condition; None where it is more than a list of them."""
    sides: dict[str, Interval] = {}
    try:
        for each in conjuncts(node):
            text, interval = side(converter, each)
            sides[text] = both(sides[text], interval) if text in sides else interval
    except (ConversionError, UnclearError):
        return None
    return Box(sides, node.span)


class UnclearError(Exception):
    """A condition that is no interval."""


def conjuncts(node: tree.Node) -> Iterator[tree.Node]:
    """The conditions that hold together."""
    match node:
        case tree.Group(inside=child):
            yield from conjuncts(child)
        case tree.Joined(word="and", parts=parts):
            for each in parts:
                yield from conjuncts(each)
        case _:
            yield node


def side(converter: Converter, node: tree.Node) -> tuple[str, Interval]:
    """One interval, and the value that it is for."""
    infinite = float("inf")
    match node:
        case tree.Within(value=value, low=low, high=high, inside=True):
            found = as_number(converter.quantity(value))
            ends = converter.quantity(low).value, converter.quantity(high).value
            if None in ends:
                raise UnclearError
            return inside(found, SUM), Interval(
                float(ends[0] or 0), float(ends[1] or 0), True, found.integer, found.integer
            )
        case tree.Compared(operands=(value, tree.Number() as end), operators=(operator,)):
            found = as_number(converter.quantity(value))
            limit = end.value
            table = {
                "<": Interval(-infinite, limit, False, False, found.integer),
                "<=": Interval(-infinite, limit, False, True, found.integer),
                ">": Interval(limit, infinite, False, False, found.integer),
                ">=": Interval(limit, infinite, True, False, found.integer),
                "==": Interval(limit, limit, True, True, found.integer),
            }
            if operator not in table:
                raise UnclearError
            return inside(found, SUM), table[operator]
    raise UnclearError


def both(first: Interval, second: Interval) -> Interval:
    """What two intervals allow together."""
    low, closed_low = max((first.low, not first.closed_low), (second.low, not second.closed_low))
    high, closed_high = min((first.high, first.closed_high), (second.high, second.closed_high))
    return Interval(low, high, not closed_low, closed_high, first.integer or second.integer)


def shares(first: Interval, second: Interval) -> bool:
    """Whether two intervals share more than an edge."""
    common = both(first, second)
    if common.integer:
        low = common.low if common.closed_low else common.low + 1
        high = common.high if common.closed_high else common.high - 1
        return low <= high
    if common.low == common.high:
        return (
            common.closed_low and common.closed_high and first.low == first.high
        ) or second.low == second.high
    return common.low < common.high


def overlaps(boxes: Sequence[Box]) -> Iterator[errors.BinsOverlap]:
    """Each bin that shares events with one before it, told once."""
    for index, later in enumerate(boxes):
        for earlier in boxes[:index]:
            names = earlier.sides.keys() & later.sides.keys()
            if all(shares(earlier.sides[name], later.sides[name]) for name in names):
                same = earlier.sides == later.sides
                yield errors.BinsOverlap(later.span, earlier.span, same)
                break


def condition(converter: Converter, node: tree.Node) -> str:
    """The condition of one bin; ranges are half open but for whole numbers."""
    converter.half_open = True
    return converter.statement(node)
