"""Which files a run reads."""

from pathlib import Path

import pytest
from made_files import problems_of

from hepir.run.errors import InputNotAllowed, InputNotFound, NoInputs, RemoteInput
from hepir.run.inputs import expand_inputs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.root", "a.root", "notes.txt", "deep/c.parquet", "deep/er/d.ROOT", ".hidden/e.root"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path


def names(paths: tuple[Path, ...], folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def test_files_patterns_and_folders_come_sorted_and_once(folder: Path) -> None:
    inputs = [str(folder / "deep"), str(folder / "*.root"), str(folder / "a.root")]
    assert names(expand_inputs(inputs), folder) == ["a.root", "b.root", "deep/c.parquet", "deep/er/d.ROOT"]
    assert expand_inputs(inputs[::-1]) == expand_inputs(inputs)


def test_a_folder_is_searched_with_those_below_but_without_hidden_ones(folder: Path) -> None:
    assert names(expand_inputs([str(folder)]), folder) == [
        "a.root",
        "b.root",
        "deep/c.parquet",
        "deep/er/d.ROOT",
    ]


def test_two_stars_go_through_folders(folder: Path) -> None:
    assert names(expand_inputs([str(folder / "**/*.parquet")]), folder) == ["deep/c.parquet"]


def test_a_pattern_that_matches_a_folder_searches_it(folder: Path) -> None:
    assert names(expand_inputs([str(folder / "de*")]), folder) == ["deep/c.parquet", "deep/er/d.ROOT"]


def test_links_and_detours_are_not_other_files(folder: Path) -> None:
    (folder / "z.root").symlink_to(folder / "a.root")
    assert names(expand_inputs([str(folder / "[az].root"), str(folder / "deep/../a.root")]), folder) == [
        "a.root"
    ]


def test_a_file_may_be_called_like_a_pattern_or_hold_spaces(tmp_path: Path) -> None:
    for name in ("run [1].root", "a b.root"):
        (tmp_path / name).touch()
        assert expand_inputs([str(tmp_path / name)]) == (tmp_path / name,)


def test_a_relative_path_stays_relative(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert expand_inputs(["a.root"]) == (Path("a.root"),)


def test_a_tilde_is_the_home_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert expand_inputs(["~/a.root"]) == (folder / "a.root",)


def test_nothing_given() -> None:
    (problem,) = problems_of(lambda: expand_inputs([]))
    assert isinstance(problem, NoInputs)


def test_every_input_that_is_not_there_is_reported(folder: Path) -> None:
    (folder / "empty").mkdir()
    inputs = [
        str(folder / "a.rot"),
        str(folder / "x*.root"),
        str(folder / "empty"),
        str(folder / "b.root"),
        "",
    ]
    problems = problems_of(lambda: expand_inputs(inputs))
    assert [problem.message for problem in problems] == [
        f"there is no file `{folder}/a.rot`",
        f"no file matches `{folder}/x*.root`",
        f"the folder `{folder}/empty` holds no event file (`*.root`, `*.parquet`)",
        "there is no file ``",
    ]
    assert problems[0].hints == ("did you mean `a.root`, `b.root`?",)


def test_a_tree_after_a_colon_is_an_option_of_its_own(folder: Path) -> None:
    (problem,) = problems_of(lambda: expand_inputs([f"{folder}/a.root:Events"]))
    assert isinstance(problem, InputNotFound)
    assert problem.hints == ("name the tree by itself: `--tree Events`",)


@pytest.mark.parametrize(
    "address",
    ["http://host/a.root", "https://host/*.root", "root://host//store/a.root", "s3://bucket/a.root"],
)
def test_addresses_are_refused(address: str) -> None:
    (problem,) = problems_of(lambda: expand_inputs([address]))
    assert problem == RemoteInput(problem.span, address)
    assert "only files on this machine" in problem.message


def test_what_the_system_refuses_is_reported(tmp_path: Path) -> None:
    (problem,) = problems_of(lambda: expand_inputs([str(tmp_path / ("x" * 300))]))
    assert isinstance(problem, InputNotAllowed)
    assert "name too long" in problem.message
