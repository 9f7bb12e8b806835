"""Heads and conditions within a table: `mTb < 175 GeV` over all columns, and the names of the variables below it once more.

In: a table. Out: the table without these rows, its heads those of its variables, and in a column of its own what the row of a
condition asks of the rows below it; and which rows these rest on.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.extract.builtin.cells import cell_alone
from hepir.extract.builtin.labels import RELATION, asks
from hepir.reading.document import Table

LEAST = 2


def with_parts(table: Table) -> tuple[Table, dict[str, tuple[str, ...]]]:
    """A table whose conditions on parts of it stand in each of their rows; for each such row the row of its condition."""
    heads, told = table.header, ""
    if (first := condition_of(table.header)) and table.rows and are_heads(table.rows[0]):
        told = first
    rows: list[tuple[str, ...]] = []
    kept: list[str] = []
    rest: dict[str, tuple[str, ...]] = {}
    source = ""
    for row, identifier in zip(table.rows, table.row_ids, strict=True):
        if are_heads(row) and (told or are_heads(heads)):
            heads = row
        elif (said := condition_of(row)) and (told or are_heads(heads)):
            told, source = said, identifier
        else:
            rows.append((*row, told))
            kept.append(identifier)
            rest |= {identifier: (source,)} if source else {}
    if not any(row[-1] for row in rows):
        return table, {}
    return replace(table, header=(*heads, ""), rows=tuple(rows), row_ids=tuple(kept)), rest


def are_heads(cells: tuple[str, ...]) -> bool:
    """Whether cells are variables without limits."""
    stated = [each for each in cells if each.strip()]
    return (
        len(stated) >= LEAST
        and sum(map(asks, stated)) >= LEAST
        and not any(RELATION.match(each.strip()) for each in stated)
    )


def condition_of(cells: tuple[str, ...]) -> str:
    """What a row asks that has one condition and nothing else; empty elsewhere."""
    stated = {each.strip() for each in cells if each.strip()}
    if len(stated) != 1 or len(cells) <= LEAST:
        return ""
    said = stated.pop()
    found = cell_alone("", said)
    return (
        said if found.claims and not found.left and not RELATION.match(said.lstrip("0123456789. <≤")) else ""
    )
