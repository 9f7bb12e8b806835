"""Limits that depend on another variable of the event: `mT2 > 200 GeV if HT < 1500 GeV, and mT2 > 400 GeV otherwise`.

In: a sentence and its phrases. Out: a step for the events of each side, `when ht < 1500 GeV select mt2 > 200 GeV`; what
cannot be said so is left over, and never both limits for all events.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hepir.extract.builtin.claims import Claim, Reading, step
from hepir.extract.builtin.event_values import event_value, of_event
from hepir.extract.builtin.parsing.sides import RAISED, RELAXED
from hepir.extract.builtin.phrases import Condition, Count, Noun, OneSided, Phrase, is_word
from hepir.extract.builtin.properties import FAILING, OF_OBJECTS

OTHERWISE = re.compile(
    r"\b(?:otherwise|else)\b|\b(?:in|for) (?:all )?(?:the )?(?:other|remaining) (?:events|cases)\b",
    re.IGNORECASE,
)
RAISED_TO, RELAXED_TO = (
    re.compile(rf"\b(?:{'|'.join(words)}) to\b", re.IGNORECASE) for words in (RAISED, RELAXED)
)
LEFT = Reading(left=("a condition for some events",))


def conditional_reading(text: str, phrases: tuple[Phrase, ...], region: str) -> Reading | None:
    """A limit for the events on one side of another variable, and the one for all others; None for any other sentence."""
    otherwise = bool(OTHERWISE.search(text))
    raised = bool(RAISED_TO.search(text))
    asked = [each for each in phrases if isinstance(each, Condition)]
    sided = [each for each in asked if each.scope is not None and plain(each)]
    if sided and (otherwise or raised or RELAXED_TO.search(text)):
        return None if raised and all(map(is_lower, sided)) else LEFT
    if not otherwise and not raised:
        return None
    side = next((each for each in asked if limits_side(each, phrases)), None)
    if side is None or any(isinstance(each, Noun | Count) for each in phrases) or not all(map(plain, asked)):
        return LEFT if side is not None else None
    limits = [each for each in asked if each is not side]
    limits, side = with_value_behind(limits, side) if otherwise and len(limits) == 1 else (limits, side)
    if len(limits) != 1 + otherwise or not all(map(single, (*limits, side))):
        return LEFT
    first, *others = limits
    if not otherwise and not is_lower(first):
        return LEFT  # an upper limit that is raised holds no longer for all others
    steps = [when(side, first, region)]
    steps += [when(opposite(side), same_variable(first, each), region) for each in others]
    return LEFT if None in steps else Reading(tuple(each for each in steps if each))


def limits_side(condition: Condition, phrases: tuple[Phrase, ...]) -> bool:
    """Whether a condition stands behind `for`, `if` or `in events with`: it says for which events another holds."""
    before = [each for each in phrases[: phrases.index(condition)] if not is_word(each, "DETERMINER", "WITH")]
    if before and is_word(before[-1], "EVENTS"):
        before = before[:-1]
        return bool(before) and is_word(before[-1], "FOR", "IN")
    return bool(before) and is_word(before[-1], "FOR", "CONDITION_FOR")


def plain(condition: Condition) -> bool:
    """Whether a condition is one on a single value of an event."""
    value = event_value(condition.variable)
    return value is not None and not value.binders and condition.variable.name not in OF_OBJECTS


def single(condition: Condition) -> bool:
    """Whether a condition is one limit, on one side."""
    relation = condition.relation
    if not isinstance(relation, OneSided) or relation.operator not in FAILING:
        return False
    return len(relation.quantities) == 1 and not relation.others


def is_lower(condition: Condition) -> bool:
    """Whether a condition is a lower limit."""
    return isinstance(condition.relation, OneSided) and condition.relation.operator[0] == ">"


def with_value_behind(limits: list[Condition], side: Condition) -> tuple[list[Condition], Condition]:
    """`for HT < 1500 GeV, and 400 GeV otherwise`: the second value is one of the variable that is limited."""
    relation, limit = side.relation, limits[0].relation
    if not isinstance(relation, OneSided) or not isinstance(limit, OneSided) or len(relation.quantities) != 2:
        return limits, side
    own, other = relation.quantities
    second = replace(limits[0], relation=replace(limit, quantities=(other,)))
    return [*limits, second], replace(side, relation=replace(relation, quantities=(own,)))


def same_variable(first: Condition, second: Condition) -> Condition:
    """`and larger than 30 GeV otherwise`: of the variable that the first limit is of, whichever stands nearer."""
    return replace(second, variable=first.variable)


def opposite(condition: Condition) -> Condition:
    """The other side of a limit."""
    relation = condition.relation
    assert isinstance(relation, OneSided)
    return replace(condition, relation=replace(relation, operator=FAILING[relation.operator]))


def when(side: Condition, limit: Condition, region: str) -> Claim | None:
    """The step for the events of one side."""
    condition, asked = of_event(side, reject=False), of_event(limit, reject=False)
    return step(region, f"when {condition} select {asked}") if condition and asked else None
