"""Reading order of rows on pages of one or two columns.

In: rows of all pages. Out: where the gutter between two columns is, if the document has one, and the rows of a page in
the order in which they are read: bands between rows that cross the gutter, in each the left column, then the right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from hepir.reading.pdf.rows import Row, joined_row


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
    for row in sorted(rows, key=lambda each: each.baseline):
        if row.box.left < gutter - 2 and row.box.right > gutter + 2:
            if left or right:
                columns += [wide, left, right]
                wide, left, right = [], [], []
            wide.append(row)
        elif row.box.right <= gutter + 2:
            left.append(row)
        else:
            right.append(row)
    return [on_lines(each) for each in (*columns, wide, left, right) if each]


def on_lines(rows: Sequence[Row]) -> list[Row]:
    """Rows of one column from top to bottom; those on one line, such as a heading and its number, are one."""
    lines: list[list[Row]] = []
    for row in sorted(rows, key=lambda each: (each.baseline, each.box.left)):
        if lines and abs(lines[-1][0].baseline - row.baseline) < 0.25 * max(row.size, lines[-1][0].size):
            lines[-1].append(row)
        else:
            lines.append([row])
    return [joined_row(line) if len(line) > 1 else line[0] for line in lines]
