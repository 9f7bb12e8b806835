"""Files that cannot be read: one diagnostic each, which names the file and says what to do."""

import gzip
import random
import struct
import warnings
from pathlib import Path

import pytest
from made_files import Columns, problems_of, write_parquet, write_rntuple, write_ttree

from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.run.chunks import iterate_chunks
from hepir.run.columns import as_awkward
from hepir.run.errors import (
    DamagedFile,
    InputNotAllowed,
    InputNotFound,
    NotAnEventFile,
    RemoteInput,
    TruncatedFile,
    UnreadableBranch,
)
from hepir.run.files import open_events

HEADER_END = 12  # where the header of a ROOT file says how long the file is


def read_all(path: Path) -> int:
    """Everything that can be read, in pieces; the number of events."""
    with open_events(path) as file:
        types = dict(file.branches)
        chunks = iterate_chunks([file], list(types), step_entries=300)
        return sum(chunk.stop - chunk.start for chunk in chunks)


def problem_of(path: Path) -> Diagnostic:
    (problem,) = problems_of(lambda: read_all(path))
    assert str(path) in problem.message
    return problem


@pytest.mark.parametrize(
    ("content", "found", "advice"),
    [
        pytest.param(b"", "it is empty (0 bytes)", "download", id="nothing"),
        pytest.param(b"run,event\n1,2\n" * 100, "it is text", "", id="text"),
        pytest.param(b"\n<!DOCTYPE html>\n<html>", "it is a web page", "download", id="web page"),
        pytest.param(
            b"version https://git-lfs.github.com/spec/v1\n", "a pointer of Git LFS", "git lfs", id="lfs"
        ),
        pytest.param(gzip.compress(b"root" * 100), "it is compressed with gzip", "gunzip", id="gzip"),
        pytest.param(b"PK\x03\x04" + b"\0" * 50, "it is a zip archive", "unzip", id="zip"),
        pytest.param(b"\x89HDF\r\n\x1a\n" + b"\0" * 50, "it is an HDF5 file", "convert", id="hdf5"),
        pytest.param(bytes(range(256)), "it begins with neither `root` nor `PAR1`", "", id="bytes"),
    ],
)
def test_other_files(tmp_path: Path, content: bytes, found: str, advice: str) -> None:
    path = tmp_path / "muons.root"
    path.write_bytes(content)
    problem = problem_of(path)
    assert isinstance(problem, NotAnEventFile)
    assert found in problem.message
    assert advice in "".join(problem.hints)


def test_folders_absent_files_and_addresses(tmp_path: Path) -> None:
    assert isinstance(problem_of(tmp_path), NotAnEventFile)
    assert isinstance(problem_of(tmp_path / "absent.root"), InputNotFound)
    assert isinstance(problem_of(Path("root://host/a.root")), RemoteInput)


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.root"
    path.touch()

    # The tests may run as a user whom file modes do not bind.
    def refuse(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    problem = problem_of(path)
    assert isinstance(problem, InputNotAllowed)
    assert problem.message == f"`{path}` cannot be opened: Permission denied"


@pytest.mark.parametrize("share", [0.001, 0.01, 0.1, 0.5, 0.9, 0.999])
def test_files_that_are_cut_off(event_path: Path, tmp_path: Path, share: float) -> None:
    content = event_path.read_bytes()
    path = tmp_path / event_path.name
    path.write_bytes(content[: max(4, int(share * len(content)))])
    problem = problem_of(path)
    assert isinstance(problem, TruncatedFile)
    assert "is cut off" in problem.message


def test_a_cut_file_says_how_much_there_should_be(tmp_path: Path, columns: Columns) -> None:
    path = write_ttree(tmp_path / "muons.root", columns)
    content = path.read_bytes()
    path.write_bytes(content[:1000])
    assert problem_of(path).message == (
        f"`{path}` is cut off: its end is missing after 1,000 of {len(content):,} bytes"
    )


def test_a_cut_file_whose_header_hides_it(tmp_path: Path, columns: Columns) -> None:
    """Cut in the directory, the tree or the baskets, with a header that was mended to the new length."""
    content = write_ttree(tmp_path / "whole.root", columns).read_bytes()
    path = tmp_path / "cut.root"
    for size in range(100, len(content), len(content) // 25):
        header = content[:HEADER_END] + struct.pack(">I", size)
        path.write_bytes(header + content[HEADER_END + 4 : size])
        assert isinstance(problem_of(path), DamagedFile)


@pytest.mark.parametrize("write", [write_ttree, write_rntuple, write_parquet])
def test_damage_anywhere_is_a_diagnostic_or_harmless(tmp_path: Path, columns: Columns, write: object) -> None:
    assert callable(write)
    content = write(tmp_path / "whole", columns).read_bytes()
    path = tmp_path / "damaged"
    luck = random.Random(5)
    outcomes = set()
    for _ in range(40):
        at, length = luck.randrange(len(content)), luck.randrange(1, 60)
        path.write_bytes(content[:at] + luck.randbytes(length) + content[at + length :])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the decoders' own, about values that are nonsense by now
            try:
                read_all(path)
            except HepirError as error:
                outcomes.update(type(diagnostic) for diagnostic in error.diagnostics)
    assert DamagedFile in outcomes


def test_a_damaged_basket_names_its_branch(tmp_path: Path, columns: Columns) -> None:
    path = write_ttree(tmp_path / "muons.root", {"MET_pt": columns["MET_pt"]})
    content = bytearray(path.read_bytes())
    at = content.index(b"ZL") + 100
    content[at : at + 8] = bytes(byte ^ 0xFF for byte in content[at : at + 8])
    path.write_bytes(content)
    problem = problem_of(path)
    assert isinstance(problem, DamagedFile)
    assert problem.branch == "MET_pt"
    with open_events(path) as file:
        assert len(file.read(["MET_pt"], 900, 1000)["MET_pt"]) == 100


def test_a_branch_of_another_length_is_refused(
    tmp_path: Path, columns: Columns, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_ttree(tmp_path / "muons.root", columns)
    with open_events(path) as file:
        monkeypatch.setattr("hepir.run.files.as_plain", lambda column: as_awkward(column)[1:])
        (problem,) = problems_of(lambda: file.read(["run"], 0, 10))
    assert isinstance(problem, UnreadableBranch)
    assert problem.reason == "it has 9 entries where the tree has 10"
