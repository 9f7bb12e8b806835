"""Calls of built-in functions.

In: a function of the table and values. Out: code for one event. A function of numbers is called as columnar code does; one
that takes objects has code of its own for loops, which is given their pt, eta and phi.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from hepir.backends.fused.values import Combined, Conditions, Particle, Scalar, Value, Vector, joined
from hepir.intrinsics.core import Function, Takes
from hepir.intrinsics.registry import functions
from hepir.ir.needs import expressions_of
from hepir.ir.plan import Computed, Plan
from hepir.semantics.expressions import Apply, walk

if TYPE_CHECKING:
    from hepir.backends.fused.momenta import Momenta

READ = {"direction": ("eta", "phi"), "transverse": ("pt", "phi")}


def call_code(writing: Momenta, name: str, values: Sequence[Value]) -> Scalar:
    """The code of a call; missing where an argument is."""
    function = functions()[name]
    arguments: list[str | dict[str, str]] = []
    present: list[Conditions] = []
    for place, value in enumerate(values):
        code, there = argument(writing, takes(function, place), value)
        arguments.append(code)
        present.append(there)
    if function.looped is not None:
        return Scalar(function.looped(arguments), joined(*present))
    return Scalar(function.columnar([str(each) for each in arguments]), joined(*present))


def takes(function: Function, place: int) -> Takes:
    """What a function takes at a place; the last parameters may repeat."""
    known = len(function.parameters)
    if place >= known:
        place = known - function.repeated + (place - known) % function.repeated
    return function.parameters[place].takes


def argument(writing: Momenta, kind: Takes, value: Value) -> tuple[str | dict[str, str], Conditions]:
    """An argument: a number, or components of a momentum by name."""
    match value:
        case Scalar(code, present):
            return code, present
        case Particle() | Combined() | Vector():
            parts = {name: writing.property_of(value, name) for name in READ[kind]}
            present = joined(*(each.present for each in parts.values()))
            return {name: each.code for name, each in parts.items()}, present
        case _:
            raise TypeError(f"a function takes no {type(value).__name__}")


def functions_without_loops(plan: Plan) -> tuple[str, ...]:
    """The functions of a plan that are written for columns only, as those of other packages may be."""
    computed = [each.source for kind in plan.kinds.values() for each in kind.properties.values()]
    values = [
        *expressions_of(plan.program),
        *(each.value for each in computed if isinstance(each, Computed)),
        *(kind.where for kind in plan.kinds.values() if kind.where is not None),
    ]
    called = (node.function for each in values for node in walk(each) if isinstance(node, Apply))
    return tuple(name for name in dict.fromkeys(called) if is_columnar(functions()[name]))


def is_columnar(function: Function) -> bool:
    """Whether a function cannot be called in a loop."""
    of_objects = any(each.takes != "number" for each in function.parameters)
    return function.looped is None and (of_objects or bool(function.helper))
