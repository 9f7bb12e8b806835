"""Columns of a control and a validation region in one: `WCR/VR` with `[30, 90] / [90, 120]`.

In: a table. Out: the table with a column for each of the two; a cell without a slash is said of both.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hepir.reading.document import Table

PAIRED = re.compile(
    r"(?P<before>.*?)(?P<one>CR|VR|SR)(?P<behind>[-_ ]?\w*) ?/ ?(?P<two>CR|VR|SR)(?P<rest>[-_ ]?\w*)\Z"
)
SLASH = re.compile(r" ?/ ?")


def with_paired_regions(table: Table) -> Table:
    """A table whose heads name one region each."""
    pairs = {
        place: found
        for place, head in enumerate(table.header)
        if place and (found := PAIRED.match(head.strip()))
    }
    if not pairs:
        return table
    header: list[str] = []
    for place, head in enumerate(table.header):
        header += names_of(pairs[place]) if place in pairs else [head]
    rows = tuple(
        tuple(
            part for place, cell in enumerate(row) for part in (halves(cell) if place in pairs else (cell,))
        )
        for row in table.rows
    )
    return replace(table, header=tuple(header), rows=rows)


def names_of(found: re.Match[str]) -> list[str]:
    """`WCR` and `WVR` for `WCR/VR`."""
    before = found["before"]
    return [
        f"{before}{found['one']}{found['behind']}",
        f"{before}{found['two']}{found['rest'] or found['behind']}",
    ]


def halves(cell: str) -> tuple[str, str]:
    """What a cell says of either region."""
    parts = SLASH.split(cell.strip())
    return (parts[0], parts[1]) if len(parts) == 2 else (cell, cell)
