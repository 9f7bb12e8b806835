"""Products of momenta in space."""

from __future__ import annotations

from hepir.intrinsics.core import Defined, Parameter, Returns
from hepir.types.dimensions import ENERGY

TWO = (Parameter("a", "direction"), Parameter("b", "direction"))


def components(first: str, second: str) -> tuple[str, str, str]:
    """The components of the cross product."""
    pairs = (("py", "pz"), ("pz", "px"), ("px", "py"))
    x, y, z = (
        f"({first}.{one} * {second}.{other} - {first}.{other} * {second}.{one})" for one, other in pairs
    )
    return x, y, z


def dot(first: str, second: str) -> str:
    """The scalar product."""
    return " + ".join(f"{first}.{each} * {second}.{each}" for each in ("px", "py", "pz"))


def length_of_cross(first: str, second: str) -> str:
    """The length of the cross product."""
    return f"sqrt({' + '.join(f'{each} ^ 2' for each in components(first, second))})"


def triple(first: str, second: str, third: str) -> str:
    """a . (b x c)"""
    parts = zip(("px", "py", "pz"), components(second, third), strict=True)
    return " + ".join(f"{first}.{name} * {part}" for name, part in parts)


FUNCTIONS = (
    Defined(
        "dot",
        TWO,
        Returns(ENERGY**2),
        "The scalar product of two momenta in space.",
        lambda arguments: dot(*(each.name for each in arguments)),
    ),
    Defined(
        "cross",
        TWO,
        Returns(ENERGY**2),
        "The magnitude of the cross product of two momenta in space.",
        lambda arguments: length_of_cross(*(each.name for each in arguments)),
    ),
    Defined(
        "triple_product",
        (*TWO, Parameter("c", "direction")),
        Returns(ENERGY**3),
        "The scalar product of the first momentum with the cross product of the other two, sign kept.",
        lambda arguments: triple(*(each.name for each in arguments)),
    ),
)
