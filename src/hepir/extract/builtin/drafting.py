"""From claims to a draft that type-checks.

In: claims with the sentences that make them. Out: a `Draft`: blocks for all that the claims speak of, in an order in
which nothing comes before what it needs; a statement that the checker refuses is `unresolved`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hepir.diagnostics.core import HepirError, Severity
from hepir.extract.assembling import program_text
from hepir.extract.builtin.claims import Claim, references, resolved, rule
from hepir.extract.draft import Draft, DraftStatement, Evidence
from hepir.semantics.checking import check_tree
from hepir.semantics.quoted import says
from hepir.source import Source
from hepir.syntax.parsing import parse
from hepir.syntax.wording import quote
from hepir.types.kinds import standard_kinds

NAMES = {
    "Photon": "photons", "Electron": "electrons", "Muon": "muons", "Tau": "taus", "Lepton": "leptons", "Jet": "jets",
    "BJet": "bjets", "FatJet": "fat_jets", "Track": "tracks", "Vertex": "vertices",
}  # fmt: skip
ORDER = tuple(NAMES)
MADE_OF = {"Lepton": ("Electron", "Muon"), "BJet": ("Jet",)}
PRESELECTION = "preselection"
RANKED = re.compile(r"\{(\w+)\}\[\d+\]|first\(\{(\w+)\}")
INDEX = re.compile(r"\w\[-?\d+\]")
QUANTITY = re.compile(
    r"(?<![\w.])(\d+(?:\.\d+)?)(?: ((?:GeV|TeV|MeV|keV)(?:\^\(1/2\))?|cm|mm|um|rad|%|/fb|/pb)(?!\w))?"
)
COUNTED = re.compile(r"(?:size|count)\([^()]*(?:\([^()]*\)[^()]*)*\) (?:==|>=?|<=?) [01]\b")
BINS = re.compile(r"\[([\d., ]+)\](?: (\S+))?\Z")


@dataclass(frozen=True)
class Stated:
    """A claim and where it stands; `common`: where the selection is told, so that the preselection comes before it."""

    claim: Claim
    evidence: Evidence
    common: bool = True


@dataclass(frozen=True)
class Claims:
    """All that a document claims: facts about it, rules and steps, sums by name, and notes."""

    title: str
    facts: tuple[DraftStatement, ...]
    stated: tuple[Stated, ...]
    sums: dict[str, DraftStatement]
    notes: tuple[DraftStatement, ...]


def draft_of(claims: Claims) -> Draft:
    """The draft of all claims that hold together."""
    claims = replace(claims, stated=tuple(merged(claims.stated)))
    statements = (*Blocks(claims).statements(), *claims.notes)
    return checked(Draft(claims.title, (*claims.facts, *(grounded(each) for each in statements))))


def merged(stated: Iterable[Stated]) -> Iterator[Stated]:
    """Each claim once, with the evidence that came first."""
    seen: set[Claim] = set()
    for given in stated:
        for each in (*orders(given), given):
            if each.claim not in seen:
                seen.add(each.claim)
                yield each


def orders(stated: Stated) -> Iterator[Stated]:
    """The order by pt that `{Jet}[1]` and `first({Jet}, 2)` need."""
    for kind in dict.fromkeys(RANKED.findall(stated.claim.text)):
        name = next(each for each in kind if each)
        yield Stated(rule(name, "sort by pt descending"), stated.evidence, stated.common)


class Blocks:
    """The blocks that claims need, and their names."""

    def __init__(self, claims: Claims) -> None:
        self.claims = claims
        self.rules = {
            kind: [each for each in claims.stated if (each.claim.block, each.claim.name) == ("object", kind)]
            for kind in ORDER
        }
        self.regions = [each for each in claims.stated if each.claim.block == "region"]
        self.first = first_mentions(claims)
        self.circular = circular(self.rules)

    def statements(self) -> Iterator[DraftStatement]:
        """All blocks with their rules."""
        for kind in (each for each in ORDER if each in self.circular):
            yield from self.candidates(kind)
        for kind in in_order(self.rules, self.circular):
            yield from self.object(kind)
        for kind in self.mentioned("pairs"):
            yield self.header(
                f"combine {pairs_name(kind)} = (first, second) from {{{kind}}}", self.first["pairs", kind]
            )
        for name in self.mentioned(""):
            if name not in NAMES:
                yield self.sum(name)
        yield from self.region_statements()

    def mentioned(self, sort: str) -> list[str]:
        """What is referred to of a sort, in the order of first mention."""
        return [name for each, name in self.first if each == sort]

    def declared(self, kind: str) -> bool:
        """Whether a kind has an object of its own."""
        return bool(self.rules[kind]) or (kind in MADE_OF and ("", kind) in self.first)

    def header(self, text: str, evidence: Evidence) -> DraftStatement:
        """A header, with names in place of placeholders."""
        return DraftStatement("", resolved(text, self.name), (evidence,))

    def name(self, sort: str, name: str) -> str:
        """What the program calls something."""
        match sort:
            case "pairs":
                return pairs_name(name)
            case "region":
                return name
            case "candidate" if name in self.circular:
                return f"candidate_{NAMES[name]}"
        if name not in NAMES:
            return name
        return NAMES[name] if self.declared(name) else name

    def candidates(self, kind: str) -> Iterator[DraftStatement]:
        """Objects before overlaps are removed: their rules that speak of no other objects."""
        own = [each for each in self.rules[kind] if not other_kinds(each.claim) and not is_sort(each.claim)]
        evidence = (own or self.rules[kind])[0].evidence
        name = self.name("candidate", kind)
        origin = ", ".join(MADE_OF.get(kind, (kind,)))
        yield DraftStatement("", f"object {name} from {origin}", (evidence,))
        yield from (DraftStatement(name, each.claim.text, (each.evidence,)) for each in own)

    def object(self, kind: str) -> Iterator[DraftStatement]:
        """An object and its rules."""
        if not self.declared(kind):
            return
        rules = self.rules[kind]
        evidence = rules[0].evidence if rules else self.first["", kind]
        name = NAMES[kind]
        origin = (
            f"{{candidate:{kind}}}"
            if kind in self.circular
            else ", ".join(f"{{{each}}}" for each in MADE_OF.get(kind, ()))
        )
        yield DraftStatement("", resolved(f"object {name} from {origin or kind}", self.name), (evidence,))
        if kind == "BJet" and not any(each.claim.text.startswith("select btag") for each in rules):
            yield DraftStatement(name, "select btag > ?", (evidence,))
        if kind in self.circular:
            rules = [each for each in rules if other_kinds(each.claim) or is_sort(each.claim)]
        for each in sorted(rules, key=lambda one: is_sort(one.claim)):
            text = self.of_candidates(each.claim.text) if kind in self.circular else each.claim.text
            yield DraftStatement(name, resolved(text, self.name), (each.evidence,))

    def of_candidates(self, text: str) -> str:
        """A rule that compares candidates, so that no two objects need each other."""
        for kind in self.circular:
            text = text.replace(f"{{{kind}}}", f"{{candidate:{kind}}}")
        return text

    def sum(self, name: str) -> DraftStatement:
        """A defined sum; a hole where the text does not say what it sums."""
        known = self.claims.sums.get(name)
        if known is None:
            return DraftStatement("", f"define {name} = ?", (self.first["", name],))
        return replace(known, text=resolved(known.text, self.name))

    def region_statements(self) -> Iterator[DraftStatement]:
        """The preselection, then regions in the order of first mention, those that others need before them."""
        steps = [replace(each, claim=self.placed(each.claim)) for each in self.regions]
        names = list(dict.fromkeys(each.claim.name for each in steps))
        needed = [name for each in steps for sort, name in references(each.claim.text) if sort == "region"]
        names.sort(key=lambda name: (bool(name), name not in needed))
        common = "" in names
        for region in names:
            own = [each for each in steps if each.claim.name == region]
            inherits = region and common and any(each.common for each in own)
            parent = f" from {PRESELECTION}" if inherits else ""
            yield DraftStatement("", f"region {region or PRESELECTION}{parent}", (own[0].evidence,))
            for each in own:
                yield DraftStatement(
                    region or PRESELECTION, resolved(each.claim.text, self.name), (each.evidence,)
                )

    def placed(self, claim: Claim) -> Claim:
        """Bins without a region belong to the signal region, where there is one."""
        signal = [
            each.claim.name
            for each in self.regions
            if "signal" in each.claim.name or each.claim.name.startswith("SR")
        ]
        if claim.text.startswith("bin ") and not claim.name and len(set(signal)) == 1:
            return replace(claim, name=signal[0])
        return claim


def pairs_name(kind: str) -> str:
    """`lepton_pairs`"""
    return f"{NAMES[kind].removesuffix('s')}_pairs"


def is_sort(claim: Claim) -> bool:
    """Whether a rule states an order."""
    return claim.text.startswith("sort ")


def other_kinds(claim: Claim) -> set[str]:
    """The collections that a rule speaks of."""
    return {name for sort, name in references(claim.text) if not sort and name in NAMES}


def first_mentions(claims: Claims) -> dict[tuple[str, str], Evidence]:
    """Everything that is referred to, with the evidence of the first mention; what a mention needs comes with it."""
    found: dict[tuple[str, str], Evidence] = {}
    for each in claims.stated:
        for sort, name in references(each.claim.text):
            note(found, sort, name, each.evidence)
            known = claims.sums.get(name) if not sort else None
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


def circular(rules: dict[str, list[Stated]]) -> frozenset[str]:
    """Kinds whose rules need each other, directly or through others."""
    needs = {
        kind: set(MADE_OF.get(kind, ())).union(*(other_kinds(each.claim) for each in given))
        if given
        else set(MADE_OF.get(kind, ()))
        for kind, given in rules.items()
    }
    reach = {kind: set(needs[kind]) for kind in needs}
    for _ in needs:
        reach = {
            kind: found.union(*(needs[each] for each in found)) if found else found
            for kind, found in reach.items()
        }
    return frozenset(kind for kind, found in reach.items() if kind in found)


def in_order(rules: dict[str, list[Stated]], circular_kinds: frozenset[str]) -> list[str]:
    """Kinds so that each comes after those it needs."""
    done: list[str] = []
    waiting = list(ORDER)
    while waiting:
        ready = [
            kind
            for kind in waiting
            if kind in circular_kinds
            or all(each in done or each in circular_kinds or each == kind for each in needs_of(kind, rules))
        ]
        done += ready or waiting
        waiting = [kind for kind in waiting if kind not in done]
    return done


def needs_of(kind: str, rules: dict[str, list[Stated]]) -> set[str]:
    """The kinds that an object needs."""
    return set(MADE_OF.get(kind, ())).union(*(other_kinds(each.claim) for each in rules[kind]))


def grounded(statement: DraftStatement) -> DraftStatement:
    """The statement, or `unresolved` where a number of it is not in its quote."""
    if statement.text.split(None, 1)[0] in (
        "unresolved",
        "delegated",
        "dismissed",
        "object",
        "region",
        "combine",
    ):
        return statement
    quotes = " ".join(each.quote for each in statement.evidence)
    text = COUNTED.sub("", INDEX.sub("", statement.text))
    bins = BINS.search(text)
    given = (
        [(each, bins[2]) for each in bins[1].split(", ")]
        if bins
        else [(n, unit or None) for n, unit in QUANTITY.findall(text)]
    )
    if all(says(quotes, number, unit) for number, unit in given):
        return statement
    return unresolved(f"a number of `{statement.text}` is not in its quote", statement.evidence)


def unresolved(reason: str, evidence: tuple[Evidence, ...]) -> DraftStatement:
    """A note on what could not be said."""
    return DraftStatement("", f"unresolved {quote(reason)}", evidence)


def checked(draft: Draft) -> Draft:
    """The draft without what the checker refuses: that becomes `unresolved`."""
    if holds(draft):
        return draft
    kept: list[DraftStatement] = []
    refused: list[DraftStatement] = []
    for statement in draft.statements:
        if holds(replace(draft, statements=(*kept, statement))):
            kept.append(statement)
        elif statement.evidence:
            refused.append(unresolved(f"`{statement.text}` does not fit the rest", statement.evidence))
    return replace(draft, statements=(*kept, *refused))


def holds(draft: Draft) -> bool:
    """Whether the program of a draft parses and type-checks."""
    try:
        source = Source("draft.hep", program_text(draft))
    except (HepirError, ValueError):
        return False
    parsed = parse(source)
    if parsed.program is None:
        return False
    found = check_tree(source, parsed.program, standard_kinds()).diagnostics
    return not any(each.severity is Severity.ERROR for each in found)
