"""Regular expressions of a grammar, in the part of their syntax that means the same to every engine.

In: the text between two slashes. Out: an expression; `UntranslatableError` for what engines take differently (`\\w`,
look-around, lazy repetition, anchors).
"""

from __future__ import annotations

import re

from hepir.models.gbnf.expressions import (
    ANY,
    Characters,
    Expression,
    Text,
    UntranslatableError,
    chain,
    choice,
    repeat,
    without,
)

COUNT = re.compile(r"\{(\d+)(?:(,)(\d*))?\}")
HEX = re.compile(r"x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|[xu]\{([0-9A-Fa-f]+)\}")
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "f": "\f", "v": "\v"}
LINE = Characters(without(((10, 10),)))
OPENINGS = {"(?s:": True, "(?-s:": False, "(?:": None}


def regex(text: str) -> Expression:
    """The expression of a regular expression."""
    reader = Reader(text)
    found = reader.options(False)
    if reader.place < len(text):
        raise UntranslatableError(f"`{text[reader.place]}` in /{text}/")
    return found


class Reader:
    """Reads from one place on. `dots`: whether a dot takes line ends too."""

    def __init__(self, text: str) -> None:
        self.text, self.place = text, 0

    def options(self, dots: bool) -> Expression:
        """Alternatives, up to the end or a closing parenthesis."""
        found = [self.row(dots)]
        while self.taken("|"):
            found.append(self.row(dots))
        return choice(*found)

    def row(self, dots: bool) -> Expression:
        """What follows each other."""
        parts: list[Expression] = []
        while self.place < len(self.text) and self.text[self.place] not in "|)":
            parts.append(self.counted(self.atom(dots)))
        return chain(*parts)

    def counted(self, part: Expression) -> Expression:
        """A part with its repetition."""
        if found := COUNT.match(self.text, self.place):
            self.place = found.end()
            least = int(found[1])
            most = least if not found[2] else int(found[3]) if found[3] else None
        elif self.place < len(self.text) and self.text[self.place] in "*+?":
            sign = self.text[self.place]
            self.place += 1
            least, most = int(sign == "+"), 1 if sign == "?" else None
        else:
            return part
        if self.place < len(self.text) and self.text[self.place] in "?+*{":
            raise UntranslatableError(f"`{self.text[self.place]}` after a repetition in /{self.text}/")
        return repeat(part, least, most)

    def atom(self, dots: bool) -> Expression:
        """One character, class or group."""
        if self.taken("["):
            return self.characters()
        if self.taken("."):
            return ANY if dots else LINE
        for opening, inner in OPENINGS.items():
            if self.taken(opening):
                return self.group(dots if inner is None else inner)
        if self.taken("("):
            if self.text.startswith("?", self.place):
                raise UntranslatableError(f"`(?` in /{self.text}/")
            return self.group(dots)
        if self.text[self.place] in "^$*+?{":
            raise UntranslatableError(f"`{self.text[self.place]}` in /{self.text}/")
        return Text(self.character())

    def group(self, dots: bool) -> Expression:
        """What stands in parentheses."""
        found = self.options(dots)
        self.wanted(")")
        return found

    def characters(self) -> Expression:
        """A class, behind its bracket."""
        negative = self.taken("^")
        ranges = []
        while not self.text.startswith("]", self.place):
            if self.text.startswith(("[", "&&", "--", "~~"), self.place):
                raise UntranslatableError(f"`{self.text[self.place]}` in a class of /{self.text}/")
            low = high = ord(self.character())
            if self.text.startswith("-", self.place) and not self.text.startswith("-]", self.place):
                self.place += 1
                high = ord(self.character())
            ranges.append((low, high))
        self.place += 1
        merged = joined(ranges)
        return Characters(without(merged) if negative else merged)

    def character(self) -> str:
        """A character, escaped or not."""
        if self.place >= len(self.text):
            raise UntranslatableError(f"the end of /{self.text}/")
        sign = self.text[self.place]
        self.place += 1
        if sign != "\\":
            return sign
        if found := HEX.match(self.text, self.place):
            self.place = found.end()
            return chr(int(found[1] or found[2] or found[3], 16))
        sign = self.text[self.place : self.place + 1]
        self.place += 1
        if sign in ESCAPES:
            return ESCAPES[sign]
        if not sign or sign.isalnum():
            raise UntranslatableError(f"`\\{sign}` in /{self.text}/")
        return sign

    def taken(self, sign: str) -> bool:
        """Whether this comes next; if so, goes past it."""
        found = self.text.startswith(sign, self.place)
        self.place += len(sign) if found else 0
        return found

    def wanted(self, sign: str) -> None:
        """Goes past what has to come."""
        if not self.taken(sign):
            raise UntranslatableError(f"no `{sign}` in /{self.text}/")


def joined(ranges: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Ranges in order, those that touch as one."""
    found: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if found and low <= found[-1][1] + 1:
            found[-1] = (found[-1][0], max(high, found[-1][1]))
        else:
            found.append((low, high))
    return tuple(found)
