"""`hepir diff`."""

import json
from pathlib import Path

import jsonschema
import pytest

import hepir as package

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "schemas" / "diff.schema.json"
LOOSE = "region boosted\n  select 0.2 TeV < MET.pt\n"
TIGHT = "region boosted\n  select MET.pt > 300 GeV\n  select size(Jet) >= 2\n"


@pytest.fixture
def folder(tmp_path, clean):
    (tmp_path / "loose.hep").write_text(LOOSE)
    (tmp_path / "tight.hep").write_text(TIGHT)
    return tmp_path


@pytest.mark.usefixtures("folder")
def test_programs_that_mean_the_same_print_nothing(hepir):
    found = hepir("diff", "clean.hep", "loose.hep")
    assert (found.status, found.output, found.remarks) == (0, "", "")


@pytest.mark.usefixtures("folder")
def test_differences_are_shown_by_place(hepir):
    found = hepir("diff", "clean.hep", "tight.hep")
    assert found.status == 1
    assert found.output == (
        "- clean.hep\n+ tight.hep\n\nboosted\n"
        "  - select MET.pt > 200 GeV  line 2\n  + select MET.pt > 300 GeV  line 2  [number]\n"
        "  + select size(Jet) >= 2  line 3\n\n"
        "1 the same, 1 different, 0 only in the first, 1 only in the second\n"
    )


@pytest.mark.usefixtures("folder")
def test_json(hepir):
    found = hepir("diff", "clean.hep", "tight.hep", "--format", "json")
    document = json.loads(found.output)
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert found.status == 1
    assert document["equal"] is False
    assert document["different"][0]["aspects"] == ["number"]
    assert document["different"][0]["second"]["value"] == 300.0
    assert document["only_second"][0]["text"] == "size(Jet) >= 2"


@pytest.mark.usefixtures("folder", "no_unit")
def test_a_program_that_does_not_check(hepir):
    found = hepir("diff", "clean.hep", "no_unit.hep")
    assert (found.status, found.output) == (1, "")
    assert "error[HEP0301]" in found.remarks
    assert "no_unit.hep:2" in found.remarks


@pytest.mark.usefixtures("folder")
def test_usage_and_missing_files(hepir):
    assert hepir("diff", "clean.hep").status == 2
    assert "HEP1010" in hepir("diff", "clean.hep", "nothing.hep").remarks


def test_from_python(folder):
    assert package.diff(folder / "clean.hep", LOOSE).equal
    assert not package.diff(folder / "clean.hep", TIGHT).equal


def test_standard_input(hepir, folder, standard_input):
    standard_input(TIGHT.encode())
    assert "+ <stdin>" in hepir("diff", "clean.hep", "-").output


def test_one_of_several_conditions_of_a_statement(hepir, tmp_path):
    for name, number in (("one", 2), ("two", 3)):
        (tmp_path / f"{name}.hep").write_text(
            f"region r\n  select MET.pt > 5 GeV and size(Jet) >= {number}\n"
        )
    output = hepir("diff", "one.hep", "two.hep").output
    assert "  + select MET.pt > 5 GeV and size(Jet) >= 3  line 2: size(Jet) >= 3  [number]\n" in output
