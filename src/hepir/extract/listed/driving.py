"""The driver of a model that lists a program as JSON: one answer for all sentences in view, then repairs.

In: a `Writing` and the sentences in view. Out: a generator of segments, as `models.core` wants it: an answer; where it broke
off, another for the rest; then, a bounded number of times, what was not taken again. What is taken is in the `Writing` at any
moment; what is not in the end is dropped as a whole.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass, field, replace

from hepir.extract.citing import Citable
from hepir.extract.draft import DraftStatement, Evidence
from hepir.extract.driving import Limits
from hepir.extract.listed.answers import Answer, Item, read_answer
from hepir.extract.listed.judging import evidence_of, judge
from hepir.extract.listed.schemas import answer_schema
from hepir.extract.listed.telling import go_on, repair, think
from hepir.extract.objections import Objection
from hepir.extract.writing import Writing
from hepir.models.core import Driver, Finished, Segment
from hepir.semantics.program import Program
from hepir.syntax.words import BLOCKS

ANYTHING = "start: /(?s:.*)/\n"
"""What an answer may be: it is read as it comes."""
FRUITLESS = 3
"""Answers in a row without a statement, after which there is no hope for more."""
Numbered = tuple[int, Item]
Asked = Generator[Segment, Finished, None]


def listed_driver(writing: Writing, units: Sequence[Citable], tokens: int, limits: Limits) -> Driver:
    """A whole program in an answer of at most so many tokens, read, judged and repaired."""
    listing = Listing(writing, {each.id: each for each in units}, tokens, limits)
    try:
        yield from answers(listing)
        yield from repairs(listing)
    finally:  # also where the model fails in the middle
        listing.settle()


def answers(listing: Listing) -> Asked:
    """Answers until one is read to its end."""
    thinking = listing.limits.thinking
    schema = answer_schema(list(listing.units), thinking=bool(thinking))
    told, fruitless = think(thinking) if thinking else "", 0
    for _ in range(listing.limits.answers):
        finished = yield Segment(ANYTHING, "program", listing.tokens, schema=schema, told=told)
        if finished.cut is not None:
            return
        answer = read_answer(finished.text)
        listing.problem = answer.problem
        fruitless = 0 if listing.extend(answer) else fruitless + 1
        if not answer.problem or fruitless == FRUITLESS or listing.full:
            return
        told = go_on([item for _, item in listing.items], answer.problem, listing.tokens)


def repairs(listing: Listing) -> Asked:
    """What was not taken once more, unless the model insists on it."""
    for _ in range(listing.limits.repairs):
        failing = listing.failing
        if not failing:
            return
        program = [
            f"in {each.target} {each.text}" if each.target else each.text
            for each in listing.writing.statements[listing.first :]
        ]
        told, numbers = repair(program, failing, listing.tokens)
        schema = answer_schema(list(listing.units), numbers)
        finished = yield Segment(ANYTHING, "program", listing.tokens, schema=schema, told=told)
        if finished.cut is not None:
            return
        answer = read_answer(finished.text)
        if not listing.replace(answer, numbers) and not answer.problem:
            return


@dataclass(frozen=True)
class Before:
    """What was written before an item."""

    count: int
    program: Program | None


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
    before: list[Before] = field(default_factory=list)
    """One for each judged item."""
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
        new = [each for each in dict.fromkeys(answer.items) if each not in known]
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
            failed = place in self.objections and number in repaired
            self.items += (
                [(number, each) for each in repaired.pop(number, [])] if failed else [(number, item)]
            )
        same = next(
            (place for place, pair in enumerate(zip(old, self.items, strict=False)) if pair[0] != pair[1]),
            None,
        )
        if same is None:
            return False
        self.judge_from(same)
        return True

    def judge_from(self, place: int) -> None:
        """Judge the items from a place on: those before it stay what they are."""
        if place < len(self.before):
            start = self.before[place]
            del self.writing.statements[start.count :]
            self.writing.program = start.program
            del self.before[place:]
        self.objections = {each: objection for each, objection in self.objections.items() if each < place}
        for number in range(place, len(self.items)):
            self.before.append(Before(len(self.writing.statements), self.writing.program))
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
