"""Operators and functions on values.

In: values, of which None is a missing one. Out: the result; missing where an operand is.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add

from hepir.backends.interpreter import objects
from hepir.backends.interpreter.objects import Scalar, Value, Vector
from hepir.intrinsics import ieee
from hepir.intrinsics.core import Function, Takes
from hepir.intrinsics.kinematics import CartesianVector, Kinematic

NEEDED: Mapping[Takes, tuple[str, ...]] = {"direction": ("eta", "phi"), "transverse": ("pt", "phi")}


def number(value: Value) -> float | int | None:
    """A value that is a number, or missing."""
    if value is None or isinstance(value, int | float):
        return value
    raise TypeError(f"{value!r} is not a number")


def scalar(value: Value) -> Scalar | None:
    """A value that is a number, a truth value, a text, or missing."""
    if value is None or isinstance(value, int | float | str):
        return value
    raise TypeError(f"{value!r} is an object")


def kleene(decisive: bool, values: Sequence[Value]) -> bool | None:
    """`or` (decided by one that is true) or `and` (by one that is false); else a missing operand decides."""
    if any(value is decisive for value in values):
        return decisive
    return None if any(value is None for value in values) else not decisive


def added(terms: Sequence[tuple[int, Value]]) -> float | int | None:
    """Numbers with their signs, from left to right."""
    signed: list[float | int] = []
    for sign, value in terms:
        term = number(value)
        if term is None:
            return None
        signed.append(term if sign == 1 else -term)
    first, *rest = signed
    return reduce(add, rest, first)


def multiplied(factors: Sequence[tuple[int, Value]]) -> float | int | None:
    """Numbers multiplied or divided by, from left to right; division gives a real number."""
    result: float | int = 1
    for sign, value in factors:
        factor = number(value)
        if factor is None:
            return None
        result = result * factor if sign == 1 else ieee.divide(result, factor)
    return result


def apply(function: Function, arguments: Sequence[Value]) -> Scalar | CartesianVector | None:
    """A built-in function of values, none of which may be missing. An optional one without a result gives NaN."""
    ready = [argument_of(function.parameter(place).takes, value) for place, value in enumerate(arguments)]
    if any(value is None for value in ready):
        return None
    result = function.reference(*ready)
    if isinstance(result, CartesianVector):
        return None if function.optional and math.isnan(result.energy) else result
    assert isinstance(result, float | int)
    return None if function.optional and math.isnan(result) else result


def argument_of(kind: Takes, value: Value) -> float | Vector | Kinematic | list[Kinematic] | None:
    """An argument as reference functions take it: a number, a momentum, or momenta; objects without one do not count."""
    match value:
        case int() | float():
            return value
        case list() | tuple():
            return [momentum for each in value if (momentum := objects.momentum(each)) is not None]
        case objects.Particle():
            return objects.vector(value, NEEDED.get(kind, objects.MOMENTUM))
        case _:
            return objects.momentum(value)
