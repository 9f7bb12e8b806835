"""Cells of the tables of a page.

In: a page, its rows and its captions. Out: for each area of a table (`areas`) its cells. Those of ruled tables come from
their rectangles (`ruled`), those of tables with few rules from the columns that rules and gaps part (`entries`). The text of
a cell is read again from the glyphs inside it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hepir.reading.boxes import Box
from hepir.reading.drafts import Grid
from hepir.reading.pdf.areas import inside, placed
from hepir.reading.pdf.blocks import RowBlock, caption_of
from hepir.reading.pdf.entries import entries_of, frame_of
from hepir.reading.pdf.gaps import on_baselines, runs_over
from hepir.reading.pdf.opening import PageContent, PdfFile
from hepir.reading.pdf.rows import Row, content_of
from hepir.reading.pdf.ruled import by_rectangles
from hepir.reading.pdf.spanning import Line, distinct, spanned
from hepir.reading.written import Written, joined

MOST_HEADERS = 3  # lines: more are rows of a table without a header
LEAST = 2  # lines
WIDER = 35.0  # points: a rule that parts lines is wider than that of a fraction
Cells = tuple[tuple[Written, ...], ...]


@dataclass(frozen=True, slots=True)
class FoundTable:
    """A table on a page. `grid` is None where no cells were told apart."""

    caption: RowBlock
    area: Box
    grid: Grid


def tables_of(
    file: PdfFile, page: PageContent, rows: Sequence[Row], captions: Sequence[RowBlock], body_size: float
) -> list[FoundTable]:
    """The tables of a page that have a caption and rules."""
    found: list[FoundTable] = []
    for caption, area in placed(page, rows, captions, body_size):
        if (grid := grid_of(file, page, rows, area, caption)) is not None:
            found.append(FoundTable(caption, area, grid))
    return found


def grid_of(
    file: PdfFile, page: PageContent, rows: Sequence[Row], area: Box, caption: RowBlock
) -> Grid | None:
    """The cells of an area, by its rules if it has rules in both directions, else by its columns."""
    upright = [r for r in page.rules if is_upright(r) and inside(r, area)]
    cells: Cells = ()
    headers = 1
    if len(upright) >= 3:
        cells = by_rectangles(file, page, area)
    within = [row for row in rows if inside(row.box, area)]
    lines = on_baselines(within)
    if 2 * len(cells) < len(lines) or parted_by_gaps(lines, cells):  # rules between groups of lines only
        cells, headers = by_columns(page, within, area)
    if len(cells) < 2 or len(cells[0]) < 2:
        return None
    columns = zip(*cells[:headers], strict=True) if headers else [()] * len(cells[0])
    header = tuple(joined(distinct(column), " ") for column in columns)
    number = caption_of(caption.rows[0])
    return Grid(header, cells[headers:], content_of(caption.rows).text, number["number"] if number else None)


def parted_by_gaps(lines: Sequence[Sequence[Row]], cells: Cells) -> bool:
    """Whether gaps part more columns than rules: in the heads, or in several lines."""
    more = [len(line) > len(cells[0]) for line in lines] if cells else []
    return any(more[:1]) or sum(more) >= LEAST


def is_upright(rule: Box) -> bool:
    """Whether a rule stands between columns."""
    return rule.bottom - rule.top > rule.right - rule.left


def by_columns(page: PageContent, rows: Sequence[Row], area: Box) -> tuple[Cells, int]:
    """Cells of a table without upright rules, and how many of its lines are headers."""
    lines = on_baselines(rows)
    rules = [r for r in page.rules if r.right - r.left > WIDER and inside(r, area)]
    wide = [r for r in rules if r.right - r.left > 0.75 * (area.right - area.left)]
    ending = [r for r in rules if (abs(r.left - area.left) < 6) != (abs(r.right - area.right) < 6)]
    uprights = [r for r in page.rules if is_upright(r) and inside(r, area)]
    frame = frame_of(rows, uprights, area, ending)
    columns = frame.columns
    if len(columns) < 2:
        return (), 0
    merged: list[list[list[Row]]] = []
    baselines: list[float] = []
    last = 0.0
    for line in lines:
        cells = entries_of(line, frame)
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


def above(rules: Sequence[Box], baseline: float) -> int:
    """How many rules stand above a line."""
    return sum(rule.top < baseline for rule in rules)


def continues(
    cells: Sequence[Sequence[Row]], before: Sequence[Sequence[Row]], distance: float, size: float
) -> bool:
    """A line without a first entry and with few others belongs to the line above it, if it is near."""
    filled = [place for place, cell in enumerate(cells) if cell]
    if not filled or cells[0] or distance >= 1.35 * size or not any(before[place] for place in filled):
        return False
    goes_on = re.match(r"\s*(?:[a-z]{3,}\b|[+(,])", cells[filled[0]][0].text)
    return len(filled) <= len(cells) / 2 and (len(cells) > 2 or goes_on is not None)
