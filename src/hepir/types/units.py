"""Units of the language, from `grammar/units.toml`.

In: a unit as written (`GeV`, `GeV^2`, `/fb`, `GeV^(1/2)`). Out: its dimension and its size in canonical units (GeV, mm,
rad, ns, pb).
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from hepir import grammar
from hepir.types.dimensions import BY_NAME, NONE, Dimension


@dataclass(frozen=True, slots=True)
class Unit:
    """`size` canonical units of `dimension`."""

    text: str
    dimension: Dimension
    size: float


@cache
def base_units() -> dict[str, Unit]:
    """All units by their one spelling."""
    table = tomllib.loads(grammar.read("units.toml"))
    return {
        text: Unit(text, BY_NAME[dimension], float(size))
        for dimension, units in table.items()
        for text, size in units.items()
    }


@cache
def parse_unit(text: str | None) -> Unit | None:
    """The unit of a text; no text is a pure number; None where there is no such unit."""
    if not text:
        return Unit("", NONE, 1.0)
    name, _, power = text.partition("^")
    base = base_units().get(name)
    if base is None or (power == "" and "^" in text):
        return None
    if not power:
        return base
    try:
        exponent = Fraction(power.strip("()"))
    except (ValueError, ZeroDivisionError):
        return None
    return Unit(text, base.dimension**exponent, base.size ** float(exponent))


def units_of(dimension: Dimension) -> tuple[str, ...]:
    """The spellings whose dimension is `dimension`, in the order of the table."""
    return tuple(unit.text for unit in base_units().values() if unit.dimension == dimension)


def canonical_value(number: str, unit: Unit) -> float:
    """A literal in canonical units. `5000 MeV` and `5 GeV` give the same value: sizes below one divide, exactly
    where the inverse is a whole number."""
    value = float(number)
    inverse = round(1 / unit.size) if 0 < unit.size < 1 else 0
    if inverse and abs(inverse * unit.size - 1) < 1e-12:
        return value / inverse
    return value * unit.size
