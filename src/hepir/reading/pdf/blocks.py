"""Rows to blocks: paragraphs, headings and the like, each the rows that belong together.

In: the rows of a column in reading order. Out: groups of them. A block ends at a wider gap, another size of type, another
weight, an indented line after a finished one, and before captions, list items and entries of the reference list.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from hepir.reading.boxes import Box
from hepir.reading.document import Label
from hepir.reading.pdf.rows import Row

CAPTION = re.compile(
    r"\s*(?P<kind>Fig(?:ure|\.)?|Table|Tab\.)\s*(?P<number>[A-Z]?\d+[a-z]?|[IVX]+)\s*(?:\(colou?r online\)\s*)?(?:[.:|]|$)",
    re.I,
)
LABELLED = re.compile(  # `Table 2 Overview`
    r"\s*(?P<kind>Fig(?:ure|\.)?|Table|Tab\.)\s*(?P<number>[A-Z]?\d+[a-z]?|[IVX]+)\s+(?=[^\W\d])", re.I
)
ITEM = re.compile(r"\s*(?:[•◦▪‣–]\s|\(?(?:[ivx]+|[a-z]|\d{1,2})\)\s)")
ENTRY = re.compile(r"\s*(?:\[\d{1,4}[a-z]?\]|\d{1,3}\.\s)")


@dataclass(frozen=True, slots=True)
class RowBlock:
    """Rows that belong together. `level` is that of a heading."""

    rows: tuple[Row, ...]
    label: Label = Label.PARAGRAPH
    level: int = 0

    @property
    def page(self) -> int:
        """The page on which it begins."""
        return self.rows[0].page

    @property
    def size(self) -> float:
        """The size of its type."""
        return self.rows[0].size

    @property
    def text(self) -> str:
        """The characters of its rows, a space for each line end."""
        return " ".join(row.text for row in self.rows)

    @property
    def box(self) -> Box:
        """The frame of the rows on its first page."""
        box = self.rows[0].box
        for row in self.rows[1:]:
            box = box.to(row.box) if row.page == box.page else box
        return box

    def labelled(self, label: Label, level: int = 0) -> RowBlock:
        """The same rows with another label."""
        return replace(self, label=label, level=level)


@dataclass(frozen=True, slots=True)
class Measures:
    """Size of the type of most text, the distance of its lines, and its font."""

    size: float
    leading: float
    font: str = ""


def caption_of(row: Row) -> re.Match[str] | None:
    """The label that a caption begins with: `Table 2:`, or in bold type before text that is not; None for other rows."""
    if found := CAPTION.match(row.text):
        return found
    found = LABELLED.match(row.text)
    if found is None:
        return None
    bold = [each.bold or character.isspace() for each in row.glyphs for character in each.character]
    return found if all(bold[: found.end()]) and not bold[found.end()] else None


def measures(columns: Iterable[Sequence[Row]]) -> Measures:
    """What most of the text of a document is set in."""
    sizes: Counter[float] = Counter()
    leadings: Counter[float] = Counter()
    fonts: Counter[str] = Counter()
    for column in columns:
        for row in column:
            sizes[round(row.size, 1)] += len(row.glyphs)
            fonts.update(each.font for each in row.glyphs)
        for one, other in pairwise(column):
            if abs(one.size - other.size) < 0.3 and 0 < other.baseline - one.baseline < 3 * one.size:
                leadings[round(2 * (other.baseline - one.baseline)) / 2] += len(other.glyphs)
    size = max(sizes, key=lambda each: (sizes[each], each), default=10.0)
    leading = max(leadings, key=lambda each: (leadings[each], each), default=1.2 * size)
    return Measures(size, leading, max(fonts, key=lambda each: (fonts[each], each), default=""))


def blocks_of(column: Sequence[Row], usual: Measures) -> list[RowBlock]:
    """The blocks of one column."""
    if not column:
        return []
    right = max(row.box.right for row in column)
    blocks: list[list[Row]] = [[column[0]]]
    for row in column[1:]:
        if starts_block(row, blocks[-1], right, usual):
            blocks.append([row])
        else:
            blocks[-1].append(row)
    return [RowBlock(tuple(rows)) for rows in blocks]


def starts_block(row: Row, block: Sequence[Row], right: float, usual: Measures) -> bool:
    """Whether a row begins a new block after the rows of another."""
    last = block[-1]
    distance = row.baseline - last.baseline
    usual_distance = usual.leading * max(0.75, row.size / usual.size)
    if abs(row.size - last.size) > 0.07 * last.size or distance > 1.3 * usual_distance or distance < 0:
        return not scripts_only(row, last, distance)
    if row.bold != last.bold and len(row.text.strip()) > 3:
        return not (caption_of(block[0]) and len(block) == 1)
    if caption_of(row) or ITEM.match(row.text) or bracketed(row, block) or behind_item(block, row):
        return True
    ended = last.text.rstrip()[-1:] in ".:?!" or last.box.right < right - 4 * row.size
    return (
        ended and row.box.left > block_left(block) + 0.8 * row.size and len(block) > 0 and not hanging(block)
    )


def behind_item(block: Sequence[Row], row: Row) -> bool:
    """Whether a row begins left of the mark of the item before it, where the text around a list does."""
    return bool(ITEM.match(block[0].text)) and row.box.left < block[0].box.left - 0.5 * row.size


def scripts_only(row: Row, last: Row, distance: float) -> bool:
    """A short piece of a formula between two lines."""
    return abs(distance) < 0.7 * last.size and len(row.text.strip()) < 4


def bracketed(row: Row, block: Sequence[Row]) -> bool:
    """An entry of a reference list starts left of the lines of the entry before, or after such an entry of one line."""
    return (
        bool(ENTRY.match(row.text) and ENTRY.match(block[0].text)) and row.box.left <= block[0].box.left + 8
    )


def hanging(block: Sequence[Row]) -> bool:
    """Whether the first line of a block stands left of the others, as in lists."""
    return bool(ENTRY.match(block[0].text) or ITEM.match(block[0].text))


def block_left(block: Sequence[Row]) -> float:
    """Where the lines of a block begin, the first one apart."""
    return min(row.box.left for row in (block[1:] or block))
