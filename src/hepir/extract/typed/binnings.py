"""Axes: of histograms, and of the grid of a region.

In: a view, what the quote offers, and the rules of its bins. Out: alternatives of rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from hepir.extract.typed.edges import Edges, Texts, closed, edge_lists
from hepir.extract.typed.literals import Quoted
from hepir.extract.typed.numbers import Numbers
from hepir.extract.typed.objects import PLACES
from hepir.extract.typed.rules import BAR, COMMA, DOT, one_of
from hepir.extract.typed.views import Owner, View
from hepir.types.dimensions import Dimension

EDGES_OF_BLOCKS = 8
FEW = 2  # units in a quote for which cells of three values are written out
# the edges of the bins of one value, and their unit
Scale = tuple[str | None, Texts]


class Binnings:
    """Writes the rules of axes."""

    def __init__(self, numbers: Numbers, quoted: Quoted, binned: Mapping[Dimension, str]) -> None:
        self.numbers, self.rules, self.quoted, self.binned = numbers, numbers.rules, quoted, binned
        self.edges = Edges(self.rules, quoted)

    def histogram(self, view: View) -> Iterator[str]:
        """`ht in 20 bins from 0 GeV to 100 GeV`; of up to three axes, of the event or of one collection."""
        axis = self.rules.rule(self.event_axis, view, False)
        yield f"{axis} ({COMMA} {axis}){{0,2}}"
        for name, collection in self.numbers.objects.collections(view).items():
            few = (
                [f"first({name}, {count})" for count in PLACES[1:]] if collection.ordering is not None else []
            )
            for those in (name, *few):
                yield self.with_objects(axis, self.rules.rule(self.object_axis, collection.element, those))
        for each in view.listed:
            for start in self.numbers.lists.several(each):
                yield self.with_objects(
                    axis, self.rules.rule(self.axis_of, each.type.element, f"{start} {DOT}")
                )

    def with_objects(self, axis: str, lifted: str) -> str:
        """Up to three axes, at least one of them of the objects of a collection."""
        return f"({axis} {COMMA})? {lifted} ({COMMA} ({axis}|{lifted})){{0,2}}"

    def bins(self, view: View) -> Iterator[str]:
        """`ht in bins [300, 500, 1000] GeV`, or cells of several values."""
        yield self.rules.rule(self.event_axis, view, True)
        scales = self.scales()
        for those in (*product(scales, repeat=2), *(product(scales, repeat=3) if len(scales) <= FEW else ())):
            yield self.rules.rule(self.grid, view, those)

    def event_axis(self, view: View, need: bool) -> Iterator[str]:
        """One value an event."""
        for measure in self.numbers.measures:
            if measure.dimension in self.binned:
                value = self.rules.rule(self.numbers.whole_expression, view, measure, need)
                yield f"{value} {self.binned[measure.dimension]}"

    def object_axis(self, element: Owner, those: str) -> Iterator[str]:
        """One value for each object of a collection, or for each of its first."""
        yield from self.axis_of(element, one_of((f"{those}.",)))

    def axis_of(self, element: Owner, start: str) -> Iterator[str]:
        """The same behind the text of the collection."""
        yield f"{start} {self.rules.rule(self.members, element, '')}"
        yield f"{BAR} {start} {self.rules.rule(self.members, element, BAR)}"

    def members(self, element: Owner, end: str) -> Iterator[str]:
        """Each number that an object has, and its bins."""
        for measure in self.numbers.measures:
            names = self.numbers.scene.numbers(element, measure, False)
            if names and measure.dimension in self.binned:
                yield f"{one_of(names)} {end} {self.binned[measure.dimension]}"

    # ---- cells of several values ----
    def scales(self) -> tuple[Scale, ...]:
        """The edges that values may have, each with its unit."""
        found: dict[Scale, None] = {}
        for measure in self.numbers.measures:
            for unit, edges in edge_lists(self.quoted.literals, measure.dimension).items():
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
            edges = edge_lists(self.quoted.literals, measure.dimension).get(scale[0], ())
            if edges[-EDGES_OF_BLOCKS:] == scale[1]:
                yield self.rules.rule(self.numbers.whole_expression, view, measure, True)

    def block(self, scales: tuple[Scale, ...], start: int) -> Iterator[str]:
        """Bins of the first value from an edge on, those of the others, and the blocks beyond."""
        texts = scales[0][1]
        if start < len(texts):
            yield f"{one_of((f'{texts[start]}, ',))} {self.rules.rule(self.block_from, scales, start + 1)}"
            yield self.rules.rule(self.block, scales, start + 1)

    def block_from(self, scales: tuple[Scale, ...], start: int) -> Iterator[str]:
        """The same behind its first edge."""
        unit, texts = scales[0]
        close, others = f"] {unit} by [" if unit else "] by [", self.rules.rule(self.others, scales[1:])
        if start == len(texts):
            yield f"{one_of((f'inf{close}',))} {others}"
            return
        beyond = f'(", [" {self.rules.rule(self.block, scales, start)})?'
        yield f"{one_of((f'{texts[start]}{close}',))} {others} {beyond}"
        yield f"{one_of((f'{texts[start]}, ',))} {self.rules.rule(self.block_from, scales, start + 1)}"
        yield self.rules.rule(self.block_from, scales, start + 1)

    def others(self, scales: tuple[Scale, ...]) -> Iterator[str]:
        """The bins of the other values."""
        yield ' " by [" '.join(self.rules.rule(self.cells, each) for each in scales)

    def cells(self, scale: Scale) -> Iterator[str]:
        """`300, 500, inf] GeV`"""
        unit, texts = scale
        yield f"{self.rules.rule(self.edges.ascending, texts, 0, 2)} {closed(unit)}"
        yield f'{self.rules.rule(self.edges.ascending, texts, 0, 1)} ", inf" {closed(unit)}'
