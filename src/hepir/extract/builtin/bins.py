"""Ranges of a variable that follow each other: `125 < MET < 200 GeV and MET > 200 GeV` are bins, no cuts.

In: the phrases of a clause. Out: the phrases, in which such ranges are one phrase.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.extract.builtin.clauses import Clause
from hepir.extract.builtin.phrases import Binned, Condition, Interval, OneSided, Phrase, Quantity, is_word


def with_bins(clause: Clause) -> Clause:
    """The clause with ranges that follow each other as bins."""
    return replace(clause, before=binned_ranges(clause.before), after=binned_ranges(clause.after))


def binned_ranges(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """Phrases, in which neighbouring ranges of one variable are bins of it."""
    found: list[Phrase] = []
    for phrase in phrases:
        if len(found) > 1 and is_word(found[-1], "AND", "OR", "COMMA"):
            place = -3 if len(found) > 2 and is_word(found[-2], "COMMA") else -2
            if (bins := following(found[place], phrase)) is not None:
                found[place:] = [bins]
                continue
        found.append(phrase)
    return tuple(found)


def following(first: Phrase, second: Phrase) -> Binned | None:
    """A range and one that begins where it ends, as bins; None where it does not."""
    begun = edges_of(first)
    if begun is None or not isinstance(second, Condition) or second.variable != begun.variable:
        return None
    match second.relation:
        case Interval(low, "<" | "<=", "<" | "<=", high, True) if low == begun.edges[-1]:
            return replace(begun, edges=(*begun.edges, high))
        case OneSided(">" | ">=", (low,), ()) if low == begun.edges[-1]:
            return begun
    return None


def edges_of(phrase: Phrase) -> Binned | None:
    """A range as its edges, bins as they are."""
    match phrase:
        case Binned():
            return phrase
        case Condition(variable, Interval(Quantity() as low, "<" | "<=", "<" | "<=", high, True)):
            return Binned(variable, (low, high))
    return None
