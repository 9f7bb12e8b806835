"""Regions in the columns of a table: `MET [GeV] | > 150 | > 225` below `| SRA | SRB |`.

In: a row and the regions of its columns. Out: what its cells ask of each region.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.abbreviated import in_words
from hepir.extract.builtin.cell_limits import completed
from hepir.extract.builtin.cells import (
    INVERTED,
    MARKED,
    cell_reading,
    inverted,
    is_number_of,
    joined,
)
from hepir.extract.builtin.claims import Reading, of_region
from hepir.extract.builtin.labels import RELATION, RESULTS
from hepir.extract.builtin.naming import PRESELECTION, cell_region, names_region
from hepir.reading.document import Table

SUMMARY = re.compile(r"selection|criteria|requirements?\b|\bcuts?\b|definitions? of", re.IGNORECASE)
OF_EVENTS = re.compile(
    r"(?:event )?(?:selection|requirements?|criteria)(?: (?:criteria|requirements?|cuts?))?:*\Z",
    re.IGNORECASE,
)


def by_column(row: tuple[str, ...], regions: dict[int, str], lead: int = 1) -> Reading:
    """`MET [GeV] | > 150 | > 225`"""
    head = row[lead - 1] if lead else ""
    if lead > 1 and names_region(row[0]):
        return Reading(left=("a cell",))
    found = Reading()
    if 0 in regions:
        for place, region in regions.items():
            found = found.joined(cell_reading("", row[place] if place < len(row) else "", region))
        return found
    if not head.strip():
        return complete(row, regions)
    if RESULTS.search(head):
        return found
    if (
        len(set(row[lead:])) == 1
        and len(row) > lead + 1
        and not RELATION.match(completed(head, row[lead])[1])
        and not MARKED.match(row[lead].strip())
        and not is_number_of(head, row[lead])
        and not in_words(head, row[lead])
    ):
        return spanning(head, row[lead], regions)
    for region in dict.fromkeys(regions.values()):
        cells = {row[place] if place < len(row) else "" for place, name in regions.items() if name == region}
        cells = {each for each in cells if each.strip()} or {""}
        if len(cells) > 1:  # columns under one head that are not told apart
            found = found.joined(Reading(left=("several columns",)))
        elif INVERTED.match(cell := cells.pop().strip()):
            found = found.joined(of_region(inverted(head, tuple(row[lead:])), region))
        else:
            found = found.joined(cell_reading(head, cell, region))
    return found


def spanning(head: str, cell: str, regions: dict[int, str]) -> Reading:
    """A cell over all columns that stands alone: `Preselection | two leptons with opposite charge`."""
    alone = PRESELECTION.match(head.strip()) or SUMMARY.fullmatch(head.strip())
    return joined(cell_reading("", cell, each) for each in dict.fromkeys(regions.values()) if alone)


def complete(row: tuple[str, ...], regions: dict[int, str]) -> Reading:
    """Cells that stand alone, each in its region: `| | two leptons | three leptons |`."""
    cells = {
        place: row[place] for place in regions if place < len(row) and not row[place].strip()[:1].isdigit()
    }
    return joined(cell_reading("", cell, regions[place]) for place, cell in cells.items())


def over_both(row: tuple[str, ...], shared: tuple[int, ...]) -> tuple[str, ...]:
    """A row whose cells stand in the first column of each region alone as one whose cells stand in all of its columns."""
    if any(row[place].strip() for place in shared if place < len(row)):
        return row
    found = list(row)
    for place in shared:
        found[place] = found[place - 1]
    return tuple(found)


def parted(regions: dict[int, str], columns: dict[int, str]) -> dict[int, str]:
    """Regions under a header whose own cells span several: `SRA | SRA` above `TT | TW`."""
    spanning = len(set(regions.values())) < len(regions)
    if not spanning or set(columns) != set(regions):
        return columns
    return {place: f"{regions[place]}_{name}" for place, name in columns.items()}


def only_region(table: Table) -> str | None:
    """The region of a table with one column: its criteria stand below its name, or below `Event selection`."""
    head = table.header[0].strip() if len(table.header) == 1 else ""
    if PRESELECTION.match(head) or OF_EVENTS.match(head):
        return ""
    return cell_region(head) or None if names_region(head) else None
