"""Drafts become programs that parse and check."""

import pytest

from hepir.compiling import analyse
from hepir.diagnostics.core import HepirError
from hepir.extract.assembling import program_text, source_names
from hepir.extract.draft import Confidence, Draft, DraftStatement, Evidence
from hepir.source import Source

MUONS = Evidence("p3s1", "Muons must have pT > 25 GeV.", 3)
BOTH = Evidence("p3s1", "pT > 25 GeV", 3)
ELSEWHERE = Evidence("p3s1", "as in the reference", 3, "arXiv:1712.02304")


def draft(*statements: DraftStatement, title: str = "A search") -> Draft:
    return Draft(title, statements)


def test_rules_come_under_their_block_whatever_the_order() -> None:
    text = program_text(
        draft(
            DraftStatement("", "object muons from Muon", (MUONS,)),
            DraftStatement("", "region search", (MUONS,)),
            DraftStatement("search", "select size(muons) >= 2", (MUONS,)),
            DraftStatement("muons", "select pt > 25 GeV", (MUONS, BOTH)),
        )
    )
    assert text == (
        'analysis "A search"\n\n'
        'source p3s1 = page 3 "Muons must have pT > 25 GeV."\n\n'
        'source p3s1_2 = page 3 "pT > 25 GeV"\n\n'
        "object muons from Muon  @p3s1\n"
        "  select pt > 25 GeV  @p3s1 @p3s1_2\n\n"
        "region search  @p3s1\n"
        "  select size(muons) >= 2  @p3s1\n"
    )
    assert not [each for each in analyse(Source("draft", text)).diagnostics if each.severity.value == "error"]


def test_facts_and_notes_stand_in_the_analysis() -> None:
    text = program_text(
        draft(
            DraftStatement("", 'unresolved "the vertex fit"', (ELSEWHERE,)),
            DraftStatement("analysis", "sqrt_s 13 TeV"),
            DraftStatement("", 'dismissed "simulation"'),
        )
    )
    assert "  sqrt_s 13 TeV\n" in text
    assert '  unresolved "the vertex fit"  @r1_p3s1\n' in text
    assert 'source r1_p3s1 = ref "arXiv:1712.02304" page 3 "as in the reference"' in text


def test_votes_are_a_comment() -> None:
    text = program_text(draft(DraftStatement("", "region a", confidence=Confidence(votes=3, samples=5))))
    assert "region a  # 3/5\n" in text


def test_hostile_quotes_and_titles_stay_texts() -> None:
    hostile = 'a "quote" \\ and\na line # no comment'
    evidence = Evidence("p1s1", hostile, 1)
    text = program_text(draft(DraftStatement("", "region a", (evidence,)), title=hostile))
    checked = analyse(Source("draft", text))
    assert checked.program is not None
    assert checked.program.publication.title == hostile


def test_units_that_are_no_names_become_names() -> None:
    names = source_names(
        [DraftStatement("", "region a", (Evidence("3.4-b", "x", 1), Evidence("3_4_b", "y", 1)))]
    )
    assert list(names.values()) == ["q3_4_b", "q3_4_b_2"]


@pytest.mark.parametrize("text", ["object from", "region a\nregion b", "region a # all"])
def test_what_is_no_statement_is_refused(text: str) -> None:
    with pytest.raises((HepirError, ValueError)):
        program_text(draft(DraftStatement("", text)))


def test_a_rule_without_a_block_is_refused() -> None:
    with pytest.raises(ValueError, match="no block `muons`"):
        program_text(draft(DraftStatement("muons", "select pt > 25 GeV")))


def test_an_empty_draft_is_a_program() -> None:
    assert program_text(draft(title="")) == 'analysis "Untitled"\n'
