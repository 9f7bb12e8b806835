"""Columns of a table that gaps between its entries part.

In: the rows of a table's area, on their lines. Out: where its columns lie, and which of them an entry touches.
"""

from __future__ import annotations

from collections.abc import Sequence

from hepir.reading.boxes import Box
from hepir.reading.pdf.rows import Row

OVERLAP = 1.0  # points: less is no overlap
LEAST = 2  # entries of a line behind its head that tell columns apart
CENTRED = 0.15  # of the distance of two columns: how far off the middle an entry over several stands

Column = tuple[float, float]


def on_baselines(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows that stand on one line."""
    lines: list[list[Row]] = []
    for row in sorted(rows, key=lambda each: (each.baseline, each.box.left)):
        if lines and abs(lines[-1][0].baseline - row.baseline) < 0.35 * row.size:
            lines[-1].append(row)
        else:
            lines.append([row])
    return lines


def columns_of(lines: Sequence[Sequence[Row]], lead: int = 1) -> list[Column]:
    """Where the columns lie, from the narrowest entries up, first those of the lines with most entries. What covers two of
    them is over both, and so is what stands between two of them, behind the first, that have no other entry on its line."""
    most = max(map(len, lines), default=0)
    full = [line for line in lines if len(line) == most >= LEAST + lead]
    columns: list[Column] = []
    for row in sorted((row for line in full for row in line), key=width):
        columns = with_entry(columns, row)
    others = [(row, line) for line in lines if len(line) < most or most < LEAST + lead for row in line]
    for row, line in sorted(others, key=lambda each: width(each[0])):
        if not (full and between_two(row, line, columns, lead)):
            columns = with_entry(columns, row)
    return columns


def with_entry(columns: Sequence[Column], row: Row) -> list[Column]:
    """Columns, with an entry in the one that it stands in, or in a column of its own."""
    left, right = row.box.left, row.box.right
    over = [each for each in columns if overlap(row, each) > OVERLAP]
    if len(over) > 1:
        return sorted(columns)
    kept = [each for each in columns if each not in over]
    return sorted([*kept, (min([left, *(c[0] for c in over)]), max([right, *(c[1] for c in over)]))])


def between_two(row: Row, line: Sequence[Row], columns: Sequence[Column], lead: int) -> bool:
    """Whether the middle of an entry stands between two columns behind the heads, which have no other entry on its line."""
    if sum(overlap(row, each) > OVERLAP for each in columns) > 1:
        return False
    before = [place for place, each in enumerate(columns) if each[1] < middle(row)]
    if len(before) <= lead or len(before) == len(columns) or columns[len(before)][0] <= middle(row):
        return False
    sides = columns[len(before) - 1], columns[len(before)]
    return not any(overlap(other, side) > 0 for other in line if other is not row for side in sides)


def overlap(row: Row, column: Column) -> float:
    """How much of a row stands over a column, in points; negative where it stands beside."""
    return min(row.box.right, column[1]) - max(row.box.left, column[0])


def fewer(columns: Sequence[Column], lines: Sequence[Sequence[Row]], rules: Sequence[Box]) -> list[Column]:
    """Neighbouring columns are one if no line fills both, each with an entry of its own, and no rule ends between them."""
    columns = list(columns)
    place = 0
    while place + 1 < len(columns):
        one, other = columns[place], columns[place + 1]
        parted = any(runs_over(rule, one) != runs_over(rule, other) for rule in rules)
        if parted or (
            any(both_filled(line, one, other) for line in lines) and not are_heads_of_one(lines, one, other)
        ):
            place += 1
        else:
            columns = [*columns[:place], (one[0], other[1]), *columns[place + 2 :]]
    return columns


def are_heads_of_one(lines: Sequence[Sequence[Row]], one: Column, other: Column) -> bool:
    """Whether only the heads fill both of two columns, and all that stands below is in the middle of them."""
    over = [each for line in lines if (each := [row for row in line if one[0] < middle(row) < other[1]])]
    heads = next((place for place, line in enumerate(over) if not both_filled(line, one, other)), 0)
    below = over[heads:]
    return 0 < heads <= len(below) and all(
        len(line) == 1 and is_in_middle(line[0], one, other) for line in below
    )


def is_in_middle(row: Row, one: Column, other: Column) -> bool:
    """Whether an entry stands in the middle of two columns."""
    return abs(middle(row) - (one[0] + other[1]) / 2) < CENTRED * (middle_of(other) - middle_of(one))


def both_filled(line: Sequence[Row], one: Column, other: Column) -> bool:
    """Whether a line has an entry in each of two columns, and none over both."""
    left = {id(row) for row in line if touches(row, one)}
    right = {id(row) for row in line if touches(row, other)}
    return bool(left and right and not left & right)


def touches(row: Row, column: Column) -> bool:
    """Whether an entry lies over a column."""
    return overlap(row, column) > 0.5 * min(width(row), column[1] - column[0])


def runs_over(rule: Box, column: Column) -> bool:
    """Whether a rule stands over the middle of a column."""
    return rule.left <= middle_of(column) <= rule.right


def middle(row: Row) -> float:
    """The middle of an entry."""
    return (row.box.left + row.box.right) / 2


def middle_of(column: Column) -> float:
    """The middle of a column."""
    return (column[0] + column[1]) / 2


def width(row: Row) -> float:
    """The width of an entry."""
    return row.box.right - row.box.left
