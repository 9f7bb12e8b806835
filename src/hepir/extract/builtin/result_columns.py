"""Columns of results behind those of limits: `Prediction | Data | N95obs` behind `HT [GeV] | MT2 [GeV]`.

In: a table. Out: the table without the column of predictions, yields or limits that follows its limits, and all behind it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hepir.extract.builtin.labels import RELATION
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
    for place in range(2, len(table.header)):
        cells = [row[place].strip() for row in table.rows if place < len(row)]
        told = RESULT.match(table.header[place].strip()) or any(map(MEASURED.search, cells))
        if told and any(RELATION.match(row[each].strip()) for row in table.rows for each in range(1, place)):
            rows = tuple(row[:place] for row in table.rows)
            return replace(table, header=table.header[:place], rows=rows)
    return table
