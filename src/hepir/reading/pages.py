"""Which pages to read. In: `1-60`, `7` or nothing. Out: page numbers, or a diagnostic where there are none such."""

from __future__ import annotations

from dataclasses import dataclass

from hepir.reading.errors.contents import NoSuchPages
from hepir.reading.errors.raising import NOWHERE, fail


@dataclass(frozen=True, slots=True)
class PageRange:
    """Pages `first` to `last`, both included, counted from 1."""

    first: int
    last: int

    def __str__(self) -> str:
        """As it is typed."""
        return str(self.first) if self.first == self.last else f"{self.first}-{self.last}"


def page_range(text: str) -> PageRange | None:
    """`3` or `3-10`; None for anything else."""
    first, _, last = text.partition("-")
    if not (first.isascii() and first.isdigit() and (last or first).isascii() and (last or first).isdigit()):
        return None
    found = PageRange(int(first), int(last or first))
    return found if 1 <= found.first <= found.last else None


def chosen(asked: PageRange | None, count: int, name: str) -> range:
    """The numbers of the pages to read. Raises HepirError for pages that are not there."""
    if asked is None:
        return range(1, count + 1)
    if asked.first > count:
        fail(NoSuchPages(NOWHERE, name, str(asked), count))
    return range(asked.first, min(asked.last, count) + 1)
