"""The numbers of a quote, with their units.

In: the normalised text of a quote. Out: the pairs of number and unit that a statement on this quote may use. A bare number
takes a later unit of the same list: `40 (25) GeV` gives 40 GeV and 25 GeV.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hepir.semantics.evidence import NUMBER_WORDS
from hepir.syntax.words import ALL_UNITS
from hepir.types.dimensions import NONE, Dimension
from hepir.types.units import parse_unit

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:\.\d+)?"
UNIT = "|".join(sorted(map(re.escape, ALL_UNITS), key=len, reverse=True))
POWER = r"(?:\^(?:-?\d|\(-?\d/\d\)))?"
QUANTITY = re.compile(rf"(?<![\w.^])({NUMBER})(?![\w]|\.\d)(?:\s?(?:({UNIT})({POWER}))(?![A-Za-z]))?")
INVERSE = re.compile(rf"(?<![\w.^])({NUMBER})\s?(nb|pb|fb|ab)\^-1")
LISTED = re.compile(r"\s?(?:,|and|or|to|/|-|\(|\)|;|\s|,\s?and|\),?\s?\(?)\s?\(?")
MAXIMUM = 60


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
        unit = parse_unit(self.unit)
        return unit.dimension if unit else NONE


def literals_of(quote: str) -> tuple[Literal, ...]:
    """The numbers of a quote in their order, each once; at most 60."""
    inverse = {found.start(): f"/{found[2]}" for found in INVERSE.finditer(quote)}
    found = list(QUANTITY.finditer(quote))
    units = [inverse.get(each.start()) or spelled(each) for each in found]
    literals: dict[Literal, None] = {}
    for index, each in enumerate(found):
        number = each[1].replace(",", "")
        literals[Literal(number, units[index])] = None
        later = None if units[index] else later_unit(quote, found, units, index)
        if later:
            literals[Literal(number, later)] = None
    return tuple(literals)[:MAXIMUM]


def spelled(found: re.Match[str]) -> str | None:
    """The unit after a number, if it is one of the language."""
    if not found[2]:
        return None
    text = f"{found[2]}{found[3] or ''}"
    return text if parse_unit(text) else None


def later_unit(quote: str, found: list[re.Match[str]], units: list[str | None], index: int) -> str | None:
    """The unit of a later number that is joined to this one as in a list."""
    for here, following in zip(found[index:], found[index + 1 :], strict=False):
        between = quote[here.end() : following.start()]
        if not LISTED.fullmatch(between):
            return None
        unit = units[found.index(following)]
        if unit:
            return unit
    return None


def counts_of(quote: str) -> tuple[str, ...]:
    """Whole numbers for counts: those of the quote, in digits or words, and 0, 1 and 2, which words like `no`, `a` and `pair`
    stand for."""
    digits = [each.number for each in literals_of(quote) if each.unit is None and each.number.isdigit()]
    words = [
        str(value)
        for value, word in enumerate(NUMBER_WORDS)
        if re.search(rf"\b{word}\b", quote, re.IGNORECASE)
    ]
    return tuple(dict.fromkeys(("0", "1", "2", *words, *(each for each in digits if int(each) <= 20))))


def words_of(quote: str) -> tuple[str, ...]:
    """Words of a quote that may be names of triggers or experiments."""
    return tuple(dict.fromkeys(re.findall(r"(?<![\w])[A-Za-z][A-Za-z0-9_]{2,60}(?!\w)", quote)))


@dataclass(frozen=True)
class Quoted:
    """What a statement may take from its quote."""

    literals: tuple[Literal, ...]
    counts: tuple[str, ...]
    words: tuple[str, ...]


def quoted(quote: str) -> Quoted:
    """The numbers and words of a quote."""
    return Quoted(literals_of(quote), counts_of(quote), words_of(quote))
