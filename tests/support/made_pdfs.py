"""PDFs made for tests: lines of text at given places, with indices, rules and pictures."""

from __future__ import annotations

from dataclasses import dataclass, field

import pymupdf

WIDTH, HEIGHT, SIZE, LEADING = 612.0, 792.0, 11.0, 14.0
FONTS = {"normal": "tiro", "bold": "tibo", "italic": "tiit", "symbol": "symb"}


@dataclass
class MadePdf:
    """A PDF under way. `y` is the baseline of the next line."""

    file: pymupdf.Document = field(default_factory=pymupdf.open)
    left: float = 72.0
    y: float = 72.0
    page: pymupdf.Page | None = None

    def new_page(self) -> MadePdf:
        """A new page, written from the top."""
        self.page = self.file.new_page(width=WIDTH, height=HEIGHT)
        self.y = 100.0
        return self

    def put(self, x: float, y: float, text: str, size: float = SIZE, font: str = "normal") -> float:
        """Text at a place; returns where it ends. Greek letters and ligatures need a font that has them."""
        greek = any(ord(each) > 0x2FF for each in text)
        name = FONTS[font]
        if greek:
            face = pymupdf.Font("cjk")
            writer = pymupdf.TextWriter(self.page.rect)
            writer.append((x, y), text, font=face, fontsize=size)
            writer.write_text(self.page)
            return x + face.text_length(text, fontsize=size)
        self.page.insert_text((x, y), text, fontsize=size, fontname=name)
        return x + pymupdf.get_text_length(text, fontname=name, fontsize=size)

    def line(self, *parts: str, size: float = SIZE, font: str = "normal", x: float | None = None) -> MadePdf:
        """A line; parts that begin with `^` or `_` are super- and subscripts, which stand above each other."""
        place = self.left if x is None else x
        stacked = place
        for part in parts:
            if part[0] in "^_" and len(part) > 1:
                shift = -0.38 * size if part[0] == "^" else 0.2 * size
                end = self.put(place, self.y + shift, part[1:], 0.7 * size, font)
                stacked = max(stacked, end)
            else:
                place = max(place, stacked)
                stacked = place = self.put(place, self.y, part, size, font)
        self.y += LEADING * size / SIZE
        return self

    def lines(self, *texts: str, size: float = SIZE, x: float | None = None) -> MadePdf:
        """Lines of one paragraph, with the space after it."""
        for text in texts:
            self.line(text, size=size, x=x)
        self.y += 8
        return self

    def heading(self, text: str) -> MadePdf:
        """A heading in large bold type."""
        self.y += 8
        self.line(text, size=14, font="bold")
        self.y += 6
        return self

    def rule(self, left: float, right: float, y: float) -> MadePdf:
        """A thin line from left to right."""
        self.page.draw_line((left, y), (right, y), width=0.4)
        return self

    def upright(self, x: float, top: float, bottom: float) -> MadePdf:
        """A thin line downwards."""
        self.page.draw_line((x, top), (x, bottom), width=0.4)
        return self

    def bytes(self, **options: object) -> bytes:
        """The file."""
        return bytes(self.file.tobytes(no_new_id=True, **options))


def paragraph(words: str, count: int = 6) -> list[str]:
    """Full lines of one text, whose last line is short and ends the sentence."""
    return [
        f"{words} of line {number} goes on and on up to the right margin of the" for number in range(count)
    ] + ["last line."]
