"""Where pictures stand on a page. In: all that is drawn. Out: their areas, and which rows are words inside them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from hepir.reading.boxes import Box
from hepir.reading.pdf.opening import PageContent
from hepir.reading.pdf.rows import Row

CELL = 10.0  # points: drawings nearer than this belong to one picture
SMALLEST = 50.0
AROUND = 18.0  # points around a picture in which its labels stand
MOST_CELLS = 2_000
FEWEST_PAGES = 3  # pages that show a watermark


def without_watermarks(pages: Sequence[PageContent]) -> list[PageContent]:
    """The pages without what is drawn at one place on most of them: the word DRAFT behind the text, a letterhead."""
    seen = Counter(place for page in pages for place in {place_of(box) for box in page.drawn})
    most = max(FEWEST_PAGES, len(pages) // 2 + 1)
    return [replace(page, drawn=tuple(b for b in page.drawn if seen[place_of(b)] < most)) for page in pages]


def place_of(box: Box) -> tuple[float, float, float, float]:
    """Where a box stands on its page, whichever page it is."""
    return box.left, box.top, box.right, box.bottom


def picture_areas(page: PageContent) -> list[Box]:
    """Areas in which much is drawn; frames and backgrounds of the whole page are none."""
    cells: set[tuple[int, int]] = set()
    for box in page.drawn:
        large = (box.right - box.left) * (box.bottom - box.top) > 0.6 * page.width * page.height
        if not large:
            cells |= cells_of(box)
    return [area for group in neighbours(cells) if (area := area_of(page.number, group)) is not None]


def cells_of(box: Box) -> set[tuple[int, int]]:
    """The squares of a grid over the page that a box touches."""
    columns = range(int(box.left // CELL), int(box.right // CELL) + 1)
    lines = range(int(box.top // CELL), int(box.bottom // CELL) + 1)
    if len(columns) * len(lines) > MOST_CELLS * 4:
        return set()
    return {(x, y) for x in columns for y in lines}


def neighbours(cells: set[tuple[int, int]]) -> Iterable[set[tuple[int, int]]]:
    """Groups of squares that touch."""
    left = set(cells)
    while left:
        group: set[tuple[int, int]] = set()
        edge = [left.pop()]
        while edge:
            x, y = edge.pop()
            group.add((x, y))
            near = {(x + i, y + j) for i in (-1, 0, 1) for j in (-1, 0, 1)} & left
            left -= near
            edge.extend(near)
        yield group


def area_of(page: int, group: set[tuple[int, int]]) -> Box | None:
    """The frame of a group of squares, if it is large enough for a picture."""
    left, right = min(x for x, _ in group) * CELL, (max(x for x, _ in group) + 1) * CELL
    top, bottom = min(y for _, y in group) * CELL, (max(y for _, y in group) + 1) * CELL
    large = right - left >= SMALLEST and bottom - top >= SMALLEST
    return Box(page, left, top, right, bottom) if large else None


def in_picture(row: Row, areas: Sequence[Box], body_size: float) -> bool:
    """Whether a row is a label of a picture: inside it, or short and at its edge."""
    x, y = (row.box.left + row.box.right) / 2, (row.box.top + row.box.bottom) / 2
    is_text = abs(row.size - body_size) < 0.4 and row.box.right - row.box.left > 25 * body_size
    for area in areas:
        around = 0.0 if is_text or is_caption_like(row) else AROUND
        if area.left - around < x < area.right + around and area.top - around < y < area.bottom + around:
            return not is_caption_like(row)
    return False


def is_caption_like(row: Row) -> bool:
    """A caption may stand right at the edge of its picture."""
    return row.text.lstrip().lower().startswith(("figure ", "fig. ", "fig ", "table "))
