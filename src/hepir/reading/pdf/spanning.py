"""Cells of a table without rectangles that stand for several lines: written once, in the middle of their lines.

In: the lines of a table, each with its cells, where they stand, and between which rules. Out: the lines, each with the
cells that stand for it; what was no line but entries for several lines is gone.

A rule may be as short as one column: what it parts is parted in this column only, so each column has its own groups of lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hepir.reading.written import Written, joined

HALF = 0.1  # of the distance of two lines: how far an entry for both may stand from their middle
OFF = 0.4  # distances between lines: how far an entry for several may stand from their middle, or if they are many:
MANY = 4  # labels
OFF_OF_MANY = 0.12  # of all their lines


@dataclass(frozen=True, slots=True)
class Line:
    """The cells of a line, the baseline of each in points, and the group of lines between two rules that each belongs to."""

    cells: tuple[Written, ...]
    baselines: tuple[float, ...]
    groups: tuple[int, ...]
    baseline: float


def spanned(lines: Sequence[Line]) -> list[tuple[Written, ...]]:
    """The lines with what stands for several of them, where rules part groups; else as they are."""
    places = range(len(lines[0].cells) if lines else 0)
    if all(len({line.groups[place] for line in lines}) < 2 for place in places):
        return [line.cells for line in lines]
    loose = {id(line) for line in lines if 2 * len(filled(line)) < len(line.cells)}
    firm = [line for line in lines if id(line) not in loose]
    whole = [line for line in lines if id(line) not in loose or not for_several(line, lines, firm)]
    columns = [[cell_of(line, place, lines, whole) for line in whole] for place in places]
    return list(zip(*columns, strict=True))


def spread(lines: Sequence[Line]) -> list[tuple[Written, ...]]:
    """The lines of one group with what stands in the middle of it, or between two of them."""
    loose = [line for line in lines if 2 * len(filled(line)) <= len(line.cells) and stands_alone(line, lines)]
    firm = [line for line in lines if not any(line is each for each in loose)]
    gone = [line for line in loose if for_several(line, lines, firm)]
    whole = [line for line in lines if not any(line is each for each in gone)]
    columns = [[cell_of(line, place, lines, whole) for line in whole] for place in range(len(lines[0].cells))]
    told = [replace(line, cells=cells) for line, cells in zip(whole, zip(*columns, strict=True), strict=True)]
    return [line.cells for line in without_halves(told)]


def stands_alone(line: Line, lines: Sequence[Line]) -> bool:
    """Whether each entry of a line is the only one of its column in its group."""
    return all(
        sum(bool(each.cells[place].text) for each in in_group(line, place, lines)) == 1
        for place in filled(line)
    )


def without_halves(lines: Sequence[Line]) -> list[Line]:
    """Lines without those whose entries stand half way between two lines that have none there: they are said of both."""
    given = list(lines)
    for place in range(len(given) - 2, 0, -1):
        above, line, below = given[place - 1 : place + 2]
        if is_half(line, above, below):
            given[place - 1 : place + 2] = with_entries(above, line), with_entries(below, line)
    return given


def is_half(line: Line, above: Line, below: Line) -> bool:
    """Whether a line stands between two others of its groups, in the middle, with entries that they lack."""
    entries = [place for place in filled(line) if not is_common(place, above, line, below)]
    lacking = all(not above.cells[place].text and not below.cells[place].text for place in entries)
    own = all(above.groups[place] == line.groups[place] == below.groups[place] for place in entries)
    middle = abs(line.baseline - (above.baseline + below.baseline) / 2)
    return bool(entries) and own and lacking and middle < HALF * (below.baseline - above.baseline)


def is_common(place: int, *lines: Line) -> bool:
    """Whether lines have the same in a column, which stands for all of them."""
    return len({line.cells[place].text for line in lines}) == 1


def with_entries(line: Line, other: Line) -> Line:
    """A line with the entries of another where it has none."""
    cells = tuple(one if one.text else its for one, its in zip(line.cells, other.cells, strict=True))
    return replace(line, cells=cells)


def filled(line: Line) -> list[int]:
    """The columns in which a line has an entry."""
    return [place for place, cell in enumerate(line.cells) if cell.text]


def for_several(line: Line, lines: Sequence[Line], firm: Sequence[Line]) -> bool:
    """Whether each entry of a line is the only one of its group, in the middle of several other lines."""
    return bool(firm) and all(spans(line, place, lines, firm) for place in filled(line))


def spans(line: Line, place: int, lines: Sequence[Line], whole: Sequence[Line]) -> bool:
    """Whether the entry of a line stands alone in its group, in the middle of its `whole` lines."""
    its = in_group(line, place, whole)
    entries = [each for each in in_group(line, place, lines) if each.cells[place].text]
    alone = len(its) > 1 and len(entries) == 1
    return alone and (central(line.baselines[place], its) or place == 0)


def in_group(line: Line, place: int, lines: Sequence[Line]) -> list[Line]:
    """The lines between the same two rules of a column."""
    return [each for each in lines if each.groups[place] == line.groups[place]]


def central(baseline: float, lines: Sequence[Line]) -> bool:
    """Whether an entry stands in the middle of lines, as one for all of them does."""
    first, last = lines[0].baseline, lines[-1].baseline
    allowed = max(OFF, OFF_OF_MANY * len(lines))
    return abs(baseline - (first + last) / 2) < allowed * (last - first) / (len(lines) - 1)


def cell_of(line: Line, place: int, lines: Sequence[Line], whole: Sequence[Line]) -> Written:
    """The cell of a line: its own, or the one that stands for all lines of its group; labels are joined."""
    entries = [each for each in in_group(line, place, lines) if each.cells[place].text]
    unlabelled = not all(each.cells[place].text for each in in_group(line, place, whole))
    if place == 0 and entries and unlabelled and not is_labelled(entries, in_group(line, 0, whole)):
        return joined(distinct([each.cells[0] for each in entries]), " ")
    if len(entries) == 1 and spans(entries[0], place, lines, whole):
        return entries[0].cells[place]
    return line.cells[place]


def is_labelled(entries: Sequence[Line], lines: Sequence[Line]) -> bool:
    """Whether most of many lines have a label of their own: then each label is that of its line."""
    return len(entries) >= MANY and 2 * len(entries) > len(lines)


def distinct(cells: Sequence[Written]) -> tuple[Written, ...]:
    """Without empty cells and repetitions that a cell over several rows gives."""
    kept: list[Written] = []
    for cell in cells:
        if cell.text and not any(cell.text == other.text for other in kept):
            kept.append(cell)
    return tuple(kept)
