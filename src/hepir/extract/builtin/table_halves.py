"""Tables that are several, one below the other: `| SRA | CR | VR |` once more as `| SRB | CR | VR |` between their rows.

In: a table. Out: its parts, each with heads of its own. Names that several parts have stand behind the one that a part has
alone: `SRA_CR` and `SRB_CR`. Names that go on with those above (`SRA1` below `SRA`) rest on these, and ask for more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from hepir.extract.builtin.labels import RELATION, asks
from hepir.extract.builtin.table_heads import SORT, both, is_name
from hepir.reading.document import Table

PREFIX = re.compile(r"\[([A-Za-z]{2,10}-)\]\Z")  # of all names: `Signal region [MET-]`
LEAST = 2  # names of a line of heads, and rows below it


@dataclass(frozen=True)
class Half:
    """A part of a table; `within`: for names of its columns those above that they go on with."""

    table: Table
    within: tuple[tuple[str, str], ...] = ()


def halves_of(table: Table) -> tuple[Half, ...]:
    """The parts of a table; itself alone where it has one line of heads."""
    table = with_named_heads(table)
    places = [place for place, row in enumerate(table.rows) if are_names(row, table.header[0])]
    if not are_names(table.header, table.header[0]) or not places or places[0] < LEAST:
        return (Half(table),)
    starts = [0, *(place + 1 for place in places)]
    ends = [*places, len(table.rows)]
    heads = [table.header, *(table.rows[place] for place in places)]
    parts = [
        replace(
            table,
            header=(table.header[0], *head[1:]),
            rows=table.rows[low:high],
            row_ids=table.row_ids[low:high],
        )
        for head, low, high in zip(heads, starts, ends, strict=True)
        if low < high
    ]
    if all(goes_on(parts[0].header, each.header) for each in parts[1:]):
        return (Half(parts[0]), *(Half(each, continued(parts[0].header, each.header)) for each in parts[1:]))
    return tuple(Half(each) for each in told_apart(parts))


def with_named_heads(table: Table) -> Table:
    """A table whose heads are the first line of names below lines that say the same of all columns."""
    lines = [table.header, *table.rows[:LEAST]]
    place = next((each for each, line in enumerate(lines) if are_names(line, line[0])), 0)
    if not place or not all(map(is_title, lines[:place])) or not any(map(is_sort, lines[:place])):
        return table
    sort = next(line[1].strip() for line in lines[:place] if is_sort(line))
    prefix = PREFIX.search(sort)
    names = (f"{prefix[1]}{each}" if prefix else both(sort, each.strip()) for each in lines[place][1:])
    header = (lines[place][0], *names)
    return replace(table, header=header, rows=table.rows[place:], row_ids=table.row_ids[place:])


def is_title(line: tuple[str, ...]) -> bool:
    """Whether a line says one thing of all columns."""
    return len({each.strip() for each in line[1:]}) == 1


def is_sort(line: tuple[str, ...]) -> bool:
    """Whether it says that the columns are regions: `Signal region`, `Signal region [Meff-]`."""
    return bool(SORT.match(line[1].split("[")[0].strip()))


def are_names(row: tuple[str, ...], title: str) -> bool:
    """Whether a row names columns and asks nothing, behind no words or those above: `title`."""
    names = [each.strip() for each in row[1:]]
    first = row[0].strip() if row else ""
    if len(set(filter(None, names))) < LEAST or asks(first) or (first and first != title.strip()):
        return False
    return all(is_name(each) and not RELATION.match(each) for each in names)


def goes_on(above: tuple[str, ...], below: tuple[str, ...]) -> bool:
    """Whether each name goes on with the one above: `SRA1` below `SRA`."""
    pairs = list(zip(above[1:], below[1:], strict=True))
    return all(one and other.startswith(one) for one, other in pairs) and above[1:] != below[1:]


def continued(above: tuple[str, ...], below: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The names that go on with others, with these."""
    pairs = zip(above[1:], below[1:], strict=True)
    return tuple(dict.fromkeys((other, one) for one, other in pairs if one != other))


def told_apart(parts: list[Table]) -> list[Table]:
    """Parts whose common names stand behind the first one that each has alone."""
    names = [{each.strip() for each in part.header[1:]} for part in parts]
    common = {each for one in names for each in one if sum(each in other for other in names) > 1}
    alone = [
        next((each.strip() for each in part.header[1:] if each.strip() not in common), "") for part in parts
    ]
    if not common or not all(alone):
        return parts
    return [
        replace(
            part,
            header=(
                part.header[0],
                *(f"{own} {each}" if each.strip() in common else each for each in part.header[1:]),
            ),
        )
        for part, own in zip(parts, alone, strict=True)
    ]
