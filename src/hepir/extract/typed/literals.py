"""What a quote offers to a statement that rests on it: its numbers with their units, counts, words.

In: the text of a quote. Out: `Quoted`. The pairs of number and unit are those of `semantics.quoted`, which checks them, too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, cached_property

from hepir.extract.identifiers import identifiers
from hepir.semantics.quoted import NUMBER_WORDS, quantities
from hepir.syntax.words import ALL_UNITS
from hepir.types.dimensions import NONE, Dimension
from hepir.types.particles import named_particles
from hepir.types.units import parse_unit

MAXIMUM = 60
LARGEST_COUNT = 20
# those of dimensions, beside the ones that formulas have anyway (`signatures.EXPONENTS`)
EXPONENTS = frozenset(map(Fraction, ("1/2", "1", "3/2", "4", "5", "6", "7", "8")))
# words like `no`, `a`, `pair` and `both` stand for these
SMALL = ("0", "1", "2")


@dataclass(frozen=True)
class Literal:
    """A number as the language writes it, and its unit (None: a pure number)."""

    number: str
    unit: str | None

    @property
    def text(self) -> str:
        """`25 GeV`"""
        return f"{self.number} {self.unit}" if self.unit else self.number

    @property
    def dimension(self) -> Dimension:
        """What it measures."""
        return dimension_of(self.unit)


@cache
def dimension_of(unit: str | None) -> Dimension:
    """What numbers with this unit measure."""
    found = parse_unit(unit)
    return found.dimension if found else NONE


@dataclass(frozen=True)
class Shape:
    """What the rules of an expression depend on: the units of a quote, its pure numbers that may be exponents, whether it
    names triggers and particles. The numbers and words themselves are terminals."""

    units: tuple[str | None, ...]
    exponents: tuple[str, ...]
    words: bool
    species: bool


@dataclass(frozen=True)
class Quoted:
    """What a statement may take from its quote. `species` are particles by their numbers: of their names, or in digits;
    `papers` are identifiers of publications."""

    literals: tuple[Literal, ...]
    counts: tuple[str, ...]
    words: tuple[str, ...]
    species: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()

    @cached_property
    def by_unit(self) -> dict[str | None, tuple[str, ...]]:
        """The numbers by their unit, ascending."""
        units = sorted({each.unit for each in self.literals}, key=str)
        return {unit: tuple(each.number for each in self.literals if each.unit == unit) for unit in units}

    @cached_property
    def shape(self) -> Shape:
        """What a grammar's rules depend on."""
        exponents = (each for each in self.by_unit.get(None, ()) if Fraction(each) in EXPONENTS)
        return Shape(tuple(self.by_unit), tuple(exponents), bool(self.words), bool(self.species))


def quoted(quote: str) -> Quoted:
    """The numbers and words of a quote."""
    return Quoted(literals_of(quote), counts_of(quote), words_of(quote), species_of(quote), papers_of(quote))


def literals_of(quote: str) -> tuple[Literal, ...]:
    """The numbers of a quote with each unit that they may have, in a fixed order; at most 60."""
    found = {
        Literal(number, unit.text or None)
        for number, unit in quantities(quote)
        if not unit.text or unit.text.partition("^")[0] in ALL_UNITS
    }
    return tuple(sorted(found, key=lambda each: (float(each.number), each.text)))[:MAXIMUM]


def counts_of(quote: str) -> tuple[str, ...]:
    """Whole numbers for counts: those of the quote, in digits or words, and 0, 1 and 2."""
    digits = {each.number for each in literals_of(quote) if each.unit is None and each.number.isdigit()}
    words = {
        str(value)
        for value, word in enumerate(NUMBER_WORDS)
        if re.search(rf"\b{word}\b", quote, re.IGNORECASE)
    }
    small = {each for each in digits if int(each) <= LARGEST_COUNT}
    return tuple(sorted({*SMALL, *words, *small}, key=lambda each: (int(each), each)))


def species_of(quote: str) -> tuple[str, ...]:
    """The particles that a quote names, and its whole numbers, which may be those of particles."""
    digits = {each.number for each in literals_of(quote) if each.unit is None and each.number.isdigit()}
    return tuple(sorted({*map(str, named_particles(quote)), *digits}, key=lambda each: (int(each), each)))


def papers_of(quote: str) -> tuple[str, ...]:
    """The identifiers of publications in a quote."""
    return tuple(str(each) for each in identifiers(quote))


def words_of(quote: str) -> tuple[str, ...]:
    """Words of a quote that may be names of triggers or experiments."""
    return tuple(dict.fromkeys(re.findall(r"(?<!\w)[A-Za-z][A-Za-z0-9_]{2,60}(?!\w)", quote, re.ASCII)))
