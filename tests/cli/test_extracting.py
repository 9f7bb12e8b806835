"""`hepir extract` and `hepir replay`."""

import json
from importlib.util import find_spec
from pathlib import Path

import jsonschema
import pytest

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "schemas" / "extraction.schema.json"
PAPER = """# A search with photons

## Event selection

Photons are required to have pT > 180 GeV and |eta| < 1.44.
Events with at least one photon are selected.
The missing transverse momentum is required to be above 300 GeV.
"""


@pytest.fixture
def paper(tmp_path):
    (tmp_path / "paper.md").write_text(PAPER, encoding="utf-8")
    return tmp_path


@pytest.mark.usefixtures("paper")
def test_a_program_and_its_record(hepir, paper):
    found = hepir("extract", "paper.md", "-o", "draft.hep", "--record", "run.json")
    assert (found.status, found.output) == (0, "")
    assert "sentences look like selections" in found.remarks
    assert hepir("check", "draft.hep", "--paper", "paper.md").status == 0
    record = json.loads((paper / "run.json").read_text())
    jsonschema.validate(record, json.loads(SCHEMA.read_text()))
    assert str(paper) not in (paper / "run.json").read_text()
    replayed = hepir("replay", "run.json")
    assert (replayed.status, replayed.output) == (0, (paper / "draft.hep").read_text())


@pytest.mark.usefixtures("paper")
def test_the_standard_output_has_the_program_alone(hepir):
    found = hepir("extract", "paper.md")
    assert found.status == 0
    assert found.output.startswith('analysis "A search with photons"\n')
    assert "select pt > 180 GeV" in found.output
    assert found.output == hepir("extract", "paper.md").output


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["nothing.md"], "HEP0"),
        (["paper.md", "--model", "oracle:delphi"], "HEP0951"),
        pytest.param(
            ["paper.md", "--model", "transformers:/nowhere/model"],
            "HEP0955",
            marks=pytest.mark.skipif(find_spec("torch") is None, reason="loading a model needs torch"),
        ),
        (["empty.md"], "HEP0"),
        (["paper.md", "-o", "folder"], "HEP"),
    ],
)
def test_what_cannot_be_is_one_diagnostic(arguments, code, hepir, paper):
    (paper / "empty.md").write_text("")
    (paper / "folder").mkdir()
    found = hepir("extract", *arguments)
    assert found.status == 1
    assert found.remarks.count("error[") == 1
    assert f"error[{code}" in found.remarks
    assert "Traceback" not in found.remarks


@pytest.mark.usefixtures("paper")
def test_a_program_is_no_record(hepir, paper):
    (paper / "draft.hep").write_text("region a\n")
    found = hepir("replay", "draft.hep")
    assert found.status == 1
    assert "error[HEP0902]: draft.hep is not the record of an extraction: it is no JSON" in found.remarks


@pytest.mark.parametrize("option", [["--samples", "0"], ["--temperature", "-1"], ["--temperature", "hot"]])
@pytest.mark.usefixtures("paper")
def test_wrong_usage(option, hepir):
    assert hepir("extract", "paper.md", *option).status == 2


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["-o", "paper.md"], "HEP1015"),
        (["--record", "paper.md"], "HEP1015"),
        (["-o", "draft.hep", "--record", "folder"], "HEP1011"),
        (["-o", "nowhere/draft.hep", "--record", "run.json"], "HEP1013"),
        (["-o", "draft.hep", "--references", "nowhere"], "HEP1010"),
        (["-o", "draft.hep", "--model", "some-model"], "HEP0951"),
    ],
)
def test_a_mistake_leaves_everything_as_it_was(arguments, code, hepir, paper):
    (paper / "folder").mkdir()
    found = hepir("extract", "paper.md", *arguments)
    assert (found.status, found.output) == (1, "")
    assert f"error[{code}]" in found.remarks
    assert found.remarks.count("error[") == 1
    assert sorted(each.name for each in paper.iterdir()) == ["folder", "paper.md"]
    assert (paper / "paper.md").read_text() == PAPER


@pytest.mark.usefixtures("paper")
def test_places_are_looked_at_before_the_publication_is_read(hepir, monkeypatch):
    monkeypatch.setattr("hepir.api.extract", lambda *_, **__: pytest.fail("it was read"))
    assert hepir("extract", "paper.md", "-o", "nowhere/draft.hep").status == 1


@pytest.mark.usefixtures("paper")
def test_a_program_and_its_record_are_two_files(hepir, paper):
    found = hepir("extract", "paper.md", "-o", "a.hep", "--record", "./a.hep")
    assert found.status == 2
    assert not (paper / "a.hep").exists()


@pytest.mark.usefixtures("paper")
def test_a_record_is_not_replaced_by_its_program(hepir, paper):
    hepir("extract", "paper.md", "-o", "draft.hep", "--record", "run.json")
    before = (paper / "run.json").read_bytes()
    found = hepir("replay", "run.json", "-o", "run.json")
    assert found.status == 1
    assert "error[HEP1015]" in found.remarks
    assert (paper / "run.json").read_bytes() == before


@pytest.mark.usefixtures("paper")
def test_a_folder_in_the_wrong_place_is_answered_with_what_to_type(hepir, paper):
    (paper / "folder").mkdir()
    assert (
        "name a file in it, such as `folder/draft.hep`"
        in hepir("extract", "paper.md", "-o", "folder").remarks
    )
    assert "there is no folder `nowhere`" in hepir("extract", "paper.md", "--references", "nowhere").remarks


@pytest.mark.parametrize("name", ["1711.08008", "arXiv:1711.08008v2", "10.1140/epjc/s10052-016-4261-z"])
def test_the_name_of_a_publication_is_no_file(hepir, name):
    assert "nothing is fetched from the network" in hepir("extract", name).remarks


@pytest.mark.skipif(find_spec("llguidance") is None, reason="a model behind a server needs llguidance")
def test_a_server_that_dies_leaves_a_draft_and_says_so(hepir, paper, monkeypatch):
    from listing_server import listed, listing, stated
    from made_server import Reply, served

    from hepir.models.servers import model
    from hepir.models.servers.client import Patience

    monkeypatch.delenv("HEPIR_API_KEY", raising=False)
    monkeypatch.setattr(model, "Patience", lambda: Patience(tries=1))
    answers = [
        listed(stated("s1", "object photons from Photon"), stated("s1", "in photons select pt > 190 GeV")),
        Reply(500, "boom"),
    ]
    with served(listing(answers), [{"id": "small", "max_model_len": 32768}]) as server:
        name = f"openai:{server.address}#small"
        found = hepir("extract", "paper.md", "-o", "draft.hep", "--record", "run.json", "--model", name)
    assert found.status == 1
    assert "small wrote with JSON by a schema" in found.remarks
    assert "dropped: `in photons select pt > 190 GeV`: the quote does not say 190 GeV" in found.remarks
    assert "error[HEP0904]: the draft of paper.md is not finished" in found.remarks
    assert "object photons from Photon" in (paper / "draft.hep").read_text()
    record = json.loads((paper / "run.json").read_text())
    jsonschema.validate(record, json.loads(SCHEMA.read_text()))
    assert hepir("replay", "run.json").output == (paper / "draft.hep").read_text()


def test_a_reference_of_which_nothing_fits_is_named(hepir, paper):
    (paper / "refs").mkdir()
    (paper / "refs" / "2001.00001.md").write_text("# Muons\n\n## Muons\n\nMuons must have pT > 5 GeV.\n")
    (paper / "jets.md").write_text(
        "# A search\n\n## Event selection\n\nJets must satisfy the identification criteria of Ref. [1].\n\n"
        "## References\n\n[1] CMS Collaboration, arXiv:2001.00001.\n"
    )
    found = hepir("extract", "jets.md", "--references", "refs")
    assert "nothing taken of arXiv:2001.00001" in found.remarks
