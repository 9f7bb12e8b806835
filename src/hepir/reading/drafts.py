"""What a reader of one format gives to `assembling`: blocks in reading order, without ids.

In: nothing. Out: the values `Draft` and `Grid`, the same for all formats.
"""

from __future__ import annotations

from dataclasses import dataclass

from hepir.reading.document import Label
from hepir.reading.written import Written


@dataclass(frozen=True, slots=True)
class Cited:
    """Characters `start` to `end` of a draft's text point to these references."""

    start: int
    end: int
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of a table, with where they came from; each row is as long as the header."""

    header: tuple[Written, ...]
    rows: tuple[tuple[Written, ...], ...]
    caption: str | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A block to be. `level` is that of a heading, 1 the outermost; `grid` belongs to a table, whose `content` is empty.

    `number` and `key` belong to a reference. `cited` are the citations that the format marks; where it marks none
    they are found in the text.
    """

    label: Label
    content: Written
    level: int = 0
    grid: Grid | None = None
    number: str | None = None
    key: str | None = None
    cited: tuple[Cited, ...] = ()


@dataclass(frozen=True, slots=True)
class Drafted:
    """All that a reader found. `title` is for formats that state it beside the text."""

    drafts: tuple[Draft, ...]
    title: str = ""
    notes: tuple[str, ...] = ()
