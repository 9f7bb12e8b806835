"""Drivers of a toy language: quotes and statements that a driver can check to the letter.

A text is a sequence of a quote, `@p2 "muons never count at 25 GeV"`, and a statement whose number stands in that quote,
`select NAME > 25 GeV;`, whose name is new. Every second name is taken from the scope that the statements before made.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from hepir.models.core import Driver, Segment
from hepir.models.grammars import literal

QUOTES = (
    "the jets are greater than 30 GeV",
    "muons never count at 25 GeV",
    "it says ::= 17 GeV \"twice\" \\ 'once' and 42 GeV",
    "at least 5 GeV, or else",
)
NUMBER = re.compile(r"\d+")
STATEMENT = re.compile(r"select ([a-z]{2,8}) > (\d+) GeV;\n")


def evidence(may_end: bool, budget: int = 120) -> Segment:
    """A quote, verbatim."""
    quotes = " | ".join(literal(f'"{quote}"') for quote in QUOTES)
    return Segment(f'start: "@p" /[1-9]/ " " Q "\\n"\nQ: {quotes}\n', "evidence", budget, may_end)


def statement(quote: str, taken: tuple[str, ...], budget: int = 40) -> Segment:
    """A statement with a number of the quote and a name that is not taken."""
    numbers = " | ".join(literal(number) for number in NUMBER.findall(quote))
    names = " | ".join(literal(name) for name in ("jets", *taken))
    grammar = (
        f'start: "select " NAME " > " NUM " GeV;\\n"\nNAME: /[a-z]{{2,8}}/ & ~({names})\nNUM: {numbers}\n'
    )
    return Segment(grammar, "statement", budget)


def program(statements: int, quotes: int = 120, bodies: int = 40) -> Callable[[], Driver]:
    """A driver for at most so many statements, with budgets for quotes and statements."""

    def run() -> Driver:
        taken: list[str] = []
        for index in range(statements):
            quoted = yield evidence(index > 0, quotes)
            if quoted.cut:
                return
            body = yield statement(quoted.text, tuple(taken), bodies)
            if body.cut:
                return
            taken.append(STATEMENT.fullmatch(body.text)[1])

    return run


def whole(text: str) -> bool:
    """Whether a text is a sequence of quotes and statements, each name new and each number quoted."""
    lines = text.splitlines(keepends=True)
    taken = {"jets"}
    for quoted, body in zip(lines[::2], lines[1::2], strict=True):
        said = STATEMENT.fullmatch(body)
        if said is None or said[1] in taken or said[2] not in NUMBER.findall(quoted):
            return False
        if re.fullmatch(r"@p[1-9] \"(.*)\"\n", quoted)[1] not in QUOTES:
            return False
        taken.add(said[1])
    return True
