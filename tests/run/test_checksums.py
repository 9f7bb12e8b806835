"""Checksums of input files."""

import hashlib
from pathlib import Path

from made_files import problems_of

from hepir.run.checksums import sha256_of
from hepir.run.errors import InputNotFound


def test_it_is_the_sha256_of_the_bytes(tmp_path: Path) -> None:
    content = bytes(range(256)) * 5000
    path = tmp_path / "a file"
    path.write_bytes(content)
    assert sha256_of(path) == hashlib.sha256(content).hexdigest()


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    (problem,) = problems_of(lambda: sha256_of(tmp_path / "absent.root"))
    assert isinstance(problem, InputNotFound)
