"""A condition on a variable of events, as a step: `MET > 200 GeV`, `dphi(jet, MET) > 0.5 for the two leading jets`.

In: a condition and the clause around it. Out: a step of a region, or what was left over.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.extract.builtin.claims import Reading, step
from hepir.extract.builtin.clauses import Clause
from hepir.extract.builtin.conditional import when
from hepir.extract.builtin.event_values import event_value, of_event
from hepir.extract.builtin.phrases import (
    Binned,
    Condition,
    Interval,
    Noun,
    OneSided,
    Phrase,
    Variable,
    Window,
    is_word,
)
from hepir.extract.builtin.properties import OF_OBJECTS
from hepir.extract.builtin.ranked_angles import ranked_angles
from hepir.extract.builtin.restrictions import is_restricted, limited_to, speaks_of_some, with_restriction


def about_event(clause: Clause, place: int, condition: Condition, region: str) -> Reading:
    """The step of a condition on a variable of events, with the one after its `or`."""
    phrases = clause.phrases
    if joined_to_any(phrases, place):
        return Reading()
    if not clause.rejects and (ranked := ranked_angles(condition, phrases[place + 1 :], region)) is not None:
        return ranked
    if isinstance(condition.relation, OneSided) and condition.relation.others:
        return Reading(left=("values of several channels",))
    if isinstance(condition.relation, OneSided) and len(condition.relation.quantities) > 1:
        return Reading(left=("a list",))
    if is_part_of_other(condition, phrases, place):
        return Reading(left=("a variable of several objects",))
    excepted = any(is_word(each, "EXCEPT", "OUTSIDE") for each in phrases[max(0, place - 2) : place])
    reject = clause.rejects != excepted
    if isinstance(condition.relation, Interval) and not condition.relation.inside and is_pair(condition):
        condition = replace(condition, relation=replace(condition.relation, inside=True))
        reject = not reject
    if isinstance(condition.relation, Window) and condition.relation.operator == ">" and is_pair(condition):
        condition = replace(condition, relation=replace(condition.relation, operator="<"))
        reject = not reject
    if condition.scope is not None:
        told = None if reject else when(condition.scope, condition, region)
        return Reading((told,)) if told else Reading(left=("a condition for some events",))
    texts = [of_event(condition, reject=reject)]
    while joined_to_any(phrases, place + 2):
        place += 2
        following = phrases[place]
        assert isinstance(following, Condition)
        texts.append(of_event(following, reject=reject))
    if None in texts:
        return Reading(left=("a condition",))
    text = " or ".join(each for each in texts if each)
    if limited := limited_to(text, condition, phrases[place + 1 :]):
        text = limited
    elif speaks_of_some(condition, phrases[place + 1 :]):
        return Reading(left=("a condition for some objects",))
    if is_restricted(phrases, place):
        restricted = with_restriction(text, condition, phrases[place + 1 :])
        if restricted is None:
            return Reading(left=("a condition for some events",))
        text = restricted
    return Reading((step(region, f"{'reject' if reject else 'select'} {text}"),))


def is_part_of_other(condition: Condition, phrases: tuple[Phrase, ...], place: int) -> bool:
    """`the sum of the lepton and MET must be larger than 50 GeV` is no condition on MET alone."""
    before = phrases[place - 2] if place > 1 else None
    return condition.required and is_word(phrases[place - 1], "AND") and isinstance(before, Noun | Variable)


def is_pair(condition: Condition) -> bool:
    """Whether a condition is one on pairs, of which any may fulfil it."""
    value = event_value(condition.variable)
    return value is not None and value.binders.startswith("for pair ")


def binned(phrase: Binned, region: str) -> Reading:
    """`bin st in bins [600, 800] GeV`"""
    text = of_event(Condition(phrase.variable, OneSided(">", phrase.edges[:1])), reject=False)
    if text is None or len(phrase.edges) < 2:
        return Reading(left=("bins",))
    edges, unit = ", ".join(each.number for each in phrase.edges), phrase.edges[0].unit
    variable = text.rpartition(" > ")[0]
    return Reading((step(region, f"bin {variable} in bins [{edges}]{f' {unit}' if unit else ''}"),))


def joined_to_any(phrases: tuple[Phrase, ...], place: int) -> bool:
    """Whether an `or` joins a condition on the event to one before it."""
    if not 2 <= place < len(phrases) or not is_word(phrases[place - 1], "OR"):
        return False
    both = (phrases[place - 2], phrases[place])
    return all(isinstance(each, Condition) and each.variable.name not in OF_OBJECTS for each in both)
