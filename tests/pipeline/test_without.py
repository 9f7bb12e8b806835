"""What a step cuts on, for the events that pass all other steps."""

from pathlib import Path

import numpy as np
import pytest

from hepir.api import run_source
from hepir.demo.folder import write_sample
from hepir.pipeline.without import span, without_program
from hepir.report.without import LeftOut, read_without
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
region parts from base
  select exists(leading(muons)) and leading(muons).pt > 22 GeV and (heavy > 30 GeV and |leading(muons).eta| < 2)
  reject size(Jet) >= 4 or heavy > 250 GeV
  select not (heavy > 240 GeV)
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
    found = sorted((each.region, each.line, each.part) for each in read_without(folder))
    assert found == [
        ("base", 6, 0), ("base", 7, 0), ("parts", 6, 0), ("parts", 7, 0), ("parts", 15, 2), ("parts", 15, 3),
        ("parts", 15, 4), ("parts", 16, 1), ("parts", 16, 2), ("parts", 17, 0), ("tight", 6, 0), ("tight", 7, 0),
        ("tight", 10, 0), ("tight", 11, 0), ("tight", 12, 0),
    ]  # fmt: skip
    assert (folder / "pictures" / "parts.without_line_15.part_4.png").is_file()
    assert (folder / "pictures" / "tight.without_line_10.png").is_file()


def test_the_step_itself_gives_what_passes_all(folder: Path) -> None:
    import json

    cutflow = {
        each["name"]: each["steps"] for each in json.loads((folder / "cutflow.json").read_text())["regions"]
    }
    found = read_without(folder)
    for left_out, (low, high) in {
        LeftOut("base", 6): (1, np.inf),
        LeftOut("base", 7): (-np.inf, 60),
        LeftOut("tight", 10): (30, 150),
        LeftOut("tight", 12): (25, np.inf),
        LeftOut("parts", 15, 2): (22, np.inf),
        LeftOut("parts", 15, 3): (30, np.inf),
        LeftOut("parts", 15, 4): (-np.inf, 2),
        LeftOut("parts", 16, 1): (-np.inf, 4),
        LeftOut("parts", 16, 2): (-np.inf, 250),
        LeftOut("parts", 17): (-np.inf, 240),
    }.items():
        region, histogram = left_out.region, found[left_out].whole
        edges = np.concatenate([[-np.inf], histogram.axes[0].edges, [np.inf]])
        kept = (edges[:-1] >= low) & (edges[1:] <= high)
        assert any(np.isclose(edges, low)) and any(np.isclose(edges, high)), edges
        passing = histogram.values(flow=True)[kept].sum()
        assert passing == pytest.approx(
            cutflow[region][-1]["sumw"], rel=0.02, abs=1.0
        )  # an edge belongs to the bin above
        assert histogram.values(flow=True).sum() >= passing


def test_a_step_with_a_case_shows_the_events_of_the_case() -> None:
    text, regions = without_program(Source("p.hep", PROGRAM))
    own = next(each for each in regions if each.left_out == LeftOut("tight", 11))
    assert "  select size(Jet) >= 1\n" in own.text and "heavy > 40 GeV" not in own.text
    assert own.text in text


def test_what_does_not_check_is_left_out() -> None:
    program = f"{PROGRAM}region tight__without_line_6\n  select MET.pt > 1 GeV\n"
    _, regions = without_program(Source("p.hep", program))
    found = {each.left_out for each in regions}
    assert LeftOut("tight", 6) not in found
    assert found >= {LeftOut("base", 6), LeftOut("tight", 7), LeftOut("tight", 10)}
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
    assert 'aria-label="tight from base; parts from base"' in page
    again = folder.parent / "again"
    sample = [str(each) for each in folder.parent.glob("*.root")]
    run_source(Source("p.hep", PROGRAM), sample, output=again, max_events=100, dataset_kind="simulation")
    assert not (again / "n_minus_one.json").exists()
    assert "One step left out" not in (again / "report.html").read_text()
