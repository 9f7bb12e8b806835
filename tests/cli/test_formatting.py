"""`hepir fmt`."""

import os
import stat

import pytest

LOOSE = "region   boosted # kept\nselect MET.pt>200 GeV\n"


@pytest.fixture
def loose(tmp_path):
    path = tmp_path / "loose.hep"
    path.write_text(LOOSE)
    return path


def test_it_formats_in_place_and_once(hepir, loose):
    assert hepir("fmt", "loose.hep").remarks == "formatted loose.hep\n"
    text = loose.read_text()
    assert "  select MET.pt > 200 GeV\n" in text
    assert "# kept" in text
    assert hepir("fmt", "loose.hep").remarks == ""
    assert [path.name for path in loose.parent.iterdir()] == ["loose.hep"]


def test_check_writes_nothing(hepir, loose):
    found = hepir("fmt", "--check", "loose.hep")
    assert (found.status, found.output) == (1, "")
    assert "hepir fmt loose.hep" in found.remarks
    assert loose.read_text() == LOOSE


@pytest.mark.usefixtures("clean")
def test_check_of_canonical_layout(hepir):
    found = hepir("fmt", "--check", "clean.hep")
    assert (found.status, found.output, found.remarks) == (0, "", "")


def test_standard_input(hepir, standard_input):
    standard_input(LOOSE.encode())
    assert "  select MET.pt > 200 GeV\n" in hepir("fmt", "-").output


def test_a_program_that_does_not_parse_stays_as_it_is(hepir, loose, tmp_path):
    (tmp_path / "broken.hep").write_text("region {\n")
    found = hepir("fmt", "broken.hep", "loose.hep")
    assert found.status == 1
    assert "broken.hep:1:" in found.remarks
    assert (tmp_path / "broken.hep").read_text() == "region {\n"
    assert loose.read_text() != LOOSE


def test_links_and_permissions_stay(hepir, loose, tmp_path):
    loose.chmod(0o640)
    (tmp_path / "link.hep").symlink_to(loose)
    assert hepir("fmt", "link.hep").status == 0
    assert (tmp_path / "link.hep").is_symlink()
    assert loose.read_text() != LOOSE
    assert stat.S_IMODE(loose.stat().st_mode) == 0o640


def test_a_full_disk_leaves_the_program(hepir, loose, monkeypatch):
    def refuse(*_names):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", refuse)
    found = hepir("fmt", "loose.hep")
    assert found.status == 1
    assert "HEP1013" in found.remarks
    assert "no space left" in found.remarks
    assert loose.read_text() == LOOSE
    assert [path.name for path in loose.parent.iterdir()] == ["loose.hep"]
