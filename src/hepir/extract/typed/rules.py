"""A grammar that is written as far as it is reached.

In: functions that give the alternatives of a rule, which mention other rules. Out: the text of a grammar for llguidance
without rules that derive nothing. llguidance takes its time for each word of that text, whatever its length: names of rules,
terminals, signs.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Hashable, Iterable
from functools import lru_cache

from hepir.extract.typed.reaching import RULE, TERMINAL, Reaching, alternative, written

Expand = Callable[..., Iterable[str]]
SPECIAL = re.compile(r"[\\/.+*?()|\[\]{}^$]")


@lru_cache(maxsize=10_000)
def literal(text: str) -> str:
    """A text as a terminal."""
    return json.dumps(text)


def one_of(texts: Iterable[str]) -> str:
    """One of several texts: a terminal, which is shared by all rules that mention the same texts."""
    return shared(tuple(dict.fromkeys(texts)))


@lru_cache(maxsize=10_000)
def shared(texts: tuple[str, ...]) -> str:
    """A mention of a terminal."""
    return f"{TERMINAL}{pattern(texts)}{TERMINAL}"


def pattern(texts: tuple[str, ...]) -> str:
    """A terminal of these texts."""
    return (
        literal(texts[0])
        if len(texts) == 1
        else f"/{'|'.join(SPECIAL.sub(escaped, each) for each in texts)}/"
    )


def escaped(character: re.Match[str]) -> str:
    """A character that means itself."""
    return f"\\{character[0]}"


PLUS = one_of((" + ", " - "))
OPEN, CLOSE, COMMA, DOT, BAR, MINUS = (one_of((each,)) for each in ("(", ")", ", ", ".", "|", "-"))


class Rules:
    """Collects rules; each is made once for its arguments. The names of all begin alike."""

    def __init__(self, beginning: str = "") -> None:
        self.beginning = beginning
        self.mentions: dict[Hashable, str] = {}
        self.waiting: list[tuple[str, Expand, tuple[Hashable, ...]]] = []
        self.known = Reaching()

    def rule(self, expand: Expand, *arguments: Hashable) -> str:
        """A mention of the rule that `expand(*arguments)` writes."""
        key = (expand, arguments)
        mention = self.mentions.get(key)
        if mention is None:
            name = f"r{len(self.mentions)}"
            mention = self.mentions[key] = f"{RULE}{name}{RULE}"
            self.waiting.append((name, expand, arguments))
        return mention

    def text(self, start: str, name: str = "start") -> str:
        """The grammar that begins with `start`; empty if nothing can be derived. What was written for another start is not
        worked out again."""
        while self.waiting:
            rule, expand, arguments = self.waiting.pop()
            self.known.add(rule, [alternative(each) for each in dict.fromkeys(expand(*arguments))])
        return written(name, alternative(start), self.known, self.beginning)
