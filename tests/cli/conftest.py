"""What tests of the command line share: a program on disk, and running a command in this process."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from hepir.cli import main

CLEAN = "region boosted\n  select MET.pt > 200 GeV\n"
NO_UNIT = "region boosted\n  select MET.pt > 200\n"


@dataclass(frozen=True)
class Finished:
    """What a command left behind."""

    status: int
    output: str
    remarks: str


Hepir = Callable[..., Finished]


@pytest.fixture
def hepir(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Callable[..., Finished]:
    """Runs `hepir WORDS` in an empty folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HEPIR_DEBUG", raising=False)

    def run(*words: str) -> Finished:
        capsys.readouterr()
        status = main(words)
        captured = capsys.readouterr()
        return Finished(status, captured.out, captured.err)

    return run


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    """`clean.hep`, in which nothing is wrong."""
    path = tmp_path / "clean.hep"
    path.write_text(CLEAN, encoding="utf-8")
    return path


@pytest.fixture
def no_unit(tmp_path: Path) -> Path:
    """`no_unit.hep`, which HEP0301 mends."""
    path = tmp_path / "no_unit.hep"
    path.write_text(NO_UNIT, encoding="utf-8")
    return path


@pytest.fixture
def standard_input(monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], None]:
    """Puts bytes on the standard input."""
    import io
    import sys

    def put(data: bytes) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))

    return put
