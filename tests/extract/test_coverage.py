"""What became of the sentences of a publication: claimed, dismissed, noted, unclaimed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from made_documents import made_document

from hepir.extract.coverage import Coverage, State, coverage, covered_by, unsaid_by
from hepir.reading.document import Label
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.parsing import parse

PAPER = made_document(
    [
        "# Events",
        "Photons must have pT > 180 GeV and |η| < 1.44. The sample was generated with jets above 10 GeV. "
        "Jets are identified as in Ref. [1]. Events with MET > 300 GeV and ST > 600 GeV are selected. "
        "Events with a muon are vetoed.",
    ]
)
PROGRAM = """\
source photon = page 1 "Photons must have pT > 180 GeV"
source made = page 1 "The sample was generated with jets above 10 GeV."
source jets = page 1 "Jets are identified as in Ref. [1]."
source met = page 1 "Events with MET > 300 GeV"
source other = ref "arXiv:1206.4071" page 1 "Events with a muon are vetoed."

dismissed "how the sample was made" @made

object photons from Photon
  select pt > 0.18 TeV @photon
  select |eta| < 1.44 @photon

object jets from Jet
  delegated "identification" @jets

region search
  select size(photons) >= 1 @assumed "the title"
  select MET.pt > 300 GeV @met
  reject size(Muon) >= 1 @other
"""


def covered(text: str = PROGRAM) -> Coverage:
    source = Source("a.hep", text)
    program = parse(source).program
    assert program is not None
    return coverage(source, program, PAPER, [(each, 1.0) for each in PAPER.sentences])


def states(text: str = PROGRAM) -> list[str]:
    return [each.state for each in covered(text).sentences]


def test_every_sentence_has_a_state() -> None:
    assert states() == ["claimed", "dismissed", "noted", "claimed", "unclaimed"]


def test_a_quote_of_another_document_claims_nothing_here() -> None:
    assert states(PROGRAM.replace('ref "arXiv:1206.4071" ', ""))[4] == "claimed"


def test_statements_that_claim_are_named() -> None:
    first = covered().sentences[0]
    assert [(use.line, use.text) for use in first.uses] == [
        (10, "select pt > 0.18 TeV @photon"),
        (11, "select |eta| < 1.44 @photon"),
    ]
    assert covered().sentences[1].uses[0].text == 'dismissed "how the sample was made" @made'


def test_numbers_that_no_statement_says_are_left_over() -> None:
    found = covered()
    assert [each.unsaid for each in found.sentences] == [(), (), (), ("600 GeV",), ()]
    noted = PROGRAM + '  unresolved "what ST is" @met\n'
    assert covered(noted).sentences[3].unsaid == ()
    assert states(noted)[3] == "claimed"


def test_a_pure_number_after_a_comparison_is_left_over_too() -> None:
    without = PROGRAM.replace("  select |eta| < 1.44 @photon\n", "")
    assert covered(without).sentences[0].unsaid == ("1.44",)


def test_a_number_of_a_list_is_left_over_with_its_unit() -> None:
    found = unsaid_by((), "leptons with pT above 40 (25) GeV; see 3 figures, |η| < 2.4 and at most 5 jets")
    assert found == ("40 GeV", "25 GeV", "2.4")


def test_the_unit_of_a_column_is_that_of_its_cells_alone() -> None:
    row = replace(
        PAPER.sentences[0], label=Label.TABLE, text="MET [GeV]: > 50; mT [GeV]: > 120; Events: 12; N: 3.5"
    )
    source = Source("a.hep", PROGRAM)
    program = parse(source).program
    assert program is not None
    select = next(each for block in program.blocks for each in block.rules if isinstance(each, tree.Select))
    assert covered_by(row, 1.0, [select], source).unsaid == ("50 GeV", "120 GeV")


def test_edges_of_bins_are_said() -> None:
    binned = PROGRAM + "  bin MET.pt in bins [300, 600] GeV @met\n"
    assert covered(binned).sentences[3].unsaid == ()


def test_a_source_that_nothing_cites_claims_nothing() -> None:
    assert states(
        'source a = page 1 "Events with a muon are vetoed."\nregion r\n  select MET.pt > 1 GeV\n'
    ) == (["unclaimed"] * 5)


def test_a_note_beside_its_source_dismisses() -> None:
    text = 'source a = page 1 "Events with a muon are vetoed."\ndismissed "no" @a\n'
    assert states(text)[4] == "dismissed"
    assert states(text + 'unresolved "well" @a\n')[4] == "noted"


def test_counts_by_state() -> None:
    assert {state: len(covered().of(state)) for state in State} == {
        State.CLAIMED: 2,
        State.DISMISSED: 1,
        State.NOTED: 1,
        State.UNCLAIMED: 1,
    }


KEYWORDS = ["select MET.pt > 1 GeV", 'dismissed "x"', 'unresolved "x"', 'delegated "x"']


@given(st.lists(st.tuples(st.sampled_from(KEYWORDS), st.integers(0, 4)), max_size=8))
def test_no_sentence_is_hidden_and_none_is_claimed_without_a_citation(cited: list[tuple[str, int]]) -> None:
    sources = "".join(
        f'source s{number} = page 1 "{each.text}"\n' for number, each in enumerate(PAPER.sentences)
    )
    rules = "".join(f"  {keyword} @s{number}\n" for keyword, number in cited)
    found = covered(f"{sources}region r\n{rules}")
    assert [each.sentence for each in found.sentences] == list(PAPER.sentences)
    for number, each in enumerate(found.sentences):
        words = {keyword.split()[0] for keyword, place in cited if place == number}
        assert each.state == (
            "claimed" if "select" in words
            else "noted" if words & {"unresolved", "delegated"}
            else "dismissed" if words else "unclaimed"
        )  # fmt: skip
