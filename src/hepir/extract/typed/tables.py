"""Tables of numbers by bins, whose edges and values are numbers of the quote.

In: what the quote offers. Out: alternatives of rules. The number of values is that of the cells, so there is one alternative
for each shape.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from hepir.extract.typed.edges import MAXIMUM_EDGES, closed
from hepir.extract.typed.literals import Quoted
from hepir.extract.typed.rules import MINUS, Rules, literal, one_of

MOST_AXES, MOST_CELLS = 4, 24
# an axis needs no name that a paper gives it; names of different axes differ
NAMES = (("pt", "mass", "energy", "x"), ("eta", "abseta", "y"), ("phi", "z"), ("count", "u"))
Shape = tuple[int, ...]


class Tables:
    """Writes the rules of tables; the head ends with `axis`."""

    def __init__(self, rules: Rules, quoted: Quoted) -> None:
        self.rules, self.quoted = rules, quoted

    def body(self) -> Iterator[str]:
        """`pt in bins [20, 50, 100] GeV values [0.8, 0.9] errors [0.02, 0.01] outside clamp`"""
        longest = max((len(different(texts)) for texts in self.quoted.by_unit.values()), default=0)
        for shape in shapes(min(longest - 1, MAXIMUM_EDGES - 1), MOST_CELLS):
            axes = ' " axis " '.join(self.rules.rule(self.axis, *each) for each in enumerate(shape))
            yield f"{axes} {self.rules.rule(self.contents, prod(shape))}"

    def axis(self, place: int, bins: int) -> Iterator[str]:
        """`pt in bins [20, 50, 100] GeV`"""
        for unit, texts in self.quoted.by_unit.items():
            edges = different(texts)[-MAXIMUM_EDGES:]
            if len(edges) > bins:
                ascending = self.rules.rule(self.ascending, edges, 0, bins + 1)
                yield f'{one_of(NAMES[place])} " in bins [" {ascending} {closed(unit)}'

    def ascending(self, texts: tuple[str, ...], start: int, count: int) -> Iterator[str]:
        """So many of the edges from one on."""
        for index in range(start, len(texts) - count + 1):
            if count == 1:
                yield literal(texts[index])
            else:
                following = self.rules.rule(self.ascending, texts, index + 1, count - 1)
                yield f"{literal(f'{texts[index]}, ')} {following}"

    def contents(self, cells: int) -> Iterator[str]:
        """Values, their errors, and what is beyond the edges, all in one unit."""
        for unit, texts in self.quoted.by_unit.items():
            number = f"{MINUS}? {one_of(texts)}"
            listed = (
                f'{number} (", " {number}){{{cells - 1}}} {closed(unit)}'
                if cells > 1
                else f"{number} {closed(unit)}"
            )
            some = self.rules.rule(self.listed, listed)
            yield (
                f'" values [" {some} (" errors [" {some} | (" errors up [" {some})? (" errors down [" {some})?)'
                f' (" outside clamp" | " outside " {number} {literal(f" {unit}") if unit else ""})?'
            )

    def listed(self, text: str) -> Iterator[str]:
        """As many numbers as there are cells."""
        yield text


def different(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Numbers of different values."""
    return tuple({float(each): each for each in texts}.values())


def shapes(longest: int, cells: int, axes: int = MOST_AXES) -> Iterator[Shape]:
    """The shapes of so many cells at most."""
    for bins in range(1, min(longest, cells) + 1):
        yield (bins,)
        if axes > 1:
            yield from ((bins, *rest) for rest in shapes(longest, cells // bins, axes - 1))
