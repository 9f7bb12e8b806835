"""Angles between an object and collections: smallest azimuthal distance, momentum in a cone."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hepir.intrinsics.core import Defined, Given, Parameter, Returns
from hepir.types.dimensions import ANGLE, ENERGY, NONE


def in_cone(arguments: Sequence[Given]) -> str:
    """The sum of pt around an object, which is not part of it itself."""
    axis, objects, radius = (each.name for each in arguments)
    others = f" and not contains({axis}, x_)" if arguments[0].particle else ""
    text = f"sum(x_.pt for x_ in {objects} where dr(x_, {axis}) < {radius}{others})"
    return where_there(text, arguments[0], "pt")


def smallest(function: str, part: str) -> Callable[[Sequence[Given]], str]:
    """The smallest value of a function of each object and one more."""

    def text(arguments: Sequence[Given]) -> str:
        objects, other = arguments
        return where_there(f"min({function}(x_, {other.name}) for x_ in {objects.name})", other, part)

    return text


def where_there(text: str, argument: Given, part: str) -> str:
    """A value that is missing where an argument is; `part` of that has the same dimension."""
    return text if argument.sure else f"{text} if exists({argument.name}) else {argument.name}.{part}"


FUNCTIONS = (
    Defined(
        "min_dphi",
        (Parameter("objects", "collection"), Parameter("direction", "transverse")),
        Returns(ANGLE),
        "The smallest dphi between the objects, such as `first(jets, 4)`, and a direction; missing where there is no object.",
        smallest("dphi", "phi"),
        optional=True,
        source="ATLAS, JHEP 02 (2021) 143 (arXiv:2010.14293)",
    ),
    Defined(
        "min_dr",
        (Parameter("objects", "collection"), Parameter("direction", "direction")),
        Returns(NONE),
        "The smallest dr between the objects and a direction; missing where there is no object.",
        smallest("dr", "eta"),
        optional=True,
    ),
    Defined(
        "pt_in_cone",
        (Parameter("axis", "direction"), Parameter("objects", "collection"), Parameter("radius")),
        Returns(ENERGY),
        "The scalar sum of the pt of objects nearer than `radius` (in dr) to an axis, which is left out: an isolation.",
        in_cone,
        source="CMS, JINST 13 (2018) P06015 (arXiv:1804.04528)",
    ),
)
