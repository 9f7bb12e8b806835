"""Cells of tables with rules in both directions.

In: a page and the area of a table. Out: its rows of cells; what stands in a rectangle over several rows or columns is
repeated in each of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from hepir.reading.boxes import Box
from hepir.reading.pdf.bands import rows_of_band
from hepir.reading.pdf.columns import on_lines
from hepir.reading.pdf.opening import Glyph, PageContent, PdfFile, Rectangle
from hepir.reading.pdf.rows import ROOT, Row, content_of, rows_of
from hepir.reading.written import Written

LABELS = 4  # lines in one rectangle that stands for as many rows
AROUND = 3.0  # points around the area of a table
LEVEL = 2.0  # points between the edges of rectangles of one row
NARROWEST = 4.0  # points: a column
HANGING = 0.5  # of the size of the font: how far down a root's sign is taken to stand
FILLED = 0.6  # of the height of the area

Column = tuple[float, float]


def by_rectangles(file: PdfFile, page: PageContent, area: Box) -> tuple[tuple[Written, ...], ...]:
    """The cells of a table; none where its rules do not make rectangles over most of it, or part no labels of its lines."""
    around = Box(
        page.number, area.left - AROUND, area.top - AROUND, area.right + AROUND, area.bottom + AROUND
    )
    best = max(file.grids(page.number, around, open_sides(page, area)), key=len, default=())
    if len(best) < 2 or max(len(row) for row in best) < 2:
        return ()
    rectangles = [cell for row in best for cell in row if cell is not None]
    if max(r[3] for r in rectangles) - min(r[1] for r in rectangles) < FILLED * (area.bottom - area.top):
        return ()
    read = {cell: rows_in(page, cell) for cell in rectangles}
    columns = columns_between(rectangles)
    lines = [[cell for cell in row if cell is not None] for row in best]
    found: list[tuple[Written, ...]] = []
    labels: Counter[tuple[float, ...]] = Counter()
    for line in filter(None, lines):
        held = [over(read, column, line) for column in columns]
        labels[tuple(row.baseline for row in held[0])] += 1
        found += rows_of_band(held) if is_even(line, rectangles) else [tuple(map(content_of, held))]
    unparted = any(min(len(label), number) >= LABELS for label, number in labels.items())
    return () if unparted else tuple(row for row in found if any(cell.text for cell in row))


def open_sides(page: PageContent, area: Box) -> tuple[float, ...]:
    """The sides of a table that have no rule: its first and its last column would have no rectangles."""
    upright = [r for r in page.rules if r.bottom - r.top > r.right - r.left]
    level = [r.left for r in upright if r.top < area.bottom and r.bottom > area.top]
    return tuple(side for side in (area.left, area.right) if not any(abs(x - side) < AROUND for x in level))


def is_even(line: Sequence[Rectangle], rectangles: Sequence[Rectangle]) -> bool:
    """Whether no rectangle reaches over a row of rectangles into another row: then its lines are that row's own."""
    lowest = min(line, key=lambda cell: cell[3] - cell[1])
    middle = (lowest[1] + lowest[3]) / 2
    level = [each for each in rectangles if each[1] <= middle <= each[3]]
    return all(abs(each[1] - lowest[1]) < LEVEL and abs(each[3] - lowest[3]) < LEVEL for each in level)


def columns_between(rectangles: Sequence[Rectangle]) -> list[Column]:
    """Where the columns lie, from the left edges of rectangles."""
    edges = sorted({round(each[0]) for each in rectangles})
    last = max(each[2] for each in rectangles)
    return [each for each in zip(edges, [*edges[1:], last], strict=True) if each[1] - each[0] > NARROWEST]


def over(read: Mapping[Rectangle, list[Row]], column: Column, line: Sequence[Rectangle]) -> list[Row]:
    """What the rectangle that lies over a column holds for it, in the row of some other rectangles."""
    lowest = min(line, key=lambda cell: cell[3] - cell[1])
    x, y = (column[0] + column[1]) / 2, (lowest[1] + lowest[3]) / 2
    cell = next((each for each in read if each[0] <= x <= each[2] and each[1] <= y <= each[3]), None)
    if cell is None:
        return []
    rows = read[cell]
    return on_lines([row for row in rows if not is_beside(row, column, rows)])


def is_beside(row: Row, column: Column, rows: Sequence[Row]) -> bool:
    """Whether a row stands out of a column, and another row of its rectangle, on its line, stands in it."""
    return not middle_in(row, column) and any(
        middle_in(each, column) and abs(each.baseline - row.baseline) < 0.25 * row.size for each in rows
    )


def middle_in(row: Row, column: Column) -> bool:
    """Whether the middle of a row lies in a column."""
    return column[0] <= (row.box.left + row.box.right) / 2 <= column[1]


def middle_of(glyph: Glyph) -> float:
    """Where the middle of a character stands; the sign of a root hangs below its baseline in many fonts."""
    return (glyph.top + glyph.bottom) / 2 + (HANGING * glyph.size if glyph.character == ROOT else 0.0)


def rows_in(page: PageContent, cell: Rectangle) -> list[Row]:
    """The rows that stand in a rectangle."""
    left, top, right, bottom = cell
    glyphs = [
        tuple(
            g
            for g in line
            if left <= (g.left + g.right) / 2 <= right and top - 1 <= middle_of(g) <= bottom + 1
        )
        for line in page.lines
    ]
    return rows_of(page.number, [each for each in glyphs if each])
