"""Bins of one value, whose edges are numbers of the quote: what follows ` in`.

In: what the quote offers. Out: rules for each dimension that it has enough numbers of, apart from those of expressions, which
do not depend on the numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations

from hepir.extract.typed.literals import Literal, Quoted, dimension_of
from hepir.extract.typed.rules import COMMA, Rules, one_of
from hepir.types.dimensions import Dimension
from hepir.types.units import canonical_value, parse_unit

MAXIMUM_EDGES, LARGEST_COUNT = 16, 10_000
Texts = tuple[str, ...]
Bounds = tuple[tuple[float, str], ...]


def binnings(quoted: Quoted) -> dict[Dimension, tuple[str, str]]:
    """For each dimension that can be divided: the name of its rule, and all rules that this needs."""
    dimensions = dict.fromkeys(map(dimension_of, quoted.shape.units))
    found = {}
    for number, dimension in enumerate(dimensions):
        name = f"bins{number}"
        edges = Edges(Rules(f"{name}_"), quoted)
        text = edges.rules.text(edges.rules.rule(edges.bins, dimension), name)
        if text:
            found[dimension] = (name, text)
    return found


class Edges:
    """Writes the rules of bins."""

    def __init__(self, rules: Rules, quoted: Quoted) -> None:
        self.rules, self.quoted = rules, quoted

    def bins(self, dimension: Dimension) -> Iterator[str]:
        """` bins [20, 50, 100] GeV`, ` 20 bins from 0 GeV to 100 GeV`"""
        counts = [each for each in self.quoted.by_unit.get(None, ()) if each.isdigit()]
        counts = [each for each in counts if 0 < int(each) <= LARGEST_COUNT]
        for unit, edges in edge_lists(self.quoted.literals, dimension).items():
            yield f'" bins [" {self.rules.rule(self.ascending, edges, 0, 2)} {closed(unit)}'
        bounds = bounds_of(self.quoted.literals, dimension)
        positive = tuple(each for each in bounds if each[0] > 0)
        for words, some in ((" bins from ", bounds), (" log bins from ", positive)):
            if counts and len(some) > 1:
                yield f'" " {one_of(counts)} "{words}" {one_of(ranges(some))}'

    def ascending(self, texts: Texts, start: int, least: int) -> Iterator[str]:
        """At least `least` of the edges from one on, ascending."""
        if start == len(texts):
            return
        if least == 1:
            yield one_of(texts[start : start + 1])
        yield f"{one_of(texts[start : start + 1])} {COMMA} {self.rules.rule(self.ascending, texts, start + 1, 1)}"
        yield self.rules.rule(self.ascending, texts, start + 1, least)


def closed(unit: str | None) -> str:
    """The end of a list of numbers."""
    return one_of((f"] {unit}" if unit else "]",))


def ranges(bounds: Bounds) -> Iterable[str]:
    """Each lower bound with each higher one."""
    return (f"{low[1]} to {high[1]}" for low, high in combinations(bounds, 2) if low[0] < high[0])


def bounds_of(literals: Iterable[Literal], dimension: Dimension) -> Bounds:
    """The quantities of a quote that measure this, ascending, in canonical units and as text."""
    found: dict[float, str] = {}
    for each in literals:
        unit = parse_unit(each.unit)
        if each.dimension == dimension and unit is not None:
            value = canonical_value(each.number, unit)
            found.setdefault(value, each.text)
            found.setdefault(-value, f"-{each.text}")
    return tuple(sorted(found.items()))[-MAXIMUM_EDGES:]


def edge_lists(literals: Iterable[Literal], dimension: Dimension) -> dict[str | None, Texts]:
    """The numbers of a quote by their unit, ascending, at least two: edges of bins."""
    found: dict[str | None, dict[float, str]] = {}
    for each in literals:
        if each.dimension == dimension:
            of_unit = found.setdefault(each.unit, {})
            of_unit.setdefault(float(each.number), each.number)
            of_unit.setdefault(-float(each.number), f"-{each.number}")
    return {
        unit: tuple(edges[value] for value in sorted(edges))[-MAXIMUM_EDGES:] for unit, edges in found.items()
    }
