"""Checksums of input files."""

import hashlib
from concurrent.futures import CancelledError
from contextlib import ExitStack
from pathlib import Path
from threading import Event

import pytest
from made_files import problems_of

from hepir.run.checksums import meanwhile, sha256_of
from hepir.run.errors import InputNotFound


def test_it_is_the_sha256_of_the_bytes(tmp_path: Path) -> None:
    content = bytes(range(256)) * 5000
    path = tmp_path / "a file"
    path.write_bytes(content)
    assert sha256_of(path) == hashlib.sha256(content).hexdigest()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (problem,) = problems_of(lambda: sha256_of(tmp_path / "absent.root"))
    assert isinstance(problem, InputNotFound)


def test_while_something_else_is_done(tmp_path: Path) -> None:
    paths = [tmp_path / str(number) for number in range(5)]
    for path in paths:
        path.write_text(path.name)
    with ExitStack() as stack:
        checksum = meanwhile([*paths, tmp_path / "absent"], 2, stack)
        assert [checksum(path) for path in paths] == [sha256_of(path) for path in paths]
        (problem,) = problems_of(lambda: checksum(tmp_path / "absent"))
    assert isinstance(problem, InputNotFound)


def test_what_is_given_up_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a file"
    path.write_bytes(b"a")
    given_up = Event()
    given_up.set()
    with pytest.raises(CancelledError):
        sha256_of(path, given_up)
