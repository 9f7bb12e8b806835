"""`hepir check --paper`."""

import json
from pathlib import Path

import pymupdf
import pytest
from jsonschema import Draft202012Validator

import hepir as package
from hepir.diagnostics import HepirError

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "schemas"
PAPER = """\
# A search with photons

## Event selection

Photons are required to have pT > 180 GeV and |eta| < 1.44.
Muons are required to have at least five hits, see Ref. [1].
Events with a missing transverse momentum above 300 GeV are selected.
We thank our colleagues.

## References

[1] CMS Collaboration, Performance of muons, arXiv:1206.4071.
"""
REFERENCE = """\
# Muons

## Identification

Muons are required to have at least five hits and pT > 5 GeV.
"""
PROGRAM = """\
source photons = page 1 "Photons are required to have pT > 180 GeV and |eta| < 1.44."
source muons = page 1 "Muons are required to have at least five hits, see Ref. [1]."
source hits = ref "arXiv:1206.4071" page 1 "at least five hits and pT > 5 GeV"

object selected_photons from Photon
  select pt > 180 GeV  @photons

object selected_muons from Muon
  select pt > 5 GeV  @hits
  delegated "identification: arXiv:1206.4071"  @muons

region search
  select size(selected_photons) >= 1  @assumed "the title"
  reject size(selected_muons) >= 1  @assumed "an example"
"""


@pytest.fixture
def files(tmp_path):
    (tmp_path / "paper.md").write_text(PAPER)
    (tmp_path / "search.hep").write_text(PROGRAM)
    folder = tmp_path / "references"
    folder.mkdir()
    (folder / "1206.4071.md").write_text(REFERENCE)
    return tmp_path


CHECK = ("check", "search.hep", "--paper", "paper.md", "--references", "references")


@pytest.mark.usefixtures("files")
def test_the_table_and_the_counts(hepir):
    found = hepir(*CHECK)
    assert found.status == 0
    lines = found.output.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("s")] == ["sentence", "s1", "s2", "s3"]
    assert lines[-1] == (
        "paper.md: 3 sentences look like selections: 1 claimed, 0 dismissed, 1 noted, 1 unclaimed "
        "(1 likely, 0 possibly selections); "
        "numbers of 1 claimed not said"
    )
    assert "HEP04" not in found.output
    assert "line 6: select pt > 180 GeV @photons" in found.output


@pytest.mark.usefixtures("files")
def test_strict_coverage_makes_unclaimed_sentences_errors(hepir):
    found = hepir(*CHECK, "--strict-coverage")
    assert found.status == 1
    assert found.output.count("error[HEP0421]") == 1
    assert "nothing cites s3" in found.output
    assert "1 unclaimed" in found.output


def test_strict_coverage_is_content_when_all_is_accounted_for(hepir, files):
    sentence = "Events with a missing transverse momentum above 300 GeV are selected."
    note = f'dismissed "an example"  @met\nsource met = page 1 "{sentence}"\n{PROGRAM}'
    (files / "search.hep").write_text(note)
    found = hepir(*CHECK, "--strict-coverage")
    assert found.status == 0
    assert "1 dismissed, 1 noted, 0 unclaimed" in found.output


@pytest.mark.usefixtures("files")
def test_json_has_diagnostics_and_then_the_coverage(hepir):
    lines = [json.loads(line) for line in hepir(*CHECK, "--format", "json").output.splitlines()]
    assert [each.get("code") for each in lines] == ["HEP0423", "HEP0420", None]
    for each, name in zip(lines, ("diagnostic", "diagnostic", "coverage"), strict=True):
        schema = json.loads((SCHEMAS / f"{name}.schema.json").read_text(encoding="utf-8"))
        Draft202012Validator(schema).validate(each)
    assert lines[2]["coverage"]["file"] == "search.hep"
    assert [each["state"] for each in lines[2]["coverage"]["sentences"]] == ["claimed", "noted", "unclaimed"]


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("form", ["concise", "sarif", "github"])
def test_other_formats_show_unclaimed_sentences_as_warnings(hepir, form):
    assert "HEP0420" in hepir(*CHECK, "--format", form).output


@pytest.mark.usefixtures("files")
def test_without_the_folder_the_reference_is_not_verified(hepir, monkeypatch, tmp_path):
    monkeypatch.setenv("HEPIR_CACHE_DIR", str(tmp_path / "cache"))
    found = hepir(*CHECK[:4])
    assert found.status == 0
    assert "warning[HEP0413]" in found.output


def test_the_cache_has_references_too(hepir, files, monkeypatch):
    monkeypatch.setenv("HEPIR_CACHE_DIR", str(files / "cache"))
    (files / "cache").mkdir()
    (files / "references").rename(files / "cache" / "references")
    assert "HEP0413" not in hepir(*CHECK[:4]).output


def test_fix_mends_a_quote(hepir, files):
    slip = PROGRAM.replace(
        "Muons are required to have at least five hits, see",
        "Muons are require to have at least five hits, see",
    )
    (files / "search.hep").write_text(slip)
    found = hepir(*CHECK)
    assert found.status == 1
    assert "error[HEP0410]" in found.output
    assert "search.hep:2:" in found.output
    assert hepir(*CHECK, "--fix").status == 0
    assert (files / "search.hep").read_text() == PROGRAM


def test_an_invented_number_in_a_quote_is_an_error(hepir, files):
    (files / "search.hep").write_text(PROGRAM.replace("pT > 180 GeV and", "pT > 160 GeV and"))
    found = hepir(*CHECK, "--fix")
    assert found.status == 1
    assert "pT > 160 GeV and" in (files / "search.hep").read_text()
    assert 'nearest: "Photons are required to have pT > 180 GeV' in found.output


def test_a_pdf_has_pages(hepir, files):
    file = pymupdf.open()
    file.new_page().insert_text((72, 72), "1 Introduction\n\nThis is about photons.")
    text = "Photons are required to have pT > 180 GeV.\nWe also ask for one jet with pT > 30 GeV."
    file.new_page().insert_text((72, 72), text)
    file.save(files / "paper.pdf")
    program = PROGRAM.replace(" and |eta| < 1.44", "").replace("photons = page 1", "photons = page 9")
    (files / "search.hep").write_text(program)
    words = ("check", "search.hep", "--paper", "paper.pdf", "--references", "references")
    found = hepir(*words)
    assert "stands on page 2 of `paper.pdf`, not on page 9" in found.output
    hepir(*words, "--fix")
    assert "photons = page 2" in (files / "search.hep").read_text()
    assert "p2s2" in hepir(*words).output


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--paper", "papers.md"), "HEP0801"),
        (("--paper", "."), "HEP0802"),
        (("--paper", "paper.md", "--references", "nowhere"), "HEP1010"),
        (("--paper", "paper.md", "--references", "paper.md"), "HEP1010"),
    ],
)
def test_a_bad_paper_is_one_diagnostic(hepir, words, code):
    found = hepir("check", "search.hep", *words)
    assert found.status == 1
    assert (found.output, found.remarks.count("error[")) == ("", 1)
    assert code in found.remarks


@pytest.mark.usefixtures("files")
@pytest.mark.parametrize("option", [("--strict-coverage",), ("--references", "references")])
def test_options_that_need_the_paper(hepir, option):
    found = hepir("check", "search.hep", *option)
    assert found.status == 2
    assert "--paper FILE" in found.remarks


def test_a_program_that_does_not_parse_has_no_coverage(hepir, files):
    (files / "search.hep").write_text("region\n")
    found = hepir(*CHECK)
    assert found.status == 1
    assert "look like selections" not in found.output


def test_the_same_from_python(files, monkeypatch):
    monkeypatch.chdir(files)
    found = package.check("search.hep", paper="paper.md", references=["references"])
    assert [each.code for each in found] == ["HEP0423", "HEP0420"]
    assert [each.code for each in package.check("search.hep", paper="paper.md", strict_coverage=True)] == [
        "HEP0413",
        "HEP0423",
        "HEP0421",
    ]
    coverage = package.coverage("search.hep", "paper.md")
    assert [each.state.value for each in coverage.sentences] == ["claimed", "noted", "unclaimed"]
    with pytest.raises(HepirError):
        package.coverage("region\n", "paper.md")
