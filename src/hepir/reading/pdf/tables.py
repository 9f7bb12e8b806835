"""Tables of a page: their areas, and their cells.

In: a page, its rows and its captions. Out: for each caption of a table the area between the rules below or above it, and the
cells in that area. Cells of ruled tables come from their rectangles (`ruled`), those of tables with few rules from the gaps
between their columns. The text of a cell is read again from the glyphs inside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hepir.reading.boxes import Box
from hepir.reading.drafts import Grid
from hepir.reading.pdf.blocks import RowBlock, caption_of
from hepir.reading.pdf.opening import PageContent, PdfFile
from hepir.reading.pdf.rows import Row, content_of
from hepir.reading.pdf.ruled import by_rectangles
from hepir.reading.pdf.side_captions import captioned_beside
from hepir.reading.pdf.spanning import Line, distinct, spanned
from hepir.reading.written import Written, joined

MOST_HEADERS = 3  # lines: more are rows of a table without a header
NEAR = 45.0  # points between a caption and the first rule of its table
WIDER = 35.0  # points: a rule that parts lines is wider than that of a fraction
Cells = tuple[tuple[Written, ...], ...]


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table on a page. `grid` is None where no cells were told apart."""

    caption: RowBlock
    area: Box
    grid: Grid


def table_captions(blocks: Sequence[RowBlock]) -> list[RowBlock]:
    """Captions that say `Table`."""
    return [b for b in blocks if (found := caption_of(b.rows[0])) and found["kind"].lower().startswith("tab")]


def tables_of(
    file: PdfFile, page: PageContent, rows: Sequence[Row], captions: Sequence[RowBlock], body_size: float
) -> list[FoundTable]:
    """The tables of a page that have a caption and rules."""
    found: list[FoundTable] = []
    for caption, area in placed(page, rows, captions, body_size):
        if (grid := grid_of(file, page, rows, area, caption)) is not None:
            found.append(FoundTable(caption, area, grid))
    return found


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
    return found + [each for each in beside if not any(inside(each[1], area) for _, area in found)]


def area_below(
    page: PageContent, rows: Sequence[Row], caption: RowBlock, others: Sequence[RowBlock], body_size: float
) -> Box | None:
    """The area of the rules below a caption, else of those above it."""
    box = caption.box
    rules = [r for r in page.rules if r.right - r.left > 60 and r.bottom - r.top < r.right - r.left]
    rules = [r for r in rules if r.left < box.right and r.right > box.left]
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


def grid_of(
    file: PdfFile, page: PageContent, rows: Sequence[Row], area: Box, caption: RowBlock
) -> Grid | None:
    """The cells of an area, by its rules if it has rules in both directions, else by its columns."""
    upright = [r for r in page.rules if r.bottom - r.top > r.right - r.left and inside(r, area)]
    cells: Cells = ()
    headers = 1
    if len(upright) >= 3:
        cells = by_rectangles(file, page, area)
    within = [row for row in rows if inside(row.box, area)]
    if 2 * len(cells) < len(on_baselines(within)):  # rules between groups of lines only
        cells, headers = by_columns(page, within, area)
    if len(cells) < 2 or len(cells[0]) < 2:
        return None
    columns = zip(*cells[:headers], strict=True) if headers else [()] * len(cells[0])
    header = tuple(joined(distinct(column), " ") for column in columns)
    number = caption_of(caption.rows[0])
    return Grid(header, cells[headers:], content_of(caption.rows).text, number["number"] if number else None)


def by_columns(page: PageContent, rows: Sequence[Row], area: Box) -> tuple[Cells, int]:
    """Cells of a table without upright rules, and how many of its lines are headers."""
    lines = on_baselines(rows)
    rules = [r for r in page.rules if r.right - r.left > WIDER and inside(r, area)]
    wide = [r for r in rules if r.right - r.left > 0.75 * (area.right - area.left)]
    ending = [r for r in rules if (abs(r.left - area.left) < 6) != (abs(r.right - area.right) < 6)]
    columns = fewer(columns_of(rows), lines, ending)
    if len(columns) < 2:
        return (), 0
    merged: list[list[list[Row]]] = []
    baselines: list[float] = []
    last = 0.0
    for line in lines:
        cells = [[row for row in line if touches(row, column)] for column in columns]
        baseline = line[0].baseline
        over = [
            r for r in rules if any(runs_over(r, c) for c, cell in zip(columns, cells, strict=True) if cell)
        ]
        near = merged and above(over, baselines[-1]) == above(over, baseline)
        if near and continues(cells, merged[-1], baseline - last, line[0].size):
            merged[-1] = [[*old, *new] for old, new in zip(merged[-1], cells, strict=True)]
        else:
            merged.append(cells)
            baselines.append(baseline)
        last = baseline
    read = [line_of(cells, place, columns, rules) for cells, place in zip(merged, baselines, strict=True)]
    headers = [above(wide, each.baseline) for each in read].count(above(wide, read[0].baseline))
    if not 0 < headers < len(read):
        headers = 1
    heads = tuple(each.cells for each in read[:headers])
    return (*heads, *spanned(read[headers:])), headers if headers <= MOST_HEADERS else 0


def line_of(
    cells: Sequence[Sequence[Row]],
    baseline: float,
    columns: Sequence[tuple[float, float]],
    rules: Sequence[Box],
) -> Line:
    """A line of cells with where they stand between rules; a rule counts for the columns that it runs over."""
    places = [sum(r.baseline for r in cell) / len(cell) if cell else baseline for cell in cells]
    over = [[r for r in rules if runs_over(r, column)] for column in columns]
    groups = tuple(above(its, place) for its, place in zip(over, places, strict=True))
    return Line(tuple(content_of(cell) for cell in cells), tuple(places), groups, baseline)


def runs_over(rule: Box, column: tuple[float, float]) -> bool:
    """Whether a rule stands over the middle of a column."""
    return rule.left <= (column[0] + column[1]) / 2 <= rule.right


def above(rules: Sequence[Box], baseline: float) -> int:
    """How many rules stand above a line."""
    return sum(rule.top < baseline for rule in rules)


def on_baselines(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows that stand on one line."""
    lines: list[list[Row]] = []
    for row in sorted(rows, key=lambda each: (each.baseline, each.box.left)):
        if lines and abs(lines[-1][0].baseline - row.baseline) < 0.35 * row.size:
            lines[-1].append(row)
        else:
            lines.append([row])
    return lines


def columns_of(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Where the columns lie, from the narrowest entries up; what covers two of them is over both."""
    columns: list[tuple[float, float]] = []
    for row in sorted(rows, key=lambda each: each.box.right - each.box.left):
        left, right = row.box.left, row.box.right
        over = [each for each in columns if min(each[1], right) - max(each[0], left) > 1]
        if len(over) <= 1:
            columns = [each for each in columns if each not in over]
            columns.append((min([left, *(c[0] for c in over)]), max([right, *(c[1] for c in over)])))
    return sorted(columns)


def fewer(
    columns: list[tuple[float, float]], lines: Sequence[Sequence[Row]], rules: Sequence[Box]
) -> list[tuple[float, float]]:
    """Neighbouring columns are one if no line fills both, each with an entry of its own, and no rule ends between them."""
    place = 0
    while place + 1 < len(columns):
        one, other = columns[place], columns[place + 1]
        parted = any(runs_over(rule, one) != runs_over(rule, other) for rule in rules)
        if parted or any(both_filled(line, one, other) for line in lines):
            place += 1
        else:
            columns = [*columns[:place], (one[0], other[1]), *columns[place + 2 :]]
    return columns


def both_filled(line: Sequence[Row], one: tuple[float, float], other: tuple[float, float]) -> bool:
    """Whether a line has an entry in each of two columns, and none over both."""
    left = {id(row) for row in line if touches(row, one)}
    right = {id(row) for row in line if touches(row, other)}
    return bool(left and right and not left & right)


def touches(row: Row, column: tuple[float, float]) -> bool:
    """Whether an entry lies over a column."""
    overlap = min(row.box.right, column[1]) - max(row.box.left, column[0])
    return overlap > 0.5 * min(row.box.right - row.box.left, column[1] - column[0])


def continues(
    cells: Sequence[Sequence[Row]], before: Sequence[Sequence[Row]], distance: float, size: float
) -> bool:
    """A line without a first entry and with few others belongs to the line above it, if it is near."""
    filled = [place for place, cell in enumerate(cells) if cell]
    if not filled or cells[0] or distance >= 1.35 * size or not any(before[place] for place in filled):
        return False
    goes_on = re.match(r"\s*(?:[a-z]{3,}\b|[+(,])", cells[filled[0]][0].text)
    return len(filled) <= len(cells) / 2 and (len(cells) > 2 or goes_on is not None)
