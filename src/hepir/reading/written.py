"""Text together with where it came from, before it has a place in a document.

In: original text and the boxes of its words. Out: a `Written`: the normalised text, the original, the map between
them. Several are joined into one, for the rows of tables and for paragraphs that run over two pages.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from hepir.reading.boxes import Word
from hepir.reading.normalising import NO_WORDS, NOTHING, normalise
from hepir.reading.offsets import Offsets, Piece


@dataclass(frozen=True, slots=True)
class Written:
    """Normalised `text`, and the `original` it came from; the `words` say where the original stands on pages."""

    text: str
    original: str
    offsets: Offsets
    words: tuple[Word, ...] = ()


EMPTY = Written("", "", Offsets())


def written(
    original: str, words: tuple[Word, ...] = (), carets: Set[int] = NOTHING, known: Set[str] = NO_WORDS
) -> Written:
    """A stretch of original text, normalised and without white space around it."""
    text, offsets = normalise(original, carets, known)
    return stripped(Written(text, original, offsets, words))


def stripped(one: Written) -> Written:
    """Without white space around the text; the original stays."""
    start = len(one.text) - len(one.text.lstrip())
    text = one.text.strip()
    return one if len(text) == len(one.text) else part(one, start, start + len(text))


def part(one: Written, start: int, end: int) -> Written:
    """Characters `start` to `end` of the text; the original stays whole."""
    pieces: list[Piece] = []
    for piece in one.offsets.pieces:
        low, high = max(piece.start, start), min(piece.end, end)
        if low >= high:
            continue
        exact = piece.exact
        pieces.append(
            Piece(
                low - start,
                high - start,
                piece.original_start + (low - piece.start if exact else 0),
                piece.original_end - (piece.end - high if exact else 0),
            )
        )
    return Written(one.text[start:end], one.original, Offsets(tuple(pieces)), one.words)


def joined(parts: tuple[Written, ...], separator: str) -> Written:
    """Several in a row, with a separator that has no original between them; originals get a line each."""
    text, original = "", ""
    pieces: list[Piece] = []
    words: list[Word] = []
    for number, each in enumerate(parts):
        if number:
            text, original = text + separator, original + "\n"
        pieces += shifted(each.offsets, len(text), len(original))
        words += (Word(w.start + len(original), w.end + len(original), w.box) for w in each.words)
        text, original = text + each.text, original + each.original
    return Written(text, original, Offsets(tuple(pieces)), tuple(words))


def shifted(offsets: Offsets, by: int, original_by: int) -> list[Piece]:
    """The pieces of a text that now stands later."""
    return [
        Piece(p.start + by, p.end + by, p.original_start + original_by, p.original_end + original_by)
        for p in offsets.pieces
    ]
