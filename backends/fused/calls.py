"""Calls of built-in functions.

In: a function of the table and values. Out: code for one event. A function of numbers is called as columnar code does; one
that takes objects has code of its own for loops, which is given the components that it reads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from hepir.backends.fused.momenta import of_components
from hepir.backends.fused.values import (
    Combined,
    Conditions,
    Items,
    Particle,
    Scalar,
    Value,
    Vector,
    both,
    joined,
)
from hepir.intrinsics.core import READ, Function, Takes
from hepir.intrinsics.looping import compiled_text
from hepir.intrinsics.registry import functions, internal
from hepir.ir.needs import expressions_of
from hepir.ir.plan import Computed, Plan
from hepir.semantics.applied import function_of
from hepir.semantics.expressions import Apply, walk

DEFINED = re.compile(r"^def (\w+)", re.MULTILINE)

if TYPE_CHECKING:
    from hepir.backends.fused.collections import Collections


def call_code(writing: Collections, function: Function, values: Sequence[Value]) -> Scalar | Vector:
    """The code of a call; missing where an argument is, or where an optional function gives nothing."""
    arguments: list[str | dict[str, str]] = []
    present: list[Conditions] = []
    for place, value in enumerate(values):
        code, there = argument(writing, function.parameter(place).takes, value)
        arguments.append(code)
        present.append(there)
    conditions = joined(*present)
    if function.looped is None:
        return Scalar(function.columnar([str(each) for each in arguments]), conditions)
    code = function.looped(arguments)
    if function.returns.gives in ("momentum", "transverse"):
        return momentum_code(writing, function, code, conditions)
    if not function.optional:
        return Scalar(code, conditions)
    result = writing.bound(guarded(code, conditions), function.name)
    return Scalar(result, (*conditions, f"{result} == {result}"))


def momentum_code(writing: Collections, function: Function, code: str, conditions: Conditions) -> Vector:
    """The names of the components of a momentum that a function gives."""
    names = [writing.fresh(f"{function.name}_{each}") for each in ("px", "py", "pz", "energy")]
    nothing = "(np.nan, np.nan, np.nan, np.nan)"
    writing.line(f"{', '.join(names)} = {guarded(code, conditions, nothing)}")
    there = (f"{names[3]} == {names[3]}",) if function.optional else ()
    return of_components(names, (*conditions, *there))


def guarded(code: str, conditions: Conditions, nothing: str = "np.nan") -> str:
    """Code that is worked out only where all it is made of is there."""
    return f"{code} if {both(conditions)} else {nothing}" if conditions else code


def argument(writing: Collections, kind: Takes, value: Value) -> tuple[str | dict[str, str], Conditions]:
    """An argument: a number, components of a momentum by name, or arrays of the components of several."""
    match value:
        case Scalar(code, present):
            return code, present
        case Items():
            return writing.packed(value), value.present
        case Particle() | Combined() | Vector():
            parts = {name: writing.property_of(value, name) for name in READ[kind]}
            present = joined(*(each.present for each in parts.values()))
            return {name: each.code for name, each in parts.items()}, present


def functions_without_loops(plan: Plan) -> tuple[str, ...]:
    """The functions of a plan that are written for columns only, as those of other packages may be."""
    return tuple(each.name for each in functions_of(plan) if is_columnar(each))


def functions_of(plan: Plan) -> tuple[Function, ...]:
    """The functions that a plan calls, tables among them."""
    computed = [each.source for kind in plan.kinds.values() for each in kind.properties.values()]
    values = [
        *expressions_of(plan.program),
        *(each.value for each in computed if isinstance(each, Computed)),
        *(kind.where for kind in plan.kinds.values() if kind.where is not None),
    ]
    called = (node for each in values for node in walk(each) if isinstance(node, Apply))
    return tuple({each.function: function_of(each) for each in called}.values())


def names_called(plan: Plan) -> frozenset[str]:
    """The names of the functions that calls in a loop may call: no variable may have one of them."""
    called = functions_of(plan)
    texts = "".join(each.looped_helper for each in called)
    return frozenset(DEFINED.findall(texts)) | {
        each.__name__ for one in called for each in one.looped_sources
    }


def looped_definitions(plan: Plan) -> dict[str, str]:
    """What calls of built-in functions in a loop may call."""
    called = functions_of(plan)
    every = (*functions().values(), *internal().values(), *called)
    texts = {each.looped_name: each.looped_helper for each in every if each.looped_helper}
    sources = (source for each in called for source in each.looped_sources)
    return texts | {each.__name__: compiled_text(each) for each in sources}


def is_columnar(function: Function) -> bool:
    """Whether a function cannot be called in a loop."""
    of_objects = any(each.takes != "number" for each in function.parameters)
    return function.looped is None and (of_objects or bool(function.helper))
