"""Captions that stand beside their table, as some journals set narrow tables.

In: the rows and rules of a page, and a caption with no table above or below it. Out: the caption, which is all of the rows
below each other there, and the area between the rules beside it.
"""

from __future__ import annotations

from collections.abc import Sequence

from hepir.reading.boxes import Box
from hepir.reading.pdf.blocks import RowBlock, caption_of
from hepir.reading.pdf.columns import on_lines
from hepir.reading.pdf.rows import Row

NARROWEST = 100.0  # points: the rules of a table
LEVEL = 1.5  # lines between the first one of a caption and the first rule beside it
LEADING = 1.6  # of the size of type: distance of the lines of a caption


def captioned_beside(
    rows: Sequence[Row], rules: Sequence[Box], caption: RowBlock
) -> tuple[RowBlock, Box] | None:
    """A caption and the area of the table beside it; None where no rules begin at its height."""
    first = next((row for row in rows if caption_of(row) and begins(row, caption)), None)
    if first is None:
        return None
    area = area_of(first, rules)
    if area is None:
        return None
    left = first.box.right <= area.left
    side = [row for row in rows if (row.box.right <= area.left if left else row.box.left >= area.right)]
    lines = on_lines([row for row in side if row.baseline > first.baseline - first.size / 2])
    return RowBlock(tuple(following(lines))), area


def begins(row: Row, caption: RowBlock) -> bool:
    """Whether a caption begins with a row, perhaps with others on its line behind it."""
    box = caption.rows[0].box
    return abs(row.box.left - box.left) < 1 and box.top - 1 <= row.box.top <= row.box.bottom <= box.bottom + 1


def area_of(first: Row, rules: Sequence[Box]) -> Box | None:
    """The area of the rules of one width that begin at the height of a row, beside it."""
    wide = [r for r in rules if r.right - r.left > NARROWEST and not overlaps(first.box, r)]
    level = [r for r in wide if abs(r.top - first.box.top) < LEVEL * first.size]
    if not level:
        return None
    top = min(level, key=lambda each: each.top)
    same = [r for r in wide if abs(r.left - top.left) < 6 and abs(r.right - top.right) < 6]
    area = top
    for each in sorted((r for r in same if r.top >= top.top), key=lambda each: each.top):
        area = area.to(each)
    return area if area.bottom > first.box.bottom else None


def overlaps(one: Box, other: Box) -> bool:
    """Whether two boxes stand above each other."""
    return one.left < other.right and one.right > other.left


def following(rows: Sequence[Row]) -> list[Row]:
    """The first of some rows and those below it, one line after the other."""
    first = rows[0]
    found = [first]
    for row in rows[1:]:
        below = row.baseline - found[-1].baseline < LEADING * first.size
        if below and abs(row.size - first.size) < 1 and abs(row.box.left - first.box.left) < first.size:
            found.append(row)
    return found
