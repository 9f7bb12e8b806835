"""Which columns the entries of a table stand in, where its cells are no rectangles.

In: the rows of a table's area, on their lines, and its upright rules. Out: the columns, and for each line the entries of
each column. An entry over several columns is of each of them: between upright rules it is of all that no rule parts, and
without such rules of those in whose middle it stands, where these have no entries of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from hepir.reading.boxes import Box
from hepir.reading.pdf.rows import WIDE, Row

DOUBLE = 6.0  # points between the two lines of a double rule
EDGE = 4.0  # points: upright rules so near the edge of a table part nothing
OVERLAP = 1.0  # points: less is no overlap
LEAST = 2  # lines with entries in several columns that gaps part
CENTRED = 0.15  # of the distance of two columns: how far off the middle an entry over several stands
LEVEL = 2.0  # points: how far a rule may end above or below the line that it stands on

Column = tuple[float, float]
Entries = list[list[Row]]
DASHES = frozenset("-–—−")


@dataclass(frozen=True, slots=True)
class Frame:
    """The columns of a table, and the upright rules between each of them and the next; none where a gap parts them. `dashed`:
    dashes stand where nothing is asked, so that a cell without an entry belongs to one beside it. `edges`: where columns end,
    between upright rules."""

    columns: tuple[Column, ...]
    edges: tuple[float, ...]
    between: tuple[tuple[Box, ...], ...]
    dashed: bool


def frame_of(rows: Sequence[Row], rules: Sequence[Box], area: Box, ending: Sequence[Box]) -> Frame:
    """The columns of a table, by its upright rules where it has some inside of it, else by the gaps between its entries.
    `ending`: rules along the table that end between two columns."""
    lines = on_baselines(rows)
    dashed = any(row.text.strip() in DASHES for row in rows)
    parting = parting_rules(rules, area)
    if not parting:
        by_gap = fewer(columns_of(lines), lines, ending)
        return Frame(tuple(by_gap), (), ((),) * (len(by_gap) - 1), dashed)
    places = [sum(r.left for r in group) / len(group) for group in parting]
    ruled = list(zip([area.left, *places], [*places, area.right], strict=True))
    columns: list[Column] = []
    edges = [area.left]
    between: list[tuple[Box, ...]] = []
    for place, column in enumerate(ruled):
        parts = by_gaps(column, lines)
        columns += parts
        edges += [(one[1] + other[0]) / 2 for one, other in pairwise(parts)] + [column[1]]
        between += [()] * (len(parts) - 1) + [often_there(each, lines) for each in parting[place : place + 1]]
    return Frame(tuple(columns), tuple(edges), tuple(between), dashed)


def parting_rules(rules: Sequence[Box], area: Box) -> list[tuple[Box, ...]]:
    """The upright rules inside of an area, from the left; those of a double rule together."""
    groups: list[list[Box]] = []
    for rule in sorted(rules, key=lambda each: each.left):
        if area.left + EDGE < rule.left < area.right - EDGE:
            if groups and rule.left - groups[-1][-1].left < DOUBLE:
                groups[-1].append(rule)
            else:
                groups.append([rule])
    return [tuple(each) for each in groups]


def often_there(rules: tuple[Box, ...], lines: Sequence[Sequence[Row]]) -> tuple[Box, ...]:
    """Upright rules where they stand beside most lines; none where gaps part the columns of most lines."""
    beside = sum(stands_at(rules, level_of(line)) for line in lines)
    return rules if 2 * beside > len(lines) else ()


def level_of(line: Sequence[Row]) -> float:
    """Where the middle of a line stands."""
    return line[0].baseline - 0.3 * line[0].size


def by_gaps(column: Column, lines: Sequence[Sequence[Row]]) -> list[Column]:
    """The columns between two upright rules: several where wide gaps go through all of its lines."""
    inside = [[row for row in line if lies_in(row, column)] for line in lines]
    parts = fewer(columns_of(inside, 0), inside, ())
    full = [line for line in inside if sum(any(touches(row, part) for row in line) for part in parts) > 1]
    wide = WIDE * full[0][0].size if full else 0.0
    apart = all(other[0] - one[1] > wide for one, other in pairwise(parts))
    usual = 3 * len(full) >= len(list(filter(None, inside)))
    if len(parts) < 2 or len(full) < LEAST or not (apart or usual):
        return [column]
    return parts


def lies_in(row: Row, column: Column) -> bool:
    """Whether an entry lies between two upright rules."""
    return column[0] - EDGE < row.box.left and row.box.right < column[1] + EDGE


def entries_of(line: Sequence[Row], frame: Frame) -> Entries:
    """The entries of a line in each column."""
    columns = frame.columns
    if not any(frame.between):
        return in_columns(line, columns, dashed=frame.dashed)
    found: Entries = [[] for _ in columns]
    for start, end in runs_of(line, frame):
        own = [row for row in line if frame.edges[start] <= middle(row) < frame.edges[end + 1]]
        found[start : end + 1] = over_run(own, frame, start, end)
    return found


def runs_of(line: Sequence[Row], frame: Frame) -> list[tuple[int, int]]:
    """The first and last columns of what upright rules part on a line; of all that they part anywhere, where each of several
    entries lies between two of them."""
    ends = [place for place, rules in enumerate(frame.between) if rules]
    parted = [place for place in ends if stands_at(frame.between[place], level_of(line))]
    found: list[tuple[int, int]] = []
    for start, end in runs_between(parted, len(frame.columns)):
        inner = [place for place in ends if start <= place < end]
        regions = [
            (low + start, high + start)
            for low, high in runs_between([each - start for each in inner], end - start + 1)
        ]
        own = [row for row in line if frame.edges[start] <= middle(row) < frame.edges[end + 1]]
        within = [
            any(lies_in(row, (frame.edges[low], frame.edges[high + 1])) for low, high in regions)
            for row in own
        ]
        found += regions if len(own) > 1 and all(within) else [(start, end)]
    return found


def runs_between(ends: Sequence[int], number: int) -> list[tuple[int, int]]:
    """The first and last of so many columns that stand together, of which some end a run."""
    return list(zip([0, *(each + 1 for each in ends)], [*ends, number - 1], strict=True))


def over_run(own: Sequence[Row], frame: Frame, start: int, end: int) -> Entries:
    """The entries of columns that no rule parts on their line: one alone is of all of them, where a rule parts most lines."""
    ruled = any(frame.between[start:end])
    if start == end or (ruled and len(own) == 1):
        return [list(own) for _ in range(start, end + 1)]
    columns = frame.columns[start : end + 1]
    return in_columns(own, columns, dashed=frame.dashed, lead=start == 0)


def stands_at(rules: Sequence[Box], level: float) -> bool:
    """Whether an upright rule stands beside a line."""
    return any(rule.top - LEVEL <= level <= rule.bottom + LEVEL for rule in rules)


def in_columns(line: Sequence[Row], columns: Sequence[Column], *, dashed: bool, lead: bool = True) -> Entries:
    """The entries of a line by where they stand; one between two columns, or in the middle of several, is of these. `lead`:
    the first column has the heads of lines, and nothing stands over it and others."""
    found: Entries = [[row for row in line if touches(row, column)] for column in columns]
    first = 1 if lead else 0
    taken = [bool(each) for each in found]
    for row in line:
        own = [place for place, each in enumerate(found) if any(row is other for other in each)]
        base = own or neighbours(row, columns)
        if len(own) > 1 or not base or base[0] < first:
            continue
        over = run_around(row, base, taken, columns, first, dashed)
        for place in over if len(over) > len(own) else ():
            if not any(row is other for other in found[place]):
                found[place].append(row)
    return found


def neighbours(row: Row, columns: Sequence[Column]) -> list[int]:
    """The two columns that an entry stands between; none where it stands outside of all."""
    return next(
        ([place, place + 1] for place in range(len(columns) - 1)
         if middle_of(columns[place]) <= middle(row) <= middle_of(columns[place + 1])),
        [],
    )  # fmt: skip


def run_around(
    row: Row,
    base: Sequence[int],
    taken: Sequence[bool],
    columns: Sequence[Column],
    first: int,
    dashed: bool,
) -> list[int]:
    """The columns without entries of their own in whose middle an entry stands; else those that it stands over."""
    low, high = base[0], base[-1]
    free = [not each or place in base for place, each in enumerate(taken)]
    while low > first and free[low - 1]:
        low -= 1
    while high + 1 < len(columns) and free[high + 1]:
        high += 1
    if low == high or not all(free[base[0] : base[-1] + 1]):
        return list(base)
    whole = (columns[low][0] + columns[high][1]) / 2
    pitch = (middle_of(columns[high]) - middle_of(columns[low])) / (high - low)
    own = (columns[base[0]][0] + columns[base[-1]][1]) / 2
    centred = abs(middle(row) - whole) < CENTRED * pitch
    of_its_own = abs(middle(row) - own) < CENTRED * pitch
    return list(range(low, high + 1)) if centred and (dashed or not of_its_own) else list(base)


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
