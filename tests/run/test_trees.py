"""Which tree of a ROOT file holds the events."""

from pathlib import Path

import awkward as ak
import pytest
import uproot
from made_files import Columns, extend_ttree, problems_of, write_histogram

from hepir.run.errors import NoTree, SeveralTrees, UnknownTree
from hepir.run.files import open_events


def numbers(*values: int) -> Columns:
    return {"x": ak.Array(values)}


@pytest.fixture
def several(tmp_path: Path) -> Path:
    """Trees `Runs`, `Events` and `systematics/up`, and an RNTuple `compact`."""
    path = tmp_path / "several.root"
    with uproot.recreate(path) as file:
        for number, name in enumerate(("Runs", "Events", "systematics/up"), start=1):
            extend_ttree(file, numbers(number), name)
        file.mkrntuple("compact", numbers(9))
    return path


def first_value(path: Path, tree: str | None = None, preferred: tuple[str, ...] = ()) -> int:
    with open_events(path, tree, preferred) as file:
        return int(file.read(["x"], 0, 1)["x"][0])


def test_the_tree_that_was_asked_for(several: Path) -> None:
    expected = {"Runs": 1, "Events": 2, "systematics/up": 3, "up": 3, "Runs;1": 1, "compact": 9}
    assert {tree: first_value(several, tree, ("Events",)) for tree in expected} == expected


def test_the_first_preferred_tree_that_is_there(several: Path) -> None:
    assert first_value(several, preferred=("mini", "Events", "Runs")) == 2
    assert first_value(several, preferred=("up",)) == 3


def test_the_name_is_without_cycle_and_with_folder(several: Path) -> None:
    with open_events(several, "up") as file:
        assert file.tree == "systematics/up"


def test_the_only_tree(tmp_path: Path) -> None:
    path = tmp_path / "one.root"
    with uproot.recreate(path) as file:
        extend_ttree(file, numbers(5), "whatever")
    assert first_value(path, preferred=("Events",)) == 5


def test_several_trees_and_none_preferred(several: Path) -> None:
    (problem,) = problems_of(lambda: open_events(several, None, ("mini",)))
    assert isinstance(problem, SeveralTrees)
    assert problem.trees == ("Runs", "Events", "systematics/up", "compact")
    assert problem.hints == ("say which one holds the events, for example `--tree Runs`",)


@pytest.mark.parametrize("tree", ["Event", "Events;2", "other/up"])
def test_a_tree_that_is_not_there(several: Path, tree: str) -> None:
    (problem,) = problems_of(lambda: open_events(several, tree))
    assert isinstance(problem, UnknownTree)
    assert f"no tree `{tree}`, but `Runs`, `Events`, `systematics/up`, `compact`" in problem.message


def test_the_highest_cycle_counts(tmp_path: Path) -> None:
    path = tmp_path / "cycles.root"
    with uproot.recreate(path) as file:
        extend_ttree(file, numbers(1), "events")
    with uproot.update(path) as file:
        extend_ttree(file, numbers(2), "events")
    with uproot.open(path) as file:
        assert sorted(file.keys()) == ["events;1", "events;2"]
    assert first_value(path) == 2
    assert first_value(path, preferred=("events",)) == 2
    assert first_value(path, tree="events") == 2
    assert first_value(path, tree="events;1") == 1


def test_no_tree_says_what_there_is(tmp_path: Path) -> None:
    path = write_histogram(tmp_path / "histograms.root")
    (problem,) = problems_of(lambda: open_events(path))
    assert isinstance(problem, NoTree)
    assert problem.message == f"`{path}` has no tree to read events from: it holds `mass (TH1D)`"


def test_an_empty_root_file(tmp_path: Path) -> None:
    path = tmp_path / "nothing.root"
    uproot.recreate(path).close()
    (problem,) = problems_of(lambda: open_events(path, "Events"))
    assert problem.message.endswith("it holds nothing")
