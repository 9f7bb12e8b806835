"""Objects that a file stores in several lists, one after the other in each event, from a schema to results."""

import subprocess
import sys
from pathlib import Path

import awkward as ak
import numpy as np
import pytest
from made_files import problems_of, write_parquet, write_rntuple, write_ttree

from hepir.api import compile_source, run_source
from hepir.run.files import open_events
from hepir.schemas.loading import load_schema
from hepir.source import Source

TRACKS, TOWERS, JETS = (2, 0, 1, 3), (1, 2, 0, 1), (1, 1, 0, 2)
COLUMNS = {
    "event": ak.Array(np.arange(4, dtype=np.int64)),
    "Track_pt": ak.unflatten(np.array([10, 20, 30, 40, 50, 60], np.float32), TRACKS),
    "Track_eta": ak.unflatten(np.array([1, -1, 0.5, 0, 0.2, 0.3], np.float32), TRACKS),
    "Track_charge": ak.unflatten(np.array([1, -1, 1, 1, -1, 1], np.int32), TRACKS),
    "Track_id": ak.unflatten(np.array([11, 12, 13, 14, 15, 16], np.int64), TRACKS),
    "Tower_et": ak.unflatten(np.array([1, 2, 3, 4], np.float32), TOWERS),
    "Tower_eta": ak.unflatten(np.array([2, -2, 1, 0], np.float32), TOWERS),
    "Tower_id": ak.unflatten(np.array([21, 22, 23, 24], np.int64), TOWERS),
    "Jet_pt": ak.unflatten(np.array([100, 90, 80, 70], np.float32), JETS),
    "Jet_eta": ak.unflatten(np.zeros(4, np.float32), JETS),
}
PARTS = ak.Array([[[11, 21, 12]], [[23, 99]], [], [[24], [14, 16]]])
TEXT = """
name = "mine"
trees = ["Events"]
[collections.event.properties]
event = { branch = "event" }
[collections.Jet.properties]
pt = { branch = "Jet_pt", unit = "GeV" }
eta = { branch = "Jet_eta" }
[collections.Jet.lists]
constituents = { of = "Candidate", references = "Jet_parts", identifiers = ["Track_id", "Tower_id"] }
[collections.Track.properties]
pt = { branch = "Track_pt", unit = "GeV" }
eta = { branch = "Track_eta" }
charge = { branch = "Track_charge" }
z0 = { branch = "Track_z0", unit = "mm" }
[collections.Tower]
like = "Candidate"
[collections.Tower.properties]
pt = { branch = "Tower_et", unit = "GeV" }
eta = { branch = "Tower_eta", approximation = "of the cell" }
charge = { constant = 0 }
[collections.Candidate]
joins = ["Track", "Tower"]
"""
SCHEMA = load_schema(TEXT, "mine.toml")
PROGRAM = """
object hard from Jet
  let charged = count(c.charge != 0 for c in this.constituents)
  let together = sum(this.constituents.pt)

region r
  select size(Candidate) >= 1
  hist sizes = size(Candidate) in bins [0, 1, 2, 3, 4, 5]
  hist pts = Candidate.pt in bins [0, 5, 15, 25, 35, 45, 55, 65] GeV
  hist charges = sum(Candidate.charge) in bins [-1, 0, 1, 2, 3]
  hist forward = count(|c.eta| > 1.5 for c in Candidate) in bins [0, 1, 2, 3]
  hist charged = hard.charged in bins [0, 1, 2, 3]
  hist momenta = hard.together in bins [0, 2, 3.5, 4.5, 30, 32, 99, 101] GeV
"""
EXPECTED = {
    "sizes": [0, 1, 1, 1, 1],  # 1, 2, 3 and 4 objects
    "pts": [4, 1, 1, 1, 1, 1, 1],
    "charges": [0, 2, 2, 0],
    "forward": [2, 2, 0],
    "charged": [2, 0, 2],
    "momenta": [0, 1, 1, 0, 1, 0, 1],
}


def values_of(result):
    return {name: list(each.view()["value"]) for name, each in result.regions[0].histograms.items()}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The events in parquet, which can hold lists of lists."""
    return write_parquet(tmp_path / "mine.parquet", {**COLUMNS, "Jet_parts": PARTS})


@pytest.fixture
def schema(tmp_path: Path) -> str:
    file = tmp_path / "mine.toml"
    file.write_text(TEXT)
    return str(file)


@pytest.mark.parametrize("backend", ["awkward", "fused", "interpreter"])
def test_a_run_over_joined_objects(path: Path, schema: str, backend: str):
    result = run_source(Source("x.hep", PROGRAM), [str(path)], schema=schema, backend=backend)
    assert values_of(result) == EXPECTED


@pytest.mark.parametrize("write", [write_ttree, write_rntuple])
@pytest.mark.parametrize("backend", ["awkward", "fused", "interpreter"])
def test_what_needs_no_lists_is_the_same_from_every_container(
    tmp_path: Path, schema: str, write, backend: str
):
    lines = [each for each in PROGRAM.splitlines() if "constituents" not in each and "hard" not in each]
    file = write(tmp_path / "mine.root", COLUMNS)
    result = run_source(Source("x.hep", "\n".join(lines)), [str(file)], schema=schema, backend=backend)
    assert values_of(result) == {name: EXPECTED[name] for name in ("sizes", "pts", "charges", "forward")}


def test_a_joined_branch_is_one_branch_of_the_file(path: Path):
    joined = SCHEMA.collections["Candidate"].properties["charge"].branch
    assert joined == "Track_charge, then 0.0 for Tower_et"
    with open_events(path) as file:
        assert joined in file.branches
        assert f"{joined}, then Muon_pt" not in file.branches
        assert file.branches[joined] == "var * int32"
        columns = file.read([joined, "Tower_et"], 1, 3)
        assert columns[joined].to_list() == [[0, 0], [1]]
        assert columns["Tower_et"].to_list() == [[2, 3], []]
        assert file.read([joined], 9, 12)[joined].to_list() == []
        assert file.bytes_per_entry([joined]) > 0
        assert file.boundaries([joined]) == file.boundaries(["Track_charge", "Tower_et"])


def test_a_file_that_lacks_a_part_lacks_the_property(tmp_path: Path, schema: str):
    columns = {name: each for name, each in COLUMNS.items() if name != "Tower_et"}
    file = write_ttree(tmp_path / "mine.root", columns)
    program = Source("x.hep", "region r\n  select any(c.pt > 5 GeV for c in Candidate)\n")
    problems = problems_of(lambda: run_source(program, [str(file)], schema=schema))
    assert [(each.code, "Tower_et" in " ".join((each.message, *each.hints))) for each in problems] == [
        ("HEP0521", True)
    ]


@pytest.mark.parametrize("backend", ["awkward", "fused"])
def test_a_module_that_runs_by_itself_reads_joined_branches(tmp_path: Path, schema: str, backend: str):
    lines = [each for each in PROGRAM.splitlines() if "constituents" not in each and "hard" not in each]
    module = tmp_path / "module.py"
    artifact = compile_source(Source("x.hep", "\n".join(lines)), schema, backend=backend)
    module.write_text(artifact.text)
    file = write_ttree(tmp_path / "mine.root", COLUMNS)
    done = subprocess.run(
        [sys.executable, str(module), str(file)], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1].split()[0] == "4"


DELPHES = """
object jets from Jet
  let apart = size(this.flow_tracks) + size(this.flow_photons) + size(this.flow_neutral_hadrons)

region r
  select all(size(j.constituents) == j.n_constituents and j.apart == j.n_constituents for j in jets)
  select all(count(c.charge != 0 for c in j.constituents) == j.n_charged for j in jets)
  hist numbers = size(leading(jets).constituents) in 40 bins from 0 to 80
"""


@pytest.mark.parametrize("backend", ["awkward", "fused", "interpreter"])
def test_constituents_of_delphes(shared_data: Path, backend: str):
    file = shared_data / "delphes/zh_tag_1_delphes_events.root"
    result = run_source(Source("x.hep", DELPHES), [str(file)], backend=backend)
    assert [step.entries for step in result.regions[0].steps] == [100, 100, 100]
