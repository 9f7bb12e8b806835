"""Systematic variations in a whole run: what is written, for simulation and data, from other branches and other trees."""

import json
from pathlib import Path
from types import ModuleType

import awkward as ak
import jsonschema
import numpy as np
import pytest
import uproot

from hepir.api import compile_source, run_source
from hepir.diagnostics.core import HepirError
from hepir.pipeline.executors.threads import Threads
from hepir.report.histograms import read_histograms
from hepir.source import Source

DOCS = Path(__file__).resolve().parents[2] / "docs" / "schemas"
PROGRAM = """object jets from Jet
  select pt > 30 GeV

systematic scale
  up jets.pt = pt * 1.3
  down jets.pt = pt * 0.7

systematic stored
  up Jet.pt from branch "Jet_pt_jesTotalUp"
  down from branches "_jesTotalDown"

systematic pileup
  up weight pileup = 1.5

systematic generator
  up from tree "Other"

region search
  weight pileup = 1.25 on simulation
  select size(jets) >= 1
  hist pt = jets.pt in 4 bins from 0 GeV to 200 GeV
  hist met = MET.pt in 4 bins from 0 GeV to 200 GeV

region untouched
  hist met = MET.pt in 4 bins from 0 GeV to 200 GeV
"""


def columns(seed, count):
    random = np.random.default_rng(seed)
    counts = random.poisson(1.5, count)
    jets = {name: random.exponential(40, counts.sum()) for name in ("pt", "mass")}
    jets["pt_jesTotalUp"], jets["pt_jesTotalDown"] = jets["pt"] * 1.3, jets["pt"] * 0.7
    jets |= {name: random.uniform(-2, 2, counts.sum()) for name in ("eta", "phi", "btag")}
    found = {f"Jet_{name}": ak.unflatten(values.astype(np.float32), counts) for name, values in jets.items()}
    met = {f"MET_{name}": random.exponential(50, count).astype(np.float32) for name in ("pt", "phi")}
    return {**found, **met}


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("varied") / "sample.root"
    with uproot.recreate(path) as file:
        file["Events"] = columns(1, 300)
        file["Other"] = columns(2, 200)
    return str(path)


def run(text, sample, **options):
    source = Source("varied.hep", text)
    return run_source(source, [sample], schema="cms_opendata_2012", dataset_kind="simulation", **options)


@pytest.mark.parametrize("backend", ["awkward", "fused", "interpreter"])
def test_every_variation_of_what_it_touches(sample, backend):
    search, untouched = run(PROGRAM, sample, backend=backend).regions
    labels = ["scale.up", "scale.down", "stored.up", "stored.down", "pileup.up", "generator.up"]
    assert [each.label for each in search.variations] == labels
    found = {each.label: each for each in search.variations}
    # a factor of the program and the same factor in the file
    assert (
        found["scale.up"].steps[-1].entries > search.steps[-1].entries > found["scale.down"].steps[-1].entries
    )
    assert found["stored.up"].steps[-1].entries == found["scale.up"].steps[-1].entries
    assert found["stored.down"].histograms["pt"] == found["scale.down"].histograms["pt"]
    assert found["pileup.up"].steps[-1].entries == search.steps[-1].entries
    assert found["pileup.up"].steps[-1].sumw == pytest.approx(search.steps[-1].sumw * 1.5 / 1.25)
    assert found["generator.up"].steps[0].entries == 200
    assert [each.label for each in untouched.variations] == ["generator.up"]


def test_other_trees_are_for_workers_too(sample, monkeypatch):
    trees = []
    counted = Threads.counted

    def noted(self, job, pieces, tell):
        trees.append(job.options.tree)
        return counted(self, job, pieces, tell)

    alone = run(PROGRAM, sample, backend="awkward")
    monkeypatch.setattr(Threads, "counted", noted)
    many = run(PROGRAM, sample, backend="awkward", workers=2, executor="threads")
    assert trees == [None, "Other"]
    assert many.regions == alone.regions
    assert run(PROGRAM, sample, backend="awkward", workers=2, executor="processes").regions == alone.regions


def test_files(sample, tmp_path):
    result = run(PROGRAM, sample, output=tmp_path / "out")
    found = read_histograms((tmp_path / "out" / "histograms.json").read_bytes())
    assert list(found)[:3] == ["search.pt", "search.met", "untouched.met"]
    assert found["search.pt[scale.up]"] == result.regions[0].variations[0].histograms["pt"]
    with uproot.open(tmp_path / "out" / "histograms.root") as file:
        assert file["search/pt__scale_up"].values().tolist() == found["search.pt[scale.up]"].values().tolist()
    document = json.loads((tmp_path / "out" / "cutflow.json").read_text())
    assert "variations" in document["regions"][0]
    record = json.loads((tmp_path / "out" / "run.json").read_text())
    assert record["regions"][0]["variations"][:2] == ["scale.up", "scale.down"]
    assert "unsupported" not in {each["status"] for each in record["statements"]}
    page = (tmp_path / "out" / "report.html").read_text()
    assert "Systematic variations of region search" in page
    for name, written in (("cutflow", document), ("run", record)):
        schema = json.loads((DOCS / f"{name}.schema.json").read_text())
        jsonschema.validate(written, schema)


def test_data_are_not_varied(sample):
    source = Source("varied.hep", PROGRAM)
    result = run_source(source, [sample], schema="cms_opendata_2012", dataset_kind="data")
    assert not any(region.variations for region in result.regions)
    assert result.regions[0].steps[-1].sumw == result.regions[0].steps[-1].entries
    assert any(note.startswith("not applied to data: weight pileup = 1.25") for note in result.notes)


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ('up Jet.pt from branch "Jet_pt_jesTotalUpp"', "HEP0525"),
        ('up from branches "_other"', "HEP0525"),
        ('up from tree "Missing"', "HEP0709"),
    ],
)
def test_what_is_not_in_the_file(sample, statement, code):
    text = f"systematic s\n  {statement}\nregion r\n  select any(j.pt > 30 GeV for j in Jet)\n"
    with pytest.raises(HepirError) as error:
        run(text, sample)
    assert [each.code for each in error.value.diagnostics] == [code]


def test_branches_by_their_ending_need_a_file():
    text = 'systematic s\n  up from branches "_x"\nregion r\n  select any(j.pt > 30 GeV for j in Jet)\n'
    with pytest.raises(HepirError) as error:
        compile_source(Source("s.hep", text), "cms_opendata_2012")
    assert [each.code for each in error.value.diagnostics] == ["HEP0527"]


@pytest.mark.parametrize("backend", ["awkward", "fused"])
def test_the_generated_module_writes_all_variations(sample, tmp_path, monkeypatch, backend):
    kept = [
        each
        for each in PROGRAM.split("\n\n")
        if "branches" not in each and not each.startswith("systematic generator")
    ]
    text = compile_source(Source("varied.hep", "\n\n".join(kept)), "cms_opendata_2012", backend).text
    module = ModuleType("generated")
    exec(compile(text, "<generated>", "exec"), module.__dict__)
    monkeypatch.setattr("sys.argv", ["analysis.py", sample, "--output", str(tmp_path / "found.root")])
    module.main()
    with uproot.open(tmp_path / "found.root") as file:
        nominal, varied = file["search/met"].values(), file["search__pileup_up/met"].values()
        np.testing.assert_allclose(varied, nominal * 1.5 / 1.25)
        assert file["search__scale_up/pt"].values().sum() > 0
