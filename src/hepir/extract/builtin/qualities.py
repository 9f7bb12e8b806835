"""Qualities that an analysis tells apart: signal, baseline, loose, tight and veto objects of one kind.

In: claims whose collections are named `signal_Electron`, `Electron`. Out: the same claims, in which a name stands for an
object of its own where the text gives objects of that quality rules of their own and others of the kind others; elsewhere all
of a kind are one. With it what each object is made from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hepir.extract.builtin.claims import Claim, Stated, references, renamed, rule
from hepir.extract.builtin.collections import (
    BTAGGED,
    IDENTIFIED,
    LEVELS,
    MADE_OF,
    RANGES,
    is_collection,
    kind_of,
    named,
    quality_of,
)

EARLY = ("candidate", "preselected", "baseline")
DESCRIBED = ("soft", "displaced", "tagging")  # the same where rules say which these are, else all of it
MAIN = ("signal", "", "tight", "medium", *EARLY, "loose", "veto")


@dataclass(frozen=True)
class Kind:
    """The qualities of a kind that are objects of their own; `early`: what its plain rules belong to."""

    name: str
    separate: frozenset[str]
    early: str = ""

    @property
    def main(self) -> str:
        """What the kind's plain name stands for."""
        return next((each for each in MAIN if each in self.separate), "")

    def settled(self, quality: str, *, emptied: bool = False) -> str:
        """The quality of the object that a mention is about; `emptied`: of which there must be none."""
        if quality in self.separate and quality:
            return quality
        if quality in EARLY and self.early:
            return self.early
        if quality in (*LEVELS, *RANGES) and quality not in self.merged:
            return quality
        if emptied and (self.early or "" in self.separate):
            return self.early
        return self.main

    @property
    def merged(self) -> frozenset[str]:
        """Qualities of which nothing more is said: all objects of the kind have them."""
        return frozenset() if self.separate - {""} else self.only

    only: frozenset[str] = frozenset()

    def origin(self, quality: str) -> str | None:
        """The quality that objects of a quality are chosen from; None for those of the data."""
        if quality in (*EARLY, *DESCRIBED, "", "veto", "loose"):
            return None
        for each in (self.early, "loose" if quality == "tight" else "", ""):
            if each in self.separate and each != quality:
                return each
        return None


def kind(name: str, rules: Iterable[Stated]) -> Kind:
    """What a kind's rules say of its qualities."""
    given = {quality_of(each.claim.name) for each in rules if not each.claim.text.startswith("sort ")}
    first = next((each for each in EARLY if each in given), "")
    late = given - {"", *EARLY}
    early = first if late - {*RANGES, *DESCRIBED, "veto"} else ""
    plain = {early} if "" in given or first else set()
    separate = late | plain
    if len(separate) == 1 and not late.intersection((*RANGES, *DESCRIBED)):
        return Kind(name, frozenset({""}), only=frozenset(late))
    return Kind(name, frozenset(separate), early)


def kinds(stated: Iterable[Stated]) -> dict[str, Kind]:
    """All kinds that have rules; a kind made of others has the qualities of these where it has none of its own."""
    by_kind: dict[str, list[Stated]] = {}
    for each in stated:
        if each.claim.block == "object":
            by_kind.setdefault(kind_of(each.claim.name), []).append(each)
    found = {name: kind(name, rules) for name, rules in by_kind.items()}
    for name, members in MADE_OF.items():
        own = found.get(name, Kind(name, frozenset({""})))
        if own.only & {"loose", "veto"} and any(each in found for each in members):
            own = found[name] = Kind(name, own.only | {""})  # `loose leptons` beside electrons and muons
        parts = [found[each] for each in members if each in found and len(found[each].separate) > 1]
        if own.separate <= {""} and len(members) > 1 and parts:
            qualities = frozenset().union(*(each.separate for each in parts))
            found[name] = Kind(name, qualities, next((each.early for each in parts if each.early), ""))
    return found


def settled(stated: tuple[Stated, ...]) -> tuple[tuple[Stated, ...], dict[str, tuple[str, ...]]]:
    """The claims with settled names, and for each object of a quality the names that it is made from."""
    known = kinds(stated)
    found = [replace(each, claim=settled_claim(each.claim, known)) for each in stated]
    found += list(level_rules(found))
    names = {each.claim.name for each in found if each.claim.block == "object"}
    names.update(
        name
        for each in found
        for sort, name in references(each.claim.text)
        if sort in ("", "pairs") and is_collection(name)
    )
    return tuple(found), {name: origins(name, known) for name in sorted(names) if quality_of(name)}


def settled_claim(claim: Claim, known: dict[str, Kind]) -> Claim:
    """A claim with settled names."""
    emptied = claim.block == "object" or claim.text.startswith("reject ") or claim.text.endswith("== 0")

    def name_of(name: str) -> str:
        return settled_name(name, known, emptied=emptied)

    text = renamed(claim.text, name_of)
    if claim.block != "object":
        return replace(claim, text=text)
    return replace(claim, name=settled_name(claim.name, known, emptied=True), text=text)


def settled_name(name: str, known: dict[str, Kind], *, emptied: bool) -> str:
    """The name of the object that a mention is about; what is no object keeps its name."""
    if not is_collection(name):
        return name
    of_kind = known.get(kind_of(name))
    quality = quality_of(name)
    if of_kind is None:
        kept = quality in RANGES or (quality in LEVELS and kind_of(name) in (*IDENTIFIED, *BTAGGED))
        return name if kept else kind_of(name)
    return named(of_kind.settled(quality, emptied=emptied), kind_of(name))


def level_rules(stated: list[Stated]) -> Iterator[Stated]:
    """`tight photons` of which nothing else is said: those that pass the tight identification."""
    rules = (each.claim for each in stated if each.claim.block == "object")
    ruled = {each.name for each in rules if not each.text.startswith("sort ")}
    for each in stated:
        for sort, name in references(each.claim.text):
            level = quality_of(name)
            members = (named(level, one) for one in MADE_OF.get(kind_of(name), ()))
            if sort in ("", "pairs") and level in LEVELS and not ruled.intersection((name, *members)):
                ruled.add(name)
                word = f"btag_{level}" if kind_of(name) in BTAGGED else f"{level}_id"
                yield Stated(rule(name, f"select {word}"), each.evidence, each.common)


def origins(name: str, known: dict[str, Kind]) -> tuple[str, ...]:
    """The names that an object of a quality is made from; empty for those of the data."""
    quality, kind_name = quality_of(name), kind_of(name)
    of_kind = known.get(kind_name)
    members = MADE_OF.get(kind_name, ())
    if of_kind is None or quality not in of_kind.separate:
        return members if kind_name in BTAGGED else (kind_name,)
    if len(members) > 1 and any(quality in known[each].separate for each in members if each in known):
        return tuple(settled_name(named(quality, each), known, emptied=False) for each in members)
    earlier = of_kind.origin(quality)
    return members if earlier is None else (named(earlier, kind_name),)
