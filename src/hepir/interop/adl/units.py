"""Units for the bare numbers of ADL.

In: a number and the dimension of what it stands beside. Out: the number with a unit, and what was decided. ADL has GeV;
lengths are in mm, or in cm as in NanoAOD.
"""

from __future__ import annotations

from hepir.interop.adl.pieces import Quantity
from hepir.types.dimensions import ENERGY, LENGTH, Dimension, without_angle
from hepir.types.units import parse_unit

GEV = "numbers are in GeV"
LIKE_A_MASS = ("m", "pt", "met", "ht", "st")


def number(text: str) -> str:
    """A number as it is written here: `.5`, `5.` and `007` have digits on both sides."""
    mantissa, sign, exponent = text.lower().partition("e")
    negative, mantissa = mantissa.startswith("-"), mantissa.lstrip("-")
    whole, dot, part = mantissa.partition(".")
    digits = (whole.lstrip("0") or "0") + (f".{part or '0'}" if dot else "")
    return ("-" if negative else "") + digits + sign + exponent.lstrip("+")


def measured(text: str, unit: str) -> Quantity:
    """A number whose unit is written."""
    known = parse_unit(unit)
    assert known is not None
    return Quantity(f"{number(text)} {unit}", dimension=known.dimension)


def unit_for(dimension: Dimension, name: str, length: str) -> tuple[str, str]:
    """The unit that a number beside a quantity has, and the decision that it is.

    A number beside the square of an energy is in GeV^2, unless the name of the quantity says that it is a mass: then it is in
    GeV, and the checker says what is wrong.
    """
    plain = without_angle(dimension)
    if plain == Dimension():
        return "", ""
    if plain == LENGTH:
        return length, f"lengths are in {length}"
    power = plain.energy
    if plain != ENERGY**power:
        return "", ""
    if power == 1 or (power == 2 and name.lower().startswith(LIKE_A_MASS)):
        return "GeV", GEV
    return (f"GeV^{power}" if power.denominator == 1 and power > 0 else f"GeV^({power})"), GEV


def attached(literal: Quantity, unit: str) -> str:
    """A number with its unit; arithmetic of numbers is multiplied by it."""
    if not unit:
        return literal.text
    bare = literal.text.removeprefix("-").replace(".", "").replace("e", "").replace("-", "").isdigit()
    return f"{literal.text} {unit}" if bare else f"({literal.text}) * 1 {unit}"
