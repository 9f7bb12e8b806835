"""Where the words of sentences stand on pages, for people who select some of them.

In: a document with pages. Out: for each sentence, by its id, its lines: `[page, left, top, width, height, start, end]`, a
rectangle in points and the characters of the sentence's text that stand in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hepir.reading.boxes import Box, Word, same_line
from hepir.reading.document import Block, Document
from hepir.review.documents import box_object
from hepir.source import Span

TOKEN = re.compile(r"\S+")


@dataclass(frozen=True)
class Line:
    """Characters of a block's text that stand side by side on a page."""

    span: Span
    box: Box


def sentence_lines(document: Document) -> dict[str, list[list[float]]]:
    """The lines of all sentences; none for what stands on no page."""
    blocks = {each.id: each for each in document.blocks}
    words = {each.id: sorted(each.words, key=lambda word: word.start) for each in document.blocks}
    found: dict[str, list[list[float]]] = {}
    for sentence in document.sentences:
        block = blocks.get(sentence.block)
        if block is None or not block.words:
            found[sentence.id] = []
            continue
        shift = block.span.start - sentence.span.start
        inside = Span(-shift, sentence.span.end - block.span.start)
        found[sentence.id] = [
            [*box_object(line.box), line.span.start + shift, line.span.end + shift]
            for line in joined(placed_tokens(block, words[block.id], inside))
        ]
    return found


def placed_tokens(block: Block, words: Sequence[Word], inside: Span) -> Iterator[Line]:
    """What stands between spaces in a stretch of a block's text, each with the rectangle around its words. Of a word that
    goes on in the next line, that part has no characters of its own."""
    for token in TOKEN.finditer(block.text, inside.start, inside.end):
        span = Span(token.start(), token.end())
        boxes = [box for part in block.offsets.original(span) for box in boxes_of(words, part)]
        for number, line in enumerate(joined(Line(span, box) for box in boxes)):
            yield line if number == 0 else Line(Span(span.end, span.end), line.box)


def boxes_of(words: Sequence[Word], span: Span) -> Iterator[Box]:
    """The rectangles of the words behind a stretch of a block's original text."""
    place = max(0, bisect_right(words, span.start, key=lambda word: word.start) - 1)
    for word in words[place:]:
        if word.start >= span.end:
            return
        if word.end > span.start:
            yield word.box


def joined(tokens: Iterable[Line]) -> Iterator[Line]:
    """Pieces that follow each other on a line as one."""
    line: Line | None = None
    for each in tokens:
        if line is not None and same_line(line.box, each.box):
            line = Line(Span(line.span.start, each.span.end), line.box.to(each.box))
        else:
            if line is not None:
                yield line
            line = each
    if line is not None:
        yield line
