"""The cutflow as data and as a table."""

import io
from dataclasses import replace

import pytest
from made_results import region, result, steps

from hepir.backend.result import Step
from hepir.diagnostics import HepirError
from hepir.report.cutflow import cutflow_document, json_bytes
from hepir.report.cutflow_table import cutflow_text, print_cutflow
from hepir.report.efficiencies import rows


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_document_is_exactly_what_was_promised() -> None:
    made = result(replace(region("search"), steps=steps(3, 1, weight=-2.0)))
    assert cutflow_document(made) == {
        "regions": [
            {
                "name": "search",
                "steps": [
                    {"statement": "all events", "line": 0, "entries": 3, "sumw": -6.0, "sumw2": 12.0},
                    {
                        "statement": "select size(jets) >= 2",
                        "line": 10,
                        "entries": 1,
                        "sumw": -2.0,
                        "sumw2": 4.0,
                    },
                ],
            }
        ]
    }


@pytest.mark.parametrize("bad", [float("nan"), float("inf")])
def test_a_sum_that_is_not_finite_is_a_diagnostic(bad: float) -> None:
    made = result(replace(region("search"), steps=(Step("all events", 0, 1, bad, 1.0),)))
    with pytest.raises(HepirError) as caught:
        cutflow_document(made)
    assert caught.value.diagnostics[0].code == "HEP0733"
    assert "`search`" in caught.value.diagnostics[0].message


def test_a_record_with_a_number_that_is_not_finite_is_a_diagnostic() -> None:
    with pytest.raises(HepirError, match="HEP0733"):
        json_bytes({"value": float("inf")})


def test_fractions_are_of_the_step_before_and_of_all() -> None:
    found = [(row.relative, row.absolute) for row in rows(region())]
    assert found == [(1.0, 1.0), (0.4, 0.4), (0.25, 0.1), (0.45, 0.045)]


def test_a_fraction_of_nothing_has_no_value() -> None:
    found = rows(replace(region(), steps=steps(5, 0, 0)))
    assert [row.relative for row in found] == [1.0, 0.0, None]
    assert [row.absolute for row in rows(replace(region(), steps=steps(0, 0)))] == [None, None]


def test_the_plain_table() -> None:
    assert cutflow_text(result(region("search"))) == (
        "region search\n"
        "  step  line  statement                 events  of previous   of all\n"
        "     0        all events                 1,000               100.0 %\n"
        "     1    10  select size(jets) >= 2       400       40.0 %   40.0 %\n"
        "     2    20  select ht > 300 GeV          100       25.0 %   10.0 %\n"
        "     3    30  reject size(leptons) > 0      45       45.0 %    4.5 %\n"
    )


def test_sums_of_weights_are_shown_only_where_there_are_weights() -> None:
    weighted = cutflow_text(result(replace(region(), steps=steps(1000, 900, weight=-0.3))))
    assert "sum of weights" in weighted
    assert "-270.0 ± 9.0" in weighted
    assert "sum of weights" not in cutflow_text(result(region()))


def test_long_statements_are_cut_and_cannot_steer_the_terminal() -> None:
    long = Step("select \x1b[2J\n" + "x" * 300, 1, 1, 1.0, 1.0)
    text = cutflow_text(result(replace(region(), steps=(long,))), width=30)
    assert "\x1b" not in text
    assert "…" in text
    assert max(map(len, text.splitlines())) < 90


def test_a_terminal_gets_the_same_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "120")
    terminal, pipe = Terminal(), io.StringIO()
    print_cutflow(result(), terminal)
    print_cutflow(result(), pipe)
    assert "1,000" in terminal.getvalue()
    assert "reject size(leptons) > 0" in terminal.getvalue()
    assert "─" in terminal.getvalue()
    assert "\x1b[3" not in terminal.getvalue()
    assert pipe.getvalue() == cutflow_text(result())


def test_square_brackets_in_a_statement_are_not_markup() -> None:
    terminal = Terminal()
    made = replace(region(), steps=(Step("select [red]jets[0][/red]", 1, 1, 1.0, 1.0),))
    print_cutflow(result(made), terminal)
    assert "[red]jets[0][/red]" in terminal.getvalue()


def test_three_hundred_steps_are_three_hundred_lines() -> None:
    made = result(replace(region(), steps=steps(*range(1000, 700, -1))))
    assert len(cutflow_text(made).splitlines()) == 302
