"""What of a document a model is shown at a time.

In: a document and the room in the model's context. Out: windows of citable sentences in reading order. Where one window does
not hold everything, there are several, and the sentences that look least like a selection stay out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from hepir.extract.citing import Citable
from hepir.reading.document import Document, Reference, Sentence
from hepir.reading.passages import SECTIONS, passages

MOST_WINDOWS = 8
LONGEST_SENTENCE = 2000
SAFE = re.compile(r"[^A-Za-z0-9 .,:;()/\[\]_+-]")


@dataclass(frozen=True)
class Window:
    """Sentences in view and the headings they stand under."""

    units: tuple[Citable, ...]
    sections: tuple[str, ...]


def windows(document: Document, room: int, name: str = "") -> tuple[Window, ...]:
    """Windows of at most `room` characters; `name` is the document's own where it is a reference of another."""
    shown = passages(document, room * MOST_WINDOWS)
    lines = [
        (citable(each.sentence, document, name), SECTIONS.join(passage.section))
        for passage in shown
        for each in passage.sentences
        if len(each.sentence.text) <= LONGEST_SENTENCE
    ]
    return tuple(Window(tuple(u for u, _ in part), tuple(s for _, s in part)) for part in parts(lines, room))


def parts(lines: Iterable[tuple[Citable, str]], room: int) -> Iterator[list[tuple[Citable, str]]]:
    """Lines in groups that fit into the room."""
    group: list[tuple[Citable, str]] = []
    taken, above = 0, ""
    for unit, section in lines:
        cost = len(unit.id) + len(unit.text) + 3 + (len(section) + 4 if section != above else 0)
        if group and taken + cost > room:
            yield group
            group, taken = [], 0
        group.append((unit, section))
        taken, above = taken + cost, section
    if group:
        yield group


def citable(sentence: Sentence, document: Document, name: str) -> Citable:
    """A sentence as evidence, with the references that it cites."""
    numbers = [
        number for each in document.citations if each.sentence == sentence.id for number in each.numbers
    ]
    found = (document.reference(number) for number in dict.fromkeys(numbers))
    references = tuple(dict.fromkeys(called(each) for each in found if each is not None))
    return Citable(sentence.id, sentence.text, sentence.page or 1, name, references)


def called(reference: Reference) -> str:
    """A reference by its arXiv id or DOI, else by its number; without signs that a text could end with."""
    if reference.arxiv:
        name = f"arXiv:{reference.arxiv[0]}"
    elif reference.dois:
        name = f"doi:{reference.dois[0]}"
    else:
        name = f"[{reference.number}]"
    return SAFE.sub("", name)
