"""Headings of sections: how deep they are by their numbers, and which ones their font alone sets apart."""

import pytest
from made_pdfs import MadePdf, paragraph

from hepir.reading.pdf.levels import levels_of


def sections_of(document) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(each.section for each in document.sentences))


def made(*headings: tuple[str, float, str]) -> bytes:
    """A heading with its size and font, and a paragraph, each."""
    pdf = MadePdf().new_page()
    for text, size, font in headings:
        pdf.y += 8
        pdf.line(text, size=size, font=font)
        pdf.y += 6
        pdf.lines(*paragraph("what is said", 2))
    return pdf.bytes()


def test_sections_of_one_level_in_other_type(read) -> None:
    document = read(
        made(("1. One channel", 14, "bold"), ("1.1. Selection", 12, "bold"), ("2. Other", 12, "bold")),
        "a.pdf",
    )
    assert sections_of(document) == [("1. One channel",), ("1. One channel", "1.1. Selection"), ("2. Other",)]


def test_headings_in_a_font_of_their_own(read) -> None:
    asked = (
        ("I. OVERVIEW OF ALL", 11, "bold"),
        ("A. Selection of events", 11, "italic"),
        ("II. RESULTS", 11, "bold"),
    )
    first = "I. OVERVIEW OF ALL"
    assert sections_of(read(made(*asked), "a.pdf")) == [
        (first,),
        (first, "A. Selection of events"),
        ("II. RESULTS",),
    ]


def test_formulas_in_a_font_of_their_own_are_no_headings(read) -> None:
    document = read(
        made(("I. OVERVIEW OF ALL", 11, "bold"), ("A. x = 1 y", 11, "italic"), ("V. z", 11, "italic")),
        "a.pdf",
    )
    assert sections_of(document) == [("I. OVERVIEW OF ALL",)]


@pytest.mark.parametrize(
    ("given", "levels"),
    [
        ("1 1.1 1.2 2 2.1 3", "1 2 2 1 2 1"),
        ("1 2 2.1 2.1.1 2.2 A", "1 1 2 3 2 9"),  # an appendix keeps its own
        ("I A B 1 2 C II A", "1 2 2 3 3 2 1 2"),
        ("I II III A B C D E F G H I J IV", "1 1 1 2 2 2 2 2 2 2 2 2 2 1"),
        ("I II IV V A C VI", "1 1 1 1 2 2 1"),  # some were not seen
        ("1 2 17 3", "1 1 9 1"),  # `17 events were observed`
    ],
)
def test_levels_by_numbers(given: str, levels: str) -> None:
    headings = [(f"{number}. Words", 9 if place else 1) for place, number in enumerate(given.split())]
    assert " ".join(map(str, levels_of(headings))) == levels
