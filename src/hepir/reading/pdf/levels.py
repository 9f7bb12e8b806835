"""Levels of headings by their numbers: publishers set sections of one level in different type.

In: the blocks of a document with their labels. Out: the same, each numbered heading as deep as the others that are numbered
its way: `2.1` below `2`, and where the first is `I`, `A` below `I` and `1` below `A`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from hepir.reading.document import Label
from hepir.reading.pdf.blocks import RowBlock

NUMBERED = re.compile(
    r"\s*(?P<number>(?:\d{1,2}(?:\.\d{1,2}){0,3}|[A-Z](?:\.\d{1,2}){0,3}(?=\.\s|\s+[A-Z])|[IVX]{1,5}))\.?\s+(?=[^\W\d])"
)
DIGITS = {"I": 1, "V": 5, "X": 10}
FARTHEST = 3  # so many headings may have been missed, less one


@dataclass
class Count:
    """The numbers of the headings so far, the outermost first, and the level of the first; `roman`: of `IV` and the like."""

    base: int
    roman: bool
    last: list[int] = field(default_factory=list)

    def depth(self, number: str) -> int | None:
        """How deep a heading with this number is, which comes next, or soon; None where another one would."""
        given = [each for each in self.meanings(number) if 0 < self.ahead(each) <= FARTHEST]
        if not given:
            return None
        parts = min(given, key=self.ahead)
        self.last = parts
        return len(parts) - 1

    def ahead(self, parts: list[int]) -> int:
        """How far a number is ahead of the last one beside it; 0 where it does not stand in what is open."""
        depth = len(parts) - 1
        if depth > len(self.last) or parts[:-1] != self.last[:depth]:
            return 0
        return parts[-1] - (self.last[depth] if depth < len(self.last) else 0)

    def meanings(self, number: str) -> list[list[int]]:
        """The numbers of a heading and of those that it stands in, in each way that its own may be meant."""
        if not self.roman:
            return [[int(each) for each in number.split(".")]] if number[0].isdigit() else []
        above = self.last
        letter = [[*above[:1], ord(number) - ord("A") + 1]] if len(number) == 1 and number.isalpha() else []
        if number.isdigit():
            return [[*above[:2], int(number)]] if len(above) > 1 else []
        return [*([[value]] if (value := roman(number)) else []), *(letter if above else [])]


def with_levels(blocks: Sequence[RowBlock]) -> list[RowBlock]:
    """The blocks with the levels of numbered headings by their numbers."""
    headings = [(each.text, each.level) for each in blocks if each.label is Label.SECTION]
    levels = iter(levels_of(headings))
    return [
        each.labelled(Label.SECTION, next(levels)) if each.label is Label.SECTION else each for each in blocks
    ]


def levels_of(headings: Iterable[tuple[str, int]]) -> Iterator[int]:
    """The level of each heading, by its text and the level of its type: by numbers that count on from `1` or `I`."""
    count: Count | None = None
    for text, level in headings:
        number = found["number"] if (found := NUMBERED.match(text)) else ""
        if count is None and number in ("1", "I"):
            count = Count(level, number == "I")
        depth = count.depth(number) if count is not None and number else None
        yield level if count is None or depth is None else count.base + depth


def roman(number: str) -> int:
    """`XIV` as 14; 0 for other letters."""
    digits = [DIGITS.get(each, 0) for each in number]
    if not all(digits):
        return 0
    behind = [*digits[1:], 0]
    return sum(-one if one < other else one for one, other in zip(digits, behind, strict=True))
