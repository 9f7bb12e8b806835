"""What other drafts said, beside the statements that were kept."""

import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from hepir.api import extract
from hepir.diagnostics.core import HepirError
from hepir.extract.assembling import program_text
from hepir.extract.draft import Confidence, Draft, Dropped, Evidence
from hepir.extract.merging import merge
from hepir.review.drafts import read_drafts
from hepir.review.session import Session

PAPER = """# A search

## Selection

Jets are required to have pT > 30 GeV and |eta| < 2.4.
Events with at least two jets and a missing transverse momentum above 200 GeV are selected.
"""


def varied(draft: Draft, old: str, new: str) -> Draft:
    sure = Confidence(-0.25, 0.1)
    return replace(
        draft,
        statements=tuple(
            replace(each, text=each.text.replace(old, new), confidence=sure) for each in draft.statements
        ),
    )


@pytest.fixture
def record(tmp_path: Path) -> Path:
    """The record of five drafts, of which one has another number and one another cut."""
    paper = tmp_path / "paper.md"
    paper.write_text(PAPER)
    draft = extract(str(paper)).draft
    changes = [("", ""), ("", ""), ("pt > 30 GeV", "pt > 25 GeV"), ("|eta| < 2.4", "|eta| < 2.5"), ("", "")]
    merged = merge([varied(draft, *each) for each in changes])
    extra = Dropped("select MET.pt > 1 GeV", "it does not fit", (Evidence("x9", "no such sentence", 1),))
    merged = replace(merged, dropped=(*merged.dropped, extra))
    path = tmp_path / "run.json"
    path.write_text(json.dumps({"form": 1, "draft": asdict(merged)}))
    (tmp_path / "merged.hep").write_text(program_text(merged))
    return path


def test_statements_know_their_votes_and_what_fewer_drafts_said(
    record: Path, make_session: Callable[..., Session]
) -> None:
    session = make_session((record.parent / "merged.hep").read_text(), PAPER, record=record)
    items = {each["text"].partition("  @")[0]: each for each in session.state()["items"]}  # type: ignore[attr-defined]
    assert items["select pt > 30 GeV"]["votes"] == [4, 5]
    assert items["select pt > 30 GeV"]["sure"]["probability"] == pytest.approx(0.7788, abs=1e-4)
    assert items["select pt > 30 GeV"]["sure"]["removed"] == 0.1
    headers = [each for text, each in items.items() if text.startswith("region")]
    assert [each["votes"] for each in headers] == [[5, 5]]
    others = {each["text"]: each for each in session.fixed["alternatives"]}  # type: ignore[attr-defined]
    assert others["select pt > 25 GeV"]["votes"] == [1, 5]
    assert others["select pt > 25 GeV"]["block"] == "jets"
    assert others["select pt > 25 GeV"]["quotes"][0]["state"] == "found"
    unfit = others["select MET.pt > 1 GeV"]
    assert (unfit["block"], unfit["votes"], unfit["states"]) == ("", None, ["dropped"])
    assert unfit["quotes"][0]["state"] == "absent"


def test_votes_of_a_comment_need_no_record(make_session: Callable[..., Session]) -> None:
    items = make_session().state()["items"]
    found = next(each for each in items if each["text"].startswith("select pt > 18"))  # type: ignore[attr-defined]
    assert (found["votes"], found["sure"]) == ([3, 5], None)


def test_what_is_no_record_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    for text in (
        "{",
        "[]",
        '{"form": 1}',
        '{"form": 1, "draft": {"title": "x", "statements": 3, "dropped": []}}',
    ):
        path.write_text(text)
        with pytest.raises(HepirError) as caught:
            read_drafts(path)
        assert [each.code for each in caught.value.diagnostics] == ["HEP0902"]
    with pytest.raises(HepirError):
        read_drafts(tmp_path / "absent.json")


def test_an_edit_brings_the_quote_it_cites(make_session: Callable[..., Session]) -> None:
    session = make_session()
    source = 'source s4 = page 1 "Events with a missing transverse momentum above 300 GeV are selected."'
    seen = next(
        each["text"]
        for each in session.state()["items"]
        if each["text"].startswith("select size(jets)")  # type: ignore[attr-defined]
    )
    item = next(each for each in session.state()["items"] if each["text"] == seen)  # type: ignore[attr-defined]
    session.decide(
        "edit", item["id"], "select size(jets) >= 2 and MET.pt > 300 GeV  @s3  @s4", source=source, seen=seen
    )
    assert source in str(session.state()["program"])
    other = source.replace("300 GeV", "301 GeV")
    with pytest.raises(HepirError, match="called `s4`"):
        session.decide("claim", text="select MET.pt > 1 GeV  @s4", block="search", source=other)
    with pytest.raises(HepirError) as caught:
        session.decide(
            "claim",
            text="select MET.pt > 1 GeV  @s9",
            block="search",
            source=source.replace("s4", "s9").replace("300", "301"),
        )
    assert caught.value.diagnostics[0].code == "HEP0410"
    session.decide("undo", undoes=1)
    assert source not in str(session.state()["program"])
