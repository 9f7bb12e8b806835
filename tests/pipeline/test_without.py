"""What a step cuts on, for the events that pass all other steps."""

from pathlib import Path

import numpy as np
import pytest

from hepir.api import run_source
from hepir.demo.folder import write_sample
from hepir.pipeline.without import span, without_program
from hepir.report.without import read_without
from hepir.source import Source

PROGRAM = """object muons from Muon
  select pt > 20 GeV and |eta| < 2.4
  sort by pt descending
define heavy = sum(muons.pt)
region base
  select size(muons) >= 1
  reject MET.pt >= 60 GeV
  weight scale = 0.5
region tight from base
  select 30 GeV < heavy < 150 GeV
  when size(Jet) >= 1 select heavy > 40 GeV
  select muons[0].pt > 25 GeV
  select size(muons) >= 2 or heavy > 50 GeV
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("without")
    write_sample(folder)
    sample = [str(each) for each in folder.glob("*.root")]
    out = folder / "out"
    run_source(
        Source("p.hep", PROGRAM),
        sample,
        output=out,
        n_minus_one=True,
        max_events=3000,
        dataset_kind="simulation",
    )
    return out


def test_each_step_that_compares_one_value_has_a_histogram(folder: Path) -> None:
    assert sorted(read_without(folder)) == [
        ("base", 6), ("base", 7), ("tight", 6), ("tight", 7), ("tight", 10), ("tight", 12),
    ]  # fmt: skip
    assert (folder / "pictures" / "tight.without_line_10.png").is_file()


def test_the_step_itself_gives_what_passes_all(folder: Path) -> None:
    import json

    cutflow = {
        each["name"]: each["steps"] for each in json.loads((folder / "cutflow.json").read_text())["regions"]
    }
    found = read_without(folder)
    for (region, line), (low, high) in {
        ("base", 6): (1, np.inf),
        ("base", 7): (-np.inf, 60),
        ("tight", 10): (30, 150),
        ("tight", 12): (25, np.inf),
    }.items():
        histogram = found[(region, line)]
        edges = np.concatenate([[-np.inf], histogram.axes[0].edges, [np.inf]])
        kept = (edges[:-1] >= low) & (edges[1:] <= high)
        assert any(np.isclose(edges, low)) and any(np.isclose(edges, high)), edges
        passing = histogram.values(flow=True)[kept].sum()
        assert passing == pytest.approx(
            cutflow[region][-1]["sumw"], rel=0.02, abs=1.0
        )  # an edge belongs to the bin above
        assert histogram.values(flow=True).sum() >= passing


def test_what_does_not_check_is_left_out() -> None:
    program = f"{PROGRAM}region tight__without_line_6\n  select MET.pt > 1 GeV\n"
    _, regions = without_program(Source("p.hep", program))
    assert ("tight", 6) not in {(each.region, each.line) for each in regions}
    assert {(each.region, each.line) for each in regions} >= {("base", 6), ("tight", 7), ("tight", 10)}
    assert without_program(Source("p.hep", "region r\n  select nonsense\n"))[1] == ()


@pytest.mark.parametrize(("low", "high"), [(30, 150), (25, 25), (-5, -5), (0, 0), (-2.4, 2.4)])
def test_limits_are_edges(low: float, high: float) -> None:
    first, last, count = span(low, high)
    edges = np.linspace(first, last, count + 1)
    assert np.isclose(edges, low).any() and np.isclose(edges, high).any()
    assert first < low <= high < last


def test_the_page_shows_them(folder: Path) -> None:
    page = (folder / "report.html").read_text()
    assert "One step left out" in page
    assert "select 30 GeV &lt; heavy &lt; 150 GeV</span> left out" in page
    assert 'aria-label="tight from base"' in page
    again = folder.parent / "again"
    sample = [str(each) for each in folder.parent.glob("*.root")]
    run_source(Source("p.hep", PROGRAM), sample, output=again, max_events=100, dataset_kind="simulation")
    assert not (again / "n_minus_one.json").exists()
    assert "One step left out" not in (again / "report.html").read_text()
