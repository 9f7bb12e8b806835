"""Heads of tables over two lines: `Signal Region | Signal Region` above `2jl | 4jt`.

In: a table. Out: the table with one line of heads, in which a name below a head that says only what sort of region it is
stands alone, and behind any other head.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hepir.extract.builtin.labels import NO_LABEL, asks, is_label
from hepir.extract.builtin.naming import names_region
from hepir.reading.document import Table
from hepir.reading.heads import UNIT

SORTS = {"s": "SR", "c": "CR", "v": "VR"}
SORT = re.compile(
    r"(?:(signal|control|validation) )?(?:search )?(?:regions?|bins?|categor(?:y|ies)|channels?|selections?)\Z",
    re.IGNORECASE,
)
SORTED = re.compile(
    r"[Nn]_?(?P<one>signal|baseline|loose|tight)?(?P<objects>leptons?|b-?jets?|jets?|muons?|electrons?|photons?)"
    r"\^?(?P<two>(?<!signal)(?<!baseline)(?:signal|baseline|loose|tight))?\Z"
)
BINS = re.compile(  # of a variable: `MR (GeV) bin`, `MT2 binning [GeV]`
    r"(?<=\S) (?:[Bb]ins?|[Bb]innings?|[Rr]anges?)(?: edges)?(?= ?[\[(] ?[GT]eV|\Z)"
)
SQUARED = re.compile(r"R ?\^?(?:2|²)\Z")  # of the razor variables
B_JETS = re.compile(r"[Nn]_?b[- ]?(?:jets?|tags?)\Z")
ETA_OF = re.compile(r"\|?η\|? ?\((?P<object>jet|lepton|photon|electron|muon) ?_?(?P<rank>[1-4])\)\|?\Z")
RANKS = ("", "leading", "subleading", "third", "fourth")
LIMITED = re.compile(r"[<>≥≤=]")
SHORTEST = 3


def with_one_head(table: Table) -> Table:
    """A table whose first row goes on with its heads as one without that row."""
    if not goes_on(table):
        return table
    heads = (table.header[0], *map(both, table.header[1:], table.rows[0][1:]))
    return replace(table, header=heads, rows=table.rows[1:], row_ids=table.row_ids[1:])


def without_repeats(table: Table) -> Table:
    """A table whose cells do not begin with the variable of their row once more: `mjj [GeV] | mjj > 500`."""
    rows = tuple((*row[:1], *(limit_alone(row[0], each) for each in row[1:])) for row in table.rows)
    return replace(table, rows=rows)


def without_doubles(table: Table) -> Table:
    """A table without the columns of a variable that stands in two heads, above other cells: which is which is not told."""
    columns = list(zip(*table.rows, strict=True)) if table.rows else []
    heads = [each.strip() for each in table.header]
    doubled = {
        place
        for place, head in enumerate(heads[: len(columns)])
        for other, same in enumerate(heads[: len(columns)])
        if head == same and columns[place] != columns[other] and asks(head)
    }
    kept = [place for place in range(len(heads)) if place not in doubled]
    if not doubled or not kept:
        return table
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return replace(table, header=tuple(table.header[place] for place in kept), rows=rows)


def limit_alone(head: str, cell: str) -> str:
    """A cell without the variable of its head, where a limit follows that."""
    bare = UNIT.sub("", head).strip()
    rest = cell.strip().removeprefix(bare).strip() if bare else cell
    return rest if len(rest) < len(cell.strip()) and LIMITED.match(rest) else cell


def with_plain_counts(table: Table) -> Table:
    """A table whose heads have the index and the exponent of a number of objects in words: `Nleptonssignal`."""
    rows = tuple((plain_count(row[0]), *row[1:]) if row else row for row in table.rows)
    return replace(table, header=tuple(map(plain_count, table.header)), rows=rows)


def plain_count(head: str) -> str:
    """`number of signal leptons` for `Nleptonssignal` and `Nsignalleptons`; `leading jet |η|` for `|η|(jet1)`."""
    if of_one := ETA_OF.match(head.strip()):
        return f"{RANKS[int(of_one['rank'])]} {of_one['object']} |η|"
    head = BINS.sub("", head)
    if SQUARED.match(head):
        return "OPENr2"
    if B_JETS.match(head.strip()):
        return "number of b jets"
    found = SORTED.match(head.strip())
    return (
        f"number of {(found['one'] or found['two']).lower()} {found['objects']}"
        if found and (found["one"] or found["two"])
        else head
    )


def goes_on(table: Table) -> bool:
    """Whether the first row names the columns that the heads leave alike, or says more of them."""
    if len(table.rows) < 2 or len(table.header) < SHORTEST or len(table.rows[0]) != len(table.header):
        return False
    first, names = table.rows[0][0].strip(), [each.strip() for each in table.rows[0][1:]]
    heads = [each.strip() for each in table.header[1:]]
    if first and first == table.header[0].strip() and all(LIMITED.search(each) for each in names if each):
        return True
    leads = not first or first == table.header[0].strip() or bool(NO_LABEL.match(first))
    alike = len(set(heads)) < len(heads) and all(SORT.match(each) or not each for each in heads)
    named = all(is_name(each) for each in names) and len(set(zip(heads, names, strict=True))) == len(names)
    return leads and alike and named


def is_name(cell: str) -> bool:
    """Whether a cell may be the name of a region: `SRA`, `2jl`, `A`."""
    return names_region(cell) or is_label(cell)


def both(head: str, name: str) -> str:
    """The name of a column: `SR 2jl` for `2jl` below `Signal Region`."""
    sort = SORT.match(head.strip())
    if LIMITED.search(name):
        return f"{head.strip()}, {name}" if head.strip() and head.strip() != name else name
    if names_region(name) or not sort or not sort[1]:
        return name
    return f"{SORTS[sort[1][0].lower()]}-{name}"
