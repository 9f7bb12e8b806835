"""Glyphs to rows: what stands on one line, in reading order, with its sub- and superscripts told apart.

In: lines as pymupdf has them, which break at indices and at wide gaps. Out: rows. A row ends at a gap that is wider than
between words, so that columns and the cells of tables stay apart. Scripts are recognised by size and baseline: the flag
of the file is unreliable, and there is none for subscripts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from hepir.reading.boxes import Box, Word
from hepir.reading.pdf.opening import Glyph
from hepir.reading.written import Written, written

WIDE = 0.6  # of the size of the font: gaps of a row are narrower
MANY = 0.3  # of the letters of a row
SMALLER = 0.88  # scripts are at most this size of their row
RAISED, LOWERED = 0.12, 0.06  # of the size of the font
ROOT, HANGING = "√", (0.4, 1.3)  # of the size of the font: how far below its baseline the line stands
SIGNS = frozenset("+-−–±∓*∗†‡′'")


@dataclass(frozen=True, slots=True)
class Row:
    """Glyphs in reading order on one line. `carets` are the places before which a superscript needs a `^`."""

    page: int
    glyphs: tuple[Glyph, ...]
    carets: frozenset[int]
    box: Box
    baseline: float
    size: float
    bold: bool

    @property
    def text(self) -> str:
        """The characters as the file has them."""
        return "".join(glyph.character for glyph in self.glyphs)


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a line without wide gaps, with its frame, and the size and baseline of its font."""

    glyphs: tuple[Glyph, ...]
    left: float
    top: float
    right: float
    bottom: float
    size: float
    baseline: float


def part_of(glyphs: tuple[Glyph, ...]) -> Part:
    """Glyphs with what `belongs` asks about them."""
    return Part(glyphs, *frame(glyphs), *main_line(glyphs))


def rows_of(page: int, lines: Iterable[tuple[Glyph, ...]], gutter: float | None = None) -> list[Row]:
    """The rows of a page, from top to bottom."""
    parts = [part_of(part) for line in lines for part in split_at_gaps(line)]
    groups: list[list[Part]] = []
    for part in sorted(parts, key=lambda each: (each.top, each.left)):
        # What stands far above cannot be on its line.
        near = [group for group in groups[-60:] if any(belongs(part, other, gutter) for other in group)]
        if near:
            merged = [each for group in near for each in group]
            groups = [group for group in groups if not any(group is each for each in near)]
            groups.append([*merged, part])
        else:
            groups.append([part])
    rows = [row for group in groups if (row := make_row(page, [g for part in group for g in part.glyphs]))]
    return sorted(rows, key=lambda row: (row.baseline, row.box.left))


def split_at_gaps(line: tuple[Glyph, ...]) -> Iterator[tuple[Glyph, ...]]:
    """A line where it is split by wide gaps; white space at the ends of the parts is left out."""
    current: list[Glyph] = []
    edge = None
    for glyph in line:
        if glyph.character.isspace():
            current.append(glyph)
            continue
        if edge is not None and glyph.left - edge > WIDE * 1.6 * glyph.size:
            yield from bare(current)
            current = []
        current.append(glyph)
        edge = glyph.right
    yield from bare(current)


def bare(glyphs: list[Glyph]) -> Iterator[tuple[Glyph, ...]]:
    """Without white space at its ends; nothing where nothing is left."""
    printed = [place for place, glyph in enumerate(glyphs) if not glyph.character.isspace()]
    if printed:
        yield tuple(glyphs[printed[0] : printed[-1] + 1])


def frame(glyphs: Iterable[Glyph]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom."""
    seen = tuple(glyphs)
    return (
        min(g.left for g in seen),
        min(g.top for g in seen),
        max(g.right for g in seen),
        max(g.bottom for g in seen),
    )


def main_line(glyphs: Iterable[Glyph]) -> tuple[float, float]:
    """Size of the font and baseline of what is neither sub- nor superscript."""
    printed = [g for g in glyphs if not g.character.isspace()]
    letters = [g for g in printed if g.character.isalnum()] or printed
    typical = median(g.size for g in letters)
    size = max(g.size for g in letters if g.size < 1.8 * typical)
    return size, median(g.baseline for g in letters if g.size > SMALLER * size and g.size < 1.8 * typical)


def belongs(one: Part, other: Part, gutter: float | None) -> bool:
    """Whether two parts stand on the same line next to each other."""
    if hangs(one, other) or hangs(other, one):
        return max(one.left, other.left) - min(one.right, other.right) < 0.35 * max(one.size, other.size)
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    if overlap < 0.35 * min(one.bottom - one.top, other.bottom - other.top):
        return False
    size = max(one.size, other.size)
    start, end = min(one.right, other.right), max(one.left, other.left)
    if gutter is not None and start <= gutter <= end:
        return False
    if min(one.size, other.size) > SMALLER * size:
        return end - start < WIDE * size and abs(one.baseline - other.baseline) < 0.3 * size
    return end - start < 0.35 * size and abs(one.baseline - other.baseline) < 0.75 * size


def hangs(part: Part, other: Part) -> bool:
    """Whether a part is the sign of a root that hangs below its baseline, as in some fonts, down to the line of another."""
    root = all(glyph.character == ROOT for glyph in part.glyphs)
    return root and HANGING[0] < (other.baseline - part.baseline) / part.size < HANGING[1]


def make_row(page: int, glyphs: list[Glyph]) -> Row | None:
    """A row of glyphs; None where nothing is printed."""
    if not any(not g.character.isspace() for g in glyphs):
        return None
    size, baseline = main_line(glyphs)
    ordered, carets = in_order(glyphs, size, baseline)
    left, top, right, bottom = frame(glyphs)
    letters = [g for g in glyphs if g.character.isalpha()]
    bold = bool(letters) and sum(g.bold for g in letters) > 0.6 * len(letters)
    box = Box(page, round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
    return Row(page, tuple(ordered), frozenset(carets), box, baseline, type_size(glyphs, size), bold)


def type_size(glyphs: Iterable[Glyph], largest: float) -> float:
    """The size of the type of a row: the largest that many of its letters have, for a symbol may be from a larger font."""
    sizes = Counter(round(g.size, 1) for g in glyphs if g.character.isalnum())
    return max((size for size, number in sizes.items() if number > MANY * sizes.total()), default=largest)


def height(glyph: Glyph, size: float, baseline: float) -> int:
    """1 for a superscript, -1 for a subscript, 0 for what stands on the line."""
    if glyph.size > SMALLER * size and abs(glyph.baseline - baseline) < 0.2 * size:
        return 0
    if glyph.size > 1.05 * size or not (glyph.character.isalnum() or glyph.size < SMALLER * size):
        return 0
    if baseline - glyph.baseline > RAISED * size:
        return 1
    return -1 if glyph.baseline - baseline > LOWERED * size else 0


def in_order(glyphs: list[Glyph], size: float, baseline: float) -> tuple[list[Glyph], set[int]]:
    """Glyphs from left to right, of stacked scripts the lower ones first, with spaces where gaps are."""
    ordered: list[Glyph] = []
    carets: set[int] = set()
    printed = sorted(glyphs, key=lambda g: g.left)
    heights = {id(g): 0 if g.character.isspace() else height(g, size, baseline) for g in printed}
    for is_script, group in groupby(printed, key=lambda g: heights[id(g)] != 0):
        run = list(group)
        if not is_script:
            extend_spaced(ordered, run, size)
            continue
        lower = [g for g in run if heights[id(g)] < 0]
        upper = [g for g in run if heights[id(g)] > 0]
        extend_spaced(ordered, lower, size)
        if upper and needs_caret(upper[0].character, lower):
            gap = ordered and not lower and upper[0].left - ordered[-1].right > 0.25 * size
            if gap and not ordered[-1].character.isspace():
                ordered.append(space(upper[0]))
            carets.add(len(ordered))
        ordered.extend(upper)
    return ordered, carets


def needs_caret(first: str, lower: list[Glyph]) -> bool:
    """`10^6` and `e^+` need one, `pTmiss` does not; digits after digits would run together."""
    return first.isdigit() or first in SIGNS or (bool(lower) and lower[-1].character.isdigit())


def extend_spaced(ordered: list[Glyph], run: list[Glyph], size: float) -> None:
    """Append glyphs, with a space where the file has a gap and none."""
    for glyph in run:
        before = ordered[-1] if ordered else None
        if glyph.character.isspace() and (before is None or before.character.isspace()):
            continue
        wide = before is not None and glyph.left - before.right > 0.16 * size
        if before is not None and wide and not glyph.character.isspace() and not before.character.isspace():
            ordered.append(space(glyph))
        ordered.append(glyph)


def space(before: Glyph) -> Glyph:
    """A space of no width in front of a glyph."""
    return Glyph(
        " ", before.left, before.left, before.top, before.bottom, before.baseline, before.size, False, ""
    )


def joined_row(rows: list[Row]) -> Row:
    """Rows on one line as one row, whatever the gaps between them."""
    glyphs: list[Glyph] = []
    carets: set[int] = set()
    for row in sorted(rows, key=lambda each: each.box.left):
        if glyphs:
            glyphs.append(space(row.glyphs[0]))
        carets |= {each + len(glyphs) for each in row.carets}
        glyphs.extend(row.glyphs)
    first = max(rows, key=lambda row: len(row.glyphs))
    box = rows[0].box
    for row in rows[1:]:
        box = box.to(row.box)
    return Row(first.page, tuple(glyphs), frozenset(carets), box, first.baseline, first.size, first.bold)


def content_of(rows: Iterable[Row], known: frozenset[str] = frozenset()) -> Written:
    """The text of rows that follow each other, with the boxes of its words."""
    original = ""
    carets: set[int] = set()
    words: list[Word] = []
    for row in rows:
        original += "\n" if original else ""
        carets |= {each + len(original) for each in row.carets}
        words += words_of(row, len(original))
        original += row.text
    return written(original, tuple(words), carets, known)


def words_of(row: Row, start: int) -> Iterator[Word]:
    """The words of a row and their boxes; `start` is where its text begins in the block's."""
    place = start
    for printed, group in groupby(row.glyphs, key=lambda g: not g.character.isspace()):
        glyphs = list(group)
        end = place + sum(len(g.character) for g in glyphs)
        if printed:
            left, top, right, bottom = frame(glyphs)
            yield Word(
                place, end, Box(row.page, round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))
            )
        place = end
