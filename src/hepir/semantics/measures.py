"""Products of dimensions, some of which are not known yet, and what equations between them say.

In: `Measured`: a dimension times powers of unknown ones. Out: `Solution`, which learns from equations and tells what
contradicts them. An angle counts as a pure number, as in comparisons.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from fractions import Fraction

from hepir.light_dataclasses import dataclass
from hepir.source import Span
from hepir.types.dimensions import NONE, Dimension, without_angle


@dataclass(frozen=True)
class Measured:
    """A dimension times powers of the dimensions of holes; no power is zero."""

    known: Dimension = NONE
    powers: Mapping[str, Fraction] = field(default_factory=dict)

    def __mul__(self, other: Measured) -> Measured:
        names = dict.fromkeys((*self.powers, *other.powers))
        powers = {name: self.powers.get(name, Fraction(0)) + other.powers.get(name, 0) for name in names}
        return Measured(self.known * other.known, {name: power for name, power in powers.items() if power})

    def __truediv__(self, other: Measured) -> Measured:
        return self * other ** Fraction(-1)

    def __pow__(self, exponent: Fraction) -> Measured:
        powers = {name: power * exponent for name, power in self.powers.items() if exponent}
        return Measured(self.known**exponent, powers)


def unknown(name: str) -> Measured:
    """That of a hole."""
    return Measured(powers={name: Fraction(1)})


@dataclass(frozen=True)
class Contradiction:
    """A hole that would measure something else at a place than another place, the first, says."""

    name: str
    first: Span
    measured: Dimension
    asked: Dimension


@dataclass
class Solution:
    """What the holes measure, as far as equations say it, and the place of the equation that said it."""

    measures: dict[str, Measured] = field(default_factory=dict)
    places: dict[str, Span] = field(default_factory=dict)

    def reduced(self, measure: Measured) -> Measured:
        """The same with what is known of its holes."""
        found = Measured(measure.known)
        for name, power in measure.powers.items():
            found *= self.measures.get(name, unknown(name)) ** power
        return found

    def dimension(self, name: str) -> Dimension | None:
        """What a hole measures; None as long as no equation says it."""
        found = self.measures.get(name)
        return None if found is None or found.powers else found.known

    def learn(self, first: Measured, second: Measured, place: Span) -> Contradiction | None:
        """Two measures are the same; what contradicts that."""
        ratio = first / second
        left = self.reduced(ratio)
        if left.powers:
            self.solve(left, place)
            return None
        name = next((each for each in ratio.powers if each in self.places), None)
        if name is None or without_angle(left.known) == NONE:
            return None
        asked = self.reduced((ratio / unknown(name) ** ratio.powers[name]) ** (-1 / ratio.powers[name]))
        return Contradiction(name, self.places[name], self.measures[name].known, asked.known)

    def solve(self, left: Measured, place: Span) -> None:
        """A hole of a product that is a pure number is told by the rest of it."""
        name, power = next(iter(left.powers.items()))
        self.measures[name] = (left / unknown(name) ** power) ** (-1 / power)
        self.places[name] = place
        for other, measure in self.measures.items():
            self.measures[other] = self.reduced(measure)
