"""Tables of triggers by their names: `ee | DoubleEG | HLT_Ele23_Ele12_CaloIdL`.

In: a table of a document. Out: a step of all events for each row that names triggers, any of which passes; none of tables
that say how efficient triggers are, or what else they are for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hepir.extract.builtin.claims import Stated, step
from hepir.extract.builtin.evidence import evidence_of
from hepir.extract.builtin.triggers import any_named
from hepir.reading.document import Document, Table

NAME = re.compile(r"(?<![\w-])(?:HLT|EF)_\w+")
TOLD = re.compile(r"\btriggers?\b|\bHLT\b|\bpaths?\b", re.IGNORECASE)
OTHERWISE = re.compile(
    r"efficien|prescal|control|measur|fake|misidentif|monitor|seed|scale factor|rate\b|luminosit|validat|calibrat|yield"
    r"|cutflow",
    re.IGNORECASE,
)


def names_triggers(table: Table) -> bool:
    """Whether the rows of a table name the triggers that events must pass."""
    words = f"{table.caption or ''} {' '.join(table.header)}"
    named = any(NAME.search(cell) for row in table.rows for cell in row)
    return named and bool(TOLD.search(words)) and not OTHERWISE.search(words)


def from_triggers(document: Document, table: Table) -> Iterator[Stated]:
    """The triggers of each row of a table that names them."""
    if not names_triggers(table):
        return
    for row, identifier in zip(table.rows, table.row_ids, strict=True):
        names = [name for cell in row for name in NAME.findall(cell)]
        sentence = document.sentence(identifier)
        if names and sentence is not None:
            yield Stated(step("", any_named(names)), evidence_of(sentence))
