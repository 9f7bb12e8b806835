"""Lists that objects have, in expressions: what the head of a statement has named, `leading(this.subjets)`; and how it names
one.

In: a view with lists. Out: alternatives of rules; none where no list is in view, so that other statements have no rule more.
A list stands in several pieces, because a variable, a property and a list may begin alike.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hepir.extract.typed.objects import ALL_PLACES, LEADING, NEAREST, Objects
from hepir.extract.typed.openings import pieces
from hepir.extract.typed.rules import BAR, CLOSE, DOT, one_of
from hepir.extract.typed.views import Listing, Measure, Owner, View, by_owners

if TYPE_CHECKING:
    from hepir.extract.typed.numbers import Numbers


def spelled(text: str) -> str:
    """A list, piece by piece."""
    return " ".join(one_of((each,)) for each in pieces(text))


class OwnLists:
    """Writes the rules of lists."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers, self.scene, self.rules = numbers, numbers.scene, numbers.rules

    def some(self, listing: Listing) -> str:
        """A list, or its first objects if it has an order."""
        return self.rules.rule(self.several, listing)

    def several(self, listing: Listing) -> Iterator[str]:
        """The alternatives of this."""
        yield spelled(listing.text)
        if listing.type.ordering is not None:
            first, few = one_of(("first(",)), self.rules.rule(self.numbers.objects.count_of_first)
            yield f"{first} {spelled(listing.text)} {few}"

    def every(self, view: View, need: bool = False, moving: bool = False) -> Iterator[str]:
        """The lists in view: with `need` those that are always there, with `moving` those of objects with a momentum."""
        for each in view.listed:
            if each.sure >= need and self.scene.has_momentum(each.type.element) >= moving:
                yield self.some(each)

    def starts(self, objects: Objects, view: View, owner: Owner) -> Iterator[str]:
        """Objects of lists, by their place or their momentum."""
        for each in view.listed:
            if each.type.element != owner:
                continue
            if each.type.ordering is not None:
                yield f"{spelled(each.text)} {one_of(f'[{place}]' for place in ALL_PLACES)}"
            if "pt" in self.scene.members(owner):
                yield f"{LEADING} {self.some(each)} {CLOSE}"
            if self.scene.has_momentum(owner):
                yield f"{NEAREST} {self.some(each)} {self.rules.rule(objects.to, view, False)}"

    def values(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """`size(x.muons)`, `sum(x.muons.pt)`, `max(|x.muons.eta|)`"""
        operations = one_of(f"{each}(" for each in (("sum",) if need else ("sum", "min", "max")))
        for each in view.listed:
            if need and not each.sure:
                continue
            if measure.whole:
                yield f"{one_of(('size(',))} {self.some(each)} {CLOSE}"
            names = self.scene.numbers(each.type.element, measure, True)
            if names:
                value = f"{self.some(each)} {DOT} {one_of(names)}"
                yield f"{operations} ({value} | {BAR} {value} {BAR}) {CLOSE}"


def named(numbers: Numbers, views: tuple[View, ...]) -> Iterator[str]:
    """`x.constituents`, `leading(this.subjets).constituents`: lists of what is in view, for each of the views; not of what is
    nearest to something."""
    objects = Objects(numbers, nearest=False)
    for view in views:
        owners = objects.local_owners(view, False)
        for those, names in by_owners(owners, map(numbers.scene.lists, owners)):
            paths = objects.rules.rule(objects.local_paths, view, those, False)
            yield f"{paths} {DOT} {one_of(names)}"
        every = objects.owners
        for those, names in by_owners(every, map(numbers.scene.lists, every)):
            paths = objects.rules.rule(objects.event_paths, objects.event(view), those, False)
            yield f"{paths} {DOT} {one_of(names)}"
