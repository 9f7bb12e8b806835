"""Statements of a program that rest on different documents and disagree."""

import pytest

from hepir.extract.conflicts import conflicts
from hepir.semantics.checking import check_tree
from hepir.source import Source
from hepir.syntax.parsing import parse
from hepir.types.kinds import standard_kinds

SOURCES = """\
source here = page 1 "Muons have pT > 10 GeV, at least two."
source there = ref "arXiv:1206.4071" page 7 "Muons have pT > 5 GeV"
source also = ref "arXiv:1206.4071" page 8 "or pT > 6 GeV"

"""


def found(objects: str, region: str = "") -> list[str]:
    text = f"{SOURCES}object muons from Muon\n{objects}region r\n  select size(muons) >= 2 @here\n{region}"
    source = Source("a.hep", text)
    parsed = parse(source).program
    assert parsed is not None
    program = check_tree(source, parsed, standard_kinds()).program
    assert program is not None
    return [each.message for each in conflicts(program, parsed, source)]


def test_two_numbers_for_one_bound_of_two_documents() -> None:
    assert found("  select pt > 10 GeV @here\n  select pt > 5000 MeV @there\n") == [
        "`select pt > 5000 MeV @there` of arXiv:1206.4071 disagrees with `select pt > 10 GeV @here` of the publication"
    ]


@pytest.mark.parametrize(
    "rules",
    [
        "  select pt > 10 GeV @here\n  select pt > 10000 MeV @there\n",
        "  select pt > 10 GeV @here\n  select pt < 50 GeV @there\n",
        "  select pt > 10 GeV @here\n  select |eta| < 2.4 @there\n",
        "  select pt > 5 GeV @there\n  select pt > 6 GeV @also\n",
        '  select pt > 10 GeV @here\n  select pt > 5 GeV @assumed "x"\n',
        "  select pt > 10 GeV @here\n  select pt > 5 GeV @here @there\n",
        "  select pt > 10 GeV @here\n  select pt > ? @there\n",
    ],
    ids=["same number", "other side", "other quantity", "one document", "assumed", "both cite one", "hole"],
)
def test_what_is_no_conflict(rules: str) -> None:
    assert found(rules) == []


def test_another_scope_is_no_conflict() -> None:
    assert found("  select pt > 10 GeV @here\n", "  select any(m.pt > 20 GeV for m in muons) @there\n") == []


def test_a_rejected_range_counts_as_what_it_leaves() -> None:
    assert len(found("  select pt > 10 GeV @here\n  reject pt <= 5 GeV @there\n")) == 1


def test_a_note_that_cites_both_settles_it() -> None:
    rules = "  select pt > 10 GeV @here\n  select pt > 5 GeV @there\n"
    assert found(rules + '  unresolved "conflict" @here @also\n') == []
    assert found(rules + '  unresolved "conflict" @here\n') != []
    assert found(rules + '  dismissed "conflict" @here @there\n') != []
