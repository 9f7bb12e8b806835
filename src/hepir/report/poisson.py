"""Errors of counts.

In: observed counts. Out: how far the central interval of 68.27% for the mean of a Poisson distribution reaches down and up
from each (F. Garwood, Biometrika 28 (1936) 437): exact for small whole numbers, by the cube-root approximation of Wilson and
Hilferty (Proc. Natl. Acad. Sci. 17 (1931) 684) beyond, where it is right to 0.1%.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from math import exp, sqrt

import numpy as np

from hepir.report.arrays import Floats

TAIL = 0.15865525393145707  # of a normal distribution beyond one standard deviation
SMALL = 40
Rising = Callable[[float], float]


def poisson_errors(counts: Floats) -> tuple[Floats, Floats]:
    """Downwards and upwards; what signed weights put below zero has the errors of zero."""
    counted = np.maximum(counts, 0.0)
    bounds = np.array([interval(float(each)) for each in counted], dtype=np.float64).reshape(-1, 2)
    return counted - bounds[:, 0], bounds[:, 1] - counted


@cache
def interval(count: float) -> tuple[float, float]:
    """The bounds of one count."""
    if count.is_integer() and count <= SMALL:
        number = int(count)
        low = root(lambda mean: 1 - at_most(number - 1, mean), count) if number else 0.0
        return low, root(lambda mean: 1 - at_most(number, mean), count + 4 * sqrt(count + 1) + 4, 1 - TAIL)
    low = count * cube(count, -1.0) if count else 0.0
    return low, (count + 1) * cube(count + 1, 1.0)


def cube(number: float, side: float) -> float:
    """The factor between a number and its bound."""
    return float((1 - 1 / (9 * number) + side / (3 * sqrt(number))) ** 3)


def at_most(count: int, mean: float) -> float:
    """The probability of at most so many."""
    term = total = exp(-mean)
    for number in range(1, count + 1):
        term *= mean / number
        total += term
    return total


def root(rising: Rising, high: float, wanted: float = TAIL) -> float:
    """Where a function that rises from zero has a value, found by halving."""
    low = 0.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if rising(middle) < wanted else (low, middle)
    return (low + high) / 2
