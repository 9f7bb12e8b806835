"""Documents made for a test: pages of paragraphs, with words that have a place on their page.

In: for each page its paragraphs; a paragraph that begins with `# ` is a heading, one with `[12] ` an entry of the
reference list. Out: a `Document` as reading gives it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from hashlib import sha256

from hepir.reading.assembling import assemble
from hepir.reading.boxes import Box, Word
from hepir.reading.document import Document, Label, Page, ReadFile
from hepir.reading.drafts import Draft, Drafted
from hepir.reading.written import written

ENTRY = re.compile(r"\[\d+\] ")


def made_document(*pages: Sequence[str], name: str = "paper.pdf", paged: bool = True) -> Document:
    """A document of these pages, or the same text in a file without pages."""
    drafts = [
        draft(paragraph, number if paged else None, place)
        for number, page in enumerate(pages, 1)
        for place, paragraph in enumerate(page)
    ]
    checksum = sha256(repr(pages).encode()).hexdigest()
    sizes = tuple(Page(number, 600.0, 800.0) for number in range(1, len(pages) + 1) if paged)
    return assemble(Drafted(tuple(drafts)), "pdf", (ReadFile(name, checksum),), sizes)


def draft(paragraph: str, page: int | None, place: int) -> Draft:
    """A paragraph, heading or entry of the reference list."""
    label = Label.SECTION if paragraph.startswith("# ") else Label.PARAGRAPH
    label = Label.REFERENCE if ENTRY.match(paragraph) else label
    text = paragraph.removeprefix("# ")
    words = (
        () if page is None else tuple(word(each, page, 20.0 * place) for each in re.finditer(r"\S+", text))
    )
    return Draft(label, written(text, words), level=1)


def word(found: re.Match[str], page: int, top: float) -> Word:
    """A word on a line that is as long as its paragraph."""
    return Word(
        found.start(), found.end(), Box(page, 10.0 + found.start(), top, 10.0 + found.end(), top + 10)
    )
