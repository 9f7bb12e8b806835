"""Entry points of other packages, which are looked for without `importlib.metadata` first."""

import subprocess
import sys
import zipfile
from importlib.machinery import PathFinder
from pathlib import Path

import pytest

from hepir.installed import entry_points, may_be_announced

GROUP = "hepir.made_for_tests"
TEXT = f"[{GROUP}]\nsecond = made:second\nfirst = made:first\n"


def test_a_group_that_nobody_has(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    # Another package may have added its own way to find packages to this process; then all is asked.
    usual = [each for each in sys.meta_path if each is PathFinder or not hasattr(each, "find_distributions")]
    monkeypatch.setattr(sys, "meta_path", usual)
    monkeypatch.syspath_prepend(str(tmp_path))
    (tmp_path / "made-1.0.dist-info").mkdir()
    assert not may_be_announced(GROUP)
    assert entry_points(GROUP) == ()


@pytest.mark.parametrize("record", ["made-1.0.dist-info", "made.egg-info", "made.egg/EGG-INFO"])
def test_a_package_is_found_by_its_record(
    record: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    folder = tmp_path / record
    folder.mkdir(parents=True)
    (folder / "entry_points.txt").write_text(TEXT)
    (folder / ("METADATA" if record.endswith("dist-info") else "PKG-INFO")).write_text("Name: made\n")
    monkeypatch.syspath_prepend(str(folder.parent))
    assert [entry.value for entry in entry_points(GROUP)] == ["made:first", "made:second"]


def test_a_package_in_an_archive_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    archive = tmp_path / "made.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("made-1.0.dist-info/entry_points.txt", TEXT)
        file.writestr("made-1.0.dist-info/METADATA", "Name: made\n")
    monkeypatch.syspath_prepend(str(archive))
    assert len(entry_points(GROUP)) == 2


def test_another_way_to_find_packages_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    class Finder:
        def find_distributions(self, _context: object) -> tuple[()]:
            return ()

    monkeypatch.setattr(sys, "meta_path", [*sys.meta_path, Finder()])
    assert may_be_announced(GROUP)


def test_what_is_found_is_what_python_finds() -> None:
    """`console_scripts` is a group that packages of every environment have."""
    from importlib import metadata

    assert set(entry_points("console_scripts")) == set(metadata.entry_points(group="console_scripts"))


def test_a_check_without_such_packages_reads_no_metadata(tmp_path: Path) -> None:
    program = tmp_path / "program.hep"
    program.write_text("region search\n  select min(MET.pt, 1 TeV) > 200 GeV\n")
    code = (
        "import sys; from hepir.api import check; check(sys.argv[1]);"
        "from hepir.installed import may_be_announced as may;"
        "print('importlib.metadata' in sys.modules and not may('hepir.intrinsics'))"
    )
    command = [sys.executable, "-c", code, str(program)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"
