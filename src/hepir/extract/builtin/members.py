"""What a group asks of each of its objects: `count(j.pt > 30 GeV for j in jets)`.

In: a group. Out: text with the placeholders of claims; None where it cannot be said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hepir.extract.builtin.claims import LETTERS
from hepir.extract.builtin.group import Group
from hepir.extract.builtin.phrases import (
    Condition,
    Noun,
    OneSided,
)
from hepir.extract.builtin.properties import (
    NUMBER,
    of_object,
    relation_text,
    where_text,
)


def replace_noun(group: Group, noun: Noun) -> Group:
    """The group for one of its nouns."""
    return replace(group, nouns=[noun])


def number_of(group: Group, noun: Noun) -> str | None:
    """`size(jets)`, or `count(j.pt > 30 GeV for j in jets)`; `one of the two leading jets` is one of these."""
    collection = f"{{{noun.name}}}"
    text = member_text(group, LETTERS[noun.kind])
    if noun.ranks == (0,) and noun.number and noun.number > 1:
        collection, text = f"first({collection}, {noun.number})", text or None
    if text is None:
        return None
    return f"count({text} for {LETTERS[noun.kind]} in {collection})" if text else f"size({collection})"


def member_text(group: Group, letter: str, place: int = 0, *, prefix: str | None = None) -> str | None:
    """All that a group asks of each of its objects; None where it cannot be said."""
    stem = f"{letter}." if prefix is None else prefix
    if is_twice_limited(group):
        return None
    texts: list[str | None] = []
    for number, condition in enumerate(in_one_place(group.conditions)):
        text = of_object(condition, stem, place)
        second = group.alternatives.get(number)
        if text and second:
            other = of_object(second, stem, place)
            text = f"({text} or {other})" if other else None
        texts.append(text)
    for distance in group.distances:
        near = LETTERS[distance.noun.kind]
        word = (
            "all"
            if isinstance(distance.relation, OneSided) and distance.relation.operator[0] == ">"
            else "any"
        )
        apart = relation_text(f"dr({stem.removesuffix('.')}, {near})", distance.relation, NUMBER)
        where = where_text(distance.conditions, near)
        of_one = (
            distance.noun.kind == "Track" and distance.noun.determiner == "the" and not distance.noun.plural
        )
        if near == letter or where is None or of_one:  # `no jets within dR < 0.5 of the track`: of each track
            return None
        texts.append(f"{word}({apart} for {near} in {{{distance.noun.name}}}{where})")
    return " and ".join(each for each in texts if each) if None not in texts else None


def in_one_place(conditions: Sequence[Condition]) -> Sequence[Condition]:
    """`a photon with pT > 100 GeV in the barrel (|eta| < 1.44)`: of what is counted, the one scope is asked, too."""
    scopes = [each.scope for each in conditions if each.scope]
    if len(scopes) != 1 or scopes[0].scope:
        return conditions
    return [*(replace(each, scope=None) for each in conditions), *scopes]


def is_twice_limited(group: Group) -> bool:
    """`with pT > 25 GeV and another one with pT > 20 GeV`: two limits on one side are those of two objects."""
    sides = [
        (each.variable.name, each.relation.operator[0], each.scope)
        for each in group.conditions
        if isinstance(each.relation, OneSided)
    ]
    return len(set(sides)) < len(sides)
