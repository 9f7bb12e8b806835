"""Cutting a text into tokens, where only some can come.

In: the terminals of the grammar as Lark stores them, and a text. Out: one token after the other, the same that Lark's
contextual lexer gives: of the terminals that can come the first that fits, in Lark's order; a word that is a keyword is that.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from hepir.syntax.parsed import Token

Match = Callable[[str, int], "re.Match[str] | None"]


class Terminal(NamedTuple):
    """A terminal; `order` is Lark's. `match` is there for patterns, `literal` is the text of others."""

    order: tuple[int, int, int, str]
    name: str
    literal: str
    match: Match | None


def terminals_of(stored: Iterable[dict[str, Any]]) -> dict[str, Terminal]:
    """Terminals by name. Raises ValueError for what the grammar does not have: flags, terminals without a fixed text that
    are no pattern.
    """
    return {each["name"]: terminal_of(each) for each in stored}


def terminal_of(stored: dict[str, Any]) -> Terminal:
    """A terminal as Lark stores it."""
    name, pattern = stored["name"], stored["pattern"]
    value: str = pattern["value"]
    if pattern["flags"] or pattern["__type__"] not in ("PatternStr", "PatternRE"):
        raise ValueError(f"a terminal of another kind: {name}")
    literal = pattern["__type__"] == "PatternStr"
    width = len(value) if literal else pattern["_width"][1]
    order = (-stored["priority"], -width, -len(value), name)
    return Terminal(order, name, value if literal else "", None if literal else re.compile(value).match)


class Lexer:
    """Cuts tokens of some terminals; those that are ignored are skipped."""

    def __init__(
        self, terminals: Mapping[str, Terminal], wanted: Iterable[str], ignored: frozenset[str], end: str
    ) -> None:
        chosen = sorted(terminals[each] for each in wanted)
        literals = [each for each in chosen if each.match is None]
        patterns = [each for each in chosen if each.match is not None]
        self._keywords = {each.name: keywords_of(each, literals) for each in patterns}
        embedded = {literal for keywords in self._keywords.values() for literal in keywords}
        self._tried = [each for each in chosen if each.literal not in embedded]
        self._by_first: dict[str, list[tuple[str, str, Match | None]]] = {}
        self._ignored, self._end = ignored, end

    def token(self, text: str, at: int) -> tuple[Token | None, int]:
        """The next token and where it ends; None where nothing fits."""
        while at < len(text):
            found = self._at(text, at)
            if found is None:
                return None, at
            name, value = found
            if name not in self._ignored:
                name = self._keywords.get(name, {}).get(value, name)
                return Token(name, value, at), at + len(value)
            at += len(value)
        return Token(self._end, "", at), at

    def _at(self, text: str, at: int) -> tuple[str, str] | None:
        """The terminal that fits at a place, and what it takes."""
        for name, literal, match in self._beginning(text[at]):
            if match is None:
                if text.startswith(literal, at):
                    return name, literal
            elif (found := match(text, at)) is not None:
                return name, found.group()
        return None

    def _beginning(self, first: str) -> list[tuple[str, str, Match | None]]:
        """The terminals that may begin with a character."""
        if first not in self._by_first:
            self._by_first[first] = [
                each[1:] for each in self._tried if each.match or each.literal[0] == first
            ]
        return self._by_first[first]


def keywords_of(pattern: Terminal, literals: Iterable[Terminal]) -> dict[str, str]:
    """The literals that a pattern matches as a whole: what it takes may be one of them."""
    assert pattern.match is not None
    found = {}
    for each in literals:
        match = pattern.match(each.literal, 0)
        if each.order[0] == pattern.order[0] and match is not None and match.group() == each.literal:
            found[each.literal] = each.name
    return found
