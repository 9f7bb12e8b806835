"""Runs with one known difference: the comparison names its statement."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

import hepir
from hepir.comparison.model import Comparison
from hepir.comparison.showing import comparison_document, comparison_text

Runs = Callable[..., Path]
ROOT = Path(__file__).resolve().parents[2]
CHANGES = [
    ("an object's cut is loosened", "select pt > 30 GeV\n", "select pt > 20 GeV\n", 5, "cutflow"),
    ("another object's", "pt > 20 GeV and", "pt > 10 GeV and", 2, "cutflow"),
    ("an event's cut is loosened", "select ht > 40 GeV", "select ht > 35 GeV", 9, "cutflow"),
    ("a cut is dropped", "  select ht > 40 GeV\n", "", 9, "cutflow"),
    ("its sign is turned", "size(muons) >= 2", "size(muons) > 2", 8, "cutflow"),
    ("what is summed changes", "sum(jets.pt)", "sum(muons.pt)", 9, "cutflow"),
    ("a weight is dropped", "  weight tracking = 0.98\n", "", 12, "cutflow"),
    ("a weight changes", "0.001 * size(jets)", "0.002 * size(jets)", 11, "cutflow"),
    ("a bin's edge is moved", "40, 60, 100", "40, 70, 100", 13, "histogram"),
    ("a range is moved", "10 bins from 0 GeV to 100 GeV", "10 bins from 0 GeV to 120 GeV", 14, "histogram"),
    ("another value is filled", "MET.pt in 10", "ht in 10", 14, "histogram"),
]


def test_a_run_agrees_with_itself(runs: Runs) -> None:
    found = hepir.compare(runs(), runs("pt > 20 GeV and", "20 GeV < pt and"))
    assert found.agrees and found.same_input
    assert [each.key for each in found.histograms] == ["dimuon.pt", "dimuon.met"]
    assert "nothing departs" in comparison_text(found)


@pytest.mark.parametrize(("what", "old", "new", "line", "where"), CHANGES, ids=[each[0] for each in CHANGES])
def test_the_right_statement_is_named(
    runs: Runs, what: str, old: str, new: str, line: int, where: str
) -> None:
    found = hepir.compare(runs(), runs(old, new))
    assert not found.agrees
    (cutflow,) = found.cutflows
    departing = [each for each in found.histograms if each.departs]
    causes = cutflow.causes if where == "cutflow" else departing[0].causes
    assert causes[0].line == line, comparison_text(found)
    if where == "histogram":
        assert cutflow.first is None and len(departing) == 1
    assert f"line {line}: " in comparison_text(found)


@pytest.mark.parametrize(
    ("old", "new", "line"), [(old, new, line) for _, old, new, line, _ in CHANGES if old.startswith("  ")]
)
def test_what_only_the_other_run_has_is_named(runs: Runs, old: str, new: str, line: int) -> None:
    (cutflow,) = hepir.compare(runs(old, new), runs()).cutflows
    assert cutflow.causes[0].statement == old.strip()
    assert cutflow.causes[0].line == 0 and f"its line {line}" in cutflow.causes[0].why


def test_the_first_departing_step_is_told(runs: Runs) -> None:
    (cutflow,) = hepir.compare(runs(), runs("select ht > 40 GeV", "select ht > 35 GeV")).cutflows
    assert cutflow.first == 2
    assert cutflow.factor is None
    assert [row.departs for row in cutflow.rows] == [False, False, True, True]


MORE = """
table efficiency
  axis pt in bins [20, 30, 200] GeV
  values [0.9, 0.95]
  outside clamp

region tight from dimuon
  weight eff = efficiency(ht)
  select MET.pt > 20 GeV

region loose from dimuon
  select size(jets) >= 1
"""


def with_more(runs: Runs, old: str = "", new: str = "") -> Path:
    last = "to 100 GeV\n"
    return runs(last, last + (MORE.replace(old, new) if old else MORE))


def test_a_region_with_another_name_is_known_by_its_steps(runs: Runs) -> None:
    found = hepir.compare(with_more(runs), with_more(runs, "region tight", "region signal"))
    assert [(each.region, each.source) for each in found.cutflows] == [
        ("dimuon", "dimuon"), ("tight", "signal"), ("loose", "loose"),
    ]  # fmt: skip
    (said,) = found.renamed
    assert said.endswith("region tight: the other run calls it `signal`") and said.startswith("line ")
    assert found.agrees and said in comparison_text(found)
    # a cut that changed as well hides nothing
    other = with_more(
        runs,
        "region loose from dimuon\n  select size(jets) >= 1",
        "region x from dimuon\n  select size(jets) >= 3",
    )
    found = hepir.compare(with_more(runs), other)
    (cutflow,) = [each for each in found.cutflows if each.region == "loose"]
    assert cutflow.source == "x" and "size(jets) >= 1" in cutflow.causes[0].statement


def test_other_values_of_a_table_are_named(runs: Runs) -> None:
    found = hepir.compare(with_more(runs), with_more(runs, "0.95", "0.8"))
    (cutflow,) = [each for each in found.cutflows if each.factor is not None]
    assert cutflow.region == "tight"
    assert [each.statement for each in cutflow.causes] == ["values [0.9, 0.95]"]
    assert "`values [0.9, 0.8]`" in cutflow.causes[0].why


def test_a_step_of_the_other_run_has_no_line_here(runs: Runs) -> None:
    found = hepir.compare(
        with_more(runs),
        with_more(runs, "tight from dimuon\n", "tight from dimuon\n  select MET.pt > 5 GeV\n"),
    )
    (cutflow,) = [each for each in found.cutflows if each.first is not None]
    assert {each.line for each in cutflow.causes} == {0}
    assert cutflow.causes[0].statement == "select MET.pt > 5 GeV"


def test_expected_numbers_are_compared(runs: Runs) -> None:
    found = hepir.compare(runs())
    (number,) = found.numbers
    assert (number.region, number.row.what, number.row.line) == ("dimuon", "observed", 15)
    assert number.row.departs == (abs(number.row.pull or 0) > 3)
    assert any(each.line == 5 and "implicit" in each.why for each in number.causes) or number.causes == ()


def test_plain_values_are_as_the_schema_says(runs: Runs) -> None:
    schema = json.loads((ROOT / "docs" / "schemas" / "comparison.schema.json").read_text())
    document = comparison_document(hepir.compare(runs(), runs("select ht > 40 GeV", "select ht > 35 GeV")))
    read = json.loads(json.dumps(document, allow_nan=False))
    jsonschema.validate(read, schema)
    jsonschema.validate(comparison_document(hepir.compare(runs())), schema)
    assert read["cutflows"][0]["first"] == 2


def test_a_notebook_shows_it(runs: Runs) -> None:
    found = hepir.compare(runs(), runs("select ht > 40 GeV", "select ht > 35 GeV"))
    assert isinstance(found, Comparison)
    shown = found._repr_html_()
    assert "select ht &gt; 40 GeV" in shown and "(departs)" in shown
