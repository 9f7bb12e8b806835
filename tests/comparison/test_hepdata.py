"""Published tables: what they are matched with, how errors count, and what is refused."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
import yaml

import hepir
from hepir.comparison.hepdata import published_file
from hepir.comparison.showing import comparison_text

Runs = Callable[..., Path]


def table(axis: dict[str, object], *columns: dict[str, object], **more: object) -> dict[str, object]:
    return {"independent_variables": [axis], "dependent_variables": list(columns), **more}


def labels(name: str, *values: str) -> dict[str, object]:
    return {"header": {"name": name}, "values": [{"value": each} for each in values]}


def numbers(name: str, *values: object, **qualifiers: str) -> dict[str, object]:
    return {
        "header": {"name": name},
        "qualifiers": [{"name": key, "value": value} for key, value in qualifiers.items()],
        "values": [value if isinstance(value, dict) else {"value": value} for value in values],
    }


def written(path: Path, *documents: dict[str, object]) -> Path:
    path.write_text(yaml.safe_dump_all(documents), encoding="utf-8")
    return path


def cutflow_of(run: Path) -> list[float]:
    import json

    steps = json.loads((run / "cutflow.json").read_text())["regions"][0]["steps"]
    return [step["sumw"] for step in steps]


def test_errors_are_added_in_quadrature(tmp_path: Path) -> None:
    errors = [{"symerror": 3}, {"asymerror": {"plus": 4, "minus": -2}}, {"symerror": "10%"}]
    path = written(
        tmp_path / "t.yaml", table(labels("x", "a", "b"), numbers("N", {"value": 100, "errors": errors}, "-"))
    )
    (found,) = published_file(path)
    first, second = found.columns[0].values
    assert first is not None
    assert (first.up, first.down) == (pytest.approx(125**0.5), pytest.approx(113**0.5))
    assert second is None


def test_the_pull_takes_the_side_that_looks_at_the_other(runs: Runs, tmp_path: Path) -> None:
    found = cutflow_of(runs())[-1]
    asymmetric = [{"asymerror": {"plus": 1000, "minus": -0.001}}]
    row = {"value": found - 500, "errors": asymmetric}
    path = written(tmp_path / "t.yaml", table(labels("Region", "dimuon"), numbers("Observed", row)))
    (number,) = hepir.compare(runs(), path).numbers
    assert number.row.pull is not None
    assert 0 < number.row.pull < 0.5


def test_a_cutflow_is_matched_by_its_steps(runs: Runs, tmp_path: Path) -> None:
    values = cutflow_of(runs())
    steps = ("all events", "Two muons", "HT above 40 GeV", "Leading muon")
    path = written(tmp_path / "t.yaml", table(labels("Selection", *steps), numbers("Events", *values)))
    found = hepir.compare(runs(), path)
    assert found.agrees, comparison_text(found)
    loosened = [*values[:2], values[2] * 1.4, values[3] * 1.4]
    path = written(tmp_path / "u.yaml", table(labels("Selection", *steps), numbers("Events", *loosened)))
    (cutflow,) = hepir.compare(runs(), path).cutflows
    assert cutflow.first == 2
    assert cutflow.causes[0].line == 9
    assert any(each.line == 5 and each.why.startswith("implicit") for each in cutflow.causes), cutflow.causes


def test_a_common_factor_points_to_the_weights(runs: Runs, tmp_path: Path) -> None:
    values = [round(value / 0.9, 3) for value in cutflow_of(runs())]
    steps = ("all events", "select size(muons) >= 2", "select ht > 40 GeV", "select muons[0].pt > 30 GeV")
    path = written(tmp_path / "t.yaml", table(labels("cut", *steps), numbers("N", *values)))
    (cutflow,) = hepir.compare(runs(), path).cutflows
    assert cutflow.first is None and cutflow.factor == pytest.approx(0.9, rel=1e-4)
    assert [each.line for each in cutflow.causes] == [11, 12]


def test_a_histogram_with_a_moved_edge(runs: Runs, tmp_path: Path) -> None:
    edges = [20, 30, 45, 60, 100]
    bins = {
        "header": {"name": "pt", "units": "GeV"},
        "values": [{"low": low, "high": high} for low, high in pairwise(edges)],
    }
    path = written(tmp_path / "t.yaml", table(bins, numbers("Events", 1.0, 1.0, 1.0, 1.0), name="dimuon pt"))
    (histogram,) = hepir.compare(runs(), path).histograms
    assert histogram.key == "dimuon.pt"
    assert histogram.edges == ("edges only here: 40; only there: 45",)
    assert histogram.causes[0].line == 13
    assert [row.what for row in histogram.rows] == ["[20, 30)", "[60, 100)"]


def test_a_submission_lists_its_tables(runs: Runs, tmp_path: Path) -> None:
    written(tmp_path / "one.yaml", table(labels("Region", "dimuon"), numbers("Data", 45)))
    written(tmp_path / "two.yaml", table(labels("Process", "W", "Z"), numbers("Something", 1, 2)))
    written(
        tmp_path / "submission.yaml",
        {"comment": "a search"},
        {"name": "Table 1", "data_file": "one.yaml", "description": "Yields"},
        {"name": "Table 2", "data_file": "two.yaml", "description": "Else"},
    )
    found = hepir.compare(runs(), tmp_path)
    assert [each.source for each in found.numbers] == ["Table 1"]
    assert found.left_out == ("`Table 2` matches no region, cutflow or histogram",)


def test_a_table_can_be_mapped(runs: Runs, tmp_path: Path) -> None:
    bins = {"header": {"name": "x"}, "values": [{"low": 10 * n, "high": 10 * n + 10} for n in range(10)]}
    path = written(tmp_path / "fig.yaml", table(bins, numbers("a", *range(10)), name="Figure 2"))
    found = hepir.compare(runs(), path, mapped={"Figure 2": "dimuon.met"})
    assert [each.key for each in found.histograms] == ["dimuon.met"]
    with pytest.raises(hepir.HepirError) as caught:
        hepir.compare(runs(), path, mapped={"Figure 2": "dimuon.mte"})
    assert caught.value.diagnostics[0].code == "HEP0753"
    with pytest.raises(hepir.HepirError) as caught:
        hepir.compare(runs(), path, mapped={"Figure 3": "dimuon"}, column="none of that name")
    assert caught.value.diagnostics[0].code == "HEP0752"


REFUSED = {
    "no YAML": b"a: [1",
    "an object": b"!!python/object/apply:os.system ['touch gone']",
    "bytes": b"\xff\xfe\x00",
    "nothing": b"",
    "no table": b"a: 1",
    "different lengths": b"""
independent_variables: [{header: {name: x}, values: [{value: a}]}]
dependent_variables: [{header: {name: y}, values: []}]""",
    "a header that is a list": b"dependent_variables: [{header: [], values: []}]",
    "an infinite edge": b"""
independent_variables: [{header: {name: x}, values: [{low: 0, high: .inf}]}]
dependent_variables: [{header: {name: y}, values: [{value: 1}]}]""",
    "a file of another folder": b"{name: t, data_file: ../secret.yaml}",
    "an absolute path": b"{name: t, data_file: /etc/passwd}",
    "a file that is not there": b"{name: t, data_file: gone.yaml}",
    "a deep nest": b"[" * 30000,
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_table_is_one_diagnostic(runs: Runs, tmp_path: Path, what: str) -> None:
    path = tmp_path / "published.yaml"
    path.write_bytes(REFUSED[what])
    with pytest.raises(hepir.HepirError) as caught:
        hepir.compare(runs(), path)
    assert [each.code for each in caught.value.diagnostics] == ["HEP0751"]
    assert sorted(each.name for each in tmp_path.iterdir()) == ["published.yaml"]
