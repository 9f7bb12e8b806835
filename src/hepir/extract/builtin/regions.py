"""The regions that a clause is about.

In: a clause. Out: the region that it defines or cuts in, and what else it says of regions.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hepir.extract.builtin.claims import Reading, step
from hepir.extract.builtin.clauses import (
    Clause,
)
from hepir.extract.builtin.naming import region_name
from hepir.extract.builtin.phrases import Condition, Count, Phrase, Word, is_word

CHANNELS = ("channels", "categories", "states")
COMPARED = re.compile(
    r"(?:\b(?:compared|relative|addition|contrast|respect|similarly|identical|similar|orthogonal) (?:to|with)|\bon top of"
    r"|\bunlike|\bthan in|\bas in)\Z",
    re.IGNORECASE,
)
DEMANDED = re.compile(r"(?:selections?|criteria|requirements?|cuts?)\Z", re.IGNORECASE)
# `the control regions`, `the three-lepton signal regions`: some of all
FEW = 9  # phrases of the name of several regions
SOME = re.compile(
    r"\b(?:control|validation|sideband) (?:regions|samples)\b|\b(?:CR|VR)s\b"
    r"|\A(?:[Tt]he )?(?!(?i:the|all|both|two|three|four|five|six|seven|eight|nine|ten|signal|search|final|exclusive|different"
    r"|main|inclusive|dedicated|following|above|same|each|every|these|those|our|various|several|respective)\b(?!-))"
    r"\S+ (?:\S+ )?(?:signal|search) regions\Z"
)


def unmatched_lists(clause: Clause) -> bool:
    """Whether several regions share values that are not given region by region."""
    variables = [each.variable for each in clause.phrases if isinstance(each, Condition)]
    said = any(isinstance(each, Word) and each.text == "respectively" for each in clause.phrases)
    several = len(named_regions(clause)) > 1 or (clause.verb == "DEFINE" and region_of(clause) == "")
    return several and (said or len(set(variables)) < len(variables))


def goes_elsewhere(clause: Clause) -> bool:
    """`in the electron channel MET > 65 GeV, and in the muon channel MET > 55 GeV`: what is of which is unclear."""
    own = region_of(clause)
    others = [
        region_name(getattr(each, "text", ""))
        for place, each in enumerate(clause.after)
        if is_region(each)
        and place
        and is_word(clause.after[place - 1], "IN", "FOR")
        and clause.verb != "DEFINE"
    ]
    return bool(own) and any(each != own for each in others)


def named_regions(clause: Clause) -> list[Word]:
    """The regions that a clause begins with; `the signal region SR1` is one."""
    found: list[Word] = []
    for place, phrase in enumerate(clause.before):
        if isinstance(phrase, Word) and is_region(phrase) and not aside(clause.before, place):
            if found and clause.before[place - 1] is found[-1]:
                found.pop()
            found.append(phrase)
    return found


def is_region(phrase: Phrase) -> bool:
    """Whether a phrase names one region."""
    return isinstance(phrase, Word) and phrase.type == "REGION" and bool(region_name(phrase.text))


def speaks_of_channels(clause: Clause) -> bool:
    """`In the same-flavour channels, ...`: in some of the events, by no name of a region."""
    first = clause.before[0] if clause.before else None
    said = [each.text.lower() for each in clause.before if isinstance(each, Word)]
    return is_word(first, "IN", "FOR") and any(each in CHANNELS for each in said)


def speaks_of_some_regions(clause: Clause) -> bool:
    """`The intervals are control regions defined by ...`: what is said of these is not said of all events."""
    return any(
        isinstance(each, Word)
        and each.type == "REGION"
        and (SOME.search(each.text) or (each.text.endswith("regions") and told_apart(clause.phrases[:place])))
        for place, each in enumerate(clause.phrases)
    )


def told_apart(before: tuple[Phrase, ...]) -> bool:
    """`in the thlep-2j(3j) signal regions`: whether words that tell them apart stand between `the` and regions."""
    said = [each for each in reversed(before[-FEW:]) if not is_word(each, "NUMBER_WORD")]
    for number, each in enumerate(said):
        if is_word(each, "DETERMINER"):
            return number > 0
        if is_word(each, "REQUIRE", "VETO", "DEFINE", "COMMA", "AND", "IN", "FOR", "OF"):
            return False
    return False


def is_nameless(clause: Clause) -> bool:
    """Whether its subject is `the region with ...`, without a name."""
    skipped = ("DETERMINER", "WORD", "IN", "FOR", "QUALIFIER", "OTHER")
    first = next((each for each in clause.before if not is_word(each, *skipped)), None)
    if first is not None and is_word(first, "REGIONS"):
        return True
    comma = next((place for place, each in enumerate(clause.before) if is_word(each, "COMMA")), 0)
    return (
        is_word(clause.before[0], "IN", "FOR") and is_word(clause.before[comma - 1], "REGIONS")
        if comma
        else False
    )


def region_of(clause: Clause) -> str | None:
    """The region that a clause defines or cuts in; empty for all of them, None where it speaks of none."""
    phrases_of_clause = clause.phrases if clause.verb == "DEFINE" else clause.before
    for place, phrase in enumerate(phrases_of_clause):
        if isinstance(phrase, Word) and phrase.type == "REGION" and not aside(phrases_of_clause, place):
            following = phrases_of_clause[place + 1] if place + 1 < len(phrases_of_clause) else phrase
            last = following if is_region(following) else phrase  # `the signal region SR2`
            assert isinstance(last, Word)
            if not region_name(last.text) and any(map(is_region, phrases_of_clause[place:])):
                continue  # `two signal regions, of which SR1`
            return region_name(last.text)
    return None


def excepted(given: tuple[Phrase, ...], place: int) -> bool:
    """Whether `excluding` stands before a region."""
    return any(is_word(each, "EXCEPT") for each in given[max(0, place - 2) : place])


def aside(given: tuple[Phrase, ...], place: int) -> bool:
    """Whether a clause is not about a region that it names: `excluding SRA`, `obtained from SRA`, `the SRA selection`."""
    before = [each for each in given[:place] if not is_word(each, "DETERMINER")]
    behind = given[place + 1] if place + 1 < len(given) else None
    compared = bool(before) and (
        is_word(before[-1], "FROM", "WITH_RESPECT_TO")
        or bool(COMPARED.search(" ".join(getattr(each, "text", "") for each in before[-3:])))
    )
    others = any(is_region(each) for each in given[place + 1 :])
    begins = is_first(given, place) and not others
    selected = isinstance(behind, Word) and bool(DEMANDED.match(behind.text)) and not begins
    return excepted(given, place) or compared or selected


def mentions_region(clause: Clause) -> bool:
    """`By requiring one electron, the composition of the control region is simplified`: what it asks is not of all events."""
    said = clause.phrases
    asks = any(isinstance(each, Condition | Count) for each in said)
    apart = any(excepted(said, place) for place in range(len(said))) or any(
        is_word(each, "EVENTS") for each in said[:1]
    )
    some = any(map(is_region, said)) or (speaks_of_some_regions(clause) and clause.verb != "DEFINE")
    return asks and not apart and some


def is_first(given: tuple[Phrase, ...], place: int) -> bool:
    """`In the SRA selection`: whether a clause begins with a region."""
    return all(is_word(each, "DETERMINER", "IN", "FOR") for each in given[:place])


def without_region(clause: Clause, region: str) -> Reading:
    """`but excluding the signal region`"""
    found = Reading()
    for place, phrase in enumerate(clause.phrases):
        if isinstance(phrase, Word) and phrase.type == "REGION" and excepted(clause.phrases, place):
            other = region_name(phrase.text)
            if other and region and other != region:
                found = found.joined(Reading((step(region, f"reject {{region:{other}}}"),)))
    return found


def without_regions(clause: Clause) -> Clause:
    """The clause without `excluding the signal region`, so that nothing else is taken to be excluded."""
    kept = [
        each
        for place, each in enumerate(clause.before)
        if not (
            is_word(each, "EXCEPT")
            and any(is_word(next_one, "REGION") for next_one in clause.before[place + 1 : place + 3])
        )
    ]
    return replace(clause, before=tuple(kept))
