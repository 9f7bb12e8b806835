"""The driver of a model that lists a program as JSON: one answer for all sentences in view, then repairs.

In: a `Writing` and the sentences in view. Out: a generator of segments, as `models.core` wants it: an answer; where it broke
off, another for the rest; then, a bounded number of times, what was not taken. What is taken is in the `Writing` at any
moment; what is not in the end is dropped as a whole.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence

from hepir.extract.citing import Citable
from hepir.extract.driving import Limits
from hepir.extract.listed.answers import read_answer
from hepir.extract.listed.listing import Listing
from hepir.extract.listed.schemas import answer_schema
from hepir.extract.listed.telling import go_on, repair, think
from hepir.extract.writing import Writing
from hepir.models.core import Driver, Finished, Segment

ANYTHING = "start: /(?s:.*)/\n"
"""What an answer may be: it is read as it comes."""
FRUITLESS = 3
"""Answers in a row without a statement, after which there is no hope for more."""
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
