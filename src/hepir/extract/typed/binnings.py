"""Axes: of histograms, and the values of the grid of a region.

In: a view, and the rules of the bins that a quote offers. Out: alternatives of rules.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hepir.extract.typed.numbers import Numbers
from hepir.extract.typed.objects import PLACES
from hepir.extract.typed.rules import BAR, COMMA, DOT, one_of
from hepir.extract.typed.views import Owner, View
from hepir.types.dimensions import Dimension

IN = one_of((" in",))


class Binnings:
    """Writes the rules of axes."""

    def __init__(self, numbers: Numbers, binned: Mapping[Dimension, str]) -> None:
        self.numbers, self.rules, self.binned = numbers, numbers.rules, binned

    def histogram(self, view: View) -> Iterator[str]:
        """`ht in 20 bins from 0 GeV to 100 GeV`; of up to three axes, of the event or of one collection."""
        axis = self.rules.rule(self.event_axis, view)
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

    def values(self, view: View) -> Iterator[str]:
        """`ht in`, or several values that cells divide; `cells` goes on."""
        value = self.rules.rule(self.event_value, view)
        yield f"{value} ({COMMA} {value}){{0,2}} {IN}"

    def event_value(self, view: View) -> Iterator[str]:
        """One value an event for which there are bins; it is always there."""
        for measure in self.numbers.measures:
            if measure.dimension in self.binned:
                yield self.rules.rule(self.numbers.whole_expression, view, measure, True)

    def event_axis(self, view: View) -> Iterator[str]:
        """One value an event."""
        for measure in self.numbers.measures:
            if measure.dimension in self.binned:
                value = self.rules.rule(self.numbers.whole_expression, view, measure, False)
                yield f"{value} {IN} {self.binned[measure.dimension]}"

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
                yield f"{one_of(names)} {end} {IN} {self.binned[measure.dimension]}"
