"""Objects in expressions: variables, chosen objects, places in ordered collections, what has a link.

In: a scene and a view. Out: alternatives of rules; `need` asks for objects that are surely there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from hepir.extract.typed.rules import CLOSE, COMMA, DOT, one_of
from hepir.extract.typed.scene import sizes
from hepir.extract.typed.views import Owner, View, visible
from hepir.types.core import Collection, Composite, Element, Single

if TYPE_CHECKING:
    from hepir.extract.typed.numbers import Numbers

PLACES = range(10)
ALL_PLACES = (*PLACES, -1, -2)
LEADING, NEAREST, FIRST = (one_of((each,)) for each in ("leading(", "nearest(", "first("))


class Objects:
    """Writes the rules of objects; without `nearest` none of those that are nearest to another."""

    def __init__(self, numbers: Numbers, nearest: bool = True) -> None:
        self.numbers, self.scene, self.rules, self.nearest = numbers, numbers.scene, numbers.rules, nearest
        self.events: dict[View, View] = {}
        self.views: dict[View, View] = {}
        self.seen: dict[View, dict[str, Collection]] = {}
        self.beginnings: dict[tuple[str, ...], str] = {}
        self.locals: dict[tuple[View, bool], tuple[Owner, ...]] = {}
        self.parts: dict[tuple[Owner, bool], frozenset[Owner]] = {}

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
                waiting += [part for _, part in self.scene.parts(owner, False)]
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
            event = self.same(View(visible(view, self.scene.kinds), view.facts))
            self.events[view] = self.events[event] = event
        return self.events[view]

    def same(self, view: View) -> View:
        """One object for equal views: they are looked up thousands of times."""
        return self.views.setdefault(view, view)

    def singles(self, view: View, transverse: bool = False) -> tuple[str, ...]:
        """What an event has one of, by name; `transverse`: what has a momentum in the plane alone."""
        seen = visible(view, self.scene.kinds)
        return tuple(
            name
            for name, each in self.scene.singles.items()
            if name in seen and (not transverse or self.scene.kinds[each.kind].transverse)
        )

    # ---- in view at a place ----
    def local_owners(self, view: View, need: bool) -> tuple[Owner, ...]:
        """The types of the objects in view and of their parts."""
        if (view, need) not in self.locals:
            found: dict[Owner, None] = {}
            waiting = [each.element for each in view.binders]
            waiting += [] if need else [each.type.element for each in view.listed]
            waiting += [view.this] if view.this is not None and not isinstance(view.this, Single) else []
            while waiting:
                owner = waiting.pop()
                if owner not in found:
                    found[owner] = None
                    waiting += [part for _, part in self.scene.parts(owner, need)]
            self.locals[view, need] = tuple(found)
        return self.locals[view, need]

    def local_path(self, view: View, owner: Owner, need: bool) -> Iterator[str]:
        """Objects of one type that are in view: variables, `this`, and their parts."""
        yield from self.local_start(view, owner, need)
        for whole in self.local_owners(view, need):
            if owner in self.reached(whole, need):
                start = self.rules.rule(self.local_start, view, whole, need)
                yield f"{start} {self.rules.rule(self.steps, whole, owner, need)}"

    def local_start(self, view: View, owner: Owner, need: bool) -> Iterator[str]:
        """Objects of one type that are in view by a name."""
        names = [each.variable for each in view.binders if each.element == owner]
        names += ["this"] if view.this == owner else []
        if view.this is not None:
            names += [name for name, part in self.scene.parts(view.this, need) if part == owner]
        if names:
            yield one_of(names)
        if not need:
            yield from self.numbers.lists.starts(self, view, owner)

    def steps(self, whole: Owner, owner: Owner, need: bool) -> Iterator[str]:
        """`.l1.gen_particle`: from an object to others that it has."""
        for part, names in grouped(self.scene.parts(whole, need)):
            if part == owner:
                yield f"{DOT} {one_of(names)}"
            if owner in self.reached(part, need):
                yield f"{DOT} {one_of(names)} {self.rules.rule(self.steps, part, owner, need)}"

    def reached(self, whole: Owner, need: bool) -> frozenset[Owner]:
        """The types of what an object has, directly or not."""
        if (whole, need) not in self.parts:
            found: set[Owner] = set()
            waiting = [whole]
            while waiting:
                new = {part for _, part in self.scene.parts(waiting.pop(), need)} - found
                found |= new
                waiting += new
            self.parts[whole, need] = frozenset(found)
        return self.parts[whole, need]

    def local_paths(self, view: View, owners: tuple[Owner, ...], need: bool) -> Iterator[str]:
        """Objects in view of one of these types."""
        for owner in owners:
            yield self.rules.rule(self.local_path, view, owner, need)

    def near(self, view: View, names: tuple[str, ...], member: str = "") -> Iterator[str]:
        """The objects of collections that are nearest to what is in view, or a member of them."""
        start = self.nearest_start(names)
        if start and view.is_local:
            yield f"{start} {self.rules.rule(self.to, view, False)} {member}"

    def nearest_start(self, names: tuple[str, ...]) -> str:
        """`nearest(jets`, of collections that move; empty if none does."""
        if names not in self.beginnings:
            moving = tuple(name for name in names if name in self.scene.moving)
            self.beginnings[names] = f"{NEAREST} {self.some(moving)}" if moving else ""
        return self.beginnings[names]

    def to(self, view: View, need: bool) -> Iterator[str]:
        """`, x)`: what an object is nearest to."""
        if self.nearest:
            yield f"{COMMA} {self.rules.rule(self.numbers.momenta.momentum, view, need, False)} {CLOSE}"

    # ---- of the event ----
    def event_path(self, view: View, owner: Owner, need: bool) -> Iterator[str]:
        """Objects of one type that the event has, and their parts."""
        yield from self.event_start(view, owner, need)
        for whole in self.owners:
            if owner in self.reached(whole, need):
                start = self.rules.rule(self.event_start, view, whole, need)
                yield f"{start} {self.rules.rule(self.steps, whole, owner, need)}"

    def event_start(self, view: View, owner: Owner, need: bool) -> Iterator[str]:
        """Objects of one type by a name or by their place."""
        yield from self.named(view, owner, need)
        yield from self.placed(view, owner, need)

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
                within = (place for place in ALL_PLACES if not need or there(place, known.get(name, 0)))
                reachable.setdefault(tuple(within), []).append(name)
        for places, names in reachable.items():
            if places:
                yield f"{one_of(names)} {one_of(f'[{place}]' for place in places)}"
        filled = tuple(name for name in found if not need or known.get(name))
        if filled and "pt" in self.scene.members(owner):
            some = one_of(filled) if need else self.some(filled)
            yield f"{LEADING} {some} {CLOSE}"
            if self.scene.has_momentum(owner):
                yield f"{NEAREST} {some} {self.rules.rule(self.to, view, need)}"

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
            yield f"{FIRST} {one_of(ordered)} {self.rules.rule(self.count_of_first)}"

    def count_of_first(self) -> Iterator[str]:
        """How many of the first objects."""
        yield f"{COMMA} {one_of(str(each) for each in PLACES[1:])} {CLOSE}"


def grouped(parts: Iterable[tuple[str, Owner]]) -> Iterator[tuple[Owner, tuple[str, ...]]]:
    """The names of parts of each type."""
    found: dict[Owner, list[str]] = {}
    for name, part in parts:
        found.setdefault(part, []).append(name)
    return ((part, tuple(names)) for part, names in found.items())


def there(place: int, count: int) -> bool:
    """Whether a collection of `count` objects has a place."""
    return place < count if place >= 0 else -place <= count
