"""Axes and their bins, whose edges are numbers of the quote: of histograms, and of the grid of a region.

In: a view. Out: alternatives of rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

from hepir.extract.typed.literals import Literal, Quoted
from hepir.extract.typed.numbers import Numbers
from hepir.extract.typed.objects import PLACES
from hepir.extract.typed.rules import literal, one_of
from hepir.extract.typed.views import Measure, View
from hepir.types.units import canonical_value, parse_unit

MAXIMUM_EDGES, EDGES_OF_BLOCKS = 16, 8
FEW = 2  # units in a quote for which cells of three values are written out
Edges = tuple[str, ...]
# the edges of the bins of one value, and their unit
Scale = tuple[str | None, Edges]


class Binnings:
    """Writes the rules of axes."""

    def __init__(self, numbers: Numbers, quoted: Quoted) -> None:
        self.numbers, self.rules, self.quoted = numbers, numbers.rules, quoted

    def histogram(self, view: View) -> Iterator[str]:
        """`ht in 20 bins from 0 GeV to 100 GeV`; of up to three axes, of the event or of one collection."""
        axis = self.rules.rule(self.event_axis, view, False)
        yield f'{axis} (", " {axis}){{0,2}}'
        for name, collection in self.numbers.objects.collections(view).items():
            few = (
                [f"first({name}, {count})" for count in PLACES[1:]] if collection.ordering is not None else []
            )
            for those in (name, *few):
                lifted = self.rules.rule(self.object_axis, view, name, those)
                yield f'({axis} ", ")? {lifted} (", " ({axis} | {lifted})){{0,2}}'

    def bins(self, view: View) -> Iterator[str]:
        """`ht in bins [300, 500, 1000] GeV`, or cells of several values."""
        yield self.rules.rule(self.event_axis, view, True)
        scales = self.scales()
        for those in (*product(scales, repeat=2), *(product(scales, repeat=3) if len(scales) <= FEW else ())):
            yield self.rules.rule(self.grid, view, those)

    def event_axis(self, view: View, need: bool) -> Iterator[str]:
        """One value an event."""
        for measure in self.numbers.measures:
            value = self.rules.rule(self.numbers.whole_expression, view, measure, need)
            yield f'{value} " in " {self.rules.rule(self.binnings, measure)}'

    def object_axis(self, view: View, collection: str, those: str) -> Iterator[str]:
        """One value for each object of a collection, or for each of its first."""
        element = self.numbers.objects.collections(view)[collection].element
        for measure in self.numbers.measures:
            members = self.numbers.scene.numbers(element, measure, False)
            if members:
                value = f"{literal(f'{those}.')} {one_of(members)}"
                yield f'({value} | "|" {value} "|") " in " {self.rules.rule(self.binnings, measure)}'

    def binnings(self, measure: Measure) -> Iterator[str]:
        """Bins whose edges are numbers of the quote."""
        counts = [
            each for each in self.quoted.by_unit.get(None, ()) if each.isdigit() and 0 < int(each) <= 10_000
        ]
        for unit, edges in edge_lists(self.quoted.literals, measure).items():
            behind = f" {unit}" if unit else ""
            lists = self.rules.rule(self.edges, edges, 0, 2)
            yield f'"bins [" {lists} {literal(f"]{behind}")}'
        bounds = bounds_of(self.quoted.literals, measure)
        positive = tuple(each for each in bounds if each[0] > 0)
        if counts and len(bounds) > 1:
            yield f'{one_of(counts)} " bins from " ({ranges(bounds)})'
        if counts and len(positive) > 1:
            yield f'{one_of(counts)} " log bins from " ({ranges(positive)})'

    def edges(self, texts: Edges, start: int, least: int) -> Iterator[str]:
        """At least `least` of the edges from one on, ascending."""
        for index in range(start, len(texts) - least + 1):
            following = self.rules.rule(self.edges, texts, index + 1, max(1, least - 1))
            joined = f'{literal(texts[index])} ", " {following}'
            if index + 1 < len(texts):
                yield joined
            if least <= 1:
                yield literal(texts[index])

    # ---- cells of several values ----
    def scales(self) -> tuple[Scale, ...]:
        """The edges that values may have, each with its unit."""
        found: dict[Scale, None] = {}
        for measure in self.numbers.measures:
            for unit, edges in edge_lists(self.quoted.literals, measure).items():
                found[unit, edges[-EDGES_OF_BLOCKS:]] = None
        return tuple(found)

    def grid(self, view: View, scales: tuple[Scale, ...]) -> Iterator[str]:
        """`a, b in [0, 2] by [300, 500, inf] GeV, [2, 4] by [500, inf] GeV`: blocks beyond each other in the first value, so
        that no two overlap."""
        values = ' ", " '.join(self.rules.rule(self.value_on, view, each) for each in scales)
        yield f'{values} " in [" {self.rules.rule(self.block, scales, 0)}'

    def value_on(self, view: View, scale: Scale) -> Iterator[str]:
        """A value that these edges can divide."""
        for measure in self.numbers.measures:
            edges = edge_lists(self.quoted.literals, measure).get(scale[0], ())
            if edges[-EDGES_OF_BLOCKS:] == scale[1]:
                yield self.rules.rule(self.numbers.whole_expression, view, measure, True)

    def block(self, scales: tuple[Scale, ...], start: int) -> Iterator[str]:
        """Bins of the first value from an edge on, those of the others, and the blocks beyond."""
        texts = scales[0][1]
        for index in range(start, len(texts)):
            yield f"{literal(f'{texts[index]}, ')} {self.rules.rule(self.block_from, scales, index + 1)}"

    def block_from(self, scales: tuple[Scale, ...], start: int) -> Iterator[str]:
        """The same behind its first edge."""
        (unit, texts), others = scales[0], scales[1:]
        close, by = f"] {unit}" if unit else "]", " by ["
        others_of = ' " by [" '.join(self.rules.rule(self.cells, each) for each in others)
        for index in range(start, len(texts)):
            beyond = f'(", [" {self.rules.rule(self.block, scales, index)})?'
            yield f"{literal(f'{texts[index]}, ')} {self.rules.rule(self.block_from, scales, index + 1)}"
            yield f"{literal(f'{texts[index]}{close}{by}')} {others_of} {beyond}"
        yield f"{literal(f'inf{close}{by}')} {others_of}"

    def cells(self, scale: Scale) -> Iterator[str]:
        """`300, 500, inf] GeV`"""
        unit, texts = scale
        close = literal(f"] {unit}" if unit else "]")
        yield f"{self.rules.rule(self.edges, texts, 0, 2)} {close}"
        yield f'{self.rules.rule(self.edges, texts, 0, 1)} ", inf" {close}'


def ranges(bounds: tuple[tuple[float, str], ...]) -> str:
    """A lower and a higher bound."""
    pairs = ((low, high) for low, high in combinations(bounds, 2) if low[0] < high[0])
    return " | ".join(literal(f"{low[1]} to {high[1]}") for low, high in pairs)


def bounds_of(literals: tuple[Literal, ...], measure: Measure) -> tuple[tuple[float, str], ...]:
    """The quantities of a quote that measure this, ascending, in canonical units and as text."""
    found: dict[float, str] = {}
    for each in literals:
        unit = parse_unit(each.unit)
        if each.dimension == measure.dimension and unit is not None:
            value = canonical_value(each.number, unit)
            found.setdefault(value, each.text)
            found.setdefault(-value, f"-{each.text}")
    return tuple(sorted(found.items()))[-MAXIMUM_EDGES:]


def edge_lists(literals: tuple[Literal, ...], measure: Measure) -> dict[str | None, Edges]:
    """The numbers of a quote by their unit, ascending, at least two: edges of bins."""
    found: dict[str | None, dict[float, str]] = {}
    for each in literals:
        if each.dimension == measure.dimension:
            of_unit = found.setdefault(each.unit, {})
            of_unit.setdefault(float(each.number), each.number)
            of_unit.setdefault(-float(each.number), f"-{each.number}")
    return {
        unit: tuple(edges[value] for value in sorted(edges))[-MAXIMUM_EDGES:] for unit, edges in found.items()
    }
