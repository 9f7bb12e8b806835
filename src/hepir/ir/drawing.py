"""What random numbers depend on: the seed, the numbers of the event, the places of particles.

In: a program, a schema, the seed of the run. Out: the program in which each draw has its seed, and a zero for the run or the
luminosity block where the format has none. An event without a number is reported (HEP0528).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast
from zlib import crc32

from hepir.intrinsics.hit_or_miss import EVENT
from hepir.ir.errors import NoEventNumber
from hepir.ir.needs import expressions_of
from hepir.ir.plan import Placed
from hepir.schemas.model import Schema
from hepir.semantics.expressions import Constant, Draw, Expression, walk
from hepir.semantics.program import Program
from hepir.semantics.scope import Report
from hepir.source import Span
from hepir.types.core import INTEGER

Node = TypeVar("Node")


def place_of_kind(kind: str) -> Placed:
    """The places of the objects of a kind: whole numbers that those of no other kind have."""
    return Placed(crc32(kind.encode()) >> 1 << 32)


def with_numbers(program: Program, schema: Schema, seed: int, report: Report) -> Program:
    """The program with all that its random numbers depend on."""
    if not any(isinstance(node, Draw) for each in expressions_of(program) for node in walk(each)):
        return program
    event = schema.collections.get("event")
    known = event.properties if event is not None else {}

    def numbered(draw: Draw) -> Draw:
        if EVENT[-1] not in known:
            report(NoEventNumber(draw.span, schema.name, schema.unavailable.get(f"event.{EVENT[-1]}", "")))
        probability, _, *numbers = draw.arguments
        given: list[Expression] = [Constant(seed, type=INTEGER, span=draw.span)]
        for name, number in zip(EVENT[1:], numbers, strict=False):
            given.append(number if name in known else Constant(0, type=INTEGER, span=draw.span))
        return replace(draw, arguments=(probability, *given, *numbers[len(EVENT) - 1 :]))

    return with_draws(program, numbered)


def with_draws(node: Node, change: Callable[[Draw], Draw]) -> Node:
    """A part of a program with other draws."""
    return cast("Node", changed(node, change))


def changed(node: object, change: Callable[[Draw], Draw]) -> object:
    """As `with_draws`; what stays the same is the same object."""
    match node:
        case str() | int() | float() | None | Span():
            return node
        case tuple():
            parts = tuple(changed(each, change) for each in node)
            return node if all(one is other for one, other in zip(parts, node, strict=True)) else parts
        case Draw():
            return change(node)
        case _ if is_dataclass(node) and not isinstance(node, type):
            found = {
                each.name: changed(getattr(node, each.name), change) for each in fields(node) if each.init
            }
            same = all(value is getattr(node, name) for name, value in found.items())
            return node if same else replace(node, **found)
        case _:
            return node
