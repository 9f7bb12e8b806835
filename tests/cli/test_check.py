"""`hepir check`."""

import json
import os
from pathlib import Path

import pytest


@pytest.mark.usefixtures("clean")
def test_a_clean_program_prints_nothing(hepir):
    assert (hepir("check", "clean.hep").status, hepir("check", "clean.hep").output) == (0, "")


@pytest.mark.usefixtures("no_unit")
def test_an_error_is_shown_with_its_place(hepir):
    found = hepir("check", "no_unit.hep")
    assert found.status == 1
    assert "error[HEP0301]" in found.output
    assert "no_unit.hep:2:" in found.output
    assert "\x1b" not in found.output


def test_a_warning_alone_is_status_zero(hepir, tmp_path):
    (tmp_path / "unused.hep").write_text(
        "object spare from Jet\n  select pt > 30 GeV\nregion r\n  select MET.pt > 20 GeV\n"
    )
    found = hepir("check", "unused.hep")
    assert found.status == 0
    assert "warning[" in found.output


@pytest.mark.usefixtures("no_unit")
def test_colours_when_asked(hepir, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" in hepir("check", "--color", "always", "no_unit.hep").output
    assert "\x1b" in hepir("--color", "always", "check", "no_unit.hep").output
    assert "\x1b" not in hepir("check", "no_unit.hep").output


@pytest.mark.usefixtures("no_unit", "clean")
def test_json_names_the_file(hepir):
    found = hepir("check", "--format", "json", "no_unit.hep", "clean.hep")
    objects = [json.loads(line) for line in found.output.splitlines()]
    assert [(each["code"], each["file"]) for each in objects] == [("HEP0301", "no_unit.hep")]


@pytest.mark.usefixtures("no_unit", "clean")
def test_sarif_of_several_files_is_one_log(hepir):
    log = json.loads(hepir("check", "--format", "sarif", "no_unit.hep", "clean.hep").output)
    assert [len(run["results"]) for run in log["runs"]] == [1, 0]


def test_fix_writes_the_mended_program(hepir, no_unit):
    found = hepir("check", "--fix", "no_unit.hep")
    assert found.status == 0
    assert "200 GeV" in no_unit.read_text()
    assert found.remarks == "no_unit.hep: mended 1\n"
    assert sorted(path.name for path in no_unit.parent.iterdir()) == ["no_unit.hep"]


def test_fix_leaves_a_clean_file_alone(hepir, clean):
    os.utime(clean, ns=(1, 1))
    hepir("check", "--fix", "clean.hep")
    assert clean.stat().st_mtime_ns == 1


def test_standard_input(hepir, standard_input):
    standard_input(b"region r\n  select MET.pt > 200\n")
    found = hepir("check", "-")
    assert found.status == 1
    assert "<stdin>:2:" in found.output


def test_fix_of_the_standard_input_goes_to_the_output(hepir, standard_input):
    standard_input(b"region r\n  select MET.pt > 200\n  select nonsense\n")
    found = hepir("check", "--fix", "-")
    assert found.output == "region r\n  select MET.pt > 200 GeV\n  select nonsense\n"
    assert "nonsense" in found.remarks
    assert found.status == 1


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("absent.hep", None, "HEP1010"),
        ("latin.hep", b"region r # caf\xe9\n", "HEP0007"),
        ("zero.hep", b"region \x00r\n", "HEP0007"),
        ("empty.hep", b"", "HEP0008"),
        ("huge.hep", b"# " + b"x" * 5_000_000, "HEP0006"),
    ],
)
def test_a_bad_file_is_one_diagnostic(hepir, tmp_path, name, data, code):
    if data is not None:
        (tmp_path / name).write_bytes(data)
    found = hepir("check", "--format", "concise", name)
    assert found.output.count("\n") == 1
    assert f"[{code}]" in found.output
    assert "Traceback" not in found.remarks


def test_a_bad_byte_has_a_place(hepir, tmp_path):
    (tmp_path / "latin.hep").write_bytes("# ä\nregion r # caf".encode() + b"\xe9\n")
    assert hepir("check", "--format", "concise", "latin.hep").output.startswith("latin.hep:2:15: ")


def test_a_folder_is_not_a_program(hepir, tmp_path):
    (tmp_path / "folder").mkdir()
    assert "HEP1011" in hepir("check", "folder").output


@pytest.mark.usefixtures("no_unit")
def test_an_absent_file_does_not_hide_the_others(hepir):
    found = hepir("check", "no_uni.hep", "no_unit.hep")
    assert "nearest: no_unit.hep" in found.output
    assert "HEP0301" in found.output


def test_a_mark_of_utf8_is_left_out(hepir, tmp_path):
    (tmp_path / "bom.hep").write_bytes(b"\xef\xbb\xbfregion boosted\n  select MET.pt > 200 GeV\n")
    assert hepir("check", "bom.hep").status == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_that_may_not_be_read(hepir, clean: Path):
    clean.chmod(0)
    assert "HEP1012" in hepir("check", "clean.hep").output


@pytest.mark.usefixtures("clean")
def test_an_unknown_schema_is_reported(hepir):
    found = hepir("check", "--schema", "cms", "clean.hep")
    assert found.status == 1
    assert "HEP0509" in found.output


def test_a_schema_that_lacks_a_property(hepir, tmp_path):
    (tmp_path / "a.hep").write_text(
        "object fat from FatJet\n  select pt > 200 GeV\nregion r\n  select size(fat) > 0\n"
    )
    assert hepir("check", "a.hep").status == 0
    assert "error[HEP05" in hepir("check", "--schema", "cms_opendata_2012", "a.hep").output
