"""Characters that PDFs name wrongly."""

import pytest

from hepir.reading.pdf.fonts import with_meant_characters
from hepir.reading.pdf.opening import Glyph, PageContent


def page(*runs: tuple[str, str]) -> PageContent:
    """A page of one line: runs of characters, each with the name of its font."""
    glyphs = tuple(Glyph(each, 0, 1, 0, 1, 1, 10, False, font) for text, font in runs for each in text)
    return PageContent(1, 600, 800, (glyphs,), (), (), False)


def text_of(found: PageContent) -> str:
    return "".join(glyph.character for line in found.lines for glyph in line)


@pytest.mark.parametrize(
    ("printed", "font", "meant"),
    [
        ("h", "PazoMath-Italic", "η"),
        ("tcf", "ABCDEF+PazoMath-Italic", "τχφ"),
        ("D", "PazoMath", "Δ"),
        ("⌘⌫⌧`", "rtxmi", "ηντℓ"),
        ("⌘", "CMMI10", "η"),
        ("!⇥\uf8ff", "txsy", "→×≤"),
        ("jhi", "CMSY10", "|⟨⟩"),
        ("di↵erent", "rtxr", "diﬀerent"),
        ("?)<[", "NewTXMI7", "pTmη"),
        ("⇢)'", "XXXXXX+NewTXMI", "ETR"),
        ("j¼þðÞ", "AdvP4C4E74", "|=+()"),
        ("ﬃﬃﬃ", "AdvP4C4E46", ""),
    ],
)
def test_the_font_tells_what_is_meant(printed: str, font: str, meant: str) -> None:
    (found,) = with_meant_characters([page((printed, font), (" and jets", "Times"))])
    assert text_of(found) == f"{meant} and jets"


@pytest.mark.parametrize("printed", ["pT", "m", "η?"])
def test_letters_that_are_named_rightly_stay(printed: str) -> None:
    (found,) = with_meant_characters([page((printed, "NewTXMI"))])
    assert text_of(found) == printed


@pytest.mark.parametrize("font", ["Times", "URWPalladioL-Roma", "AdvP6F00", "NimbusSanL-Regu"])
def test_text_stays(font: str) -> None:
    (found,) = with_meant_characters([page(("jets that have þ and pT in eﬃcient regions", font))])
    assert text_of(found) == "jets that have þ and pT in eﬃcient regions"


def test_a_formula_of_a_publisher() -> None:
    runs = (
        ("p", "AdvP4C4E74"),
        ("ﬃ", "AdvP4C4E46"),
        ("s", "AdvOT48.I"),
        ("¼", "AdvP4C4E74"),
        ("8 TeV", "AdvOT48"),
    )
    (found,) = with_meant_characters([page(*runs)])
    assert text_of(found) == "√s=8 TeV"


def test_pages_without_such_fonts_are_the_same() -> None:
    pages = [page(("jets", "Times"))]
    assert with_meant_characters(pages) is pages
