"""Ruled tables whose rules part groups of lines, not each line: `100-150` in the middle beside four bins of another variable.

In: what stands in each column of a row of rectangles. Out: its rows of cells. Rectangles of one row are taken apart where
several of them hold entries on the same lines; what stands in the middle of these lines, or between two of them, is said
of all of these.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from hepir.reading.pdf.rows import Row, content_of
from hepir.reading.pdf.spanning import Line, spread
from hepir.reading.written import EMPTY, Written

LONGEST = 16  # characters of an entry
LEAST = 2  # lines of a band that is taken apart
FEWEST = 3  # lines of a column of heads; columns that are surely rows
# Text that is broken into lines, or a head with its unit.
WORDS = re.compile(r"(?<![\w-])[a-z]{3,}|[\[(] ?[GTM]eV ?[\])]?\Z")
SAME = 0.25  # of the size of type: distance of baselines on one line

Cells = list[tuple[Written, ...]]


def rows_of_band(held: Sequence[Sequence[Row]]) -> Cells:
    """The rows of cells of one row of rectangles; `held` is what stands in each column of it."""
    if not is_of_several(held):
        return [tuple(content_of(each) if each else EMPTY for each in held)]
    lines = [line_at(baseline, held) for baseline in baselines_of(held)]
    return spread(lines)


def is_of_several(held: Sequence[Sequence[Row]]) -> bool:
    """Whether cells hold entries on the same lines: of a column of heads, or of at least two columns of limits."""
    most = max(map(len, held), default=0)
    if most < LEAST:
        return False
    full = [place for place, each in enumerate(held) if len(each) == most]
    if sure(held, full):
        return True
    others = [each for place, each in enumerate(held) if place]
    if not all(is_entry(row.text.strip()) for each in others if len(each) > 1 for row in each):
        return False
    if full == [0]:
        return most >= FEWEST and all(any(has_line(row, each) for each in others) for row in held[0])
    entries = all(is_entry(row.text.strip()) for row in held[0]) or len(full) > 2 or most >= FEWEST
    return len(full) > 1 and entries and all(level(held[full[0]], held[each]) for each in full)


def sure(held: Sequence[Sequence[Row]], full: Sequence[int]) -> bool:
    """Whether at least three columns hold entries on the same lines: then text in others is of these lines, too."""
    entries = [held[place] for place in full if all(is_entry(row.text.strip()) for row in held[place])]
    return len(entries) >= FEWEST and all(level(entries[0], each) for each in entries)


def has_line(row: Row, others: Sequence[Row]) -> bool:
    """Whether one of other rows stands on the line of a row."""
    return any(on_line(row.baseline, each) for each in others)


def is_entry(text: str) -> bool:
    """Whether a line may be a limit or a name of its own."""
    return len(text) <= LONGEST and not WORDS.search(text)


def level(one: Sequence[Row], other: Sequence[Row]) -> bool:
    """Whether two cells have their entries on the same lines."""
    return all(on_line(mine.baseline, its) for mine, its in zip(one, other, strict=True))


def on_line(baseline: float, row: Row) -> bool:
    """Whether a row stands on a line."""
    return abs(baseline - row.baseline) < SAME * row.size


def baselines_of(held: Sequence[Sequence[Row]]) -> list[float]:
    """The lines on which entries stand, from the top."""
    found: list[float] = []
    for row in sorted((row for each in held for row in each), key=lambda each: each.baseline):
        if not found or not on_line(found[-1], row):
            found.append(row.baseline)
    return found


def line_at(baseline: float, held: Sequence[Sequence[Row]]) -> Line:
    """The entries on a line."""
    own = [[row for row in each if on_line(baseline, row)] for each in held]
    cells = tuple(content_of(each) if each else EMPTY for each in own)
    return Line(cells, (baseline,) * len(held), (0,) * len(held), baseline)
