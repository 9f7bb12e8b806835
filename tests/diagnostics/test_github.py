"""Workflow commands, and that nothing in a program can make another one."""

import hypothesis_profiles  # noqa: F401
from hypothesis import given
from made_diagnostics import SUSY, Made, MadeNote, MadeWarning, missing_unit
from random_diagnostics import LISTS, SOURCES

from hepir.diagnostics.github import render_github
from hepir.source import Source, Span


def test_all_properties() -> None:
    assert render_github(SUSY, (missing_unit(),)) == (
        "::error file=susy.hep,line=4,col=15,endLine=4,endColumn=17,title=TST0301 made-up::"
        "`pt` is an energy, the number has no unit%0Ahint: write the unit after the number: `25 GeV`\n"
    )


def test_over_several_lines_there_are_no_columns() -> None:
    assert render_github(SUSY, (MadeWarning(Span(0, 30)),)) == (
        "::warning file=susy.hep,line=1,endLine=2,title=TST0302 made-up-warning::something is wrong\n"
    )


def test_a_note_is_a_notice_and_a_nameless_source_has_no_file() -> None:
    assert render_github(Source("", ""), (MadeNote(Span(0, 0)),)) == (
        "::notice title=TST0303 made-up-note::something is wrong\n"
    )


def test_what_has_a_meaning_is_escaped() -> None:
    source = Source("50%:a,b.hep", "pt")
    assert render_github(source, (Made(Span(0, 2), said="50%: a,b\r\n::error::"),)) == (
        "::error file=50%25%3Aa%2Cb.hep,line=1,col=1,endLine=1,endColumn=3,title=TST0301 made-up::"
        "50%25: a,b␍%0A::error::\n"
    )


@given(SOURCES, LISTS)
def test_each_diagnostic_stays_on_its_line(source: Source, diagnostics: tuple[Made, ...]) -> None:
    assert len(render_github(source, diagnostics).splitlines()) == len(diagnostics)
