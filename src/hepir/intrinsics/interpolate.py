"""Piecewise linear interpolation, constant outside the points."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hepir.intrinsics import ieee
from hepir.intrinsics.core import Components, Example, Function, Parameter, Returns


def interpolate(x: float, *points: float) -> float:
    """The value at `x` of the line through (x0, y0), (x1, y1), ...; the first point's below, the last point's above."""
    positions, values = points[::2], points[1::2]
    if math.isnan(x):
        return math.nan
    x = min(max(x, positions[0]), positions[-1])
    result = values[0]
    for index in range(len(positions) - 1):
        if index == 0 or x >= positions[index]:
            slope = ieee.divide(values[index + 1] - values[index], positions[index + 1] - positions[index])
            result = values[index] + (x - positions[index]) * slope
    return result


HELPER = '''
def interpolate(x, *points):
    """The value at x of the line through (x0, y0), (x1, y1), ...; constant outside."""
    positions, values = points[::2], points[1::2]
    x = np.minimum(np.maximum(x, positions[0]), positions[-1])
    result = values[0] + (x - positions[0]) * ((values[1] - values[0]) / (positions[1] - positions[0]))
    for i in range(1, len(positions) - 1):
        slope = (values[i + 1] - values[i]) / (positions[i + 1] - positions[i])
        result = where(x >= positions[i], values[i] + (x - positions[i]) * slope, result)
    return result
'''

LOOPED = '''
@compiled
def interpolate(x, points):
    """The value at x of the line through (x0, y0), (x1, y1), ...; constant outside."""
    if x != x:
        return x
    count = len(points) // 2
    x = min(max(x, points[0]), points[2 * count - 2])
    result = points[1]
    for index in range(count - 1):
        left, right = 2 * index, 2 * index + 2
        if index == 0 or x >= points[left]:
            slope = (points[right + 1] - points[left + 1]) / (points[right] - points[left])
            result = points[left + 1] + (x - points[left]) * slope
    return result
'''


def looped(arguments: Sequence[Components]) -> str:
    """The code of a call for one event."""
    x, *points = (f"np.float64({each})" for each in arguments)
    return f"interpolate({x}, ({', '.join(points)}))"


FUNCTIONS = (
    Function(
        "interpolate",
        (
            Parameter("x", dimension="x"),
            Parameter("x0", dimension="x"),
            Parameter("y0", dimension="y"),
            Parameter("x1", dimension="x"),
            Parameter("y1", dimension="y"),
        ),
        Returns("y"),
        "Piecewise linear through the points (x0, y0), (x1, y1), ..., which must be in increasing order; constant outside.",
        interpolate,
        lambda arguments: f"interpolate({', '.join(arguments)})",
        repeated=2,
        helper=HELPER,
        looped=looped,
        looped_name="interpolate",
        looped_helper=LOOPED,
        examples=(
            Example((165.0, 140.0, 12.0, 190.0, 50.0), 31.0),
            Example((100.0, 140.0, 12.0, 190.0, 50.0), 12.0),
        ),
    ),
)
