"""Which column of a table names the region of each row: `Bin name` behind the variables, two columns together, or none.

In: a table. Out: the table with the names of its regions in the first column: those of another column, of `Category` and `Bin
number` together, or numbers where each row is a bin of the variables in the heads and has no name.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hepir.extract.builtin.grids import is_crossed
from hepir.extract.builtin.labels import LABELLING, REGIONAL, RELATION, asks, columns_of, labelled_columns
from hepir.extract.builtin.naming import names_region
from hepir.reading.document import Table

BINNED = re.compile(r"\b(?:bins?|intervals?|regions?|categor(?:y|ies))\b", re.IGNORECASE)
RESULTS = re.compile(
    r"\A(?:\W|Tab(?:le|\.) *[\w.]*[:.]? )*(?:the )?(?:observed|expected|predicted|event|number|yield|result|background)s?\b",
    re.IGNORECASE,
)
SPAN = re.compile(
    r"\b(low|high|medium|intermediate)[- ]((?:Δ|d)?[A-Za-z]\w{0,9})\b|\b(on|off)-(Z)\b", re.IGNORECASE
)
SPANS = re.compile(
    r"\b(?:low|high|medium|intermediate)(?:,| and| or) (?:\w+ )?(?:low|high|medium|extreme)\b", re.IGNORECASE
)
MANY = 5  # rows that are numbered: no events have so many of the objects that a head counts
LEAST = 2  # columns of limits, and rows


def with_labels_first(table: Table) -> Table:
    """A table whose first column names the region of each row, where any column does."""
    if (
        columns_of(table.header)
        or labelled_columns(table)
        or not (REGIONAL.search(table.caption or "") or not table.caption)
    ):
        return table
    places = [place for place, head in enumerate(table.header) if LABELLING.match(head.strip())]
    if len(places) == 2:
        return labelled(
            table, "Region", [two_labels(row[places[0]], row[places[1]]) for row in table.rows], places
        )
    if len(places) == 1 and places[0] and are_labels([row[places[0]] for row in table.rows]):
        return labelled(table, table.header[places[0]], [row[places[0]] for row in table.rows], places)
    if not places and is_of_bins(table):
        return with_numbers(table)
    return table


def two_labels(one: str, other: str) -> str:
    """`HighPt bin 3` for `3` and `HighPt`."""
    words, number = (other, one) if one.strip().isdigit() else (one, other)
    return (
        f"{words.strip()} bin {number.strip()}"
        if number.strip().isdigit()
        else f"{words.strip()} {number.strip()}"
    )


def are_labels(cells: list[str]) -> bool:
    """Whether cells are names, each of its own, that the reader of grids does not know as regions."""
    named = [each.strip() for each in cells]
    return all(named) and len(set(named)) == len(named) and not all(map(names_region, named))


def labelled(table: Table, head: str, names: list[str], without: list[int]) -> Table:
    """A table with names in front, and without the columns that they come from."""
    kept = [place for place in range(len(table.header)) if place not in without]
    rows = tuple((name, *(row[place] for place in kept)) for name, row in zip(names, table.rows, strict=True))
    return replace(table, header=(head, *(table.header[place] for place in kept)), rows=rows)


def is_of_bins(table: Table) -> bool:
    """Whether each row is a bin: of limits on at least two variables, where the caption speaks of bins or regions."""
    caption = table.caption or ""
    if (
        not BINNED.search(caption)
        or RESULTS.search(caption)
        or len(table.rows) < LEAST
        or len(table.header) < LEAST
    ):
        return False
    named = any(names_region(cell) for row in table.rows for cell in row)
    if named or len(set(table.rows)) < len(table.rows) or is_crossed(table):
        return False
    asking = [place for place, head in enumerate(table.header) if asks(head)]
    limited = [place for place in asking if any(RELATION.match(row[place].strip()) for row in table.rows)]
    return len(limited) >= LEAST or has_numbers(table)


def has_numbers(table: Table) -> bool:
    """Whether the first column numbers the rows, and is no number of objects."""
    own = [row[0].strip() for row in table.rows]
    numbered = own == [str(each) for each in range(1, len(own) + 1)]
    return numbered and (len(own) >= MANY or not asks(table.header[0]))


def with_numbers(table: Table) -> Table:
    """A table with a number for each row in front, behind what the caption says of which bins these are."""
    caption = table.caption or ""
    span = None if SPANS.search(caption) else SPAN.search(caption)
    words = f"{span[0].replace('Δ', 'd')} bin" if span else "bin"
    names = [f"{words} {number}" for number in range(1, len(table.rows) + 1)]
    return labelled(table, "Region", names, [0] if has_numbers(table) else [])
