"""What a sentence takes out of what it selects: `but not 1.37 < |eta| < 1.52`, `the range 1.37 < |eta| < 1.52 is excluded`.

In: compositions. Out: the phrases in their place, or None where the words say something else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from hepir.extract.builtin.parsing.composition import (
    EVENTS,
    EXCLUDING,
    GONE,
    HAVE,
    MUST,
    NEXT,
    WITH,
    Composition,
)
from hepir.extract.builtin.parsing.sorts import sort_of
from hepir.extract.builtin.phrases import Condition, Count, Interval, Noun, Phrase, Separation, is_word
from hepir.extract.builtin.properties import OF_OBJECTS

# `must not be consistent with the Z boson mass (|m - mZ| > 15 GeV)`: what stands behind says it the other way
LIKE = re.compile(r"(?:consistent|compatible|close)\Z")


def negated(composition: Composition) -> list[Phrase] | None:
    """`and not in the crack region, 1.37 < |eta| < 1.52`, `but not 1.37 < |eta| < 1.52`"""
    condition = composition.conditions[0]
    told = composition.words("REGIONS", "RANGE")
    return [EXCLUDING, condition] if told or isinstance(condition.relation, Interval) else None


def barred(composition: Composition) -> list[Phrase] | None:
    """`the region 1.37 < |eta| < 1.52 is excluded for electrons`: those in it are"""
    condition = composition.conditions[0]
    if condition.variable.name not in OF_OBJECTS or not isinstance(condition.relation, Interval):
        return None
    if composition.before and not is_word(composition.before[-1], "COMMA", "AND", "SEPARATOR"):
        return None  # `jets in the region`
    apart: list[Phrase] = [NEXT] if composition.before else []
    nouns = composition.nouns
    return [*apart, *nouns[:1], *([WITH] if nouns else []), condition, GONE]


def noted_out(composition: Composition) -> list[Phrase] | None:
    """`where electrons with 1.37 < |eta| < 1.52 are rejected`"""
    noun = composition.nouns[0]
    if not noun.plural or noun.ranks or noun.number:
        return None
    return [NEXT, noun, WITH, composition.conditions[0], GONE]


def forbidden(composition: Composition) -> list[Phrase] | None:
    """`Events must not have MET > 500 GeV`: those that have it are rejected"""
    alike = any(
        is_word(each, "WORD") and LIKE.match(getattr(each, "text", "")) for each in composition.after[:4]
    )
    if alike and any(is_word(each, "LEFT") for each in composition.after[:12]):
        return [MUST]
    return None if alike or says_no_more(composition.after) else [GONE]


def says_no_more(following: Sequence[Phrase]) -> bool:
    """`The leading jet must be b-tagged, the second must not be`: what must not be stands before."""
    said = next((each for each in following if not is_word(each, "LINK", "TO")), None)
    return (
        said is None
        or is_word(said, "COMMA", "AND", "SEPARATOR", "OTHER")
        or getattr(said, "text", "") == "so"
    )


def forbidden_there(_: Composition) -> list[Phrase]:
    """`There must not be any muon`, `We do not allow more than one lepton`: events that have it are rejected"""
    return [EVENTS, GONE, WITH]


def allowing(_: Composition) -> list[Phrase]:
    """`We allow at most one lepton`"""
    return [EVENTS, MUST, HAVE]


def absent(composition: Composition) -> list[Phrase] | None:
    """`the absence of isolated leptons`"""
    noun = composition.nouns[0]
    return None if noun.ranks or noun.number else [Count("==", 0, replace(noun, determiner=""))]


def may(composition: Composition) -> list[Phrase] | None:
    """`no lepton may have pT > 100 GeV`, `at most one of the jets may have`: what may not be is asked"""
    counts = [each for each in composition.before if isinstance(each, Count)]
    nouns = [each for each in composition.before if isinstance(each, Noun | Condition)]
    most = len(counts) == 1 and not nouns and (counts[0].operator in ("<", "<=") or is_none(counts[0]))
    return [MUST] if most else None


def is_none(count: Count) -> bool:
    """`no jets`"""
    return (count.operator, count.number, count.most) == ("==", 0, None)


def lacking(composition: Composition) -> list[Phrase] | None:
    """`events not containing a muon`, `events that lack a muon`: with none"""
    noun = composition.given[-1]
    failing = any(each.text.lower().startswith("fail") for each in composition.words("FAIL"))
    if not isinstance(noun, Noun) or noun.ranks or noun.number or failing:
        return None
    return [WITH, Count("==", 0, replace(noun, determiner=""))]


def unless(composition: Composition) -> list[Phrase] | None:
    """`events are rejected unless they contain two jets`: these are required, where nothing else says which events go"""
    told = any(isinstance(each, Condition | Count | Separation) for each in composition.before)
    return None if told else [MUST]


def unfit(composition: Composition) -> list[Phrase] | None:
    """`events failing MET > 200 GeV are rejected`: it is required; not where they fail one thing or another"""
    joint = composition.after[0] if composition.after else None
    if is_word(joint, "OR") or (composition.before and is_word(composition.before[-1], "OR")):
        return None
    given = composition.given
    start = next(place for place, each in enumerate(given) if isinstance(each, Condition | Count))
    whose = [each for each in given[:start] if isinstance(each, Noun)]
    if any(not each.ranks for each in whose):
        return None
    asked = (each for each in given[start:] if not is_word(each, "VETO") and sort_of(each) != "THRESHOLD")
    return [MUST, *whose, HAVE, *asked]
