"""Objects in expressions: variables, chosen objects, places in ordered collections, sums of momenta.

In: a scene and a view. Out: alternatives of rules; `need` asks for objects that are surely there.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from hepir.extract.typed.rules import PLUS, Rules, inside, literal, one_of
from hepir.extract.typed.scene import Scene, sizes
from hepir.extract.typed.signatures import momenta
from hepir.extract.typed.views import Owner, View, parts_of, visible
from hepir.types.core import Collection, Composite, Element, Momentum, Single

PLACES = range(10)
ALL_PLACES = (*PLACES, -1, -2)


class Objects:
    """Writes the rules of objects."""

    def __init__(self, scene: Scene, rules: Rules) -> None:
        self.scene, self.rules = scene, rules
        self.events: dict[View, View] = {}
        self.seen: dict[View, dict[str, Collection]] = {}

    @cached_property
    def owners(self) -> tuple[Owner, ...]:
        """All types of objects, parts of combinations too."""
        found: dict[Owner, None] = {}
        waiting: list[Owner] = [each.element for each in self.scene.collections.values()]
        waiting += [each for each in self.scene.types.values() if isinstance(each, Element | Composite)]
        while waiting:
            owner = waiting.pop()
            if owner not in found:
                found[owner] = None
                waiting += [part for _, part in parts_of(owner)]
        return tuple(sorted(found, key=repr))

    def collections(self, view: View) -> dict[str, Collection]:
        """The collections in view."""
        if view not in self.seen:
            names = visible(view, self.scene.kinds)
            self.seen[view] = {name: each for name, each in self.scene.collections.items() if name in names}
        return self.seen[view]

    def event(self, view: View) -> View:
        """The view of the event from a place: without what is in view there alone."""
        if view not in self.events:
            self.events[view] = View(visible(view, self.scene.kinds), view.facts)
        return self.events[view]

    def local_path(self, view: View, owner: Owner) -> Iterator[str]:
        """Objects of one type that are in view: variables, `this`, and their parts."""
        for each in view.binders:
            if each.element == owner:
                yield inside(literal(each.variable), view.bits([each]))
        names = ["this"] if view.this == owner else []
        if view.this is not None:
            names += [name for name, part in parts_of(view.this) if part == owner]
        if names:
            yield one_of(names)
        for whole in local_owners(view):
            slots = [name for name, part in parts_of(whole) if part == owner]
            if slots:
                yield f'{self.rules.rule(self.local_path, view, whole)} "." {one_of(slots)}'

    def event_path(self, view: View, owner: Owner, need: bool) -> Iterator[str]:
        """Objects of one type that the event has, and their parts."""
        yield from self.named(view, owner, need)
        yield from self.placed(view, owner, need)
        for whole in self.owners:
            slots = [name for name, part in parts_of(whole) if part == owner]
            if slots:
                yield f'{self.rules.rule(self.event_path, view, whole, need)} "." {one_of(slots)}'

    def event_paths(self, view: View, owners: tuple[Owner, ...], need: bool) -> Iterator[str]:
        """Objects of the event of one of these types."""
        for owner in owners:
            yield self.rules.rule(self.event_path, view, owner, need)

    def named(self, view: View, owner: Owner, need: bool) -> Iterator[str]:
        """Objects that the program chose or defined."""
        seen = visible(view, self.scene.kinds)
        names = [
            name
            for name in self.scene.of_type.get(owner, ())
            if name in seen and not (need and self.scene.missing(name, view.facts))
        ]
        if names:
            yield one_of(names)

    def placed(self, view: View, owner: Owner, need: bool) -> Iterator[str]:
        """Objects of collections, by their place or their momentum."""
        known = sizes(view.facts) if need else {}
        found = {name: each for name, each in self.collections(view).items() if each.element == owner}
        reachable: dict[tuple[int, ...], list[str]] = {}
        for name, each in found.items():
            if each.ordering is not None:
                within = (place for place in ALL_PLACES if not need or reached(place, known.get(name, 0)))
                reachable.setdefault(tuple(within), []).append(name)
        for places, names in reachable.items():
            if places:
                yield f"{one_of(names)} {one_of(f'[{place}]' for place in places)}"
        filled = tuple(name for name in found if not need or known.get(name))
        if filled and "pt" in self.scene.members(owner):
            some = one_of(filled) if need else self.some(filled)
            yield f'"leading(" {some} ")"'
            if self.has_momentum(owner):
                yield f'"nearest(" {some} ", " {self.rules.rule(self.momentum, view, need, False)} ")"'

    def some(self, names: tuple[str, ...]) -> str:
        """One of several collections, or its first objects where one has an order."""
        if any(self.scene.collections[name].ordering is not None for name in names):
            return self.rules.rule(self.several, names)
        return one_of(names)

    def several(self, names: tuple[str, ...]) -> Iterator[str]:
        """A collection, or its first objects if it has an order."""
        yield one_of(names)
        ordered = [name for name in names if self.scene.collections[name].ordering is not None]
        if ordered:
            yield f'"first(" {one_of(ordered)} {self.rules.rule(self.count_of_first)}'

    def count_of_first(self) -> Iterator[str]:
        """How many of the first objects."""
        yield f'", " {one_of(str(each) for each in PLACES[1:])} ")"'

    def has_momentum(self, owner: Owner) -> bool:
        """Whether an object may stand where a momentum is asked for."""
        return isinstance(owner, Composite) or all(
            self.scene.kinds[kind].has_momentum for kind in owner.kinds
        )

    def momentum(self, view: View, need: bool, transverse: bool) -> Iterator[str]:
        """Anything with a direction; with `transverse` also MET."""
        for owner in local_owners(view):
            if self.has_momentum(owner):
                yield self.rules.rule(self.local_path, view, owner)
        yield self.rules.rule(self.event_objects, self.event(view), need)
        yield self.rules.rule(self.summed, view, need)
        seen = visible(view, self.scene.kinds)
        if transverse:
            singles = [
                name
                for name, kind in self.scene.types.items()
                if isinstance(kind, Single) and self.scene.kinds[kind.kind].transverse and name in seen
            ]
            if singles:
                yield one_of(singles)

    def event_objects(self, view: View, need: bool) -> Iterator[str]:
        """Objects of the event with a direction."""
        for owner in self.owners:
            if self.has_momentum(owner):
                yield self.rules.rule(self.event_path, view, owner, need)

    def summed(self, view: View, need: bool) -> Iterator[str]:
        """Sums of momenta: `(a + b)`, `sum(jets)`, and what the program defined so."""
        one = self.rules.rule(self.momentum, view, need, False)
        yield f'"(" {one} ({PLUS} {one})+ ")"'
        yield self.rules.rule(self.event_sums, self.event(view), need)

    def moving_collections(self, view: View) -> tuple[str, ...]:
        """The collections in view whose objects have a momentum."""
        found = self.collections(view)
        return tuple(name for name, each in found.items() if self.has_momentum(each.element))

    def event_sums(self, view: View, need: bool) -> Iterator[str]:
        """Sums of whole collections, and sums that have a name."""
        names = self.moving_collections(view)
        if names:
            yield f'"sum(" {self.some(names)} ")"'
        if names and not need:
            yield f"{one_of(f'{each}(' for each in momenta())} {self.some(names)} {literal(')')}"
        defined = [
            name
            for name, kind in self.scene.types.items()
            if isinstance(kind, Momentum)
            and not kind.transverse
            and name in view.names
            and not (need and self.scene.missing(name, view.facts))
        ]
        if defined:
            yield one_of(defined)


def local_owners(view: View) -> tuple[Owner, ...]:
    """The types of the objects in view and of their parts."""
    found: dict[Owner, None] = {}
    waiting = [each.element for each in view.binders]
    waiting += [view.this] if view.this is not None else []
    while waiting:
        owner = waiting.pop()
        if owner not in found:
            found[owner] = None
            waiting += [part for _, part in parts_of(owner)]
    return tuple(found)


def reached(place: int, count: int) -> bool:
    """Whether a collection of `count` objects has a place."""
    return place < count if place >= 0 else -place <= count
