"""`hepir score`."""

import json
from pathlib import Path

import jsonschema
import pytest

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "schemas" / "score.schema.json"
DRAFT = "region boosted\n  select MET.pt > 300 GeV\n  select size(Jet) >= 2\n"


@pytest.fixture
def draft(tmp_path, clean):
    (tmp_path / "draft.hep").write_text(DRAFT)


@pytest.mark.usefixtures("draft")
def test_a_table(hepir):
    found = hepir("score", "clean.hep", "draft.hep")
    assert found.status == 0
    assert "  criteria                0.000      0.000   0.000  0 / 2, 0 / 1\n" in found.output
    assert "  numbers exact       0.000  0 of 1\n" in found.output
    assert "invented\n  + select size(Jet) >= 2" in found.output


@pytest.mark.usefixtures("draft")
def test_json_is_the_same_each_time(hepir):
    first = hepir("score", "clean.hep", "draft.hep", "clean.hep", "--format", "json")
    assert first.output == hepir("score", "clean.hep", "draft.hep", "clean.hep", "--format", "json").output
    document = json.loads(first.output)
    jsonschema.validate(document, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [each["draft"] for each in document["pairs"][0]["drafts"]] == ["draft.hep", "clean.hep"]
    assert document["pairs"][0]["drafts"][1]["criteria"]["f1"] == 1.0
    assert document["pairs"][0]["agreement"] == 0.0


def test_folders_by_name(hepir, tmp_path):
    for folder, texts in {"gold": (DRAFT, DRAFT), "made": (DRAFT, None)}.items():
        (tmp_path / folder).mkdir()
        for name, text in zip(("a.hep", "b.hep"), texts, strict=True):
            if text is not None:
                (tmp_path / folder / name).write_text(text)
    found = hepir("score", "gold", "made", "--format", "json")
    assert found.status == 1
    assert "HEP1010" in found.remarks
    document = json.loads(found.output)
    assert document["total"]["criteria"]["precision"] == {"hits": 2, "total": 2, "value": 1.0}
    assert document["total"]["criteria"]["recall"] == {"hits": 2, "total": 4, "value": 0.5}


@pytest.mark.usefixtures("clean", "no_unit")
def test_a_draft_that_does_not_check_says_nothing(hepir):
    found = hepir("score", "clean.hep", "no_unit.hep")
    assert found.status == 1
    assert "error[HEP0301]" in found.remarks
    assert "0 / 0, 0 / 1" in found.output
    assert hepir("score", "no_unit.hep", "clean.hep").output == ""


@pytest.mark.usefixtures("clean")
def test_usage(hepir, tmp_path):
    (tmp_path / "empty").mkdir()
    assert hepir("score", "clean.hep").status == 2
    assert hepir("score", "clean.hep", "empty").status == 2
    assert hepir("score", "empty", "empty").status == 2
    assert hepir("score", "clean.hep", "clean.hep", "--events", "0").status == 2
