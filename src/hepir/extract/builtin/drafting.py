"""From claims to a draft that type-checks.

In: claims with the sentences that make them. Out: a `Draft` with blocks for all that the claims speak of; a statement whose
number is not in its quote, or that the checker refuses, is `unresolved`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from hepir.extract.builtin.agreeing import agreeing
from hepir.extract.builtin.blocks import Blocks, Settled
from hepir.extract.builtin.claims import Claim, Stated, references, renamed, rule
from hepir.extract.builtin.collections import ISOLATED, RANGES, quality_of
from hepir.extract.builtin.judging import checked, unresolved
from hepir.extract.builtin.open_flags import with_open_flags
from hepir.extract.builtin.qualities import DESCRIBED, kinds, settled, settled_name
from hepir.extract.builtin.quoting import as_quoted
from hepir.extract.builtin.substructure import with_large_jets
from hepir.extract.builtin.tagging import with_tagging
from hepir.extract.draft import Draft, DraftStatement
from hepir.semantics.quoted import says

PAIR = re.compile(r"\b(?:pairs?|both)\b|\bdi-?(?:lepton|muon|electron|photon|jet|tau)", re.IGNORECASE)
RANKED = re.compile(r"\{(\w+)\}\[\d+\]|first\(\{(\w+)\}")
INDEX = re.compile(r"\w\[-?\d+\]")
QUANTITY = re.compile(
    r"(?<![\w.])(\d+(?:\.\d+)?)(?: ((?:GeV|TeV|MeV|keV)(?:\^\(1/2\))?|cm|mm|um|rad|deg|%|/fb|/pb)(?!\w))?"
)
COUNTED = re.compile(
    r"charge [<>] 0\b|eta < 0\b|missing_hits (?:==|>=?|<=?) [01]\b"
    r"|(?:size|count)\([^()]*(?:\([^()]*\)[^()]*)*\) (?:==|>=?|<=?) [01]\b"
)
COUNTED_ALL = re.compile(r"size\(\{(\w+)\}\)")
BINS = re.compile(r"\[([\d., ]+)\](?: (\S+))?\Z")


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
    told = with_tagging(claims.stated)
    names = ruled(told)
    described = tuple(each for each in told if not undescribed(each, names))
    stated, origins = settled(with_large_jets(described))
    known = [each for each in stated if not undefined(each, stated)]
    lost = [each for each in told if each not in described] + [each for each in stated if each not in known]
    unknown = [unresolved("objects of another sort", (each.evidence,)) for each in lost]
    blocks = Blocks(Settled(tuple(merged(known)), settled_sums(claims), origins))
    statements = (*with_open_flags(blocks.statements()), *dict.fromkeys((*claims.notes, *unknown)))
    written = Draft(claims.title, (*claims.facts, *(grounded(each) for each in statements)))
    return agreeing(as_quoted(checked(written)))


def undefined(stated: Stated, every: Iterable[Stated]) -> bool:
    """Whether a claim speaks of `forward jets` where the text does not say which these are."""
    told = {*RANGES} - {ISOLATED}  # isolated tracks are those with a flag that is left open
    wanted = {name for _, name in references(stated.claim.text) if quality_of(name) in told}
    return bool(wanted - ruled(every))


def undescribed(stated: Stated, names: set[str]) -> bool:
    """Whether a claim counts `soft muons` of which the text says nothing else; `names` are of objects that have rules."""
    counted = {name for name in COUNTED_ALL.findall(stated.claim.text) if quality_of(name) in DESCRIBED}
    return bool(counted - names)


def ruled(stated: Iterable[Stated]) -> set[str]:
    """The objects that have rules."""
    return {each.claim.name for each in stated if each.claim.block == "object"}


def settled_sums(claims: Claims) -> dict[str, DraftStatement]:
    """Sums over the objects that their names stand for."""
    known = kinds(claims.stated)

    def name_of(name: str) -> str:
        return settled_name(name, known, emptied=False)

    return {name: replace(each, text=renamed(each.text, name_of)) for name, each in claims.sums.items()}


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
    if all(says(quotes, *each) or is_pair(each, quotes) for each in numbers(statement.text)):
        return statement
    return unresolved(f"a number of `{statement.text}` is not in its quote", statement.evidence)


def numbers(text: str, *, counted: bool = False) -> list[tuple[str, str | None]]:
    """The numbers of a statement that have to stand in its quote, with units; `counted`: also none and one of objects."""
    text = INDEX.sub("", text) if counted else COUNTED.sub("", INDEX.sub("", text))
    if bins := BINS.search(text):
        return [(each, bins[2]) for each in bins[1].split(", ")]
    return [(number, unit or None) for number, unit in QUANTITY.findall(text)]


def is_pair(number: tuple[str, str | None], quotes: str) -> bool:
    """`a pair of muons` says two."""
    return number == ("2", None) and PAIR.search(quotes) is not None
