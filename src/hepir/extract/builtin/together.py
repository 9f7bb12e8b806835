"""What rejects events only together: `events with HT < 300 GeV and MET < 100 GeV are rejected`.

In: a clause that rejects, with the steps that were read of it. Out: one step of all, where `and` joins them. `Events with
electrons and muons are rejected` is said of events with either: plural objects without a number reject by themselves.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hepir.extract.builtin.claims import Claim, Reading
from hepir.extract.builtin.clauses import Clause
from hepir.extract.builtin.phrases import Condition, Count, Noun, Phrase, is_word
from hepir.extract.builtin.properties import OF_OBJECTS

REJECT = "reject "


def together(reading: Reading, clause: Clause) -> Reading:
    """What a clause says, with one step for what rejects together; nothing where some of it rejects alone."""
    steps = [each for each in reading.claims if rejects(each)]
    if not clause.rejects or len(steps) < 2 or not any(parting(clause.phrases)):
        return reading
    if any(is_word(each, "OR") for each in clause.phrases):
        return replace(reading, claims=(), left=(*reading.left, "one or the other"))
    joint = " and ".join(apart(each.text.removeprefix(REJECT)) for each in steps)
    whole = replace(steps[-1], text=f"{REJECT}{joint}")
    return replace(reading, claims=(*(each for each in reading.claims if not rejects(each)), whole))


def rejects(claim: Claim) -> bool:
    """Whether a claim is a step that rejects events."""
    return claim.block == "region" and claim.text.startswith(REJECT)


def apart(text: str) -> str:
    """A condition that `and` may join to others."""
    return f"({text})" if " or " in text else text


def parting(phrases: tuple[Phrase, ...]) -> Iterator[bool]:
    """For each `and` whether what stands behind it is asked of the event besides, not of the object before it."""
    last: Noun | None = None
    for place, phrase in enumerate(phrases):
        last = phrase.noun if isinstance(phrase, Count) else phrase if isinstance(phrase, Noun) else last
        before = phrases[place - 1] if place else None
        if is_word(phrase, "AND") and isinstance(before, Condition | Count | Noun):
            behind = (each for each in phrases[place + 1 :] if not is_word(each, "DETERMINER", "WITH"))
            yield is_besides(next(behind, None), last)


def is_besides(behind: Phrase | None, last: Noun | None) -> bool:
    """Whether a phrase behind `and` is asked besides what was said of the last objects."""
    match behind:
        case Count():
            return True
        case Noun():
            return bool(behind.ranks) or (not behind.plural and behind.determiner in ("a", "an"))
        case Condition():
            own = behind.variable.name in OF_OBJECTS and not behind.variable.arguments
            return not own or bool(last and last.ranks)
        case _:
            return False
