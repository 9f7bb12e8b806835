"""Runs over datasets: normalised, signs kept, added by process, data as they are."""

import json
from pathlib import Path

import awkward as ak
import jsonschema
import numpy as np
import pytest
import uproot

from hepir.api import run_dataset
from hepir.datasets.raising import DatasetError
from hepir.pipeline import units
from hepir.report.histograms import read_histograms
from hepir.report.without import LeftOut, read_without
from hepir.source import Source

DOCS = Path(__file__).resolve().parents[2] / "docs" / "schemas"
PROGRAM = Source(
    "search.hep",
    """systematic scale
  up Muon.pt = pt * 1.2

region search
  weight generator = event.mc_weight on simulation
  select size(Muon) >= 1
  hist pt = Muon.pt in 4 bins from 0 GeV to 100 GeV
""",
)
DATASET = """luminosity = "2 /fb"

[[samples]]
name = "one"
process = "background"
kind = "mc"
files = ["a.root"]
cross_section = "3 pb"
filter_efficiency = 0.5
k_factor = 1.2
sum_of_weights = { branch = "genWeight" }

[[samples]]
name = "two"
process = "background"
kind = "mc"
files = ["b.root"]
cross_section = "100 fb"
sum_of_weights = { tree = "Runs", branch = "genEventSumw" }

[[samples]]
name = "three"
kind = "mc"
files = ["c.root"]
cross_section = "1 pb"
sum_of_weights = "events"

[[samples]]
name = "data"
kind = "data"
files = ["d.root"]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("dataset")
    for number, name in enumerate("abcd"):
        random = np.random.default_rng(number)
        count = 200 + 50 * number
        muons = random.integers(0, 3, count)
        columns = {
            "run": np.ones(count, dtype=np.int32),
            "luminosityBlock": np.ones(count, dtype=np.uint32),
            "event": np.arange(count, dtype=np.uint64),
            "Muon_pt": ak.unflatten(random.exponential(30, muons.sum()).astype(np.float32), muons),
            "MET_pt": random.exponential(30, count).astype(np.float32),
        }
        if name != "d":
            columns["genWeight"] = random.choice([1.5, 1.5, -0.5], count).astype(np.float32)
        with uproot.recreate(folder / f"{name}.root") as file:
            file["Events"] = columns
            file["Runs"] = {"genEventSumw": np.array([100.0, 150.0])}
    (folder / "samples.toml").write_text(DATASET)
    return folder


def expected(folder, name):
    """The sum of weights of events with a muon, and of all."""
    with uproot.open(folder / f"{name}.root") as file:
        tree = file["Events"].arrays()
    weights = tree["genWeight"]
    return float(ak.sum(weights[ak.num(tree["Muon_pt"]) >= 1])), float(ak.sum(weights)), len(weights)


def test_normalised_and_added(folder, tmp_path):
    result = run_dataset(
        PROGRAM,
        folder / "samples.toml",
        schema="cms_nanoaod",
        output=tmp_path / "out",
        pictures=False,
        n_minus_one=True,
    )
    one, two, three = (expected(folder, name) for name in "abc")
    background = 2000 * 3 * 0.5 * 1.2 * one[0] / one[1] + 2000 * 0.1 * two[0] / 250
    signal = 2000 * 1 * three[0] / three[2]
    found = {each.name: each.regions[0].steps[-1] for each in result.processes}
    assert list(found) == ["background", "three", "data"]
    assert found["background"].sumw == pytest.approx(background)
    assert found["three"].sumw == pytest.approx(signal)
    assert result.regions[0].steps[-1].sumw == pytest.approx(background + signal)
    # data count as they are, and have no variations; they need no branch of weights
    assert found["data"].sumw == found["data"].entries == found["data"].sumw2
    assert [len(each.regions[0].variations) for each in result.processes] == [1, 1, 0]
    histograms = read_histograms((tmp_path / "out" / "histograms.json").read_bytes())
    whole, parts = histograms["search.pt"], [histograms[f"{name}/search.pt"] for name in found]
    np.testing.assert_allclose(whole.values(flow=True), sum(each.values(flow=True) for each in parts[:2]))
    assert "background/search.pt[scale.up]" in histograms
    assert "data/search.pt[scale.up]" not in histograms
    with uproot.open(tmp_path / "out" / "histograms.root") as file:
        np.testing.assert_allclose(file["three/search/pt"].values(), parts[1].values())
    without = read_without(tmp_path / "out")[LeftOut("search", 6)]
    passing = {name: found_of.values(flow=True)[2:].sum() for name, found_of in without.processes.items()}
    assert passing == {name: pytest.approx(each.sumw) for name, each in found.items()}
    assert without.whole.values(flow=True)[2:].sum() == pytest.approx(background + signal)
    page = (tmp_path / "out" / "report.html").read_text()
    assert "Processes in region search" in page
    assert "Samples of samples.toml" in page
    for name in ("cutflow", "run"):
        written = json.loads((tmp_path / "out" / f"{name}.json").read_text())
        jsonschema.validate(written, json.loads((DOCS / f"{name}.schema.json").read_text()))
    assert [each["scale"] for each in written["dataset"]["samples"]][-1] == 1.0


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('{ branch = "genWeight" }', "0", "HEP0786"),
        ('{ branch = "genWeight" }', '{ branch = "genWeigth" }', "HEP0787"),
        ('tree = "Runs"', 'tree = "Run"', "HEP0787"),
    ],
)
def test_sums_that_cannot_be_divided_by(folder, old, new, code):
    path = folder / "wrong.toml"
    path.write_text(DATASET.replace(old, new))
    with pytest.raises(DatasetError) as error:
        run_dataset(PROGRAM, path, schema="cms_nanoaod")
    assert [each.code for each in error.value.diagnostics] == [code]
    assert error.value.diagnostics[0].span.end


def test_workers_change_no_bit(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(units, "BLOCK_ENTRIES", 64)
    monkeypatch.setattr(units, "SMALLEST", 100)
    written = []
    for number, options in enumerate(({}, {"workers": 2, "executor": "threads"}, {"step_entries": 7})):
        out = tmp_path / str(number)
        run_dataset(
            PROGRAM,
            folder / "samples.toml",
            output=out,
            schema="cms_nanoaod",
            backend="awkward",
            pictures=False,
            **options,
        )
        written.append({path.name: path.read_bytes() for path in sorted(out.glob("*.json"))})
    assert written[0].keys() >= {"cutflow.json", "histograms.json", "run.json"}
    assert written[1] == written[0]
    assert written[2] == written[0]
