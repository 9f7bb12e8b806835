"""Arithmetic on floats as the standard has it: no exceptions, infinities and NaN instead, as columnar code does.

In: floats. Out: floats.
"""

from __future__ import annotations

import math
from collections.abc import Callable

NAN = math.nan
INFINITY = math.inf


def guarded(function: Callable[..., float]) -> Callable[..., float]:
    """A function of `math` that gives NaN outside its domain and infinity on overflow."""

    def call(*arguments: float) -> float:
        try:
            return function(*arguments)
        except ValueError:
            return NAN
        except OverflowError:
            return INFINITY

    return call


def divide(first: float, second: float) -> float:
    """`first / second` with signed infinities."""
    if second != 0:
        return first / second
    if first == 0 or math.isnan(first) or math.isnan(second):
        return NAN
    return math.copysign(INFINITY, first) * math.copysign(1.0, second)


def power(base: float, exponent: float) -> float:
    """`base ** exponent` as a real number."""
    base, exponent = float(base), float(exponent)
    try:
        return math.pow(base, exponent)
    except ValueError:
        return INFINITY if base == 0 else NAN
    except OverflowError:
        odd = exponent.is_integer() and exponent % 2 == 1
        return -INFINITY if base < 0 and odd else INFINITY


def square_root(value: float) -> float:
    """NaN for negative values."""
    return math.sqrt(value) if value >= 0 else NAN


def logarithm(value: float) -> float:
    """Natural logarithm; minus infinity at zero, NaN below."""
    if value > 0:
        return math.log(value)
    return -INFINITY if value == 0 else NAN


def logarithm10(value: float) -> float:
    """Decimal logarithm; minus infinity at zero, NaN below."""
    if value > 0:
        return math.log10(value)
    return -INFINITY if value == 0 else NAN
