"""Publications as a review shows them.

In: a document, and the bytes of its file where it has pages. Out: plain values for the page: sizes of pages, sections,
the text where there are no pages; pictures of pages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from hepir.reading.boxes import Box
from hepir.reading.document import Document, Label
from hepir.source import Span

ZOOM = 1.6  # pixels a point: 115 dots an inch
SILENT = (Label.FURNITURE, Label.FIGURE, Label.AUTHORS)
Object = dict[str, object]


@dataclass(frozen=True)
class Shown:
    """A publication with the bytes of its file; pictures, quotes and places are kept once they are known."""

    key: str
    document: Document
    data: bytes
    pictures: dict[int, bytes] = field(default_factory=dict, compare=False, repr=False)
    looked_up: dict[object, Object] = field(default_factory=dict, compare=False, repr=False)
    placed: dict[Span, list[list[float]]] = field(default_factory=dict, compare=False, repr=False)
    lock: Lock = field(default_factory=Lock, compare=False, repr=False)

    def picture(self, number: int) -> bytes | None:
        """The PNG of a page; None where there is none."""
        if not self.document.pages or not any(page.number == number for page in self.document.pages):
            return None
        with self.lock:  # the library that draws is not made for several threads
            if number not in self.pictures:
                from hepir.reading.pdf.opening import PdfFile

                with PdfFile(self.document.name, self.data) as file:
                    self.pictures[number] = file.picture(number, ZOOM)
            return self.pictures[number]

    def boxes(self, span: Span) -> list[list[float]]:
        """Rectangles of a stretch of the text, kept once they are known."""
        if span not in self.placed:
            self.placed[span] = box_objects(self.document, span)
        return self.placed[span]


def shown(key: str, document: Document, path: Path) -> Shown:
    """A publication whose file is at a path."""
    return Shown(key, document, path.read_bytes() if document.pages else b"")


def document_object(found: Shown) -> Object:
    """What the page needs of a publication before it shows a page of it."""
    document = found.document
    return {
        "key": found.key,
        "title": document.title or document.name,
        "name": document.name,
        "pages": [{"n": page.number, "w": page.width, "h": page.height} for page in document.pages],
        "sections": list(section_objects(document)),
        "text": [] if document.pages else list(text_objects(document)),
    }


def section_objects(document: Document) -> Iterator[Object]:
    """The headings, each with its page or its first sentence."""
    for block in document.blocks:
        if block.label is Label.SECTION:
            boxes = block.boxes
            yield {
                "title": block.text,
                "depth": max(len(block.section) - 1, 0),
                "page": block.page,
                "top": boxes[0].top if boxes else 0,
                "block": block.id,
            }


def text_objects(document: Document) -> Iterator[Object]:
    """The blocks of a publication without pages, with the sentences that can be cited."""
    sentences: dict[str, list[Object]] = {}
    for each in document.sentences:
        sentences.setdefault(each.block, []).append({"id": each.id, "text": each.text})
    for block in document.blocks:
        if block.label not in SILENT:
            own = sentences.get(block.id)
            yield {
                "id": block.id,
                "label": block.label.value,
                "sentences": own if own else [{"id": "", "text": block.text}],
            }


def box_objects(document: Document, span: Span) -> list[list[float]]:
    """Rectangles as `[page, left, top, width, height]`, in points."""
    return [box_object(each) for each in document.boxes(span)]


def box_object(box: Box) -> list[float]:
    """One rectangle."""
    left, top = round(box.left, 1), round(box.top, 1)
    return [box.page, left, top, round(box.right - box.left, 1), round(box.bottom - box.top, 1)]
