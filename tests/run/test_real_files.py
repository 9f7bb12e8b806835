"""Real files of several experiments."""

from pathlib import Path

import awkward as ak
import pytest
from made_files import problems_of, same

from hepir.run.chunks import iterate_chunks
from hepir.run.errors import MissingBranches, NoTree, SeveralTrees, TruncatedFile, UnreadableBranch
from hepir.run.files import open_events

PREFERRED = ("Events", "CollectionTree", "mini", "Delphes")


@pytest.mark.parametrize(
    ("name", "tree", "entries", "branches", "example"),
    [
        ("nanoaod/Run2012B_SingleMu_1000.root", "Events", 1000, 86, "Muon_pt"),
        ("nanoaod/Run2012B_SingleMu-1000.parquet", "", 1000, 86, "Muon_pt"),
        ("nanoaod/DoubleMuParked_muons_100k.root", "Events", 100_000, 6, "Muon_pt"),
        (
            "nanoaod/Run2012BC_DoubleMuParked_Muons_1000evts_rntuple_v1-0-0-0.root",
            "Events",
            1000,
            6,
            "Muon_pt",
        ),
        ("nanoaod/nano_dy.root", "Events", 40, 1499, "GenPart_pt"),
        ("nanoaod/missing_luminosityBlock.root", "Events", 2, 1582, "Jet_pt"),
        ("atlas/data_A.4lep.root", "mini", 39, 81, "lep_pt"),
        ("atlas/data_B.4lep.root", "mini", 156, 81, "lep_pt"),
        (
            "physlite/PHYSLITE_example.root",
            "CollectionTree",
            100,
            1494 + 2 * 186,
            "AnalysisElectronsAuxDyn.pt",
        ),
        ("delphes/zh_tag_1_delphes_events.root", "Delphes", 100, 286, "Jet.PT"),
        ("generic/uproot-HZZ.root", "events", 2421, 51, "Muon_Px"),
        ("generic/uproot-HZZ-lz4.root", "events", 2421, 51, "Muon_Px"),
    ],
)
def test_files(shared_data: Path, name: str, tree: str, entries: int, branches: int, example: str) -> None:
    with open_events(shared_data / name, None, PREFERRED) as file:
        assert (file.tree, file.entries, len(file.branches)) == (tree, entries, branches)
        assert file.branches[example] == "var * float32"
        chunks = list(iterate_chunks([file], [example]))
    assert sum(len(chunk.columns[example]) for chunk in chunks) == entries


def test_the_same_events_as_ttree_and_parquet(shared_data: Path) -> None:
    folder = shared_data / "nanoaod"
    with (
        open_events(folder / "Run2012B_SingleMu_1000.root") as tree,
        open_events(folder / "Run2012B_SingleMu-1000.parquet") as table,
    ):
        names = list(tree.branches)
        assert list(table.branches) == names
        ours, theirs = tree.read(names, 0, 1000), table.read(names, 0, 1000)
    for name in names:
        assert same(ours[name], theirs[name]), name


def test_the_same_events_as_ttree_and_rntuple(shared_data: Path) -> None:
    folder = shared_data / "nanoaod"
    with (
        open_events(folder / "DoubleMuParked_muons_100k.root") as tree,
        open_events(folder / "Run2012BC_DoubleMuParked_Muons_1000evts_rntuple_v1-0-0-0.root") as ntuple,
    ):
        assert sorted(ntuple.branches) == sorted(tree.branches)
        names = list(tree.branches)
        for start, stop in [(0, 1000), (17, 423)]:
            ours, theirs = tree.read(names, start, stop), ntuple.read(names, start, stop)
            for name in names:
                assert same(ours[name], theirs[name]), name


def test_a_muon_file_has_no_missing_momentum(shared_data: Path) -> None:
    with open_events(shared_data / "nanoaod/DoubleMuParked_muons_100k.root") as file:
        (problem,) = problems_of(lambda: file.read(["MET_pt", "Muon_pt"], 0, 1))
    assert isinstance(problem, MissingBranches)
    assert problem.branches == ("MET_pt",)
    assert "it has 6 branches: `nMuon`, `Muon_pt`" in problem.hints[-1]


def test_both_spellings_of_delphes(shared_data: Path) -> None:
    with open_events(shared_data / "delphes/zh_tag_1_delphes_events.root") as file:
        columns = file.read(["Jet.PT", "Jet/Jet.PT", "Tower.Edges", "Tower.Edges[4]"], 0, 100)
        assert same(columns["Jet.PT"], columns["Jet/Jet.PT"])
        assert same(columns["Tower.Edges"], columns["Tower.Edges[4]"])
        assert file.branches["Tower.Edges"] == "var * var * float32"


@pytest.mark.parametrize("branch", ["Particle.fBits", "Track.Particle"])
def test_branches_of_delphes_that_cannot_be_read(shared_data: Path, branch: str) -> None:
    with open_events(shared_data / "delphes/zh_tag_1_delphes_events.root") as file:
        (problem,) = problems_of(lambda: file.read(["Jet.PT", branch], 0, 100))
        assert isinstance(problem, UnreadableBranch)
        assert problem.branch == branch
        assert len(file.read(["Jet.PT"], 0, 100)["Jet.PT"]) == 100


def test_references_and_links_are_lists_of_numbers(shared_data: Path) -> None:
    with open_events(shared_data / "delphes/zh_tag_1_delphes_events.root") as file:
        columns = file.read(["Jet.Constituents", "Jet.NCharged", "Jet.NNeutrals"], 0, 100)
        assert file.branches["Jet.Constituents"] == file.branches["Tower.Particles"] == "var * var * int64"
        assert len(file.read(["Tower.Particles"], 0, 100)["Tower.Particles"]) == 100
    number = ak.num(columns["Jet.Constituents"], axis=2)
    assert ak.all(number == columns["Jet.NCharged"] + columns["Jet.NNeutrals"])
    links = "AnalysisElectronsAuxDyn.trackParticleLinks"
    with open_events(shared_data / "physlite/PHYSLITE_example.root") as file:
        names = [f"{links}.m_persIndex", f"{links}.m_persKey", "AnalysisElectronsAuxDyn.pt"]
        places, keys, pt = file.read(names, 0, 100).values()
        nothing = file.read(names[:1], 100, 100)[names[0]]
        assert file.branches[names[0]] == "var * var * uint32"
    assert ak.all(ak.num(places) == ak.num(pt))
    assert ak.all(ak.num(places, axis=2) == ak.num(keys, axis=2))
    assert set(ak.flatten(keys, axis=None)) == {0, 776133387}
    assert str(nothing.type) == "0 * var * var * uint32"


def test_most_of_physlite_is_not_needed(shared_data: Path) -> None:
    with open_events(shared_data / "physlite/PHYSLITE_example.root") as file:
        types = dict(file.branches)
        plain = [
            name for name, kind in types.items() if kind.rpartition("* ")[2] in {"float32", "int32", "uint8"}
        ]
        assert len(plain) > 400
        assert types["AnalysisElectronsAuxDyn.charge"] == "var * float32"
        assert types["EventInfoAuxDyn.eventNumber"] == "uint64"
        (problem,) = problems_of(lambda: file.read(["xTrigDecisionAux."], 0, 1))
    assert isinstance(problem, UnreadableBranch)


def test_no_tree(shared_data: Path) -> None:
    (problem,) = problems_of(lambda: open_events(shared_data / "delphes/bad_delphes.root"))
    assert isinstance(problem, NoTree)


def test_two_trees(shared_data: Path) -> None:
    (problem,) = problems_of(lambda: open_events(shared_data / "nanoaod/nano_dy.root"))
    assert isinstance(problem, SeveralTrees)
    assert problem.trees == ("Events", "Runs")


@pytest.mark.parametrize("name", ["generic/uproot-empty.root", "generic/uproot-issue335.root"])
def test_trees_without_entries(shared_data: Path, name: str) -> None:
    with open_events(shared_data / name) as file:
        assert file.entries == 0
        assert list(iterate_chunks([file], list(file.branches))) == []
        assert all(len(array) == 0 for array in file.read(list(file.branches), 0, 10).values())


@pytest.mark.parametrize(
    "name",
    ["nanoaod/Run2012B_SingleMu_1000.root", "physlite/PHYSLITE_example.root", "atlas/data_B.4lep.root"],
)
def test_real_files_that_are_cut_off(shared_data: Path, tmp_path: Path, name: str) -> None:
    content = (shared_data / name).read_bytes()
    path = tmp_path / "cut.root"
    for size in (10, 300, len(content) // 2, len(content) - 1):
        path.write_bytes(content[:size])
        (problem,) = problems_of(lambda: open_events(path, None, PREFERRED))
        assert isinstance(problem, TruncatedFile)
