"""Plain text to drafts: paragraphs between blank lines, headings with numbers, and a reference list at the end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hepir.reading.document import Label
from hepir.reading.drafts import Draft, Drafted
from hepir.reading.formulas import with_formulas
from hepir.reading.normalising import spelled
from hepir.reading.references import entry_number
from hepir.reading.written import stripped, written

NUMBERED = re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})\.?[ \t]+[A-Z][^.!?\n]{1,100}")
NAMED = re.compile(
    r"(?:abstract|introduction|references|bibliography|acknowledge?ments?|conclusions?|summary|event selection)\W*",
    re.IGNORECASE,
)
REFERENCES = re.compile(r"(?:[\d.]+\s+)?(?:references|bibliography)\W*", re.IGNORECASE)
CAPTION = re.compile(r"(?:Figure|Fig\.|Table)\s+\d+[.:]")
ENTRY_START = re.compile(r"^(?=\s*(?:\[\d{1,4}\]|\d{1,4}\.\s))", re.MULTILINE)


def read_plain(text: str) -> Drafted:
    """The drafts of a text. The first block is the title where it is one short line without a full stop."""
    paragraphs = [
        each for each in re.split(r"\n[^\S\n]*\n\s*|\f", text.replace("\r\n", "\n")) if each.strip()
    ]
    known = spelled(iter(paragraphs))
    drafts: list[Draft] = []
    listing = False
    for place, paragraph in enumerate(paragraphs):
        level = heading_level(paragraph.strip())
        if place == 0 and len(paragraphs) > 1 and not level and is_title(paragraph):
            drafts.append(Draft(Label.TITLE, written(paragraph, known=known)))
        elif level:
            listing = bool(REFERENCES.fullmatch(paragraph.strip()))
            drafts.append(Draft(Label.SECTION, written(paragraph, known=known), level))
        elif listing:
            drafts += entries(paragraph, known)
        else:
            label = Label.CAPTION if CAPTION.match(paragraph.strip()) else Label.PARAGRAPH
            drafts.append(Draft(label, stripped(with_formulas(paragraph, known).written)))
    return Drafted(tuple(drafts))


def is_title(paragraph: str) -> bool:
    """Short, and not a sentence."""
    text = paragraph.strip()
    return len(text) < 200 and text.count("\n") < 3 and not text.endswith((".", ":", ";", ","))


def heading_level(text: str) -> int:
    """1 for the outermost headings; 0 for what is none."""
    if NAMED.fullmatch(text):
        return 1
    found = NUMBERED.fullmatch(text)
    return found["number"].count(".") + 1 if found else 0


def entries(paragraph: str, known: frozenset[str]) -> Iterator[Draft]:
    """The entries of a reference list that stand in one paragraph."""
    for entry in ENTRY_START.split(paragraph):
        if entry.strip():
            content = written(entry, known=known)
            numbered = entry_number(content.text)[0] is not None
            yield Draft(Label.REFERENCE if numbered else Label.PARAGRAPH, content)
