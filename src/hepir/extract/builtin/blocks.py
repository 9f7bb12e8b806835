"""The blocks of a program from settled claims.

In: claims whose names are settled, and what each object is made from. Out: statements: each block with its rules, in an
order in which nothing comes before what it needs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from hepir.extract.builtin.claims import Claim, Stated, references, resolved
from hepir.extract.builtin.collections import (
    BTAGGED,
    ISOLATED,
    MADE_OF,
    is_collection,
    kind_of,
    plural,
    quality_of,
    rank,
)
from hepir.extract.builtin.overlaps import staged
from hepir.extract.draft import DraftStatement, Evidence

PRESELECTION = "preselection"
LEAST_PT = re.compile(r"select pt >=? ([\d.]+) (TeV|GeV|MeV)")
SCALE = {"TeV": 1e3, "GeV": 1.0, "MeV": 1e-3}


@dataclass(frozen=True)
class Settled:
    """Claims with settled names, sums by name, and for each object of a quality the names it is made from."""

    stated: tuple[Stated, ...]
    sums: Mapping[str, DraftStatement]
    origins: Mapping[str, tuple[str, ...]]


class Blocks:
    """The blocks that claims need, and their names."""

    def __init__(self, settled: Settled) -> None:
        self.settled = settled
        self.first = first_mentions(settled)
        objects = [each for each in settled.stated if each.claim.block == "object"]
        names = {each.claim.name for each in objects} | {
            name for sort, name in self.first if is_object(sort, name)
        }
        self.names = sorted(names.union(*map(self.sources, names)), key=rank)
        self.rules = {name: [each for each in objects if each.claim.name == name] for name in self.names}
        self.regions = [each for each in settled.stated if each.claim.block == "region"]
        self.circular = circular({name: self.needs(name) for name in self.names})
        self.stages, changed = staged(self.circular, [each for each in objects if others(each.claim)])
        self.rules = {name: [changed.get(each, each) for each in given] for name, given in self.rules.items()}

    def statements(self) -> Iterator[DraftStatement]:
        """All blocks with their rules."""
        for name in (each for each in self.names if each in self.circular):
            yield from self.early_stages(name)
        for name in self.in_order():
            yield from self.object(name)
        for name in self.mentioned("pairs"):
            header = f"combine {pairs_name(name)} = (first, second) from {{{name}}}"
            yield self.header(header, self.first["pairs", name])
        for name in self.mentioned(""):
            if not is_collection(name):
                yield self.sum(name)
        yield from self.region_statements()

    def mentioned(self, sort: str) -> list[str]:
        """What is referred to of a sort, in the order of first mention."""
        return [name for each, name in self.first if each == sort]

    def sources(self, name: str) -> tuple[str, ...]:
        """The names that an object is made from, of which it needs to know more than that the data have them."""
        return self.settled.origins.get(name, MADE_OF.get(name, ()))

    def needs(self, name: str) -> set[str]:
        """The objects that an object needs."""
        return set(self.sources(name)).union(*(others(each.claim) for each in self.rules[name]))

    def declared(self, name: str) -> bool:
        """Whether a name has an object of its own."""
        return bool(self.rules[name]) or bool(quality_of(name)) or (name in MADE_OF and name in self.names)

    def evidence(self, name: str) -> Evidence:
        """Where an object is first spoken of."""
        rules = self.rules[name]
        own = rules[0].evidence if rules else self.first.get(("", name))
        users = (each for each in self.names if name in self.sources(each) and each != name)
        return own or next((self.evidence(each) for each in users), next(iter(self.first.values())))

    def header(self, text: str, evidence: Evidence) -> DraftStatement:
        """A header, with names in place of placeholders."""
        return DraftStatement("", resolved(text, self.name), (evidence,))

    def name(self, sort: str, name: str) -> str:
        """What the program calls something."""
        if sort == "region" or not is_collection(name):
            return name
        if sort == "pairs":
            return pairs_name(name)
        if sort.startswith("stage"):
            number = int(sort.removeprefix("stage"))
            return f"candidate_{plural(name)}" + (f"_{number + 1}" if number else "")
        return plural(name) if name in self.rules and self.declared(name) else name

    def early_stages(self, name: str) -> Iterator[DraftStatement]:
        """An object before overlaps are removed, and after each removal but the last."""
        rules = self.rules[name]
        own = [each for each in rules if not others(each.claim) and not is_sort(each.claim)]
        stages = self.stages[name].rules
        for number, given in enumerate([own, *stages[1:-1]]):
            evidence = (given or rules)[0].evidence if given or rules else self.evidence(name)
            target = self.name(f"stage{number}", name)
            origin = f"{{stage{number - 1}:{name}}}" if number else self.origin(name)
            yield self.header(f"object {target} from {origin}", evidence)
            yield from (self.rule(target, each) for each in given)

    def origin(self, name: str) -> str:
        """What an object is made from, before overlaps are removed where that matters."""
        if name in BTAGGED and self.is_softer(name):
            return MADE_OF[name][0]
        if quality_of(name) in ("loose", "veto") and not any(map(quality_of, self.sources(name))):
            return ", ".join(map(kind_of, self.sources(name))) or kind_of(name)  # not those that passed more
        parts = [
            f"{{stage0:{each}}}" if each in self.circular and self.is_part(name) else f"{{{each}}}"
            for each in self.sources(name)
        ]
        return ", ".join(dict.fromkeys(parts)) or kind_of(name)

    def is_part(self, name: str) -> bool:
        """Whether an object takes part in the removal of overlaps, and is chosen from what is there before."""
        return name in self.circular or any(name in self.needs(each) for each in self.circular)

    def is_softer(self, name: str) -> bool:
        """Whether b jets may have less pt than other jets: then they are chosen among all."""
        own, jets = (threshold(self.rules.get(each, ())) for each in (name, MADE_OF[name][0]))
        return own is not None and jets is not None and own < jets

    def object(self, name: str) -> Iterator[DraftStatement]:
        """An object and its rules."""
        if not self.declared(name):
            return
        rules = self.rules[name]
        evidence = self.evidence(name)
        origin = self.origin(name)
        if name in self.circular:
            last = self.stages[name].rules
            origin = f"{{stage{max(0, len(last) - 2)}:{name}}}"
            rules = [*(last[-1] if len(last) > 1 else ()), *(each for each in rules if is_sort(each.claim))]
        yield self.header(f"object {plural(name)} from {origin}", evidence)
        if quality_of(name) == ISOLATED and not any("isolation" in each.claim.text for each in rules):
            yield DraftStatement(plural(name), f"select {ISOLATED}", (evidence,))
        if name in BTAGGED and not any(each.claim.text.startswith("select btag") for each in rules):
            yield DraftStatement(plural(name), "select btag > ?", (evidence,))
        for each in sorted(rules, key=lambda one: is_sort(one.claim)):
            yield self.rule(plural(name), each)

    def rule(self, target: str, stated: Stated) -> DraftStatement:
        """A rule of an object."""
        return DraftStatement(
            target, resolved(stated.claim.text, self.name), (stated.evidence, *stated.further)
        )

    def sum(self, name: str) -> DraftStatement:
        """A defined sum; a hole where the text does not say what it sums."""
        known = self.settled.sums.get(name)
        if known is None:
            return DraftStatement("", f"define {name} = ?", (self.first["", name],))
        return replace(known, text=resolved(known.text, self.name))

    def region_statements(self) -> Iterator[DraftStatement]:
        """The preselection, then regions in the order of first mention, those that others need before them."""
        steps = [replace(each, claim=self.placed(each.claim)) for each in self.regions]
        names = list(dict.fromkeys(each.claim.name for each in steps))
        needed = [name for each in steps for sort, name in references(each.claim.text) if sort == "region"]
        names.sort(key=lambda name: (bool(name), name not in needed))
        channels = {name: self.channel(name, names) for name in names}
        names.sort(key=lambda name: bool(channels[name]))
        for region in names:
            own = [each for each in steps if each.claim.name == region]
            inherits = region and "" in names and any(each.common for each in own)
            above = channels[region] or (PRESELECTION if inherits else "")
            parent = f" from {above}" if above else ""
            yield DraftStatement("", f"region {region or PRESELECTION}{parent}", (own[0].evidence,))
            yield from (self.rule(region or PRESELECTION, each) for each in own)

    def channel(self, region: str, regions: Iterable[str]) -> str:
        """The channel that all of a region is told in: it starts from there; empty where it is told elsewhere, too."""
        within = {each.within for each in self.regions if region and each.claim.name == region}
        alone = within.pop() if len(within) == 1 else ""
        beyond = {each.within for each in self.regions if each.claim.name == alone}
        return alone if alone in regions and alone != region and beyond <= {alone, ""} else ""

    def placed(self, claim: Claim) -> Claim:
        """Bins without a region belong to the signal region, where there is one."""
        names = {each.claim.name for each in self.regions}
        signal = {name for name in names if "signal" in name or name.startswith("SR")}
        if claim.text.startswith("bin ") and not claim.name and len(signal) == 1:
            return replace(claim, name=next(iter(signal)))
        return claim

    def in_order(self) -> list[str]:
        """Objects so that each comes after those it needs."""
        done: list[str] = []
        waiting = list(self.names)
        while waiting:
            ready = [name for name in waiting if self.is_ready(name, done)]
            done += ready or waiting
            waiting = [name for name in waiting if name not in done]
        return done

    def is_ready(self, name: str, done: list[str]) -> bool:
        """Whether all that an object needs is there."""
        return name in self.circular or all(
            each in done or each in self.circular or each == name or each not in self.rules
            for each in self.needs(name)
        )


def threshold(rules: Iterable[Stated]) -> float | None:
    """The least pt in GeV that rules leave."""
    found = [LEAST_PT.fullmatch(each.claim.text) for each in rules]
    return max((float(each[1]) * SCALE[each[2]] for each in found if each), default=None)


def is_object(sort: str, name: str) -> bool:
    """Whether a mention is one of a collection."""
    return sort in ("", "pairs") and is_collection(name)


def pairs_name(name: str) -> str:
    """`lepton_pairs`"""
    return f"{plural(name).removesuffix('s')}_pairs"


def is_sort(claim: Claim) -> bool:
    """Whether a rule states an order."""
    return claim.text.startswith("sort ")


def others(claim: Claim) -> set[str]:
    """The collections that a rule speaks of."""
    return {name for sort, name in references(claim.text) if not sort and is_collection(name)}


def first_mentions(settled: Settled) -> dict[tuple[str, str], Evidence]:
    """Everything that is referred to, with the evidence of the first mention; what a mention needs comes with it."""
    found: dict[tuple[str, str], Evidence] = {}
    for each in settled.stated:
        for sort, name in references(each.claim.text):
            note(found, sort, name, each.evidence)
            known = settled.sums.get(name) if not sort else None
            for inner_sort, inner in references(known.text) if known else ():
                note(found, inner_sort, inner, each.evidence)
        if each.claim.block == "object" and each.claim.name in MADE_OF:
            note(found, "", each.claim.name, each.evidence)
    return found


def note(found: dict[tuple[str, str], Evidence], sort: str, name: str, evidence: Evidence) -> None:
    """A mention, with what it is made of."""
    found.setdefault((sort, name), evidence)
    if sort == "pairs":
        found.setdefault(("", name), evidence)


def circular(needs: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Names that need each other, directly or through others."""
    reach = {name: set(given) for name, given in needs.items()}
    for _ in needs:
        reach = {name: found.union(*(needs.get(each, ()) for each in found)) for name, found in reach.items()}
    return frozenset(name for name, found in reach.items() if name in found)
