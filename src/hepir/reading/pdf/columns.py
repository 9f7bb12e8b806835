"""Reading order of rows on pages of one or two columns.

In: rows of all pages. Out: where the gutter between two columns is, if the document has one, and the rows of a page in
the order in which they are read: bands between rows that cross the gutter, in each the left column, then the right.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from hepir.reading.pdf.rows import Row, joined_row

LEADING = 1.5  # of the size of type: distance of lines
SAME_LINE = 0.1  # of the size of type
NEAR = 3.0  # points: no more than that parts rows of one line


def gutter_of(pages: Iterable[tuple[float, Sequence[Row]]]) -> float | None:
    """The middle of the gutter, from the width and rows of each page; None in a document of one column.

    A gutter lies between 40 and 60 % of the width; more rows stand beside it in pairs than cross it.
    """
    beside: Counter[int] = Counter()
    crossing: Counter[int] = Counter()
    for width, rows in pages:
        wide = [row for row in rows if row.box.right - row.box.left > 0.2 * width]
        for x in range(int(0.4 * width), int(0.6 * width) + 1, 2):
            left = [row for row in wide if row.box.right <= x]
            right = [row for row in wide if row.box.left >= x]
            beside[x] += paired(left, right)
            crossing[x] += sum(row.box.left < x < row.box.right for row in wide)
    good = [x for x, pairs in beside.items() if pairs >= 5 and 2 * pairs > 1.2 * crossing[x]]
    if not good:
        return None
    best = max(2 * beside[x] - crossing[x] for x in good)
    level = [x for x in good if 2 * beside[x] - crossing[x] == best]
    return float(level[len(level) // 2])


def paired(left: Sequence[Row], right: Sequence[Row]) -> int:
    """How many rows on the left have one beside them on the right."""
    return sum(
        any(each.box.top < row.box.bottom and row.box.top < each.box.bottom for each in right) for row in left
    )


def in_reading_order(rows: Sequence[Row], gutter: float | None) -> list[list[Row]]:
    """The rows of a page in columns, in the order in which they are read."""
    if gutter is None:
        return [on_lines(rows)]
    columns: list[list[Row]] = []
    left: list[Row] = []
    right: list[Row] = []
    wide: list[Row] = []
    crossing = sorted((row for row in rows if crosses(row, gutter)), key=lambda each: each.baseline)
    levels = [row.baseline for row in crossing]
    for row in sorted(rows, key=lambda each: each.baseline):
        near = slice(bisect_left(levels, row.baseline - NEAR), bisect_right(levels, row.baseline + NEAR))
        over = any(row is each or on_line(row, each) for each in crossing[near])
        if over or (not left and not right and ends_wide(row, wide, rows, gutter)):
            if left or right:
                columns += [wide, left, right]
                wide, left, right = [], [], []
            wide.append(row)
        elif row.box.right <= gutter + 2:
            left.append(row)
        else:
            right.append(row)
    return [on_lines(each) for each in (*columns, wide, left, right) if each]


def crosses(row: Row, gutter: float) -> bool:
    """Whether a row stands in both columns."""
    return row.box.left < gutter - 2 and row.box.right > gutter + 2


def on_line(row: Row, other: Row) -> bool:
    """Whether two rows of one size stand on one line."""
    return (
        abs(row.baseline - other.baseline) < SAME_LINE * row.size
        and abs(row.size - other.size) < SAME_LINE * row.size
    )


def ends_wide(row: Row, wide: Sequence[Row], rows: Sequence[Row], gutter: float) -> bool:
    """Whether a row is the last and shorter line of a paragraph over both columns, such as a caption."""
    if not wide or row.box.left >= gutter or abs(row.size - wide[-1].size) > 0.5:
        return False
    near = 0 < row.baseline - wide[-1].baseline < LEADING * row.size
    level = any(
        each.box.left >= gutter - 2 and abs(each.baseline - row.baseline) < 0.7 * row.size for each in rows
    )
    return near and not level and abs(row.box.left - min(each.box.left for each in wide)) < row.size


def on_lines(rows: Sequence[Row]) -> list[Row]:
    """Rows of one column from top to bottom; those on one line, such as a heading and its number, are one."""
    lines: list[list[Row]] = []
    for row in sorted(rows, key=lambda each: (each.baseline, each.box.left)):
        if lines and abs(lines[-1][0].baseline - row.baseline) < 0.25 * max(row.size, lines[-1][0].size):
            lines[-1].append(row)
        else:
            lines.append([row])
    return [joined_row(line) if len(line) > 1 else line[0] for line in lines]
