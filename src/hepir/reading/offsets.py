"""Where the characters of normalised text stand in the text as the file has it.

In: pieces, each a stretch of normalised text and the stretch of original text that it came from. Out: for any
stretch of the one, the stretches of the other. Pieces of equal length correspond character by character; others
(`ﬁ` -> `fi`, `-` and a line end -> nothing) only as a whole. Pieces follow each other in the normalised text, and
may stand anywhere in the original: the header of a table is repeated in the text of each row.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from hepir.source import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of the normalised text are `original_start` to `original_end` of the original."""

    start: int
    end: int
    original_start: int
    original_end: int

    @property
    def exact(self) -> bool:
        """Whether its characters correspond one by one."""
        return self.end - self.start == self.original_end - self.original_start


@dataclass(frozen=True, slots=True)
class Offsets:
    """The pieces in the order of the normalised text. Text between two pieces (`; ` in a row) has no original."""

    pieces: tuple[Piece, ...] = ()

    def original(self, span: Span) -> tuple[Span, ...]:
        """The stretches of original text behind a stretch of normalised text, in its order, neighbours joined."""
        found: list[Span] = []
        for each in self.touching(span):
            if found and found[-1].end == each.start:
                found[-1] = found[-1].to(each)
            elif each.end > each.start:
                found.append(each)
        return tuple(found)

    def touching(self, span: Span) -> Iterator[Span]:
        """Original stretches of the pieces that share a character with `span`, exact ones cut to it."""
        first = max(0, bisect_right(self.pieces, span.start, key=lambda piece: piece.start) - 1)
        for piece in self.pieces[first:]:
            if piece.start >= span.end:
                return
            if piece.end <= span.start:
                continue
            if piece.exact:
                shift = piece.original_start - piece.start
                yield Span(max(piece.start, span.start) + shift, min(piece.end, span.end) + shift)
            else:
                yield Span(piece.original_start, piece.original_end)


def identical(length: int) -> Offsets:
    """The map of a text that needed no change."""
    return Offsets((Piece(0, length, 0, length),) if length else ())
