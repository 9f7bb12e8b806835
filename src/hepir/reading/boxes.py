"""Rectangles on pages. In: words with their rectangles. Out: one rectangle for each line of them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, which counts from 1, in points (1/72 inch) from the page's upper left corner."""

    page: int
    left: float
    top: float
    right: float
    bottom: float

    def to(self, other: Box) -> Box:
        """The smallest rectangle that holds both."""
        return Box(
            self.page,
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Word:
    """Characters `start` to `end` of a block's original text stand in `box`."""

    start: int
    end: int
    box: Box


def line_boxes(words: tuple[Word, ...]) -> tuple[Box, ...]:
    """One rectangle for words that follow each other on a line."""
    found: list[Box] = []
    for word in words:
        if found and same_line(found[-1], word.box):
            found[-1] = found[-1].to(word.box)
        else:
            found.append(word.box)
    return tuple(found)


def same_line(one: Box, other: Box) -> bool:
    """Whether the second stands right of the first and overlaps it in height by half of the smaller."""
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    height = min(one.bottom - one.top, other.bottom - other.top)
    return one.page == other.page and overlap > height / 2 and other.right > one.left
