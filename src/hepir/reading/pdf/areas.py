"""Where the tables of a page stand: between the rules below or above their captions, alone or several in a pile.

In: a page, its rows and its captions. Out: for each caption of a table the areas of its tables.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from hepir.reading.boxes import Box
from hepir.reading.pdf.blocks import RowBlock, caption_of
from hepir.reading.pdf.gaps import on_baselines
from hepir.reading.pdf.opening import PageContent
from hepir.reading.pdf.rows import Row
from hepir.reading.pdf.side_captions import captioned_beside

NEAR = 45.0  # points between a caption and the first rule of its table
GAP = 4.5  # points between two tables; between the rules of a double rule there are fewer
PILED = 16.0  # points between two tables of one caption
RULES = 3  # of the width of a table, of one that has no caption of its own
THINNEST = 2.0  # points: rules nearer than that are one


def table_captions(blocks: Sequence[RowBlock]) -> list[RowBlock]:
    """Captions that say `Table`."""
    return [b for b in blocks if (found := caption_of(b.rows[0])) and found["kind"].lower().startswith("tab")]


def placed(
    page: PageContent, rows: Sequence[Row], captions: Sequence[RowBlock], body_size: float
) -> list[tuple[RowBlock, Box]]:
    """Captions of tables with the areas of these: below or above them, and where nothing is there, beside them."""
    found: list[tuple[RowBlock, Box]] = []
    beside: list[tuple[RowBlock, Box]] = []
    for caption in table_captions(captions):
        others = [each for each in captions if each is not caption]
        aside = captioned_beside(rows, page.rules, caption)
        if aside is not None and area_below(page, rows, aside[0], others, body_size) is None:
            beside.append(aside)
        elif (area := area_below(page, rows, caption, others, body_size)) is not None:
            found.append((caption, area))
    found += [each for each in beside if not any(inside(each[1], area) for _, area in found)]
    return with_stacked(page, rows, found, captions, body_size)


def with_stacked(
    page: PageContent,
    rows: Sequence[Row],
    placed: Sequence[tuple[RowBlock, Box]],
    captions: Sequence[RowBlock],
    body_size: float,
) -> list[tuple[RowBlock, Box]]:
    """Tables, with those that stand in one pile with them, on the side without the caption, from top to bottom."""
    areas = [area for _, area in placed]
    found: list[tuple[RowBlock, Box]] = []
    for caption, area in placed:
        rules = [r for r in page.rules if is_along(r) and r.left < area.right and r.right > area.left]
        text = [row for row in rows if prose(row, body_size)]
        down = area.top > caption.box.top
        pile = [area]
        while (further := next_of_pile(rules, text, captions, pile[-1], down)) is not None and not any(
            inside(further, each) or inside(each, further) for each in areas
        ):
            pile.append(further)
        for each in sorted(pile, key=lambda each: each.top):
            found += [(caption, part) for part in apart(each, rules, rows)]
    return found


def apart(area: Box, rules: Sequence[Box], rows: Sequence[Row]) -> list[Box]:
    """The tables of one width in an area: a gap without rules parts them, and each begins with the same entry."""
    own = sorted((r for r in rules if inside(r, area)), key=lambda each: each.top)
    found = [area]
    for one, other in pairwise(own):
        first, rest = replace(found[-1], bottom=one.bottom), replace(found[-1], top=other.top)
        empty = other.top - one.bottom > GAP and not any(one.top < row.baseline < other.top for row in rows)
        if empty and first_entry(first, rows) == first_entry(rest, rows) != "":
            found[-1:] = [first, rest]
    return found


def first_entry(area: Box, rows: Sequence[Row]) -> str:
    """The entry at the upper left of an area."""
    within = [row for row in rows if inside(row.box, area)]
    lines = on_baselines(within)
    return min(lines[0], key=lambda row: row.box.left).text.strip() if lines else ""


def next_of_pile(
    rules: Sequence[Box], text: Sequence[Row], captions: Sequence[RowBlock], area: Box, down: bool
) -> Box | None:
    """The area of rules right below or above a table, where it has as many as a table."""
    start = area.bottom if down else area.top
    beyond = [r for r in rules if (r.top > start + THINNEST if down else r.bottom < start - THINNEST)]
    if not beyond or min(abs(r.top - start) for r in beyond) > PILED:
        return None
    found = chain(beyond, text, captions, start, down=down)
    own = [r for r in beyond if found is not None and same_width(r, found)]
    return found if len(own) >= RULES and found is not None and found.bottom - found.top > 15 else None


def is_along(rule: Box) -> bool:
    """Whether a rule stands above or below lines, and is too long for a fraction."""
    return rule.right - rule.left > 60 and rule.bottom - rule.top < rule.right - rule.left


def area_below(
    page: PageContent, rows: Sequence[Row], caption: RowBlock, others: Sequence[RowBlock], body_size: float
) -> Box | None:
    """The area of the rules below a caption, else of those above it."""
    box = caption.box
    rules = [r for r in page.rules if is_along(r) and r.left < box.right and r.right > box.left]
    inside = {id(row) for row in caption.rows}
    text = [row for row in rows if id(row) not in inside and prose(row, body_size)]
    area = chain([r for r in rules if r.top >= box.bottom - 3], text, others, box.bottom, down=True)
    if area is None:
        area = chain([r for r in rules if r.bottom <= box.top + 3], text, others, box.top, down=False)
    else:  # a header may stand above the first rule, the last row below the last
        prosaic = {id(row) for row in text}
        area = area.to(Box(page.number, area.left, min(area.top, box.bottom + 1), area.right, area.bottom))
        area = with_last_rows(area, [row for row in rows if id(row) not in prosaic])
    return area if area is not None and area.bottom - area.top > 15 else None


def with_last_rows(area: Box, rows: Sequence[Row]) -> Box:
    """With the rows right below the last rule of a table that has none at its end."""
    bottom, limit = area.bottom, 0.4
    for row in sorted(rows, key=lambda each: each.box.top):
        within = area.left - 4 <= row.box.left and row.box.right <= area.right + 4
        if within and row.baseline > area.bottom and row.box.top < bottom + limit * row.size:
            bottom, limit = max(bottom, row.box.bottom), 0.6
    return area.to(Box(area.page, area.left, area.top, area.right, bottom))


def prose(row: Row, body_size: float) -> bool:
    """A line of a paragraph rather than of a table: long, and with words in lower case."""
    words = [w for w in row.text.split() if w.isalpha() and w.islower()]
    return row.box.right - row.box.left > 25 * body_size and len(words) >= 7


def chain(
    rules: Sequence[Box], text: Sequence[Row], others: Sequence[RowBlock], start: float, down: bool
) -> Box | None:
    """The area from the rule nearest to a caption to the last one before running text or another caption."""
    ordered = sorted(rules, key=lambda r: r.top, reverse=not down)
    if not ordered or abs(ordered[0].top - start) > NEAR:
        return None
    found = [ordered[0]]
    stops = [row.baseline for row in text] + [other.box.top for other in others]
    for rule in ordered[1:]:
        low, high = sorted((found[-1].top, rule.top))
        if any(low + 2 < stop < high for stop in stops):
            break
        if min(rule.right, found[0].right) - max(rule.left, found[0].left) > 0:
            found.append(rule)
    # Rules of pictures that follow are not as wide; the pieces of a rule may stand side by side.
    whole = [rule for rule in found if same_width(rule, found[0])]
    found = found[: found.index(whole[-1]) + 1] if len(whole) > 1 else found
    area = found[0]
    for rule in found[1:]:
        area = area.to(rule)
    return area


def same_width(one: Box, other: Box) -> bool:
    """Whether two rules begin and end at the same places."""
    return abs(one.left - other.left) < 6 and abs(one.right - other.right) < 6


def inside(row_box: Box, area: Box) -> bool:
    """Whether the middle of one lies in the other."""
    x, y = (row_box.left + row_box.right) / 2, (row_box.top + row_box.bottom) / 2
    return area.left - 4 <= x <= area.right + 4 and area.top - 2 <= y <= area.bottom + 2
