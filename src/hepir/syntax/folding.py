"""Long statements on several lines.

In: text with marks where a line may end, and how deep each of these places lies. Out: lines that fit, or as
nearly as the marks allow. A line ends at the outermost places first; the same text always folds the same way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

WIDTH = 100  # columns
# Marks are control characters, which no program holds.
OPEN = "\x01"  # what follows lies one level deeper
CLOSE = "\x02"
BREAK = "\x03"  # a space, or the end of a line
MARKS = re.compile(f"([{OPEN}{CLOSE}{BREAK}])")


def nested(text: str) -> str:
    """Text whose breaks lie one level deeper."""
    return f"{OPEN}{text}{CLOSE}"


def on_one_line(text: str) -> str:
    """Marked text with a space for each break."""
    return text.replace(OPEN, "").replace(CLOSE, "").replace(BREAK, " ")


@dataclass(frozen=True, slots=True)
class Piece:
    """Text without breaks; a line may end before it. Lower levels are better places."""

    level: int
    text: str


@dataclass(slots=True)
class Lines:
    """Lines being filled; the first and the others have different indents."""

    first: str
    others: str
    done: list[str] = field(default_factory=list)
    current: str = ""

    def fits(self, text: str) -> bool:
        """Whether the text can follow on the current line."""
        indent = self.others if self.done else self.first
        between = 1 if self.current else 0
        return len(indent) + len(self.current) + between + len(text) <= WIDTH

    def add(self, text: str) -> None:
        """Put the text on the current line."""
        self.current = f"{self.current} {text}" if self.current else text

    def end_line(self) -> None:
        """Begin a new line, unless the current one is empty."""
        if self.current:
            self.done.append((self.others if self.done else self.first) + self.current)
            self.current = ""


def fold(text: str, first: str, others: str) -> list[str]:
    """Marked text as lines of at most 100 columns where the breaks allow that."""
    lines = Lines(first, others)
    _pack(_pieces(text), lines)
    lines.end_line()
    return lines.done


def _pieces(text: str) -> list[Piece]:
    """Marked text cut at its breaks."""
    level, pieces = 0, [Piece(0, "")]
    for part in MARKS.split(text):
        if part == OPEN:
            level += 1
        elif part == CLOSE:
            level -= 1
        elif part == BREAK:
            pieces.append(Piece(level, ""))
        else:
            pieces[-1] = Piece(pieces[-1].level, pieces[-1].text + part)
    return pieces


def _pack(pieces: list[Piece], lines: Lines) -> None:
    """Fill lines with pieces: all on this line, else cut at the outermost breaks, and so on inwards."""
    whole = " ".join(piece.text for piece in pieces)
    if lines.fits(whole):
        lines.add(whole)
        return
    if len(pieces) == 1:
        lines.end_line()
        lines.add(whole)
        return
    for chunk in _chunks(pieces):
        if not lines.fits(" ".join(piece.text for piece in chunk)):
            lines.end_line()
        _pack(chunk, lines)


def _chunks(pieces: list[Piece]) -> list[list[Piece]]:
    """Pieces cut before those of the lowest level; at least two chunks."""
    lowest = min(piece.level for piece in pieces[1:])
    chunks = [[pieces[0]]]
    for piece in pieces[1:]:
        if piece.level == lowest:
            chunks.append([piece])
        else:
            chunks[-1].append(piece)
    return chunks
