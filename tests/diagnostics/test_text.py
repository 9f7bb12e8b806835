"""The text format, picture by picture."""

from textwrap import dedent

import hypothesis_profiles  # noqa: F401
import pytest
from hypothesis import given
from made_diagnostics import SUSY, Made, MadeNote, MadeWarning, missing_unit, span_of
from random_diagnostics import LISTS, SOURCES

from hepir.diagnostics import Diagnostic, Label
from hepir.diagnostics.display import width
from hepir.diagnostics.excerpt import WINDOW
from hepir.diagnostics.text import render_text, summary
from hepir.source import Source, Span


def picture(source: Source, *diagnostics: Diagnostic) -> str:
    return render_text(source, diagnostics, color=False)


def drawn(text: str) -> str:
    return dedent(text).removeprefix("\n")


def test_message_place_line_carets_hint_and_count() -> None:
    assert picture(SUSY, missing_unit()) == drawn(
        """
        error[TST0301]: `pt` is an energy, the number has no unit
         --> susy.hep:4:15
          |
        4 |   select pt > 25
          |               ^^
          = hint: write the unit after the number: `25 GeV`

        1 error
        """
    )


def test_nothing_to_report_prints_nothing() -> None:
    assert picture(SUSY) == ""


def test_labels_are_marked_in_the_order_of_the_lines() -> None:
    source = Source(
        "a.hep", "object a from Jet\nobject b from Jet\nobject c from Jet\n\nobject a from Muon\n"
    )
    second = source.text.rindex("a from")
    diagnostic = Made(
        Span(second, second + 1),
        said="`a` is defined twice",
        marked=(Label(Span(7, 8), "first defined here"), Label(span_of(source, "Muon"), "and from this")),
    )
    assert picture(source, diagnostic) == drawn(
        """
        error[TST0301]: `a` is defined twice
         --> a.hep:5:8
          |
        1 | object a from Jet
          |        - first defined here
        ...
        5 | object a from Muon
          |        ^
          |               ---- and from this

        1 error
        """
    )


def test_a_single_line_between_two_marked_ones_is_shown() -> None:
    source = Source("a.hep", "one\ntwo\nthree\n")
    assert picture(source, Made(span_of(source, "one"), marked=(Label(Span(8, 13), "here"),))) == drawn(
        """
        error[TST0301]: something is wrong
         --> a.hep:1:1
          |
        1 | one
          | ^^^
        2 | two
        3 | three
          | ----- here

        1 error
        """
    )


def test_a_span_over_lines_is_marked_where_it_starts_and_ends() -> None:
    lines = "\n".join(f"  select {number}" for number in range(12))
    source = Source("a.hep", f"region r\n{lines}\n")
    assert picture(source, Made(Span(0, source.text.index("10") + 2))) == drawn(
        """
        error[TST0301]: something is wrong
          --> a.hep:1:1
           |
         1 | region r
           | ^^^^^^^^
        ...
        12 |   select 10
           |   ^^^^^^^^^

        1 error
        """
    )


def test_a_span_that_ends_with_a_line_end_does_not_mark_the_next_line() -> None:
    assert picture(Source("a.hep", "one\ntwo\n"), Made(Span(0, 4))).splitlines()[3:5] == [
        "1 | one",
        "  | ^^^",
    ]


def test_wide_combining_and_tab_characters_keep_the_carets_in_place() -> None:
    source = Source("a.hep", "\t漢字 e\u0301x = 5\n")
    diagnostic = Made(
        span_of(source, "5"),
        marked=(Label(span_of(source, "字"), "wide"), Label(span_of(source, "\u0301"), "accent")),
    )
    assert picture(source, diagnostic) == drawn(
        """
        error[TST0301]: something is wrong
         --> a.hep:1:11
          |
        1 |     漢字 e\u0301x = 5
          |               ^
          |       -- wide
          |          - accent

        1 error
        """
    )


def test_control_and_reordering_characters_are_made_visible() -> None:
    source = Source("a.hep", "a\x1b[31m\u202e\x00b\r\n")
    shown = picture(source, Made(span_of(source, "b"), said="found \x1b\n"))
    assert shown == drawn(
        """
        error[TST0301]: found ␛␊
         --> a.hep:1:9
          |
        1 | a␛[31m<U+202E>␀b
          |                ^

        1 error
        """
    )


@pytest.mark.parametrize("text", ["pt >", "pt >\n"])
def test_a_place_at_the_end_of_the_file_gets_a_caret(text: str) -> None:
    lines = picture(Source("a.hep", text), Made(Span(4, 4))).splitlines()
    assert lines[1:] == [" --> a.hep:1:5", "  |", "1 | pt >", "  |     ^", "", "1 error"]


def test_a_span_past_the_end_is_shown_at_the_end() -> None:
    assert " --> a.hep:2:1\n  |\n2 |\n  | ^\n" in picture(Source("a.hep", "pt\n"), Made(Span(90, 99)))


def test_about_no_part_of_the_program_only_its_name_is_shown() -> None:
    shown = picture(Source("empty.hep", ""), Made(Span(0, 0), hinted=("write a region",)))
    assert shown == drawn(
        """
        error[TST0301]: something is wrong
         --> empty.hep
          = hint: write a region

        1 error
        """
    )


def test_a_source_without_a_name_has_no_place() -> None:
    assert picture(Source("", ""), Made(Span(0, 0))) == "error[TST0301]: something is wrong\n\n1 error\n"


def test_a_hint_of_several_lines_is_aligned() -> None:
    shown = picture(Source("", ""), Made(Span(0, 0), hinted=("write\nobject a",)))
    assert "  = hint: write\n          object a\n" in shown


def test_a_long_line_is_shown_through_a_window_around_each_mark() -> None:
    text = "a" * 300 + "HERE" + "b" * 300 + "THERE" + "c" * 300
    source = Source("a.hep", text)
    label = Label(span_of(source, "THERE"), "far away")
    lines = picture(source, Made(span_of(source, "HERE"), marked=(label,))).splitlines()
    assert lines[3] == f"1 | …{'a' * 30}HERE{'b' * 66}…"
    assert lines[4] == f"  | {' ' * 31}^^^^"
    assert lines[5] == f"1 | …{'b' * 30}THERE{'c' * 65}…"
    assert lines[6] == f"  | {' ' * 31}----- far away"


def test_a_mark_at_the_end_of_a_long_line_shows_what_precedes_it() -> None:
    lines = picture(Source("a.hep", "a" * 500 + "END"), Made(Span(500, 503))).splitlines()
    assert lines[3:5] == [f"1 | …{'a' * 97}END", f"  | {' ' * 98}^^^"]


def test_colours_only_where_asked() -> None:
    shown = render_text(SUSY, (missing_unit(), MadeWarning(Span(0, 6))), color=True)
    assert "\x1b[1;31merror[TST0301]\x1b[0m" in shown
    assert "\x1b[1;33mwarning[TST0302]\x1b[0m" in shown
    assert "\x1b[34m4 |\x1b[0m   select pt > 25" in shown
    assert "\x1b" not in picture(SUSY, missing_unit())


def test_the_summary_counts_the_worst_first() -> None:
    place = Span(0, 0)
    assert summary([MadeWarning(place), Made(place), MadeNote(place), Made(place)]) == (
        "2 errors, 1 warning, 1 note"
    )


@given(SOURCES, LISTS)
def test_any_text_with_any_spans_is_drawn_within_the_window(
    source: Source, diagnostics: tuple[Made, ...]
) -> None:
    shown = picture(source, *diagnostics)
    assert shown == picture(source, *diagnostics)
    assert all(line.isprintable() for line in shown.split("\n"))
    for line in shown.split("\n"):
        gutter, bar, text = line.partition(" | ")
        if bar and gutter.strip().isdigit():
            assert width(text) <= WINDOW + 2
    render_text(source, diagnostics, color=True).encode("utf-8")
