"""Pages of a PDF as plain values, and the only module that knows pymupdf.

In: the bytes of a file. Out: for each page its lines of glyphs, the rules and pictures drawn on it, and the grids of
ruled tables. Whatever pymupdf raises becomes one diagnostic.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pymupdf

from hepir.reading.boxes import Box
from hepir.reading.errors.documents import DamagedDocument, EncryptedDocument
from hepir.reading.errors.raising import NOWHERE, fail

THIN = 2.5  # points: what is drawn thinner is a rule
SPECK = 3.0  # points: what is thin and shorter is a point or a dash of a plot
BOLD, ITALIC = 16, 2
Rectangle = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character, where it stands, and the line it stands on; `size` is that of its font, in points."""

    character: str
    left: float
    right: float
    top: float
    bottom: float
    baseline: float
    size: float
    bold: bool
    font: str


@dataclass(frozen=True, slots=True)
class PageContent:
    """What is on a page. `rules` are thin lines, `drawn` all else that is not text. `lines` are as pymupdf has them."""

    number: int
    width: float
    height: float
    lines: tuple[tuple[Glyph, ...], ...]
    rules: tuple[Box, ...]
    drawn: tuple[Box, ...]
    has_image: bool


class PdfFile:
    """An open PDF; use it in a `with` statement."""

    def __init__(self, name: str, data: bytes) -> None:
        pymupdf.TOOLS.mupdf_display_errors(False)
        pymupdf.TOOLS.mupdf_display_warnings(False)
        # find_tables would advertise another package on the standard output.
        getattr(pymupdf, "no_recommend_layout", lambda: None)()
        self.name = name
        try:
            self.file = pymupdf.open(stream=data, filetype="pdf")
        except Exception as error:  # pymupdf raises exceptions of C++ that have no common base
            fail(DamagedDocument(NOWHERE, name, said(error)))
        if self.file.needs_pass:
            fail(EncryptedDocument(NOWHERE, name))

    def __enter__(self) -> PdfFile:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return int(self.file.page_count)

    @property
    def title(self) -> str:
        """The title that the file states about itself; often empty or wrong."""
        return str((self.file.metadata or {}).get("title") or "")

    @property
    def repaired(self) -> bool:
        """Whether pymupdf had to mend the file to read it."""
        return bool(self.file.is_repaired)

    def outline(self, key_of: Callable[[str], str]) -> dict[str, int]:
        """The headings that the file lists about itself, by a key of their text, with their levels."""
        try:
            entries = self.file.get_toc()
        except Exception:  # an outline that is broken is none
            return {}
        return {key_of(str(text)): int(level) for level, text, *_ in reversed(entries)}

    def pages(self, numbers: range) -> Iterator[PageContent]:
        """Pages by their numbers, which count from 1."""
        for number in numbers:
            try:
                yield page_content(number, self.file[number - 1])
            except Exception as error:
                fail(DamagedDocument(NOWHERE, self.name, said(error), page=number))

    def picture(self, number: int, zoom: float) -> bytes:
        """A page as PNG in shades of grey, where it has no colour; `zoom` pixels a point."""
        try:
            page = self.file[number - 1]
            drawn = page.get_pixmap(matrix=pymupdf.Matrix(zoom, zoom), alpha=False)
            if not is_coloured(drawn):
                drawn = pymupdf.Pixmap(pymupdf.csGRAY, drawn)
            return bytes(drawn.tobytes("png"))
        except Exception as error:
            fail(DamagedDocument(NOWHERE, self.name, said(error), page=number))

    def grids(
        self, number: int, area: Box, edges: tuple[float, ...] = ()
    ) -> tuple[tuple[tuple[Rectangle | None, ...], ...], ...]:
        """Ruled tables in an area: rows of rectangles of cells, None where a cell continues another. `edges`: sides without a
        rule."""
        try:
            clip = (area.left, area.top, area.right, area.bottom)
            sides = [((x, area.top), (x, area.bottom)) for x in edges]
            found = self.file[number - 1].find_tables(clip=clip, strategy="lines", add_lines=sides)
            return tuple(tuple(tuple(row.cells) for row in table.rows) for table in found.tables)
        except Exception:  # a table that cannot be found this way is read by its columns
            return ()


def is_coloured(drawn: pymupdf.Pixmap) -> bool:
    """Whether some pixel is not grey; every seventh is looked at."""
    samples = drawn.samples
    red, green, blue = samples[0::21], samples[1::21], samples[2::21]
    return any(abs(one - other) > 24 for one, other in zip(red, green, strict=False)) or any(
        abs(one - other) > 24 for one, other in zip(green, blue, strict=False)
    )


def said(error: Exception) -> str:
    """What pymupdf says, in one line."""
    first = (str(error).strip().splitlines() or [""])[0]
    return first.removeprefix("code=").lstrip("0123456789: ") or type(error).__name__


def page_content(number: int, page: pymupdf.Page) -> PageContent:
    """All that is on a page."""
    flags = pymupdf.TEXT_PRESERVE_LIGATURES | pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
    raw = page.get_text("rawdict", flags=flags)
    lines = tuple(
        glyphs
        for block in raw["blocks"]
        for line in block.get("lines", ())
        if line["dir"][0] > 0.99 and (glyphs := tuple(line_glyphs(line)))
    )
    rules: list[Box] = []
    drawn: list[Box] = []
    has_image = False
    for kind, (left, top, right, bottom) in page.get_bboxlog():  # plots may have 100 000 of them on a page
        image = "image" in kind
        speck = right - left < SPECK and bottom - top < SPECK and min(right - left, bottom - top) <= THIN
        if kind.endswith("text") or (speck and not image):
            continue
        has_image = has_image or image
        box = Box(number, *(round(each, 1) for each in (left, top, right, bottom)))
        thin = min(box.right - box.left, box.bottom - box.top) <= THIN and not image
        (rules if thin else drawn).append(box)
    return PageContent(number, raw["width"], raw["height"], lines, tuple(rules), tuple(drawn), has_image)


def line_glyphs(line: dict[str, Any]) -> Iterator[Glyph]:
    """The characters of a line; spaces too."""
    for span in line["spans"]:
        size, bold, font = span["size"], bool(span["flags"] & BOLD), span["font"]
        for each in span["chars"]:
            left, top, right, bottom = each["bbox"]
            yield Glyph(each["c"], left, right, top, bottom, each["origin"][1], size, bold, font)
