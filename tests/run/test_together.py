"""Several files as one run."""

from pathlib import Path

import awkward as ak
import pytest
from made_files import Columns, problems_of, write_parquet, write_ttree

from hepir.run import together
from hepir.run.errors import DisagreeingBranches, MissingBranches, NotAnEventFile
from hepir.run.files import open_events
from hepir.run.together import open_run


def test_files_that_agree(tmp_path: Path, columns: Columns) -> None:
    narrow = {"MET_pt": columns["MET_pt"], "Muon_pt": columns["Muon_pt"]}
    wide = {name: ak.values_astype(array, "float64") for name, array in narrow.items()}
    first = open_events(write_ttree(tmp_path / "a.root", narrow))
    others = [write_parquet(tmp_path / "b.parquet", wide), write_ttree(tmp_path / "c.root", columns)]
    files = open_run(first, others, ["MET_pt", "Muon_pt"])
    assert [file.path.name for file in files] == ["a.root", "b.parquet", "c.root"]
    for file in files:
        assert len(file.read(["Muon_pt"], 0, 10)["Muon_pt"]) == 10
        file.close()


def test_every_problem_of_every_file_is_reported(tmp_path: Path, columns: Columns) -> None:
    first = open_events(write_ttree(tmp_path / "a.root", columns))
    (tmp_path / "text.root").write_text("no events")
    others = [
        write_ttree(tmp_path / "b.root", {"run": columns["run"]}),
        tmp_path / "text.root",
        write_ttree(tmp_path / "c.root", {"run": columns["run"], "Muon_pt": columns["MET_pt"]}),
    ]
    problems = problems_of(lambda: open_run(first, others, ["run", "Muon_pt"]))
    assert [type(problem) for problem in problems] == [MissingBranches, NotAnEventFile, DisagreeingBranches]
    assert problems[2].message == (
        f"branch `Muon_pt` is `var * float32` in `{tmp_path}/a.root` but `float32` in `{tmp_path}/c.root`"
    )
    first.close()


def test_the_first_file_is_held_to_it_too(tmp_path: Path, columns: Columns) -> None:
    with open_events(write_ttree(tmp_path / "a.root", {"run": columns["run"]})) as first:
        problems = problems_of(lambda: open_run(first, [], ["Muon_pt"]))
    assert [type(problem) for problem in problems] == [MissingBranches]


def test_few_files_stay_open(tmp_path: Path, columns: Columns, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(together, "KEPT_OPEN", 2)
    path = write_ttree(tmp_path / "a.root", columns)
    files = open_run(open_events(path), [path, path, path], ["run"])
    assert [file.is_open for file in files] == [True, True, False, False]
    assert files[3].boundaries(["run"])[-1] == files[3].entries
    assert not files[3].is_open  # where it can be cut was looked for before
    assert len(files[3].read(["run"], 0, 5)["run"]) == 5
    for file in files:
        file.close()
