"""Characters that a file names wrongly, by the font that they are printed in.

In: the pages of a PDF. Out: the pages with the characters that are meant. Fonts of mathematics have a coding of their own.
Programs that write PDFs, and publishers, often pass it on as if it were text: `|h|` printed in PazoMath is |η|, `⌘` in rtxmi
is η, and `s p ¼ 7` in a font of symbols is √s = 7.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hepir.reading.pdf.opening import Glyph, PageContent

Meant = Mapping[str, str]
LATIN = "abcdefghiklmnopqrstuwxyz"
GREEK = "αβχδεφγηικλμνοπθρστυωξψζ"
# The Greek letters at the Latin ones, as in the font Symbol, from which these fonts have their places.
LIKE_SYMBOL = dict(zip(LATIN, GREEK, strict=True)) | dict(zip("DFGLPQSWXY", "ΔΦΓΛΠΘΣΩΞΨ", strict=True))
# macOS gives the codes of control characters signs of its keyboard. By the coding of the font they are others.
LETTERS = dict(zip("⇥⇤↵✏⌘✓⌫⇠⇡⇢⌧`", "ΘΛαεηθνξπρτℓ", strict=True))
SIGNS = dict(zip("⇥⇤⌥⇠⇡\uf8ff!pjhi", "×*∓∼≈≤→√|⟨⟩", strict=True))
TEXT = dict(zip("↵✏", "ﬀﬄ", strict=True))
OF_SYMBOLS = dict(zip("þ¼ðÞ½jp", "+=()[|√", strict=True))
# NewTXMI has its letters at places of its own, the capitals from the 22nd on; where a file hands the places on, the signs of
# macOS stand for those below the 32nd.
PLACED = (
    dict(zip("⌫⇠⇡⇢⇣⌧!\"#$%&'()*+,-./", "BCDEFGLMNOPQRSTUVWXYZ", strict=True))
    | {chr(0x30 + number): chr(ord("a") + number) for number in range(26)}
    | dict(zip("UVWXYZ[\\]^_`abcdefghijkl", "αβγδεζηθικλμνξπρςστυφχψω", strict=True))
)
OF_PLACES = re.compile(r"NewTXMI\d*\Z")
BY_NAME: tuple[tuple[re.Pattern[str], Meant], ...] = (
    (re.compile(r"PazoMath"), LIKE_SYMBOL),
    (re.compile(r"(?:CMMIB?|r?n?txb?mia?)\d*\Z"), LETTERS),
    (re.compile(r"(?:CMB?SY|r?n?txb?sy)\d*\Z"), SIGNS),
    (re.compile(r"(?:CMR|CMTI|CMBX|r?n?tx(?:r|b|i|bi|sc))\d*\Z"), TEXT),
)
PUBLISHER = "Adv"  # how the names of a publisher's fonts begin, of text and of symbols
LINE_OF_A_ROOT = "ﬃ"
MOST_LETTERS = 6  # different ones in a font of symbols


def with_meant_characters(pages: Sequence[PageContent]) -> Sequence[PageContent]:
    """The pages with the characters that are meant; what is no character, such as the line of a root, is gone."""
    held: dict[str, set[str]] = {}
    for page in pages:
        for line in page.lines:
            for glyph in line:
                held.setdefault(glyph.font, set()).add(glyph.character)
    wrong = {font: meant for font, characters in held.items() if (meant := meant_in(font, characters))}
    if not wrong:
        return pages
    return [replace(page, lines=tuple(tuple(spelled(line, wrong)) for line in page.lines)) for page in pages]


def meant_in(font: str, characters: set[str]) -> Meant:
    """The characters of a font that mean others, and what they mean."""
    plain = font.rpartition("+")[2]
    table = next((meant for name, meant in BY_NAME if name.match(plain)), {})
    if not table and plain.startswith(PUBLISHER):
        table = of_symbols(characters)
    if OF_PLACES.match(plain) and characters & {"?", "⇢"} and not characters & set(GREEK):
        table = PLACED  # `?` for p and `⇢` for E: signs that no formula has
    return {character: meant for character, meant in table.items() if character in characters}


def of_symbols(characters: set[str]) -> Meant:
    """What the characters of a publisher's font mean: nothing else where it is a font of text."""
    letters = {each for each in characters if each.isascii() and each.isalpha()}
    if len(letters) > MOST_LETTERS:
        return {}
    if LINE_OF_A_ROOT in characters:
        return {LINE_OF_A_ROOT: ""}
    return OF_SYMBOLS if characters & {"þ", "¼", "ð", "Þ"} else {}


def spelled(line: Iterable[Glyph], wrong: Mapping[str, Meant]) -> Iterable[Glyph]:
    """A line with the characters that are meant."""
    for glyph in line:
        meant = wrong.get(glyph.font, {}).get(glyph.character, glyph.character)
        if meant:
            yield glyph if meant == glyph.character else replace(glyph, character=meant)
