"""The lines of a program that a diagnostic is about, with its places marked.

In: a source and a diagnostic. Out: rows of plain text, each with the role that decides its colour. A
span over several lines is marked on its first and last one. A long line is shown through a window
around the mark; marks that the window does not reach get a window of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import groupby

from hepir.diagnostics.core import Diagnostic
from hepir.diagnostics.display import combines, shown, visible, width
from hepir.diagnostics.places import NOWHERE, within
from hepir.source import Source, Span

WINDOW = 100  # columns of a line shown at most
MARGIN = 30  # of these, columns shown before a mark in a long line
ELLIPSIS = "…"


class Role(Enum):
    """What a row is."""

    LINE = auto()
    PRIMARY = auto()
    LABEL = auto()
    GAP = auto()


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an excerpt: the line number in its gutter, where it has one, and its text."""

    role: Role
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters `start` to `end` (from 0) of one line, and the text that stands next to them."""

    line: int
    start: int
    end: int
    text: str
    role: Role


def excerpt(source: Source, diagnostic: Diagnostic) -> tuple[Row, ...]:
    """Rows that show all places of a diagnostic, in the order of the lines; none if it has no place."""
    marks = sorted(_all_marks(source, diagnostic), key=lambda mark: mark.line)
    rows: list[Row] = []
    before = 0
    for number, group in groupby(marks, key=lambda mark: mark.line):
        rows += _between(source, before, number)
        rows += _marked_line(source.line(number), number, tuple(group))
        before = number
    return tuple(rows)


def _all_marks(source: Source, diagnostic: Diagnostic) -> Iterator[Mark]:
    if diagnostic.span != NOWHERE:
        yield from _marks(source, diagnostic.span, "", Role.PRIMARY)
    for label in diagnostic.labels:
        yield from _marks(source, label.span, visible(label.text), Role.LABEL)


def _marks(source: Source, span: Span, text: str, role: Role) -> Iterator[Mark]:
    inside = within(source, span)
    first = source.position(inside.start)
    last = source.position(max(inside.start, inside.end - 1))
    start = first.column - 1
    end = last.column if inside.end > inside.start else start
    if first.line == last.line:
        yield _mark_in(source.line(first.line), Mark(first.line, start, end, text, role))
        return
    first_line, last_line = source.line(first.line), source.line(last.line)
    indent = len(last_line) - len(last_line.lstrip())
    yield _mark_in(first_line, Mark(first.line, start, len(first_line), "", role))
    yield _mark_in(last_line, Mark(last.line, min(indent, end - 1), end, text, role))


def _mark_in(line: str, mark: Mark) -> Mark:
    """The mark within its line, starting at a character that has a column of its own."""
    start = min(mark.start, len(line))
    while 0 < start < len(line) and combines(line[start]):
        start -= 1
    return Mark(mark.line, start, max(start, min(mark.end, len(line))), mark.text, mark.role)


def _between(source: Source, before: int, number: int) -> tuple[Row, ...]:
    """What stands between two marked lines: nothing, the one line, or a sign that lines are left out."""
    if before == 0 or number == before + 1:
        return ()
    line = source.line(before + 1)
    if number == before + 2 and len(line) <= WINDOW and width(visible(line)) <= WINDOW:
        return (Row(Role.LINE, str(before + 1), visible(line)),)
    return (Row(Role.GAP, "", "..."),)


def _marked_line(line: str, number: int, marks: Sequence[Mark]) -> Iterator[Row]:
    while marks:
        low, high = _window(line, marks[0])
        reached = [mark for mark in marks if mark is marks[0] or _reaches(mark, low, high, len(line))]
        prefix = ELLIPSIS if low else ""
        suffix = ELLIPSIS if high < len(line) else ""
        yield Row(Role.LINE, str(number), prefix + visible(line[low:high]) + suffix)
        for mark in reached:
            space = " " * width(prefix + visible(line[low : mark.start]))
            sign = "^" if mark.role is Role.PRIMARY else "-"
            signs = sign * max(1, width(visible(line[mark.start : min(mark.end, high)])))
            yield Row(mark.role, "", f"{space}{signs} {mark.text}".rstrip())
        marks = [mark for mark in marks if mark not in reached]


def _reaches(mark: Mark, low: int, high: int, length: int) -> bool:
    return low <= mark.start and mark.end <= high and (mark.start < high or high == length)


def _window(line: str, mark: Mark) -> tuple[int, int]:
    """Which characters of the line to show so that the mark is among them."""
    low = _reach(line, mark.start, -1, MARGIN)
    high = _reach(line, low, 1, WINDOW)
    return _reach(line, high, -1, WINDOW), high


def _reach(line: str, place: int, step: int, columns: int) -> int:
    """How far one comes from `place` when what one passes may take so many columns."""
    following = 0 if step > 0 else -1
    while 0 <= place + following < len(line):
        # A combining mark counts too: a line of nothing but marks must come to an end.
        columns -= max(1, width(shown(line[place + following])))
        if columns < 0:
            break
        place += step
    return place
