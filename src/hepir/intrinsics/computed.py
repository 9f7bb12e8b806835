"""A computation as a function.

In: a `Computation`. Out: the `Function` that works it out: in plain Python, in columns, and, unless it draws random numbers,
in a loop. Where the result is no number there is none.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from hepir.intrinsics import ieee, seeded
from hepir.intrinsics.computed_code import (
    called_computation,
    in_a_loop,
    in_columns,
    nodes_of,
    tables_of,
    words,
)
from hepir.intrinsics.core import Function, Parameter, Returns
from hepir.intrinsics.tabulated import bin_number, looked_up
from hepir.types.computations import (
    Calculation,
    Chosen,
    Computation,
    Given,
    Hashed,
    Known,
    Looked,
    Node,
)

GUARDED = ("exp", "erf", "cos", "sin", "tan", "acos", "asin", "atan", "cosh", "tanh", "acosh", "asinh")


def larger(left: float, right: float) -> float:
    """The larger of two; the first where one is no number."""
    return right if left < right else left


def smaller(left: float, right: float) -> float:
    """The smaller of two; the first where one is no number."""
    return right if right < left else left


def rounded(value: float) -> float:
    """The nearest whole number, away from zero where two are."""
    return math.copysign(math.floor(abs(value) + 0.5), value) if abs(value) < 2.0**52 else value


ARITHMETIC: Mapping[str, Callable[[float, float], float]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": ieee.divide,
    "^": ieee.power,
    "atan2": math.atan2,
    "max": larger,
    "min": smaller,
    "<": lambda left, right: float(left < right),
    "<=": lambda left, right: float(left <= right),
    ">": lambda left, right: float(left > right),
    ">=": lambda left, right: float(left >= right),
    "==": lambda left, right: float(left == right),
    "!=": lambda left, right: float(left != right),
    "&&": lambda left, right: float(left != 0 and right != 0),
    "||": lambda left, right: float(left != 0 or right != 0),
}
FUNCTIONS: Mapping[str, Callable[[float], float]] = {
    "negative": lambda value: -value,
    "abs": abs,
    "log": ieee.logarithm,
    "sqrt": ieee.square_root,
    "floor": lambda value: float(math.floor(value)) if math.isfinite(value) else value,
    "round": rounded,
    "log10": ieee.logarithm10,
    "sinh": lambda value: math.copysign(ieee.guarded(math.sinh)(abs(value)), value),
    "atanh": lambda value: (
        math.copysign(math.inf, value) if abs(value) == 1 else ieee.guarded(math.atanh)(value)
    ),
    **{name: ieee.guarded(getattr(math, name)) for name in GUARDED},
}


@cache
def function_of_computation(computation: Computation) -> Function:
    """The function that works a computation out."""
    tables = tables_of(computation)
    name = called_computation(computation)
    looping = not any(isinstance(each, Hashed) for each in nodes_of(computation))
    return Function(
        computation.name,
        tuple(
            Parameter(each.name, "number", each.dimension, whole=each.whole) for each in computation.inputs
        ),
        Returns(computation.dimension),
        words(computation),
        lambda *values: worked_out(computation, values),
        lambda arguments: f"{name}({', '.join(arguments)})",
        helper=in_columns(computation, tables),
        looped=(lambda arguments: f"{name}({', '.join(map(str, arguments))})") if looping else None,
        looped_name=name if looping else "",
        looped_helper=in_a_loop(computation, tables) if looping else "",
        looped_sources=(bin_number, larger, smaller, rounded) if looping else (),
        optional=True,
    )


# ---- plain Python ----
def worked_out(computation: Computation, values: Sequence[float]) -> float:
    """The result for some values, in canonical units."""
    known = {
        each.name: value if each.unit_size == 1 else value / each.unit_size
        for each, value in zip(computation.inputs, values, strict=True)
    }
    for step in computation.steps:
        known[step.name] = value_of(step.value, known)
    result = value_of(computation.result, known)
    return result if computation.unit_size == 1 else result * computation.unit_size


def value_of(node: Node, known: Mapping[str, float]) -> float:
    """The value of a node."""
    match node:
        case Known(value):
            return value
        case Given(name):
            return known[name]
        case Calculation(name, (part,)):
            return FUNCTIONS[name](value_of(part, known))
        case Calculation(name, (left, right)):
            return ARITHMETIC[name](value_of(left, known), value_of(right, known))
        case Looked(table, parts):
            return looked_up(table, [value_of(part, known) for part in parts])
        case Chosen(condition, yes, no):
            return value_of(yes if value_of(condition, known) else no, known)
        case Hashed(distribution, parts, whole):
            return seeded.seeded(distribution, [value_of(part, known) for part in parts], whole)
        case _:
            raise AssertionError(node)
