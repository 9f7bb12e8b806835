"""Regions in the rows of a table: `Signal region | MET > 300 GeV | MT > 300 GeV`, perhaps over several rows.

In: a row and the heads of its table. Out: the region that it is about, and what its cells ask of it.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.cells import cell_reading, is_stated
from hepir.extract.builtin.claims import Reading, step
from hepir.extract.builtin.labels import NO_LABEL, RESULTS, row_label
from hepir.extract.builtin.naming import PRESELECTION, cell_region, names_region, region_name
from hepir.extract.builtin.worded import worded_reading
from hepir.reading.document import Table

# Between the lines of a cell: `0 t-tagged jets 2-3 jets`.
LINES = re.compile(
    r"(?<=(?:jet|ton|uon|tag|tau)s) (?=(?:[≥≤<>=] ?)?\d+(?: ?- ?\d+)? ?[a-zA-Z])|(?<=jet) (?=(?:[≥≤<>=] ?)?\d)",
    re.IGNORECASE,
)


def row_region(row: tuple[str, ...], header: tuple[str, ...], current: str | None) -> str | None:
    """The region of a row: its first cell, or that of the row above where the cell is empty."""
    first = row[0].strip() if row else ""
    if names_region(first):
        return cell_region(first)
    if PRESELECTION.match(first):
        return ""
    if (
        header
        and re.search(r"\bregions?\b", header[0], re.IGNORECASE)
        and re.fullmatch(r"[\w -]{1,30}", first)
    ):
        return region_name(
            f"{first} region" if first.lower() in ("signal", "control", "validation") else first
        )
    return current if not first else None


def cells_of_region(table: Table, place: int) -> tuple[str, ...]:
    """The cells of the rows that go on with the region of the row there, its own too."""
    first = next((each for each in range(place, -1, -1) if row_label(table.rows[each]) is not None), place)
    found = [*table.rows[first][1:]]
    for each in table.rows[first + 1 :]:
        if row_label(each) is not None and each[0] != table.rows[first][0]:
            break
        found += each[1:]
    return tuple(each for each in found if each.strip())


def labels_of(table: Table) -> dict[str, str]:
    """The labels of a table's rows, with the regions that they name."""
    found = {row[0].strip(): row_label(row, table.header[0]) for row in table.rows if row}
    return {label: name for label, name in found.items() if label and name is not None}


def resting_on(row: tuple[str, ...], names: dict[str, str], region: str) -> tuple[tuple[str, ...], Reading]:
    """A row without the name of another row that its second cell begins with, and that its region rests on that one; a
    number there counts something."""
    cell = row[1].strip() if len(row) > 1 else ""
    for label, name in names.items():
        begins = cell.casefold().startswith(label.casefold())
        if (
            begins
            and any(map(str.isalpha, label))
            and name != region
            and not cell[len(label) :][:1].isalnum()
        ):
            told = (step(region, f"select {{region:{name}}}"),) if name else ()
            return (row[0], cell[len(label) :].strip(" ,;+"), *row[2:]), Reading(told)
    return row, Reading()


def by_row(
    row: tuple[str, ...], header: tuple[str, ...], region: str, others: tuple[str, ...] = ()
) -> Reading:
    """`Signal region | MET > 300 GeV | MT > 300 GeV`; `others` are all cells of the region."""
    found = Reading()
    for place, whole in enumerate(row[1:], 1):
        head = header[place] if place < len(header) else ""
        for cell in LINES.split(whole) if not RESULTS.search(head) else ():
            stated = is_stated(head, cell)
            variable = "" if NO_LABEL.match(head.strip()) else head
            found = found.joined(
                cell_reading(variable, cell, region) if stated else worded_reading(cell, others, region)
            )
    return found
