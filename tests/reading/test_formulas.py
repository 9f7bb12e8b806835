"""Formulas in TeX inside of Markdown and plain text, and what converters leave around them."""

import time

import pytest

from hepir.reading.document import Label
from hepir.source import Span


def sentences(document):
    return [sentence.text for sentence in document.sentences]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (r"Jets have $p_{\mathrm{T}} > 25 \, \mathrm{GeV}$ here.", "Jets have pT > 25 GeV here."),
        (
            r"The  $t$ -channel with  $|\eta_{\mathrm{cl}}| < 2.47$ , too.",
            "The t-channel with |ηcl| < 2.47, too.",
        ),
        (r"Some $20.2\mathrm{fb}^{-1}$ at $\sqrt{s} = 8\mathrm{TeV}$.", "Some 20.2 fb^-1 at √s = 8 TeV."),
        (r"With $$p_T$$ > 25 GeV and \(m_{jj}\geq 500\) GeV.", "With pT > 25 GeV and mjj ≥ 500 GeV."),
        (r"The anti- $k_t$ algorithm ( $R=0.4$ ).", "The anti-kt algorithm (R = 0.4)."),
        (
            r"One lepton,<sup>3</sup> two jets $^{6}$ and 10<sup>6</sup> events.",
            "One lepton, two jets and 10^6 events.",
        ),
        (
            r"**Jets ($p_T$):** two *hard* ones, $m^{*}$ and $a*b*c$.",
            "Jets (pT): two hard ones, m^* and a*b*c.",
        ),
        ("It costs $5 or $6, and $x > 5$ is asked.", "It costs $5 or $6, and x > 5 is asked."),
        ("Plain_words with_underscores and $x$.", "Plain_words with_underscores and x."),
    ],
)
def test_formulas_read_as_those_of_latex(read, source, expected) -> None:
    assert sentences(read(source, "paper.md")) == [expected]


def test_formulas_of_plain_text(read) -> None:
    assert sentences(read("A short title\n\nJets have $p_T > 25$ GeV.\n", "paper.txt")) == [
        "Jets have pT > 25 GeV."
    ]


def test_offsets_lead_into_the_source(read) -> None:
    source = "Some words, then $|\\eta| < 2.4$ and **more** words.\n"
    found = read(source, "paper.md")
    for quote, original in (("more words", "more** words"), ("2.4", "2.4"), ("|η| <", "|\\eta| <")):
        (span,) = found.find(quote)
        block = found.block_at(span.start)
        stretches = block.offsets.original(Span(span.start - block.span.start, span.end - block.span.start))
        assert block.original[stretches[0].start : stretches[-1].end] == original


def test_bars_of_formulas_are_no_edges_of_cells(read) -> None:
    (table,) = read("| Object | $|\\eta|$ |\n|---|---|\n| Jets | $< 2.4$ |\n", "paper.md").tables
    assert table.header == ("Object", "|η|")
    assert table.rows == (("Jets", "< 2.4"),)


def test_paragraphs_go_on_behind_a_page_or_a_displayed_formula(read) -> None:
    text = (
        "We ask for jets with $p_T > 30$ GeV and\n\n$|\\eta| < 4.5$ here.\n\nThe mass,\n\n$$\nm = a + b,\n$$\n\n"
        "where $a$ is that, is above 50 GeV.\n\n- An item\n- Another item\n\nA line\n\nAnother Line\n"
    )
    assert sentences(read(text, "paper.md")) == [
        "We ask for jets with pT > 30 GeV and |η| < 4.5 here.",
        "The mass, m = a+b, where a is that, is above 50 GeV.",
        "An item",
        "Another item",
        "A line",
        "Another Line",
    ]


def test_the_title_among_several_headings_of_the_first_level(read) -> None:
    found = read(
        "# Search for it at $\\sqrt{s} = 8$ TeV\n\n# The collaboration\n\n# 1 Introduction\n\nWords.\n",
        "paper.md",
    )
    assert found.title == "Search for it at √s = 8 TeV"
    assert [each.text for each in found.blocks if each.label is Label.SECTION] == [
        "The collaboration",
        "1 Introduction",
    ]
    assert read("# One\n\nWords.\n\n# Two\n\nWords.\n", "paper.md").title == ""


@pytest.mark.parametrize(
    "source", ["$", "$$", "$a", "$$a$", "$\\frac$", "${{$", "\\(", "$" * 5001, "$a$" * 3000]
)
def test_broken_formulas_are_read_in_bounded_time(read, source) -> None:
    start = time.monotonic()
    assert "Words." in read(f"Words.\n\n{source}\n\nMore.\n", "paper.md").text
    assert time.monotonic() - start < 20
