"""Dimensions with rational exponents.

In: exponents of energy, length, angle, time and cross-section. Out: values that multiply, divide and are raised. Masses and
momenta are energies (c = 1). Angles are kept apart so that degrees mean something, yet a pure number is in radians.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

ZERO = Fraction(0)
UNITS = {"energy": "GeV", "length": "mm", "angle": "rad", "time": "ns", "cross_section": "pb"}
WORDS = {
    "energy": "an energy",
    "length": "a length",
    "angle": "an angle",
    "time": "a time",
    "cross_section": "a cross-section",
}


@dataclass(frozen=True, slots=True)
class Dimension:
    """Exponents; all zero is a pure number."""

    energy: Fraction = ZERO
    length: Fraction = ZERO
    angle: Fraction = ZERO
    time: Fraction = ZERO
    cross_section: Fraction = ZERO

    def __hash__(self) -> int:
        # a fraction's own hash takes longer than all else that is done with a dimension
        return hash(
            (
                self.energy.numerator,
                self.length.numerator,
                self.angle.numerator,
                self.time.numerator,
                self.cross_section.numerator,
            )
        )

    def exponents(self) -> dict[str, Fraction]:
        """Nonzero exponents by name, in a fixed order."""
        return {name: value for name in UNITS if (value := getattr(self, name))}

    def __mul__(self, other: Dimension) -> Dimension:
        return Dimension(**{name: getattr(self, name) + getattr(other, name) for name in UNITS})

    def __truediv__(self, other: Dimension) -> Dimension:
        return self * other**-1

    def __pow__(self, exponent: Fraction | int) -> Dimension:
        return Dimension(**{name: getattr(self, name) * exponent for name in UNITS})

    @property
    def unit(self) -> str:
        """The canonical unit, such as `GeV`, `GeV^2` or `1/mm`; empty for a pure number."""
        return "*".join(
            unit if value == 1 else f"{unit}^{value}" if value.denominator == 1 else f"{unit}^({value})"
            for name, value in self.exponents().items()
            for unit in (UNITS[name],)
        )

    def __str__(self) -> str:
        exponents = self.exponents()
        if not exponents:
            return "a pure number"
        name, value = next(iter(exponents.items()))
        if len(exponents) == 1 and value == 1:
            return WORDS[name]
        if self == INVERSE_CROSS_SECTION:
            return "an inverse cross-section"
        return f"a quantity in {self.unit}"


NONE = Dimension()
ENERGY = Dimension(energy=Fraction(1))
LENGTH = Dimension(length=Fraction(1))
ANGLE = Dimension(angle=Fraction(1))
TIME = Dimension(time=Fraction(1))
CROSS_SECTION = Dimension(cross_section=Fraction(1))
INVERSE_CROSS_SECTION = Dimension(cross_section=Fraction(-1))
BY_NAME = {
    "none": NONE,
    "energy": ENERGY,
    "length": LENGTH,
    "angle": ANGLE,
    "time": TIME,
    "cross_section": CROSS_SECTION,
    "inverse_cross_section": INVERSE_CROSS_SECTION,
}


def without_angle(dimension: Dimension) -> Dimension:
    """A dimension as the radian sees it: angles are pure numbers."""
    return replace(dimension, angle=ZERO)


def compatible(first: Dimension, second: Dimension) -> bool:
    """Whether values may be added or compared; a pure number is an angle in radians."""
    return first == second or without_angle(first) == without_angle(second)
