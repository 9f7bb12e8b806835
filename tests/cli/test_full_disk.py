"""`hepir run -o` where the disk, or what a user may write of it, is full: one diagnostic, and nothing half written."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

pytest.importorskip("uproot", reason="running needs the extra `run`")
resource = pytest.importorskip("resource", reason="the system has no limits on the size of files")

PROGRAM = """\
define met = MET.pt
region busy
  select size(Muon) >= 1
  hist met = MET.pt in 100 bins from 0 GeV to 100 GeV
"""
LIMITED = (
    "import resource, sys; size = int(sys.argv[1]); resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)); "
    "from hepir.cli import main; sys.exit(main(sys.argv[2:]))"
)


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """A program and 20,000 events."""
    from hepir.demo.events import generate
    from hepir.demo.root_file import write_tree

    folder = tmp_path_factory.mktemp("inputs")
    (folder / "busy.hep").write_text(PROGRAM, encoding="utf-8")
    write_tree(folder / "sample.root", generate(20_000))
    return [str(folder / "busy.hep"), str(folder / "sample.root"), "--events"]


@pytest.fixture
def small_disk(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Path]:
    """A file system of as many bytes as the test says."""
    mount = shutil.which("mount")
    place = tmp_path / "disk"
    place.mkdir()
    command = [mount or "mount", "-t", "tmpfs", "-o", f"size={request.param}", "tmpfs", str(place)]
    if mount is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a small file system")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def files_in(folder: Path) -> dict[str, bytes]:
    """All files, hidden ones too."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def run(*words: str, limit: int = resource.RLIM_INFINITY) -> subprocess.CompletedProcess[str]:
    """`hepir run`, which may write files of so many bytes."""
    command = [sys.executable, "-c", LIMITED, str(limit), "run", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def assert_one_diagnostic(finished: subprocess.CompletedProcess[str]) -> None:
    assert finished.returncode == 1
    assert "error[HEP0732]: there is no space left" in finished.stderr
    assert finished.stderr.count("error[") == 1
    assert "Traceback" not in finished.stderr
    assert "Exception ignored" not in finished.stderr


@pytest.mark.parametrize("small_disk", ["8k", "100k", "180k"], indirect=True)
def test_a_full_disk(inputs: list[str], small_disk: Path) -> None:
    assert_one_diagnostic(run(*inputs, "-o", str(small_disk / "out")))
    assert list(small_disk.rglob("*")) in ([], [small_disk / "out"])


@pytest.mark.parametrize("limit", [100, 20_000, 60_000])
def test_a_limit_on_the_size_of_files(inputs: list[str], tmp_path: Path, limit: int) -> None:
    assert_one_diagnostic(run(*inputs, "-o", str(tmp_path / "out"), limit=limit))
    assert files_in(tmp_path) == {}


def test_earlier_results_stay_as_they_are(inputs: list[str], tmp_path: Path) -> None:
    assert run(*inputs, "-o", str(tmp_path), "--max-events", "1000").returncode == 0
    before = files_in(tmp_path)
    assert_one_diagnostic(run(*inputs, "-o", str(tmp_path), limit=20_000))
    assert files_in(tmp_path) == before
