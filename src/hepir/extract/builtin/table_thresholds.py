"""Momenta of the objects that a table counts: `Njets | pTjet [GeV]` with `≥ 6 | > 25` are at least six jets with pT > 25 GeV.

In: a table. Out: the table, in which the limit on the momentum of each of the objects stands with their number, in columns
as in rows.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hepir.extract.builtin.abbreviated import HOW_MANY, WORDS, momentum_of, objects_of
from hepir.extract.builtin.labels import the_noun
from hepir.reading.document import Table
from hepir.reading.heads import UNIT

LIMIT = re.compile(r"(?:[>≥]|>=) ?\d+(?:\.\d+)?(?P<unit> ?[GT]eV)?\Z")


def with_thresholds(table: Table) -> Table:
    """A table whose numbers of objects stand with the limits on their momentum."""
    rows = tuple(map(list, table.rows))
    if pair := counted_pair(table.header):
        rows = tuple(joined_cells(row, *pair, table.header[pair[1]]) for row in rows)
    elif pair := counted_pair(first_cells(table)):
        columns = [list(each) for each in zip(*rows, strict=True)]
        changed = [columns[0], *(joined_cells(each, *pair, columns[0][pair[1]]) for each in columns[1:])]
        rows = tuple(list(each) for each in zip(*changed, strict=True))
    return replace(table, rows=tuple(map(tuple, rows)))


def limited_rows(table: Table) -> dict[str, tuple[str, ...]]:
    """For the row of the number of some objects, the row of the limit on their momentum."""
    pair = None if counted_pair(table.header) else counted_pair(first_cells(table))
    return {table.row_ids[pair[0]]: (table.row_ids[pair[1]],)} if pair else {}


def first_cells(table: Table) -> tuple[str, ...]:
    """The first cell of each row."""
    return tuple(row[0] if row else "" for row in table.rows)


def counted_pair(heads: tuple[str, ...]) -> tuple[int, int] | None:
    """The places of the number of some objects and of the one limit on their momentum; None where there are no such two."""
    momenta = {
        place: kind for place, head in enumerate(heads) if (kind := momentum_of(UNIT.sub("", head).strip()))
    }
    for place, kind in momenta.items():
        counts = [each for each, head in enumerate(heads) if kind_counted(head) == kind]
        if len(counts) == 1 and list(momenta.values()).count(kind) == 1:
            return counts[0], place
    return None


def kind_counted(head: str) -> str:
    """`jet` for `Njets`, `Number of jets`; empty for what counts nothing, or only some objects of a kind."""
    noun = the_noun(words) if (words := objects_of(head)) else None
    return WORDS.get(noun.kind, "") if noun is not None and not noun.words else ""


def joined_cells(cells: list[str], count: int, momentum: int, head: str) -> list[str]:
    """Cells of a region, with its number of objects and their momentum in one."""
    number, limit = cells[count].strip(), cells[momentum].strip()
    found = LIMIT.match(limit)
    if not HOW_MANY.match(number) or not found or number in ("0", "= 0", "=0"):
        return cells
    unit = re.search("[GT]eV", head)
    measure = "" if found["unit"] or not unit else f" {unit[0]}"
    exact = "exactly " if number[0].isdigit() and "-" not in number and "or" not in number else ""
    changed = list(cells)
    changed[count] = f"{exact}{number} {objects_of_kind(head)} with pT {limit}{measure}"
    changed[momentum] = "-"
    return changed


def objects_of_kind(head: str) -> str:
    """`jets` for a head such as `pTjet [GeV]`."""
    return f"{momentum_of(UNIT.sub('', head).strip())}s"
