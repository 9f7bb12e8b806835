"""Heads of tables over several lines: a title over all columns is no head, and units below the heads belong to them.

In: a grid as a reader of one format found it. Out: the grid with the heads of its columns, so that each row can be quoted
with all that its cells mean.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hepir.reading.drafts import Grid
from hepir.reading.written import Written, joined

UNIT = re.compile(r"[\[(] ?(?:in )?(GeV\^?\(?1/2\)?|√ ?GeV|GeV|TeV|MeV|rad|mm|cm) ?[\])]")
LIMIT = re.compile(r"[<>≥≤=∈]|\d")
CONDITION = re.compile(r"[<>≥≤=]")
LEAST = 2  # heads, units, or rows
FEWEST = 3  # columns of a table with a title


def with_heads(grid: Grid) -> Grid:
    """A grid without a title for heads, and with its units in the heads."""
    return with_units(without_title(grid))


def title_of(grid: Grid) -> Written | None:
    """The title that stands over the columns of a grid, above its heads; None where there is none, or it is a condition."""
    titles = {each.text: each for each in grid.header if each.text}
    if len(titles) != 1 or len(grid.header) < FEWEST or len(grid.rows) < LEAST:
        return None
    names = {each.text for each in grid.rows[0] if each.text}
    limited = any(map(LIMIT.match, names)) or any(map(CONDITION.search, titles))
    return None if limited or len(names) < LEAST else next(iter(titles.values()))


def without_title(grid: Grid) -> Grid:
    """A grid whose heads are one title, as one with its first row as heads."""
    return grid if title_of(grid) is None else without_first(grid, grid.rows[0])


def with_units(grid: Grid) -> Grid:
    """A grid whose first row has the units of its heads as one with them in these."""
    if len(grid.rows) < LEAST:
        return grid
    first = grid.rows[0]
    units = [each for each in first if UNIT.fullmatch(each.text)]
    if len(units) < LEAST or any(LIMIT.match(each.text) for each in first):
        return grid
    return without_first(grid, tuple(map(both, grid.header, first)))


def both(head: Written, below: Written) -> Written:
    """A head with what stands below it."""
    return joined(tuple(each for each in (head, below) if each.text), " ")


def without_first(grid: Grid, heads: tuple[Written, ...]) -> Grid:
    """A grid with other heads, and without the row that they come from."""
    return replace(grid, header=heads, rows=grid.rows[1:])
