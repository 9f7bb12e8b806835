"""Tables whose regions are told by a label in front of some rows, and by the heads of their columns.

`A | MET | > 400 | > 500` below `Signal region | | TT | TW` is of the regions `SRA-TT` and `SRA-TW`.

In: a table. Out: the table with a column for each label and head, `SRA-TT`; rows in front of the first label are of all.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hepir.extract.builtin.labels import asks
from hepir.extract.builtin.table_heads import is_name
from hepir.reading.document import Table

SORT = re.compile(r"(?P<sort>signal|control|validation) regions?\Z|(?P<short>SR|CR|VR)s?\Z", re.IGNORECASE)
LABEL = re.compile(r"[A-Z]{1,3}\d?\Z|\d[A-Z]?\Z")
LEAST = 2  # labels, and heads


def with_crossed_labels(table: Table) -> Table:
    """A table whose labels of rows are in its heads."""
    sort = SORT.match(table.header[0].strip()) if len(table.header) > LEAST + 1 else None
    if sort is None or table.header[1].strip():
        return table
    labels = [row[0].strip() for row in table.rows]
    names = [each for each in dict.fromkeys(labels) if each]
    first = next((place for place, each in enumerate(labels) if each), 0)
    heads = table.header[2:]
    asking = sum(asks(row[1]) for row in table.rows)
    if len(names) < LEAST or not all(map(LABEL.match, names)) or "" in labels[first:]:
        return table
    if len(set(heads)) < max(LEAST, len(heads)) or not all(map(is_name, heads)) or asking < LEAST:
        return table
    short = (sort["short"] or f"{sort['sort'][0]}R").upper()
    header = (table.header[1], *(f"{short}{name}-{head}" for name in names for head in heads))
    rows = tuple(
        (row[1], *(cell if label in ("", name) else "-" for name in names for cell in row[2:]))
        for label, row in zip(labels, table.rows, strict=True)
    )
    return replace(table, header=header, rows=rows)
