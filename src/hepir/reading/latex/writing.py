r"""What is drafted of a LaTeX source, and how atoms become text that knows its places.

In: atoms with the places of expanded text. Out: drafts whose text leads back to the source as it is in the files.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from hepir.reading.document import Label
from hepir.reading.drafts import Cited, Draft
from hepir.reading.latex.parsing import Node
from hepir.reading.latex.words import Atom, Setting, resolved
from hepir.reading.normalising import normalise
from hepir.reading.offsets import Offsets, Piece
from hepir.reading.written import EMPTY, Written, stripped


@dataclass
class Writing:
    """What is drafted so far, and the atoms of the paragraph under way."""

    source: str
    places: Sequence[int]
    setting: Setting
    drafts: list[Draft] = field(default_factory=list)
    open: list[Atom] = field(default_factory=list)
    footnotes: list[Node] = field(default_factory=list)
    label: Label = Label.PARAGRAPH


def plain(node: Node | None) -> str:
    """The characters of an argument."""
    return "".join(each.text for each in node.children).strip() if node is not None else ""


def drafted(writing: Writing, atoms: Sequence[Atom], label: Label) -> Draft | None:
    """A block of some atoms; None where they say nothing."""
    spoken = resolved(atoms)
    content = content_of(writing, spoken)
    if not content.text:
        return None
    return Draft(label, content, cited=tuple(cited_in(spoken, content)))


def content_of(writing: Writing, atoms: Sequence[Atom]) -> Written:
    """Text with its map to the source. An atom as long as its source corresponds to it letter by letter."""
    interim = "".join(each.text for each in atoms)
    spans: list[tuple[int, int]] = []
    for each in atoms:
        exact = each.end - each.start == len(each.text)
        for place in range(len(each.text)):
            start = each.start + place if exact else each.start
            spans.append(source_span(writing, start, start + 1 if exact else each.end))
    real = [each for each in spans if each[1] > each[0]]
    if not interim.strip() or not real:
        return EMPTY
    low, high = min(each[0] for each in real), max(each[1] for each in real)
    text, offsets = normalise(interim)
    pieces = [moved for piece in offsets.pieces for moved in through(piece, spans, low)]
    return stripped(Written(text, writing.source[low:high], Offsets(tuple(pieces))))


def source_span(writing: Writing, start: int, end: int) -> tuple[int, int]:
    """The stretch of source behind a stretch of expanded text."""
    inside = writing.places[start:end]
    if not len(inside):
        return (0, 0)
    return min(inside), max(inside) + 1


def through(piece: Piece, spans: Sequence[tuple[int, int]], low: int) -> Iterator[Piece]:
    """A piece of normalised text with the source behind it, in stretches that correspond letter by letter."""
    if not piece.exact:
        behind = [each for each in spans[piece.original_start : piece.original_end] if each[1] > each[0]]
        if behind:
            start, end = min(each[0] for each in behind), max(each[1] for each in behind)
            yield Piece(piece.start, piece.end, start - low, end - low)
        return
    begin = piece.start
    for place in range(piece.start, piece.end):
        here = spans[place - piece.start + piece.original_start]
        following = place + 1 < piece.end and spans[place + 1 - piece.start + piece.original_start]
        if following and following[0] == here[1] and here[1] - here[0] == 1 == following[1] - following[0]:
            continue
        first = spans[begin - piece.start + piece.original_start]
        if here[1] > here[0]:
            yield Piece(begin, place + 1, first[0] - low, here[1] - low)
        begin = place + 1


def cited_in(atoms: Sequence[Atom], content: Written) -> Iterator[Cited]:
    """Where the citations stand in the normalised text."""
    place = 0
    for each in atoms:
        if each.cited:
            start = content.text.find(each.text, place)
            if start >= 0:
                place = start + len(each.text)
                yield Cited(start, place, each.cited)
