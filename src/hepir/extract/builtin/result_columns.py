"""Columns of results behind those of limits: `Prediction | Data | N95obs` behind `HT [GeV] | MT2 [GeV]`.

In: a table. Out: the table without the columns that follow the first one of predictions, yields or limits behind its limits,
but for that which names its regions.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hepir.extract.builtin.labels import RELATION
from hepir.extract.builtin.naming import names_region
from hepir.reading.document import Table

RESULT = re.compile(
    r"(?:data|predict(?:ion|ed|ions)|observ(?:ed|ation)|expect(?:ed|ation)|backgrounds?|yields?|events?|obs\.?|exp\.?|pred\.?)\b"
    r"|(?:total|fitted|SM|MC)\b.*|[NSσn]_?\^?\(?(?:obs|exp|95|bkg|bg|vis|data|pred)|.{0,8}(?:95|UL)\^?_?(?:obs|exp)"
    r"|p_?0\b|p-values?\b|CL_?[Bbs]\b|⟨|significance\Z|local significance",
    re.IGNORECASE,
)
MEASURED = re.compile(r"\d ?(?:±|\+/-|-\^\+|\^\+)")


def without_results(table: Table) -> Table:
    """A table without the first column of results behind a column of limits, and those that follow."""
    first = next((place for place in range(2, len(table.header)) if is_result(table, place)), None)
    if first is None:
        return table
    kept = [place for place in range(len(table.header)) if place < first or names_rows(table, place)]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return replace(table, header=tuple(table.header[place] for place in kept), rows=rows)


def is_result(table: Table, place: int) -> bool:
    """Whether a column holds results, behind one of limits."""
    cells = [row[place].strip() for row in table.rows]
    told = RESULT.match(table.header[place].strip()) or any(map(MEASURED.search, cells))
    return bool(told) and any(RELATION.match(cell.strip()) for row in table.rows for cell in row[1:place])


def names_rows(table: Table, place: int) -> bool:
    """Whether a column names the region of each row."""
    return all(names_region(row[place]) for row in table.rows)
