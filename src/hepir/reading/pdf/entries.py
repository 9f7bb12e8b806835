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
from hepir.reading.pdf.gaps import (
    CENTRED,
    Column,
    columns_of,
    fewer,
    middle,
    middle_of,
    on_baselines,
    touches,
)
from hepir.reading.pdf.rows import WIDE, Row

DOUBLE = 6.0  # points between the two lines of a double rule
EDGE = 4.0  # points: upright rules so near the edge of a table part nothing
LEAST = 2  # lines with entries in several columns that gaps part
LEVEL = 2.0  # points: how far a rule may end above or below the line that it stands on

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
