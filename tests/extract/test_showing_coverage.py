"""Coverage as a table and as JSON."""

import json
from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from made_documents import made_document

from hepir.extract.coverage import Coverage, Covered, Lacking, State, Use
from hepir.extract.showing_coverage import coverage_object, coverage_text
from hepir.reading.scoring import LIKELY, POSSIBLE

SCHEMA = Path(__file__).resolve().parents[2] / "docs" / "schemas" / "coverage.schema.json"
FIRST, SECOND = made_document(
    ["# Events", "Photons have pT > 180 GeV and |η| < 1.44. Events with a muon are vetoed."]
).sentences
COVERAGE = Coverage(
    "paper.pdf",
    (
        Covered(FIRST, 2.5, State.CLAIMED, (Use(7, "select pt > 180 GeV @p"),), ("1.44 rad",)),
        Covered(FIRST, POSSIBLE, State.UNCLAIMED),
        Covered(SECOND, LIKELY, State.UNCLAIMED),
    ),
    (Lacking("reject size(Muon) >= 1", "search", "p1s2", 1, SECOND.text),),
)


def test_the_table() -> None:
    assert coverage_text(COVERAGE) == (
        "sentence  page  section  state      text\n"
        "p1s1      1     Events   claimed    Photons have pT > 180 GeV and |η| < 1.44.\n"
        "                                    line 7: select pt > 180 GeV @p\n"
        "                                    not said: 1.44 rad\n"
        "nothing cites these, which are likely selections:\n"
        "p1s2      1     Events   unclaimed  Events with a muon are vetoed.\n"
        "nothing cites these either, which are possibly selections:\n"
        "p1s1      1     Events   unclaimed  Photons have pT > 180 GeV and |η| < 1.44.\n"
        "the built-in reader makes 1 statement that the program lacks:\n"
        "  p1s2 on page 1  search: reject size(Muon) >= 1\n"
        "paper.pdf: 3 sentences look like selections: 1 claimed, 0 dismissed, 0 noted, 2 unclaimed "
        "(1 likely, 1 possibly selections); numbers of 1 claimed not said\n"
    )


def test_a_paper_without_selections_has_the_counts_alone() -> None:
    assert coverage_text(Coverage("a.md", ())) == (
        "a.md: 0 sentences look like selections: 0 claimed, 0 dismissed, 0 noted, 0 unclaimed\n"
    )


def test_json_is_what_the_schema_says() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    found = coverage_object(COVERAGE, "a.hep")
    Draft202012Validator(schema).validate(found)
    assert found["coverage"]["counts"] == {  # type: ignore[index]
        "claimed": 1,
        "dismissed": 0,
        "noted": 0,
        "unclaimed": 2,
        "unclaimed_likely": 1,
    }


@given(st.text(max_size=200))
def test_text_of_a_paper_cannot_steer_the_terminal(text: str) -> None:
    sentence = replace(FIRST, text=text, section=(text,))
    shown = coverage_text(Coverage(text, (Covered(sentence, 1.0, State.CLAIMED, (Use(1, text),), (text,)),)))
    assert len(shown.splitlines()) == shown.count("\n") == 5
    assert all(each.isprintable() for each in shown.splitlines())
