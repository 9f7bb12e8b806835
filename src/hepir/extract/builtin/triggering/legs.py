"""Which threshold of a trigger is of which object.

In: the items of a part of a sentence on triggers. Out: its legs, each a kind with a threshold; None where the words do not
say what a threshold is of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from hepir.extract.builtin.phrases import is_word
from hepir.extract.builtin.triggering.items import Item, Limits, Thing

SUMS = ("met", "mht", "ht", "st", "meff", "mass")
# What may stand between a threshold and `for the leading muon`.
PASSED = ("LINK", "PT", "FOR", "DETERMINER", "ADJECTIVE")
JOINING = ("AND", "OR", "COMMA", "FOR", "PT", "LINK", "DETERMINER")


@dataclass(frozen=True)
class Leg:
    """A kind with one of several thresholds. `side` 0 or 1: of the first or the second of `electrons (muons)`; `behind`: the
    object stands behind its threshold."""

    kind: str
    options: tuple[str, ...]
    number: int = 1
    rank: int | None = None
    side: int | None = None
    behind: bool = False
    plural: bool = False


@dataclass(frozen=True)
class Owned:
    """A threshold with its objects."""

    limits: Limits
    owners: tuple[Thing, ...]
    behind: bool = False


def legs(
    part: tuple[Item, ...], earlier: tuple[Thing, ...] = (), *, single: bool = False
) -> tuple[Leg, ...] | None:
    """The legs of a part of a sentence; a threshold without an object is of those of the part before. `single`: of triggers
    that ask for one object."""
    found: list[Leg] = []
    owned = list(owned_limits(part, earlier))
    if not owned:
        return None
    for each in shared_ranks(owned):
        made = list(divided(each, single=single))
        if not made:
            return None
        found += made
    return tuple(found)


def owned_limits(part: tuple[Item, ...], earlier: tuple[Thing, ...]) -> Iterator[Owned]:
    """Each threshold with the objects behind it, else those before it since the last one, else the ones of the last."""
    taken = 0
    last = earlier
    for place, item in enumerate(part):
        if not isinstance(item, Limits):
            continue
        following, end = things_behind(part, place + 1)
        before = [(at, each) for at, each in enumerate(part[taken:place], taken) if isinstance(each, Thing)]
        if not following:
            last = tuple(each for _, each in joined_back(part, before)) or last
        yield Owned(item, following or last, bool(following))
        last = following or last
        taken = end if following else place + 1


def joined_back(part: tuple[Item, ...], before: list[tuple[int, Thing]]) -> list[tuple[int, Thing]]:
    """The last object and those that `and` or a comma joins to it: `pTmiss and HTmiss thresholds of 120 GeV`."""
    found = before[-1:]
    for at, each in reversed(before[:-1]):
        between = part[at + 1 : found[0][0]]
        joined = between and all(is_word(word, "AND", "COMMA", "DETERMINER", "LINK") for word in between)
        if not joined or (each.kind in SUMS) != (found[0][1].kind in SUMS):
            break
        found = [(at, each), *found]
    return found


def things_behind(part: tuple[Item, ...], start: int) -> tuple[tuple[Thing, ...], int]:
    """The objects of `24 GeV (for electrons)`, `24 GeV on the pT of electrons and muons`, and the place behind them."""
    place = start
    if place < len(part) and is_word(part[place], "LEFT"):
        place += 1
    passed = place
    while passed < len(part) and is_word(part[passed], *PASSED):
        passed += 1
    said = any(is_word(each, "FOR") for each in part[place:passed]) or place > start
    if not said or passed == len(part) or not isinstance(part[passed], Thing):
        return (), start
    found = [part[passed]]
    end = passed + 1
    while (following := next_joined(part, end)) is not None:
        found.append(part[following])
        end = following + 1
    return tuple(each for each in found if isinstance(each, Thing)), end


def next_joined(part: tuple[Item, ...], start: int) -> int | None:
    """The place of an object that `and` joins to one before, which has no threshold of its own."""
    place = start
    while place < len(part) and is_word(part[place], *JOINING):
        place += 1
    if place == start or place >= len(part) or not isinstance(part[place], Thing):
        return None
    following = part[place + 1 : place + 4]
    own = any(is_word(each, "WITH", "LEFT") for each in following) or any(
        isinstance(each, Limits) for each in following
    )
    return None if own else place


def shared_ranks(owned: list[Owned]) -> list[Owned]:
    """`24 (18) GeV and 13 (9) GeV for the leading and subleading electron`: as many thresholds as ranks, each of its own."""
    found = list(owned)
    for place, (one, other) in enumerate(pairwise(owned)):
        ranked = len(other.owners) == 2 and all(each.rank is not None for each in other.owners)
        if other.behind and ranked and len(one.limits.values) == len(other.limits.values) == 1:
            first, second = other.owners
            found[place : place + 2] = [replace(one, owners=(first,)), replace(other, owners=(second,))]
    return found


def divided(owned: Owned, *, single: bool) -> Iterator[Leg]:
    """The legs of a threshold; none where it is unclear of what it is."""
    values, others, owners = owned.limits.values, owned.limits.others, owned.owners
    alone = len(owners) == 1 and (single or owners[0].kind in SUMS) and len(values) > 1
    if alone and not owners[0].other:  # `single-muon triggers with thresholds of 24 and 50 GeV`
        yield from same_for_all(owners[0], (*values, *others), owned.behind)
    elif len(owners) == len(values) == len(others) > 1 and not any(each.other for each in owners):
        for side, limits in enumerate((values, others)):  # of two years, or of two kinds of data
            yield from (
                replace(leg, side=side, plural=False) for leg in of_each(owners, limits, owned.behind)
            )
    elif owned.limits.any_of and len(owners) == 1 and owners[0].either and len(values) == 2:
        yield from sided(owners[0], values, owned.behind)
    elif owned.limits.any_of or (len(values) == 1 and not others and all(map(is_one, owners))):
        yield from (leg for each in owners for leg in same_for_all(each, values, owned.behind))
    elif len(owners) == len(values) > 1 and not others:
        yield from of_each(owners, values, owned.behind)
    elif len(owners) == 1:
        yield from of_one(owners[0], owned)


def of_each(owners: tuple[Thing, ...], values: tuple[str, ...], behind: bool) -> Iterator[Leg]:
    """As many thresholds as objects, each of its own."""
    for each, value in zip(owners, values, strict=True):
        yield Leg(each.kind, (value,), each.number, each.rank, None, behind, each.plural)


def is_one(owner: Thing) -> bool:
    """Whether one threshold may be of an object: not of `electrons (muons)`."""
    return owner.either or not owner.other


def same_for_all(owner: Thing, values: tuple[str, ...], behind: bool) -> Iterator[Leg]:
    """`an electron or muon with pT > 24 GeV`"""
    if not owner.other:
        yield Leg(owner.kind, values, owner.number, owner.rank, None, behind, owner.plural)
    elif owner.either:
        yield Leg(owner.kind, values, owner.number, owner.rank, 0, behind)
        yield Leg(owner.other, values, owner.number, owner.rank, 1, behind)


def of_one(owner: Thing, owned: Owned) -> Iterator[Leg]:
    """Several thresholds of one object: of its two kinds, of its ranks, or of as many as there are."""
    values, others = owned.limits.values, owned.limits.others
    if len(others) == len(values) == 1 and owner.both_ranks:
        for rank, value in enumerate((values[0], others[0])):
            yield Leg(owner.kind, (value,), owner.number, rank, None, owned.behind)
    elif owner.other and len(others) == len(values) > 1:  # `17 (23) and 8 (12) GeV for muons (electrons)`
        for side, (kind, limits) in enumerate(((owner.kind, values), (owner.other, others))):
            yield from (
                Leg(kind, (value,), len(values), rank, side, owned.behind)
                for rank, value in enumerate(limits)
            )
    elif len(others) == len(values) == 1 or (owner.other and len(values) == 2 and not others):
        yield from sided(owner, (*values, *others), owned.behind)
    elif not others and not owner.other and (owner.number >= len(values) or owner.kind == "electron_muon"):
        yield from (
            Leg(owner.kind, (each,), owner.number, rank, None, owned.behind)
            for rank, each in enumerate(values)
        )


def sided(owner: Thing, values: tuple[str, ...], behind: bool) -> Iterator[Leg]:
    """`an electron (muon) with pT > 27 (24) GeV`; where it names no second kind, that is told elsewhere."""
    for side, (kind, value) in enumerate(zip((owner.kind, owner.other), values, strict=True)):
        yield Leg(kind or owner.kind, (value,), owner.number, owner.rank, side, behind)
