"""A grammar that is written as far as it is reached.

In: functions that give the alternatives of a rule, which mention other rules. Out: the text of a grammar for llguidance
without rules that derive nothing.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import lru_cache

from hepir.extract.typed.literals import Literal
from hepir.extract.typed.reaching import Alternative, alternative, written

Expand = Callable[..., Iterable[str]]


@lru_cache(maxsize=10_000)
def literal(text: str) -> str:
    """A text as a terminal."""
    return json.dumps(text)


def one_of(texts: Iterable[str]) -> str:
    """One of several texts: a terminal, which is shared by all rules that mention the same texts."""
    return f"\x03{'|'.join(map(literal, dict.fromkeys(texts)))}\x04"


PLUS, TIMES = one_of((" + ", " - ")), one_of((" * ", " / "))


def by_unit(literals: Iterable[Literal]) -> Iterator[str]:
    """Numbers with their units. Number and unit are terminals of their own: a lexer that has seen `40 ` could not go back to
    `40` if `40 GeV` were one."""
    numbers: dict[str | None, list[str]] = {}
    for each in literals:
        numbers.setdefault(each.unit, []).append(each.number)
    for unit, texts in numbers.items():
        yield f"{one_of(texts)} {literal(f' {unit}')}" if unit else one_of(texts)


def inside(text: str, variables: int) -> str:
    """An alternative that there is only where these variables are bound (a bit for each)."""
    return f"\x05{variables},0\x06{text}"


def outside(text: str, variables: int) -> str:
    """An alternative that there is only where none of these variables is bound."""
    return f"\x050,{variables}\x06{text}"


class Rules:
    """Collects rules; each is made once for its arguments. `variables` may be bound in a statement."""

    def __init__(self, variables: int = 0) -> None:
        self.variables = variables
        self.numbers: dict[Hashable, int] = {}
        self.waiting: list[tuple[int, Expand, tuple[Hashable, ...]]] = []
        self.alternatives: dict[int, list[Alternative]] = {}

    def rule(self, expand: Expand, *arguments: Hashable, bind: int = 0) -> str:
        """A mention of the rule that `expand(*arguments)` writes, in which further variables are bound."""
        key = (expand.__qualname__, arguments)
        number = self.numbers.get(key)
        if number is None:
            number = self.numbers[key] = len(self.numbers)
            self.waiting.append((number, expand, arguments))
        return f"\x01{number},{bind}\x02"

    def text(self, start: str, *terminals: str) -> str:
        """The grammar that begins with `start`, with further terminals; empty if nothing can be derived."""
        while self.waiting:
            number, expand, arguments = self.waiting.pop()
            self.alternatives[number] = [alternative(each) for each in dict.fromkeys(expand(*arguments))]
        text = written(alternative(start), self.alternatives, self.variables)
        return "".join((text, *(f"{each}\n" for each in terminals))) if text else ""
