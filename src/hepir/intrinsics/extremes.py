"""The smallest and the largest of several values; not a number if one of them is not."""

from __future__ import annotations

import math
from collections.abc import Sequence

from hepir.intrinsics.core import Example, Function, Parameter, Returns


def smallest(*values: float) -> float:
    """The smallest value."""
    return math.nan if any(math.isnan(value) for value in values) else min(values)


def largest(*values: float) -> float:
    """The largest value."""
    return math.nan if any(math.isnan(value) for value in values) else max(values)


def nested(name: str, arguments: Sequence[str]) -> str:
    """`np.minimum(np.minimum(a, b), c)`"""
    code = arguments[0]
    for argument in arguments[1:]:
        code = f"np.{name}({code}, {argument})"
    return code


PARAMETERS = (Parameter("a", dimension="d"), Parameter("b", dimension="d"))

FUNCTIONS = (
    Function(
        "min",
        PARAMETERS,
        Returns("d"),
        "The smallest of the values.",
        smallest,
        lambda arguments: nested("minimum", arguments),
        repeated=1,
        examples=(Example((3.0, 1.0, 2.0), 1.0),),
        keeps_integers=True,
    ),
    Function(
        "max",
        PARAMETERS,
        Returns("d"),
        "The largest of the values.",
        largest,
        lambda arguments: nested("maximum", arguments),
        repeated=1,
        examples=(Example((3.0, 1.0, 2.0), 3.0),),
        keeps_integers=True,
    ),
)
