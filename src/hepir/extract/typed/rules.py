"""A grammar that is written as far as it is reached.

In: functions that give the alternatives of a rule, which mention other rules. Out: the text of a grammar for llguidance
without rules that derive nothing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import lru_cache

from hepir.extract.typed.literals import Literal

Expand = Callable[..., Iterable[str]]
MARK = re.compile("\x01(\\d+)\x02")
TERMINAL = re.compile("\x03([^\x04]*)\x04")


@lru_cache(maxsize=10_000)
def literal(text: str) -> str:
    """A text as a terminal."""
    return json.dumps(text)


def one_of(texts: Iterable[str]) -> str:
    """One of several texts: a terminal, which is shared by all rules that mention the same texts."""
    return "\x03" + " | ".join(literal(text) for text in dict.fromkeys(texts)) + "\x04"


PLUS, TIMES = one_of((" + ", " - ")), one_of((" * ", " / "))


def by_unit(literals: Iterable[Literal]) -> Iterator[str]:
    """Numbers with their units. Number and unit are terminals of their own: a lexer that has seen `40 ` could not go back to
    `40` if `40 GeV` were one."""
    numbers: dict[str | None, list[str]] = {}
    for each in literals:
        numbers.setdefault(each.unit, []).append(each.number)
    for unit, texts in numbers.items():
        yield f"{one_of(texts)} {literal(f' {unit}')}" if unit else one_of(texts)


def with_terminals(grammar: str) -> str:
    """The grammar with its terminals at the end, each once."""
    numbers: dict[str, int] = {}

    def named(found: re.Match[str]) -> str:
        return f"T{numbers.setdefault(found[1], len(numbers))}"

    text = TERMINAL.sub(named, grammar)
    return text + "".join(f"T{number}: {texts}\n" for texts, number in numbers.items())


class Rules:
    """Collects rules; each is made once for its arguments."""

    def __init__(self) -> None:
        self.numbers: dict[Hashable, int] = {}
        self.waiting: list[tuple[int, Expand, tuple[Hashable, ...]]] = []
        self.alternatives: dict[int, tuple[str, ...]] = {}

    def rule(self, expand: Expand, *arguments: Hashable) -> str:
        """A mention of the rule that `expand(*arguments)` writes."""
        key = (expand.__qualname__, arguments)
        if key not in self.numbers:
            self.numbers[key] = len(self.numbers)
            self.waiting.append((self.numbers[key], expand, arguments))
        return f"\x01{self.numbers[key]}\x02"

    def text(self, start: str, *terminals: str) -> str:
        """The grammar that begins with `start`, with further terminals; empty if nothing can be derived."""
        while self.waiting:
            number, expand, arguments = self.waiting.pop()
            self.alternatives[number] = tuple(dict.fromkeys(expand(*arguments)))
        text = self.written(start, self.productive())
        return with_terminals("\n".join((text.rstrip("\n"), *terminals, ""))) if text else ""

    def productive(self) -> set[int]:
        """The rules that derive a text."""
        needs = {
            number: [mentions(each) for each in alternatives]
            for number, alternatives in self.alternatives.items()
        }
        found: set[int] = set()
        while True:
            more = {
                number
                for number, choices in needs.items()
                if number not in found and any(each <= found for each in choices)
            }
            if not more:
                return found
            found |= more

    def written(self, start: str, productive: set[int]) -> str:
        """All rules that are reached, without alternatives that derive nothing."""
        kept = {
            number: [each for each in alternatives if mentions(each) <= productive]
            for number, alternatives in self.alternatives.items()
            if number in productive
        }
        if not mentions(start) <= productive:
            return ""
        reached, waiting = set[int](), list(mentions(start))
        while waiting:
            number = waiting.pop()
            if number not in reached:
                reached.add(number)
                waiting += [other for each in kept[number] for other in mentions(each)]
        lines = [f"start: {start}", *(f"r{each}: {' | '.join(kept[each])}" for each in sorted(reached))]
        return MARK.sub(r"r\1", "\n".join(lines)) + "\n"


def mentions(text: str) -> frozenset[int]:
    """The rules that an alternative mentions."""
    return frozenset(map(int, MARK.findall(text)))
