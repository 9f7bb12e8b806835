"""What an expression may speak of at its place.

In: made by `bodies`. Out: `View`: the names in view, the object that rules speak of, the variables that are declared for the
statement and those that are bound here, and what is known to be there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from typing import TypeVar

from hepir.semantics.options import Facts
from hepir.semantics.typing import members_of
from hepir.types.core import Collection, Composite, Element, Number, Single
from hepir.types.dimensions import ANGLE, NONE, Dimension
from hepir.types.kinds import Kinds

Owner = Element | Composite
Owning = TypeVar("Owning")
# those who have the same, and what they have
Members = tuple[tuple[tuple[Owning, ...], tuple[str, ...]], ...]


@dataclass(frozen=True)
class Listing:
    """A list that an object has, as a head names it: `x.constituents`. `needs` are the variables in it; `sure`: its object is
    always there."""

    text: str
    type: Collection
    needs: frozenset[str] = frozenset()
    sure: bool = True


@dataclass(frozen=True)
class Binder:
    """`for variable in collection`; `listing` where this is a list that an object has."""

    variable: str
    collection: str
    element: Owner
    listing: Listing | None = None


@dataclass(frozen=True)
class Loop:
    """Variables that are bound together: `any(... for x in jets for y in muons)`; `summed` where they are for sums, means,
    the least and the largest, too."""

    binders: tuple[Binder, ...]
    summed: bool

    @cached_property
    def needs(self) -> frozenset[str]:
        """The variables that must be bound around it."""
        own = frozenset(each.variable for each in self.binders)
        lists = (each.listing.needs for each in self.binders if each.listing is not None)
        return frozenset[str]().union(*lists) - own

    @cached_property
    def sure(self) -> bool:
        """Whether its collections are always there; a list of an object of the same loop is empty where this is missing."""
        own = frozenset(each.variable for each in self.binders)
        lists = (each.listing for each in self.binders if each.listing is not None)
        return all(each.sure or each.needs & own for each in lists)


@dataclass(frozen=True)
class View:
    """`loops` are those of the statement, `bound` says in which of them a place is; `lists` are the lists of objects that it
    speaks of."""

    names: frozenset[str]
    facts: Facts = frozenset()
    this: Owner | Single | None = None
    loops: tuple[Loop, ...] = ()
    bound: frozenset[Loop] = frozenset()
    lists: tuple[Listing, ...] = ()
    within: dict[frozenset[Loop], View] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def own_hash(self) -> int:
        """Views are looked up thousands of times."""
        return hash((self.names, self.facts, self.this, self.loops, self.bound, self.lists))

    def __hash__(self) -> int:
        return self.own_hash

    @cached_property
    def binders(self) -> tuple[Binder, ...]:
        """The variables that there are."""
        return tuple(binder for loop in self.loops if loop in self.bound for binder in loop.binders)

    @cached_property
    def is_local(self) -> bool:
        """Whether there are momenta here that the event does not have."""
        return self.this is not None or bool(self.bound or self.summed or self.lists)

    @cached_property
    def variables(self) -> frozenset[str]:
        """The names of the variables that there are."""
        return frozenset(each.variable for each in self.binders)

    @cached_property
    def listed(self) -> tuple[Listing, ...]:
        """The lists whose objects are in view here."""
        return tuple(each for each in self.lists if each.needs <= self.variables)

    @cached_property
    def free(self) -> tuple[Loop, ...]:
        """The loops that a quantifier may still have."""
        return tuple(loop for loop in self.loops if loop not in self.bound and loop.needs <= self.variables)

    @cached_property
    def summed(self) -> tuple[Loop, ...]:
        """Those of them that a sum may have."""
        return tuple(loop for loop in self.free if loop.summed)

    def inside(self, loop: Loop) -> View:
        """The view from inside a loop: one object, whichever loop was entered first."""
        bound = self.bound | {loop}
        if bound not in self.within:
            self.within[bound] = replace(self, bound=bound)
        return self.within[bound]


def visible(view: View, kinds: Kinds) -> frozenset[str]:
    """The names that mean something of the program: a property of `this` goes first; a list is written with its owner."""
    members = members_of(view.this, kinds) if view.this is not None else {}
    return frozenset(
        name for name in view.names if name not in members or isinstance(members[name], Collection)
    )


def by_owners(
    owners: Sequence[Owning], names: Iterable[Iterable[str]]
) -> Iterator[tuple[tuple[Owning, ...], tuple[str, ...]]]:
    """Which names the same owners have, so that each name is written once."""
    having: dict[str, list[int]] = {}
    for place, those in enumerate(names):
        for name in those:
            having.setdefault(name, []).append(place)
    found: dict[tuple[int, ...], list[str]] = {}
    for name, places in having.items():
        found.setdefault(tuple(places), []).append(name)
    for together, alike in found.items():
        yield tuple(owners[place] for place in together), tuple(alike)


@dataclass(frozen=True, eq=False)
class Measure:
    """What a number of the grammar measures; `whole` numbers are counted. There is one object for each, from `measuring`:
    rules are looked up by it thousands of times."""

    dimension: Dimension
    whole: bool = False


@cache
def measuring(dimension: Dimension, whole: bool) -> Measure:
    """The measure of a dimension."""
    return Measure(dimension, whole)


WHOLE = measuring(NONE, True)
PURE = measuring(NONE, False)
TURN = measuring(ANGLE, False)


def measure_of(kind: Number) -> Measure:
    """What a number of the checker measures."""
    return measuring(kind.dimension, kind.integer and kind.dimension == NONE)
