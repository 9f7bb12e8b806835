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


QUOTING = """\
source met = page 1 "ETmiss > 300 GeV is required"
source two = page 1 "at least 2 jets"
source other = ref "arXiv:1206.4071" page 1 "HT > 200 GeV"
region boosted
  select MET.pt > 300 GeV @met
  select size(Jet) >= 2 @two
  select MET.sum_et > 200 GeV @other
"""


def grounded(found):
    (pair,) = json.loads(found.output)["pairs"]
    share = pair["drafts"][0]["grounded"]
    return pair["quotes_verified"], share["hits"], share["total"]


@pytest.fixture
def quoting(tmp_path):
    (tmp_path / "draft.hep").write_text(QUOTING)
    (tmp_path / "paper.md").write_text("# Selection\n\nETmiss > 300 GeV is required, see [1].\n")
    (tmp_path / "refs").mkdir()
    (tmp_path / "refs" / "1206.4071.md").write_text("# Selection\n\nHT > 200 GeV is required.\n")
    return ("score", "draft.hep", "draft.hep", "--format", "json")


def test_quotes_are_believed_without_the_publication_and_the_output_says_so(hepir, quoting):
    assert grounded(hepir(*quoting)) == (False, 3, 3)
    assert "\nquotes not verified against the paper" in hepir(*quoting[:3]).output


def test_quotes_are_looked_up_in_the_publication(hepir, quoting):
    assert grounded(hepir(*quoting, "--paper", "paper.md")) == (True, 1, 3)
    assert grounded(hepir(*quoting, "--paper", "paper.md", "--references", "refs")) == (True, 2, 3)
    shown = hepir(*quoting[:3], "--paper", "paper.md").output
    assert "\nquotes verified against paper.md\n" in shown
    assert "not verified" not in shown


def test_folders_of_programs_have_folders_of_publications(hepir, quoting, tmp_path):
    for name in ("gold", "papers"):
        (tmp_path / name).mkdir()
    for name in ("a", "b"):
        (tmp_path / "gold" / f"{name}.hep").write_text(QUOTING)
    (tmp_path / "papers" / "a.md").write_text((tmp_path / "paper.md").read_text())
    found = json.loads(hepir("score", "gold", "gold", "--paper", "papers", "--format", "json").output)
    assert [each["quotes_verified"] for each in found["pairs"]] == [True, False]
    assert [each["drafts"][0]["grounded"]["hits"] for each in found["pairs"]] == [1, 3]


def test_what_is_named_must_be_there(hepir, quoting):
    assert "HEP1010" in hepir(*quoting, "--paper", "absent.md").remarks
    assert "HEP1010" in hepir(*quoting, "--paper", "paper.md", "--references", "absent").remarks
    assert hepir(*quoting, "--references", "refs").status == 2
