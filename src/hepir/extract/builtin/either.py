"""Conditions on objects that `or` joins: `pT < 10 GeV or |eta| > 2.4`.

In: the phrases of a clause or sentence. Out: whether a condition is the other way of fulfilling the one before it, and
whether conditions are joined in a way of which it is not plain what it asks for.
"""

from __future__ import annotations

from hepir.extract.builtin.phrases import Condition, Phrase, is_word
from hepir.extract.builtin.properties import OF_OBJECTS

JOINTS = ("AND", "COMMA", "OR")


def joined_before(phrases: tuple[Phrase, ...], place: int) -> bool:
    """Whether an `or` joins a condition to the one before it: of the same variable, or the two alone."""
    if not follows_or(phrases, place):
        return False
    return same(phrases[place - 2], phrases[place]) or (
        of_object(phrases, place) and not is_listed(phrases, place)
    )


def is_tangled(phrases: tuple[Phrase, ...]) -> bool:
    """`pT < 10 GeV, |eta| > 2.4 or d0 > 1 mm`: more than two conditions of several variables, some of them joined by `or`."""
    return any(
        follows_or(phrases, place)
        and not same(phrases[place - 2], phrases[place])
        and of_object(phrases, place)
        and is_listed(phrases, place)
        for place in range(2, len(phrases))
    )


def follows_or(phrases: tuple[Phrase, ...], place: int) -> bool:
    """Whether two conditions stand on the sides of an `or`, the second one at this place."""
    if place < 2 or not is_word(phrases[place - 1], "OR"):
        return False
    return isinstance(phrases[place - 2], Condition) and isinstance(phrases[place], Condition)


def same(one: Phrase, other: Phrase) -> bool:
    """Whether both are conditions on the same variable."""
    if not isinstance(one, Condition) or not isinstance(other, Condition):
        return False
    return one.variable.name == other.variable.name


def of_object(phrases: tuple[Phrase, ...], place: int) -> bool:
    """Whether the conditions around an `or` are on one object, with nothing else said of either."""
    around = (phrases[place - 2], phrases[place])
    return all(
        isinstance(each, Condition)
        and each.variable.name in OF_OBJECTS
        and not each.variable.arguments
        and each.scope is None
        for each in around
    )


def is_listed(phrases: tuple[Phrase, ...], place: int) -> bool:
    """Whether one more condition is joined to the two around an `or`."""
    before, behind = phrases[max(place - 5, 0) : place - 2], phrases[place + 1 : place + 4]
    return ends_list(tuple(reversed(before))) or ends_list(behind)


def ends_list(phrases: tuple[Phrase, ...]) -> bool:
    """Whether joints come first, and then a condition."""
    rest = [each for each in phrases if not is_word(each, *JOINTS)]
    joint = bool(phrases) and is_word(phrases[0], *JOINTS)
    return joint and bool(rest) and isinstance(rest[0], Condition)
