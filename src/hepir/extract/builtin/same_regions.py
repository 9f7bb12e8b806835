"""Regions that a publication names in more than one way: `the 3l1b selection` and `the 3l1b category`.

In: all claims of a document, and which regions are like which. Out: the same with one name for each region, the shortest;
what the one analysis or selection of a publication asks (`in the dijet search`) is asked of all events.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from hepir.extract.builtin.claims import Stated, resolved
from hepir.extract.builtin.copying import CONTROLLING, ToldLikeness

SORTS = re.compile(
    r"(?:\A|_)(?:event_selections?|selections?|category|categories|(?:sub_?)?channels?|final_state|analysis|search|measurement|topology)(?=_|\Z)"
    r"|\Aregion(?=_\d)"
)
WHOLE = re.compile(r"_(?:analysis|search|measurement)\Z|(?<!loose)(?<!medium)(?<!tight)_selection\Z")
NUMBERS = {"zero": "0", "one": "1", "single": "1", "two": "2", "three": "3", "four": "4"}
PAIRED = re.compile(r"\Adi_?(?=lepton|muon|electron|photon|tau|jet)")


def with_one_name(
    stated: Iterable[Stated], alike: Iterable[ToldLikeness], called: frozenset[str] = frozenset()
) -> tuple[tuple[Stated, ...], list[ToldLikeness]]:
    """All claims with one name for each region; `called` are names that sentences give by themselves."""
    stated, alike = of_the_one_analysis(tuple(stated), called), list(alike)
    names = names_of(
        [each.claim.name for each in stated if each.claim.block == "region"]
        + [each.likeness.region for each in alike]
    )
    return tuple(renamed(each, names) for each in stated), [likened(each, names) for each in alike]


def of_the_one_analysis(stated: tuple[Stated, ...], called: frozenset[str]) -> tuple[Stated, ...]:
    """All claims; where one analysis or selection alone is told, and no region besides, it is that of all events."""
    regions = {each.claim.name for each in stated if each.claim.block == "region" and each.claim.name}
    names = {each for each in regions if WHOLE.search(each)}
    besides = {each for each in regions - names if not CONTROLLING.search(each)}
    if len(names) != 1 or besides or names <= called or any(each.within for each in stated):
        return stated
    return tuple(
        replace(each, claim=replace(each.claim, name="")) if each.claim.name in names else each
        for each in stated
    )


def names_of(regions: Iterable[str]) -> dict[str, str]:
    """The shortest name of each region that has several, which tables give it, by the others."""
    alike: dict[frozenset[str], list[str]] = {}
    for each in dict.fromkeys(regions):
        alike.setdefault(words_of(each), []).append(each)
    return {
        each: min(same, key=len) for same in alike.values() for each in same if each != min(same, key=len)
    }


def words_of(region: str) -> frozenset[str]:
    """What tells a region apart, whatever sort of part of the analysis it is called: `3l1b`."""
    plain = PAIRED.sub("two_", SORTS.sub("", region).lower().strip("_"))
    return frozenset(NUMBERS.get(each, each) for each in (plain or region).split("_"))


def renamed(stated: Stated, names: Mapping[str, str]) -> Stated:
    """A claim with the names of regions that all have."""
    claim = stated.claim
    stated = replace(stated, within=names.get(stated.within, stated.within))
    if claim.block != "region":
        return stated

    def placeholder(sort: str, name: str) -> str:
        given = names.get(name, name) if sort == "region" else name
        return f"{{{sort}:{given}}}" if sort else f"{{{given}}}"

    text = resolved(claim.text, placeholder)
    return replace(stated, claim=replace(claim, name=names.get(claim.name, claim.name), text=text))


def likened(told: ToldLikeness, names: Mapping[str, str]) -> ToldLikeness:
    """A likeness with the names of regions that all have."""
    one = told.likeness
    own = tuple(replace(each, name=names.get(each.name, each.name)) for each in one.own)
    changed = replace(
        one, region=names.get(one.region, one.region), origin=names.get(one.origin, one.origin), own=own
    )
    return replace(told, likeness=changed)
