"""What jets are made of, by all the names that NanoAOD has had for it."""

from pathlib import Path

import awkward as ak
import numpy as np
import pytest
from made_files import problems_of, write_ttree

from hepir.api import run_source
from hepir.diagnostics import HepirError
from hepir.schemas.loading import builtin_schema, load_schema
from hepir.schemas.naming import adapt
from hepir.source import Source

CANDIDATES = ([[10, 20, 30], [5]], [[1, -1, 0], [0]])
# of jets, then of fat jets: the branches of the candidates begin so, and of the tables: the jet, and what belongs to it
NAMES = {
    "PFNano": ("PFCands", "JetPFCands", "pFCandsIdx", "FatJetPFCands", "pFCandsIdx"),
    "NanoAOD v15": ("PFCand", "JetPFCand", "pfCandIdx", "FatJetPFCand", "pfCandIdx"),
    "JMENano": ("PFCand", "JetPFCand", "PFCandIdx", "FatJetPFCand", "PFCandIdx"),
    "PFNano 106X": ("JetPFCands", "JetPFCandsAK4", "candIdx", "JetPFCandsAK8", "candIdx"),
}
PROGRAM = """
object jets from Jet
  let together = sum(this.constituents.pt)
  let charged = count(c.charge != 0 for c in this.constituents)

region r
  hist together = jets.together in bins [0, 4, 6, 29, 31] GeV
  hist charged = jets.charged in bins [0, 1, 2, 3]
  hist wide = sum(c.pt for w in FatJet for c in w.constituents) in bins [0, 1, 29, 31] GeV
"""
# of jets with 30 GeV each, of which one has two charged candidates
EXPECTED = {"together": [0, 0, 0, 2], "charged": [1, 0, 1], "wide": [1, 0, 1]}


def events(candidates, jets, place, wide, place_in_wide):
    columns = {}
    for name, value in (("pt", 50), ("eta", 0), ("phi", 0), ("mass", 5)):
        columns[f"Jet_{name}"] = ak.Array([[float(value), value / 2], []])
        columns[f"FatJet_{name}"] = ak.Array([[float(value)], [float(value)]])
        columns[f"Muon_{name}"] = ak.Array([[0.0], [0.0]])
        columns[f"{candidates}_{name}"] = ak.zeros_like(ak.Array(CANDIDATES[0]), dtype=np.float32)
    columns[f"{candidates}_pt"] = ak.values_astype(ak.Array(CANDIDATES[0]), np.float32)
    columns[f"{candidates}_charge"] = ak.values_astype(ak.Array(CANDIDATES[1]), np.int32)
    # the first jet has the places 1 and 0, the second 2; the fat jet has 2
    columns[f"{jets}_jetIdx"] = ak.values_astype(ak.Array([[0, 1, 0], []]), np.int32)
    columns[f"{jets}_{place}"] = ak.values_astype(ak.Array([[1, 2, 0], []]), np.int32)
    columns[f"{wide}_jetIdx"] = ak.values_astype(ak.Array([[0], []]), np.int32)
    columns[f"{wide}_{place_in_wide}"] = ak.values_astype(ak.Array([[2], []]), np.int32)
    return columns


@pytest.mark.parametrize("backend", ["awkward", "fused", "interpreter"])
@pytest.mark.parametrize("version", NAMES)
def test_constituents_by_the_names_of_each_version(tmp_path: Path, version: str, backend: str):
    file = write_ttree(tmp_path / "nano.root", events(*NAMES[version]))
    result = run_source(Source("x.hep", PROGRAM), [str(file)], schema="cms_nanoaod", backend=backend)
    found = {name: list(each.view()["value"]) for name, each in result.regions[0].histograms.items()}
    assert found == EXPECTED


def test_a_file_without_them_lacks_them_by_all_names(tmp_path: Path):
    columns = {name: each for name, each in events(*NAMES["PFNano"]).items() if "JetPFCands" not in name}
    file = write_ttree(tmp_path / "nano.root", columns)
    problems = problems_of(
        lambda: run_source(Source("x.hep", PROGRAM), [str(file)], schema="cms_nanoaod", backend="awkward")
    )
    assert {each.code for each in problems} == {"HEP0521"}
    assert problems[0].message.endswith(
        "the file has no branch `JetPFCands_jetIdx`, `JetPFCand_jetIdx` or `JetPFCandsAK4_jetIdx`"
    )


def test_generated_jets_have_constituents_of_their_own():
    lists = adapt(
        builtin_schema("cms_nanoaod"), ["GenJetCands_jetIdx", "GenJetCands_genCandsIdx"]
    ).collections
    assert lists["GenJet"].lists["constituents"].table == ("GenJetCands_jetIdx", "GenJetCands_genCandsIdx")


@pytest.mark.parametrize(
    ("alternatives", "code", "key"),
    [
        ('["A", "B"]', "HEP0503", "alternatives"),
        ('[{ table = ["A"] }]', "HEP0503", "alternatives.0.table"),
        ('[{ table = ["A", "B"], of = "Muon" }]', "HEP0502", "alternatives.0.of"),
        ('[{ first = "A" }]', "HEP0519", "alternatives.0"),
    ],
)
def test_alternatives_are_checked(alternatives: str, code: str, key: str):
    text = f"""
name = "mine"
trees = ["Events"]
[collections.Jet.properties]
pt = {{ branch = "Jet_pt", unit = "GeV" }}
[collections.Jet.lists]
muons = {{ of = "Muon", table = ["a", "b"], alternatives = {alternatives} }}
[collections.Muon.properties]
pt = {{ branch = "Muon_pt", unit = "GeV" }}
"""
    with pytest.raises(HepirError) as failure:
        load_schema(text, "mine.toml")
    (found,) = failure.value.diagnostics
    assert (found.code, found.key) == (code, f"collections.Jet.lists.muons.{key}")
