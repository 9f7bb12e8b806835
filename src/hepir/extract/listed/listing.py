"""The statements that a model has listed, each taken or with what stands against it.

In: answers. Out: a `Writing` with what is taken, and what failed, by number, to be told and repaired. A repair takes the
place of what it repairs, and what follows is judged again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import zip_longest

from hepir.extract.citing import Citable
from hepir.extract.draft import DraftStatement, Evidence
from hepir.extract.driving import Limits
from hepir.extract.listed.answers import Answer, Item
from hepir.extract.listed.judging import evidence_of, judge
from hepir.extract.objections import Objection
from hepir.extract.writing import Writing
from hepir.syntax.words import BLOCKS

Numbered = tuple[int, Item]


@dataclass
class Listing:
    """The items so far, in their order, each with its number; `objections` are to those that are not taken."""

    writing: Writing
    units: dict[str, Citable]
    tokens: int
    limits: Limits
    items: list[Numbered] = field(default_factory=list)
    objections: dict[int, Objection] = field(default_factory=dict)
    """By place in `items`."""
    before: list[int] = field(default_factory=list)
    """How many statements were taken before each judged item."""
    problem: str = ""
    first: int = field(init=False)

    def __post_init__(self) -> None:
        self.first = len(self.writing.statements)

    @property
    def full(self) -> bool:
        """Whether there are as many as there may be."""
        return len(self.items) >= self.limits.statements

    @property
    def failing(self) -> list[tuple[int, Item, Objection]]:
        """What was not taken, but for the rules of blocks that were not: those are tried again by themselves."""
        words = (self.items[place][1].statement.split(None, 2) for place in self.objections)
        declared = {each[1] for each in words if len(each) > 1 and each[0] in BLOCKS}
        return [
            (*self.items[place], objection)
            for place, objection in sorted(self.objections.items())
            if objection.waits not in declared
        ]

    def extend(self, answer: Answer) -> bool:
        """Take up the items of an answer that are new; whether there are some."""
        known = {item for _, item in self.items}
        items = dict.fromkeys(replace(each, number=None) for each in answer.items)
        new = [each for each in items if each not in known]
        numbers = range(len(self.items) + 1, self.limits.statements + 1)
        self.items += zip(numbers, new, strict=False)
        self.judge_from(len(self.before))
        return bool(new)

    def replace(self, answer: Answer, numbers: Sequence[int]) -> bool:
        """Put repaired items in the places of those that failed; whether something has changed."""
        repaired: dict[int | None, list[Item]] = {}
        for each in dict.fromkeys(answer.items):
            if each.number in numbers:
                repaired.setdefault(each.number, []).append(replace(each, number=None))
        old, self.items = self.items, []
        for place, (number, item) in enumerate(old):
            if place in self.objections and number in repaired:
                # all that failed under a number is replaced together, where the first of it stood
                self.items += [(number, each) for each in repaired[number]]
                repaired[number] = []
            else:
                self.items.append((number, item))
        changed = first_difference(old, self.items)
        if changed is not None:
            self.judge_from(changed)
        return changed is not None

    def judge_from(self, place: int) -> None:
        """Judge the items from a place on: those before it stay what they are."""
        if place < len(self.before):
            self.writing.take_back(self.before[place])
            del self.before[place:]
        self.objections = {each: objection for each, objection in self.objections.items() if each < place}
        for number in range(place, len(self.items)):
            self.before.append(len(self.writing.statements))
            objection = judge(self.items[number][1], self.units, self.writing)
            if objection is not None:
                self.objections[number] = objection

    def settle(self) -> None:
        """Drop what is not taken, and say what of the answers could not be read."""
        for place, objection in sorted(self.objections.items()):
            item = self.items[place][1]
            evidence = evidence_of(item, self.units) if not item.problem else None
            cited = (evidence,) if isinstance(evidence, Evidence) else ()
            self.writing.drop(DraftStatement("", item.statement, cited), objection.reason)
        if self.problem:
            self.writing.drop(DraftStatement("", "the rest of the answer"), self.problem)


def first_difference(old: Sequence[Numbered], new: Sequence[Numbered]) -> int | None:
    """Where two lists begin to differ; None where they are equal."""
    pairs = zip_longest(old, new)
    return next((place for place, (one, other) in enumerate(pairs) if one != other), None)
