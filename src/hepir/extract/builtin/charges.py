"""Charges of objects that a clause is about: `the muon and the tau must have opposite charges`.

In: a clause. Out: a step that asks for such a pair; None where the clause asks for something else.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.extract.builtin.claims import Reading
from hepir.extract.builtin.clauses import Clause
from hepir.extract.builtin.collections import MADE_OF
from hepir.extract.builtin.events import event_reading
from hepir.extract.builtin.parsing.composition import EVENTS
from hepir.extract.builtin.phrases import Noun, Phrase, Word, is_word

CHARGED = frozenset(("Tau", *MADE_OF["Lepton"], "Lepton"))
FILLING = ("LINK", "WITH", "OF", "DETERMINER", "TO", "OTHER")


def charge_reading(clause: Clause, region: str) -> Reading | None:
    """The step of a clause that asks its objects for nothing but their charges."""
    asked = [each for each in clause.after if not is_word(each, *FILLING)]
    if clause.verb != "REQUIRE" or len(asked) != 1 or not is_word(asked[0], "CHARGE"):
        return None
    pair = two_of(behind_region(tuple(each for each in clause.before if not is_word(each, "DETERMINER"))))
    if not pair:
        return None
    reading = event_reading(Clause((EVENTS,), "REQUIRE", (*pair, asked[0])), region)
    return replace(reading, claims=tuple(each for each in reading.claims if "charge" in each.text))


def behind_region(subject: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """`In the muon channel, the muon and the tau` as the muon and the tau."""
    match subject:
        case (Word(type="IN" | "FOR"), Word(type="REGION"), Word(type="COMMA"), *others):
            return tuple(others)
    return subject


def two_of(subject: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """`the muon and the tau`, `the leptons`; nothing where others are meant, or more than two."""
    match subject:
        case (
            Noun(plural=False, ranks=()) as one,
            Word(type="AND") as joint,
            Noun(plural=False, ranks=()) as other,
        ) if one.kind != other.kind and {one.kind, other.kind} <= CHARGED:
            return replace(one, determiner="a"), joint, replace(other, determiner="a")
        case (Noun(plural=True, ranks=(), number=None) as both,) if both.kind in CHARGED:
            return (replace(both, number=2, determiner="the"),)
    return ()
