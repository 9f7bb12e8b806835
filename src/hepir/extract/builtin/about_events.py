"""Whether a clause is about events, or about objects: `Events with`, `We require two jets`, `A photon must be present`.

In: a clause. Out: yes or no.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.clauses import Clause, conditions, is_subject, nouns
from hepir.extract.builtin.phrases import Condition, Count, Noun, Phrase, Word, is_word
from hepir.extract.builtin.properties import OF_OBJECTS

EXISTING = re.compile(r"(?:be|exist|present|found|there|available|contained|per)\Z", re.IGNORECASE)


def is_about_events(clause: Clause) -> bool:
    """Whether its subject is events: `Events with`, `we select events with`, `are selected by requiring`."""
    subjects = [each for each in clause.before if is_subject(each) or is_word(each, "REGIONS")]
    if is_demanded(clause) or any(
        isinstance(each, Noun) and each.other_rank is not None for each in clause.after
    ):
        return True  # `photons must fulfil pT > 40 (30) GeV for the leading (subleading) photon`
    if subjects:
        first = subjects[0]
        return not isinstance(first, Noun) or bool(first.ranks or first.number)
    asked = next((each for each in clause.after if not is_filling(each)), None)
    if isinstance(asked, Noun) and asked.ranks and not nouns(clause.before):
        return True  # `the Higgs candidate must have leading photon pT above 40 GeV`
    if not nouns(clause.phrases) and any(names_one(each) for each in conditions(clause.phrases)):
        return True
    counted = any(isinstance(each, Count) for each in clause.phrases)
    pairs = zip(clause.after, clause.after[1:], strict=False)
    if not counted and any(is_limited(each, other) for each, other in pairs):
        return True
    return (
        counts_first(clause)
        or is_demanded(clause)
        or any(is_word(each, "EVENTS", "REGION") for each in clause.phrases)
    )


def is_limited(phrase: Phrase, following: Phrase) -> bool:
    """`dphi(MET, jet) > 0.5 for the four leading jets with pT > 30 GeV`: a condition on events, and for which objects."""
    about_event = isinstance(phrase, Condition) and phrase.variable.name not in OF_OBJECTS
    return about_event and is_word(following, "FOR")


def is_demanded(clause: Clause) -> bool:
    """`An electron with pT > 30 GeV is required`, `A photon with pT > 30 GeV must be present`: what an event must have."""
    if clause.verb != "REQUIRE" or not clause.before:
        return False
    one = any(isinstance(each, Noun) and each.determiner.lower() in ("a", "an") for each in clause.before)
    words = [each for each in clause.after if not is_word(each, "LINK", "TO", "COMMA", "OTHER")]
    present = all(isinstance(each, Word) and bool(EXISTING.match(each.text)) for each in words)
    return one and present


def counts_first(clause: Clause) -> bool:
    """`We require at least two jets`: a count right behind the verb."""
    first = next((each for each in clause.after if not is_filling(each)), None)
    return isinstance(first, Count | Condition) and any(
        isinstance(each, Count) and (bool(each.operator) or not clause.before) for each in clause.phrases
    )


def is_filling(phrase: Phrase) -> bool:
    """Words between `require` and what is required: `that there be`, `the presence of`."""
    filling = isinstance(phrase, Word) and phrase.text.lower() in ("there", "presence", "events", "event")
    return filling or is_word(phrase, "TO", "LINK", "WITH", "DETERMINER", "OF")


def names_one(condition: Condition) -> bool:
    """`the pT of the leading lepton`, `pT(γ)`: a condition on one object of an event."""
    return any(
        isinstance(each, Noun)
        and (
            bool(each.ranks) or is_symbol(each) or (len(condition.variable.arguments) == 1 and is_both(each))
        )
        for each in condition.variable.arguments
    )


def is_both(noun: Noun) -> bool:
    """`the mass of both jets`: of the two that an event has."""
    return noun.determiner.split(" ")[0] == "both" and noun.plural and noun.other is None


def is_symbol(noun: Noun) -> bool:
    """`γ`: a noun without any word, as it stands in the parentheses of a variable."""
    return not noun.plural and not noun.determiner and not noun.words and not noun.number
