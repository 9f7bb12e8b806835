"""Tables of ADL.

In: a table block: rows of a value, its errors if it has some, and the range of each variable. Out: the lines of a table here.
The variables have no names in ADL; their units are those of what the table is called with. Raises ConversionError for a table
with a hole, or of another form.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise, product

from hepir.interop.adl import errors
from hepir.interop.adl.blocks import Block
from hepir.interop.adl.lines import Line
from hepir.interop.adl.rows import Chunk, assumed
from hepir.interop.adl.scope import Entry
from hepir.interop.adl.stopping import ConversionError, cannot
from hepir.interop.adl.units import number

AXES = ("first", "second", "third", "fourth")
NOTHING_BEYOND = "beyond the edges of a table there is no value"
Range = tuple[float, float]


@dataclass(frozen=True)
class Cell:
    """A row: the numbers as they are written."""

    value: str
    errors: tuple[str, ...]
    ranges: tuple[Range, ...]


def settings(block: Block) -> dict[str, str]:
    """What a table says of itself: the number of variables, and whether it has errors."""
    return {
        each.keyword: each.body.strip().lower()
        for each in block.rules
        if each.keyword in ("nvars", "errors", "tabletype")
    }


def dimensions(block: Block) -> int:
    """The number of variables."""
    count = settings(block).get("nvars", "1")
    if count not in ("1", "2", "3", "4"):
        raise cannot(block.line.span, f"a table of `{count}` variables")
    return int(count)


def cells(block: Block) -> list[Cell]:
    """The rows of a table."""
    found = [cell(line, dimensions(block), settings(block).get("errors") == "true") for line in rows(block)]
    if not found:
        raise cannot(block.line.span, "the table has no rows")
    return found


def rows(block: Block) -> list[Line]:
    """The lines with numbers."""
    return [each for each in block.rules if each.keyword == "row"]


def cell(line: Line, count: int, with_errors: bool) -> Cell:
    """One row. Some tables list more ranges than they have variables: the first ones count."""
    words = line.body.split()
    first = 3 if with_errors else 1
    try:
        numbers = [float(each) for each in words]
    except ValueError:
        raise ConversionError(errors.NotUnderstood(line.span, "a row of a table has numbers")) from None
    if len(numbers) < first + 2 * count or not all(map(math.isfinite, numbers)):
        reason = f"a row has a value{', two errors' if with_errors else ''} and {count} ranges"
        raise ConversionError(errors.NotUnderstood(line.span, reason))
    ends = numbers[first : first + 2 * count]
    ranges = tuple(zip(ends[::2], ends[1::2], strict=True))
    return Cell(words[0], tuple(words[1:first]), ranges)


def edges(block: Block, found: list[Cell]) -> list[list[float]]:
    """The edges of each variable; the cells must fill their grid, each once."""
    axes = [sorted({end for each in found for end in each.ranges[axis]}) for axis in range(dimensions(block))]
    known = [each.ranges for each in found]
    wanted = list(product(*(list(pairwise(each)) for each in axes)))
    if len(set(known)) < len(known):
        raise cannot(block.line.span, "two rows of the table have the same ranges")
    if set(known) != set(wanted):
        raise cannot(
            block.line.span, "the rows of the table do not fill a grid: it has a hole, or cells that overlap"
        )
    return axes


def convert(block: Block, entry: Entry) -> Chunk:
    """The lines of a table."""
    found = cells(block)
    axes = edges(block, found)
    order = {each.ranges: each for each in found}
    sorted_cells = [order[place] for place in product(*(list(pairwise(each)) for each in axes))]
    line = Line("", "", block.line.start, block.line.span)
    chunk = Chunk(f"table {entry.name}{assumed([NOTHING_BEYOND])}", block.line.span, list(block.line.before))
    for index, each in enumerate(axes):
        unit = entry.units[index] if index < len(entry.units) else ""
        texts = ", ".join(number(f"{edge:.12g}") for edge in each)
        chunk.add(f"axis {AXES[index]} in bins [{texts}]{f' {unit}' if unit else ''}", line)
    chunk.add(f"values [{', '.join(number(each.value) for each in sorted_cells)}]", line)
    for place, direction in enumerate(("down", "up")):
        if sorted_cells[0].errors:
            texts = ", ".join(number(each.errors[place]) for each in sorted_cells)
            chunk.add(f"errors {direction} [{texts}]", line)
    return chunk
