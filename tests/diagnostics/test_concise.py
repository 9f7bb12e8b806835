"""The concise format: one line each."""

import hypothesis_profiles  # noqa: F401
from hypothesis import given
from made_diagnostics import SUSY, Made, MadeWarning, missing_unit
from random_diagnostics import LISTS, SOURCES

from hepir.diagnostics.concise import render_concise
from hepir.source import Source, Span


def test_a_line_each() -> None:
    assert render_concise(SUSY, (missing_unit(), MadeWarning(Span(0, 6), said="two\nlines"))) == (
        "susy.hep:4:15: error[TST0301] `pt` is an energy, the number has no unit\n"
        "susy.hep:1:1: warning[TST0302] two␊lines\n"
    )


def test_without_a_name_there_is_no_place() -> None:
    assert render_concise(Source("", ""), (Made(Span(0, 0)),)) == "error[TST0301] something is wrong\n"


@given(SOURCES, LISTS)
def test_as_many_lines_as_diagnostics(source: Source, diagnostics: tuple[Made, ...]) -> None:
    assert len(render_concise(source, diagnostics).splitlines()) == len(diagnostics)
