"""Cutflows: tables whose rows are criteria, one after the other, with the numbers of events that pass behind them.

In: a table. Out: what each row asks, in the region that the caption or a mark behind the criterion names (`(SR)`), else of
all events. The numbers say nothing of the selection. Where rows are regions themselves, nothing is made of the table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hepir.extract.builtin.captions import caption_region
from hepir.extract.builtin.cells import cell_reading
from hepir.extract.builtin.claims import Reading
from hepir.extract.builtin.naming import cell_region, names_region
from hepir.extract.builtin.sections import TRUE
from hepir.reading.document import Table

CUTFLOW = re.compile(
    r"\bcut[- ]?flows?\b|\b(?:successive|consecutive|sequential|cumulative|each)"
    r" (?:selection |event )?(?:requirement|cut|criteri\w+|selection|step)s?\b"
    r"|\bselection steps?\b",
    re.IGNORECASE,
)
SEVERAL = re.compile(r"\b(?:signal|control|validation|search|analysis) regions\b|\bSRs\b", re.IGNORECASE)
NUMBERS = re.compile(
    r"[-–—]|(?:<|≈|~)? ?\d[\d.,'  ]*(?:[×x·] ?10\^?[-\d]+|[kKM%])?(?: ?(?:±|\+-) ?[\d.,]+)*(?: ?[(\[][^()\[\]]*[)\]])?\Z"
)
MARKED = re.compile(r"(.+?) *\(((?:SR|CR|VR)[\w-]*|(?:[Ss]ignal|[Cc]ontrol|[Vv]alidation) [Rr]egion)\)\Z")
SHORT = ((re.compile(r"^Lead(?=\b)"), "Leading"), (re.compile(r"^(?:Sublead|Sub-lead)(?=\b)"), "Subleading"))
LEAST = 3  # rows of a cutflow


def cutflow_readings(table: Table) -> Iterator[tuple[tuple[str, ...], Reading]]:
    """Ids of rows, with what their criteria ask; nothing of tables that are no cutflows."""
    if not is_cutflow(table):
        return
    region = caption_region(table)
    for row, identifier in zip(table.rows, table.row_ids, strict=True):
        found = MARKED.match(row[0].strip())
        said = alone(found[1] if found else row[0], cell_region(found[2]) if found else region)
        yield (identifier,), said


def is_cutflow(table: Table) -> bool:
    """Whether the caption speaks of a cutflow, and numbers stand behind criteria."""
    caption = table.caption or ""
    if not CUTFLOW.search(caption) or TRUE.search(caption) or len(table.rows) < LEAST:
        return False
    marked = any(MARKED.match(row[0].strip()) for row in table.rows)
    if (SEVERAL.search(caption) and not marked) or any(names_region(row[0]) for row in table.rows):
        return False
    counts = [cell.strip() for row in table.rows for cell in row[1:] if cell.strip()]
    return bool(counts) and 2 * sum(bool(NUMBERS.match(each)) for each in counts) > len(counts)


def alone(criterion: str, region: str) -> Reading:
    """What a criterion asks that is understood as a whole; else it is no more than noted."""
    for pattern, word in SHORT:
        criterion = pattern.sub(word, criterion.strip())
    said = cell_reading("", criterion, region)
    whole = said.claims and not said.left and not any("{candidate_" in each.text for each in said.claims)
    return said if whole else Reading()
