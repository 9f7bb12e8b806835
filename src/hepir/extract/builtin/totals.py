"""How many objects there are in all, where an event must have no others than those that it must have.

In: all claims of a document, of which some leave a number open (`size({Lepton}) == {more:Lepton}`). Out: the claims with the
number that the same events must have, each resting on what tells it; the sentences for which nothing tells one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from hepir.extract.builtin.claims import Stated
from hepir.extract.builtin.collections import MADE_OF
from hepir.extract.builtin.topics import NUMBER_OF, topic_of
from hepir.extract.draft import Evidence

MORE = re.compile(r"\{more:(\w+)\}")
NUMBER = re.compile(r"select .*\)(?: >=| ==) (\d+)")


def with_numbers(stated: tuple[Stated, ...]) -> tuple[tuple[Stated, ...], tuple[Evidence, ...]]:
    """The claims with the numbers of objects in all, and the sentences about objects of which no number is told."""
    found: list[Stated] = []
    left: list[Evidence] = []
    for each in stated:
        asked = MORE.search(each.claim.text)
        told = counted(asked[1], each.claim.name, stated) if asked else []
        if asked and not told:
            left.append(each.evidence)
        else:
            found += numbered(each, told) if asked else [each]
    return tuple(found), tuple(left)


def numbered(stated: Stated, told: list[Stated]) -> list[Stated]:
    """A claim with the number that others tell, resting on them too; one for each kind where they tell one for each."""
    numbers = {
        topic_of(each.claim.text): int(found[1])
        for each in told
        if (found := NUMBER.fullmatch(each.claim.text))
    }
    further = tuple(dict.fromkeys((*stated.further, *(each.evidence for each in told))))
    total, _, open_number = stated.claim.text.removeprefix("select ").rpartition(" == ")
    whole = MORE.sub(rf"{NUMBER_OF}\1", open_number)
    if " + " not in total and topic_of(f"select {total} == 0") == whole:
        numbers.setdefault(whole, sum(numbers.values()))  # one muon, and no other lepton: one lepton
    parts = [total] if whole in numbers else total.split(" + ")
    texts = [
        f"select {part} == {numbers.get(whole, numbers.get(topic_of(f'select {part} == 0'), 0))}"
        for part in parts
    ]
    return [replace(stated, claim=replace(stated.claim, text=each), further=further) for each in texts]


def counted(kind: str, region: str, stated: Iterable[Stated]) -> list[Stated]:
    """The claims that tell how many objects of a kind the events of a region have: its own, else those of all events.

    Empty where there is none, or more than one for a kind.
    """
    steps = [each for each in stated if each.claim.block == "region" and NUMBER.fullmatch(each.claim.text)]
    for name in dict.fromkeys((region, "")):
        own = {one: numbers_of(one, name, steps) for one in (kind, *MADE_OF.get(kind, ()))}
        told = own[kind] or [each for one in MADE_OF.get(kind, ()) for each in own[one]]
        if told:
            return told if all(len(each) < 2 for each in own.values()) else []
    return []


def numbers_of(kind: str, region: str, steps: Iterable[Stated]) -> list[Stated]:
    """The claims of one region that count objects of one kind."""
    return [
        each
        for each in steps
        if each.claim.name == region and topic_of(each.claim.text) == f"{NUMBER_OF}{kind}"
    ]
