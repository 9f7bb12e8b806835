"""What another reader finds in a publication and a program does not say."""

import pytest
from made_documents import made_document

from hepir.extract.draft import Draft, DraftStatement, Evidence
from hepir.extract.lacking import lacking
from hepir.extract.sides import ReadProgram
from hepir.semantics.checking import check_tree
from hepir.source import Source
from hepir.syntax.parsing import parse
from hepir.types.kinds import standard_kinds

PROGRAM = """\
object good from Muon
  select pt > 10 GeV
  select |eta| < 2.4
region search
  select size(good) >= 2
  select MET.pt > 200 GeV
"""


def reading(text: str) -> ReadProgram:
    source = Source("a.hep", text)
    parsed = parse(source).program
    assert parsed is not None
    program = check_tree(source, parsed, standard_kinds()).program
    assert program is not None
    return ReadProgram("a.hep", program, text)


def draft(*rules: tuple[str, str]) -> Draft:
    headers = (DraftStatement("", "object muons from Muon"), DraftStatement("", "region sr"))
    statements = (
        DraftStatement(target, text, (Evidence(f"p1s{number}", text, 1),))
        for number, (target, text) in enumerate(rules, 1)
    )
    return Draft("", (*headers, *statements))


PAPER = made_document(["First one. Second one. Third one."])
SAME = (("muons", "select pt > 0.01 TeV and eta < 2.4 and eta > -2.4"), ("sr", "select size(muons) > 1"))


def found(*rules: tuple[str, str], answered: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    listed = lacking(reading(PROGRAM), draft(*SAME, *rules), PAPER, answered)
    return [(each.scope, each.text, each.unit) for each in listed if each.page == 1]


def test_what_means_the_same_is_not_lacking() -> None:
    assert found() == []
    assert found(("sr", "reject MET.pt <= 200000 MeV")) == []


@pytest.mark.parametrize(
    "text", ["select MET.pt > 250 GeV", "select MET.pt > 200 GeV and size(Jet) >= 1", "reject size(Tau) >= 1"]
)
def test_what_the_program_does_not_say(text: str) -> None:
    assert found(("sr", text)) == [("search", text, "p1s3")]


def test_a_sentence_that_a_note_answers_for_is_not_lacking() -> None:
    assert found(("sr", "reject size(Tau) >= 1"), answered=("p1s3",)) == []


def test_a_draft_that_is_not_right_is_not_compared() -> None:
    assert found(("sr", "select nonsense > 1")) == []
