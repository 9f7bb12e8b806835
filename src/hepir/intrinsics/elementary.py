"""Elementary functions: roots, exponentials, logarithms, trigonometric and hyperbolic functions."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction

from hepir.intrinsics import ieee
from hepir.intrinsics.core import Example, Function, Parameter, Returns
from hepir.types.dimensions import ANGLE, NONE, Dimension

INFINITY = math.inf


def numpy_call(name: str) -> Callable[[Sequence[str]], str]:
    """Code that calls a function of numpy."""
    return lambda arguments: f"np.{name}({', '.join(arguments)})"


def of_number(
    name: str,
    numpy_name: str,
    reference: Callable[[float], float],
    description: str,
    example: Example,
    argument: Dimension = NONE,
    result: Dimension = NONE,
    bounds: tuple[float, float] = (-INFINITY, INFINITY),
) -> Function:
    """A function of one number."""
    return Function(
        name,
        (Parameter("x", dimension=argument),),
        Returns(result),
        description,
        reference,
        numpy_call(numpy_name),
        bounds=bounds,
        examples=(example,),
    )


FUNCTIONS = (
    Function(
        "sqrt",
        (Parameter("x", dimension="d"),),
        Returns("d", Fraction(1, 2)),
        "Square root; not a number for negative values.",
        ieee.square_root,
        numpy_call("sqrt"),
        bounds=(0.0, INFINITY),
        examples=(Example((9.0,), 3.0),),
    ),
    of_number(
        "exp", "exp", ieee.guarded(math.exp), "Exponential.", Example((0.0,), 1.0), bounds=(0.0, INFINITY)
    ),
    of_number("log", "log", ieee.logarithm, "Natural logarithm.", Example((1.0,), 0.0)),
    of_number("log10", "log10", ieee.logarithm10, "Decimal logarithm.", Example((100.0,), 2.0)),
    of_number(
        "sin", "sin", ieee.guarded(math.sin), "Sine.", Example((0.0,), 0.0), argument=ANGLE, bounds=(-1, 1)
    ),
    of_number(
        "cos", "cos", ieee.guarded(math.cos), "Cosine.", Example((0.0,), 1.0), argument=ANGLE, bounds=(-1, 1)
    ),
    of_number("tan", "tan", ieee.guarded(math.tan), "Tangent.", Example((0.0,), 0.0), argument=ANGLE),
    of_number(
        "atan",
        "arctan",
        math.atan,
        "Arc tangent.",
        Example((0.0,), 0.0),
        result=ANGLE,
        bounds=(-math.pi / 2, math.pi / 2),
    ),
    of_number("sinh", "sinh", ieee.guarded(math.sinh), "Hyperbolic sine.", Example((0.0,), 0.0)),
    of_number(
        "cosh",
        "cosh",
        ieee.guarded(math.cosh),
        "Hyperbolic cosine.",
        Example((0.0,), 1.0),
        bounds=(1.0, INFINITY),
    ),
    of_number("tanh", "tanh", math.tanh, "Hyperbolic tangent.", Example((0.0,), 0.0), bounds=(-1, 1)),
    of_number("asinh", "arcsinh", math.asinh, "Inverse hyperbolic sine.", Example((0.0,), 0.0)),
    Function(
        "atan2",
        (Parameter("y", dimension="d"), Parameter("x", dimension="d")),
        Returns(ANGLE),
        "The angle of the point (x, y), from -pi to pi.",
        math.atan2,
        numpy_call("arctan2"),
        bounds=(-math.pi, math.pi),
        examples=(Example((1.0, 1.0), math.pi / 4),),
    ),
)
