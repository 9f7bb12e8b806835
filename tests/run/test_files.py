"""Event files of every container, read the same way."""

from collections.abc import Callable
from pathlib import Path

import awkward as ak
import numpy as np
import pytest
import uproot
from made_files import ENTRIES, Columns, problems_of, same, write_parquet, write_rntuple, write_ttree

from hepir.run.errors import MissingBranches, UnreadableBranch
from hepir.run.files import open_events
from hepir.run.reader import Container

Write = Callable[[Path, Columns], Path]
WRITERS: dict[Container, Write] = {"ttree": write_ttree, "rntuple": write_rntuple, "parquet": write_parquet}


def test_what_a_file_says_of_itself(event_path: Path, container: Container, columns: Columns) -> None:
    with open_events(event_path) as file:
        assert (file.path, file.container, file.entries) == (event_path, container, ENTRIES)
        assert file.tree == ("" if container == "parquet" else "Events")
        assert set(columns) <= set(file.branches)
        assert {name: file.branches[name] for name in columns} == {
            "run": "int32",
            "event": "uint64",
            "MET_pt": "float32",
            "trigger": "bool",
            "Muon_pt": "var * float32",
            "Muon_charge": "var * int32",
            "Muon_tight": "var * bool",
        }


@pytest.mark.parametrize(
    ("start", "stop"), [(0, ENTRIES), (0, 1), (399, 401), (400, 800), (999, 1000), (50, 50)]
)
def test_reading_gives_those_entries(event_path: Path, columns: Columns, start: int, stop: int) -> None:
    with open_events(event_path) as file:
        arrays = file.read(list(columns), start, stop)
        assert list(arrays) == list(columns)
        for name, array in arrays.items():
            assert len(array) == stop - start
            assert ak.array_equal(array, columns[name][start:stop]), name
            assert array.layout.form == ak.to_packed(columns[name]).layout.form, name


def test_reading_in_any_order_and_again(event_path: Path, columns: Columns) -> None:
    with open_events(event_path) as file:
        for start, stop in [(700, 900), (0, 300), (300, 500), (450, 460), (0, 300)]:
            for names in (["Muon_pt", "MET_pt"], ["MET_pt"]):
                arrays = file.read(names, start, stop)
                assert all(ak.array_equal(arrays[name], columns[name][start:stop]) for name in names)


def test_entries_past_the_end_are_not_there(event_path: Path) -> None:
    with open_events(event_path) as file:
        assert len(file.read(["run"], 990, 2000)["run"]) == 10
        assert len(file.read(["Muon_pt"], 2000, 3000)["Muon_pt"]) == 0


def test_no_columns_and_columns_named_twice(event_path: Path) -> None:
    with open_events(event_path) as file:
        assert file.read([], 0, 10) == {}
        assert list(file.read(["run", "run"], 0, 10)) == ["run"]


def test_a_closed_file_opens_itself_again(event_path: Path) -> None:
    file = open_events(event_path)
    file.close()
    file.close()
    assert file.branches["Muon_pt"] == "var * float32"
    assert file.read(["event"], 10, 12)["event"].to_list() == [10, 11]
    file.close()


def test_missing_branches_come_with_what_resembles_them(event_path: Path) -> None:
    with open_events(event_path) as file:
        (problem,) = problems_of(lambda: file.read(["run", "Muon_pT", "nothing_like_it"], 0, 1))
        assert isinstance(problem, MissingBranches)
        assert problem.branches == ("Muon_pT", "nothing_like_it")
        assert problem.alike[0][0] == "Muon_pt"
        assert problem.alike[1] == ()
        assert f"it has {len(file.branches)} branches" in problem.hints[-1]
        assert file.missing(["run"]) is None


def test_missing_branches_of_a_file_that_has_none_alike(tmp_path: Path) -> None:
    path = write_ttree(tmp_path / "one.root", {"x": ak.Array([1.0])})
    with open_events(path) as file:
        (problem,) = problems_of(lambda: file.read(["Muon_pt"], 0, 1))
    assert problem.message == f"tree `Events` of `{path}` lacks the branch `Muon_pt`"
    assert problem.hints == ("it has 1 branch: `x`",)


@pytest.mark.parametrize("container", list(WRITERS))
def test_a_file_without_entries(tmp_path: Path, columns: Columns, container: Container) -> None:
    path = WRITERS[container](tmp_path / "none", {name: array[:0] for name, array in columns.items()})
    with open_events(path) as file:
        assert file.entries == 0
        arrays = file.read(list(columns), 0, 0)
        assert all(str(arrays[name].type) == f"0 * {file.branches[name]}" for name in columns)
        assert file.bytes_per_entry(list(columns)) == 0


@pytest.mark.parametrize(
    "name", ["a b.root", "run:1.root", "run#1 [2].root", "é.root", "events", "events.parquet"]
)
def test_odd_names_and_wrong_suffixes(tmp_path: Path, columns: Columns, name: str) -> None:
    path = write_ttree(tmp_path / "plain.root", columns).rename(tmp_path / name)
    with open_events(path) as file:
        assert file.read(["event"], 3, 4)["event"].to_list() == [3]


def test_memory_is_estimated_from_the_metadata(event_path: Path, columns: Columns) -> None:
    with open_events(event_path) as file:
        real = sum(array.nbytes for array in file.read(list(columns), 0, ENTRIES).values()) / ENTRIES
        assert 0.8 * real < file.bytes_per_entry(list(columns)) < 2 * real


def test_boundaries_are_where_clusters_end(containers: dict[Container, Path]) -> None:
    for container, expected in {
        "ttree": [0, 400, 800, 1000],
        "rntuple": [0, 400, 800, 1000],
        "parquet": [],
    }.items():
        with open_events(containers[container]) as file:  # type: ignore[index]
            assert list(file.boundaries(["Muon_pt", "run"])) == expected


def test_parts_of_records_are_branches(tmp_path: Path) -> None:
    columns = {
        "Jet": ak.Array([[{"pt": 1.0, "eta": 2.0}], [], [{"pt": 3.0, "eta": 4.0}, {"pt": 5.0, "eta": 6.0}]]),
        "nested": ak.Array([[[1]], [], [[2, 3], []]]),
        "label": ak.Array(["a", "", "bc"]),
    }
    for path in (
        write_rntuple(tmp_path / "records.root", columns),
        write_parquet(tmp_path / "records.parquet", columns),
    ):
        with open_events(path) as file:
            assert dict(file.branches) == {
                "Jet.pt": "var * float64",
                "Jet.eta": "var * float64",
                "nested": "var * var * int64",
                "label": "string",
            }
            arrays = file.read(list(file.branches), 1, 3)
            assert arrays["Jet.pt"].to_list() == [[], [3, 5]]
            assert arrays["Jet.eta"].to_list() == [[], [4, 6]]
            assert arrays["nested"].to_list() == [[], [[2, 3], []]]
            assert arrays["label"].to_list() == ["", "bc"]


def test_options_without_missing_values_are_plain(tmp_path: Path) -> None:
    columns = {"x": ak.Array([1.0, None, 2.0]), "n": ak.Array([1, 2, None])}
    for path in (
        write_rntuple(tmp_path / "options.root", columns),
        write_parquet(tmp_path / "options.parquet", columns),
    ):
        with open_events(path) as file:
            assert dict(file.branches) == {"x": "float64", "n": "int64"}
            arrays = file.read(["x", "n"], 0, 2)
            assert np.isnan(ak.to_numpy(arrays["x"])).tolist() == [False, True]
            assert arrays["n"].to_list() == [1, 2]
            (problem,) = problems_of(lambda file=file: file.read(["x", "n"], 0, 3))
            assert isinstance(problem, UnreadableBranch)
            assert (problem.branch, problem.type) == ("n", "int64")
            assert "missing" in problem.reason


def test_one_huge_row_group_streams(tmp_path: Path) -> None:
    entries = 200_000
    path = tmp_path / "one_group.parquet"
    numbers = ak.Array(np.arange(entries))
    ak.to_parquet(ak.zip({"x": numbers, "y": ak.unflatten(numbers, 1)}, depth_limit=1), path)
    with open_events(path) as file:
        for start, stop in [(65_000, 66_000), (66_000, 199_999), (199_999, 200_000), (3, 4)]:
            arrays = file.read(["x", "y"], start, stop)
            assert np.array_equal(ak.to_numpy(arrays["x"]), np.arange(start, stop))
            assert np.array_equal(ak.to_numpy(ak.flatten(arrays["y"])), np.arange(start, stop))


def test_names_with_colons_are_understood_with_dots(tmp_path: Path) -> None:
    columns = {"ElectronsAuxDyn:pt": ak.Array([[1.0], []]), "x": ak.Array([1, 2])}
    with open_events(write_rntuple(tmp_path / "colons.root", columns)) as file:
        assert list(file.branches) == ["ElectronsAuxDyn:pt", "x"]
        for name in ("ElectronsAuxDyn:pt", "ElectronsAuxDyn.pt"):
            assert name in file.branches
            assert file.branches[name] == "var * float64"
            assert file.read([name], 0, 2)[name].to_list() == [[1], []]


def test_a_branch_of_fixed_size_is_a_list(tmp_path: Path) -> None:
    path = tmp_path / "fixed.root"
    with uproot.recreate(path) as file:
        file.mktree("Events", {"p": np.dtype(("f8", (3,)))}).extend({"p": np.ones((2, 3))})
    with open_events(path) as events:
        assert dict(events.branches) == {"p": "var * float64"}
        assert same(events.read(["p"], 0, 2)["p"], ak.Array([[1.0, 1.0, 1.0]] * 2))


def test_branches_that_are_read_at_once_are_not_mixed_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hepir.run.files.flat_tree", lambda *_: None)  # by uproot, as nested trees are
    columns = {f"x{i}": ak.Array(np.arange(3000) % 7 + 10.0 * i) for i in range(24)}
    path = write_ttree(tmp_path / "many.root", columns)
    for _ in range(15):
        with open_events(path) as file:
            found = file.read(list(columns), 0, 3000)
        assert all(np.array_equal(found[name], columns[name]) for name in columns)
