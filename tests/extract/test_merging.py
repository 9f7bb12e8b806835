"""Several drafts as one: what most of them say, with its votes."""

import itertools

import pytest
from drafts import draft_of
from hypothesis import given, settings
from hypothesis import strategies as st
from random_programs import programs
from readings import reading

from hepir.extract.assembling import program_text
from hepir.extract.comparing import compare
from hepir.extract.draft import Draft, DraftStatement, Dropped, Evidence
from hepir.extract.merging import merge

FIRST = """object jets from Jet
  select pt > 30 GeV and |eta| < 2.4
  sort by pt descending
define ht = sum(jets.pt)
region search
  select size(jets) >= 4
  select ht > 300 GeV
  select 50 GeV < jets[0].pt < 200 GeV
"""
SECOND = """object good_jets from Jet
  select 30000 MeV < pt
  select eta < 2.4
  select eta > -2.4
  sort by pt descending
region signal
  select sum(j.pt for j in good_jets) > 300 GeV and size(good_jets) > 3
  select 50 GeV < good_jets[0].pt < 250 GeV
  reject size(Muon) > 0
"""
THIRD = (
    FIRST.replace("pt > 30 GeV", "pt > 25 GeV").replace("jets", "selected").replace("< 200 GeV", "< 300 GeV")
)


def merged(*texts: str) -> tuple[Draft, str]:
    found = merge([draft_of(each) for each in texts])
    return found, program_text(found)


def votes(found: Draft) -> dict[str, tuple[int | None, int | None]]:
    return {each.text: (each.confidence.votes, each.confidence.samples) for each in found.statements}


def test_the_majority_is_kept_with_its_votes() -> None:
    found, text = merged(FIRST, SECOND, THIRD)
    expected = FIRST.replace("  select 50 GeV < jets[0].pt < 200 GeV\n", "  select 50 GeV < jets[0].pt\n")
    assert compare(reading(expected), reading(text)).equal
    counts = votes(found)
    assert sorted({count for count, _ in counts.values() if count}) == [2, 3]
    assert {samples for _, samples in counts.values()} == {3}
    (cut,) = [each for each in counts if each.startswith(("select pt >", "select 30000 MeV <"))]
    assert counts[cut] == (2, 3)


def test_what_fewer_say_is_dropped_with_the_reason() -> None:
    found, _ = merged(FIRST, SECOND, THIRD)
    reasons = {each.text.split(": ", 1)[1]: each.reason for each in found.dropped if ": " in each.text}
    assert reasons["reject size(Muon) > 0"] == "in 1 of 3 drafts"
    assert reasons["select pt > 25 GeV"] == "in 1 of 3 drafts"


def test_the_order_of_the_drafts_does_not_matter() -> None:
    drafts = [draft_of(each) for each in (FIRST, SECOND, THIRD)]
    assert len({merge(each) for each in itertools.permutations(drafts)}) == 1


@pytest.mark.parametrize("count", [1, 2, 3])
def test_equal_drafts_give_that_program(count: int) -> None:
    found, text = merged(*[FIRST] * count)
    assert compare(reading(FIRST), reading(text)).equal
    assert set(votes(found).values()) == {(count, count)}
    assert not found.dropped


def test_half_is_not_most() -> None:
    found, text = merged(FIRST, FIRST.replace("  select ht > 300 GeV\n", ""))
    assert compare(reading(FIRST.replace("  select ht > 300 GeV\n", "")), reading(text)).equal
    assert Dropped("search: select ht > 300 GeV", "in 1 of 2 drafts") in found.dropped


def test_a_definition_that_only_one_draft_has_is_kept_where_it_is_needed() -> None:
    plain = "region r\n  select sum(j.pt for j in Jet) > 300 GeV\n"
    named = "define ht = sum(Jet.pt)\nregion r\n  select ht > 300 GeV\n"
    for texts in itertools.permutations((plain, plain, named)):
        assert compare(reading(plain), reading(merged(*texts)[1])).equal
    property_of = "object jets from Jet\n  let both = pt + mass\n  select both > 5 GeV\nregion r\n  select size(jets) > 1\n"
    written_out = property_of.replace("  let both = pt + mass\n", "").replace("both >", "mass + pt >")
    for texts in itertools.permutations((property_of, property_of, written_out)):
        assert compare(reading(written_out), reading(merged(*texts)[1])).equal


def test_what_depends_on_something_dropped_goes_with_it() -> None:
    extra = FIRST + "  select size(muons) == 0\nobject muons from Muon\n  select pt > 10 GeV\n"
    _, text = merged(FIRST, FIRST, extra)
    assert "muons" not in text
    assert compare(reading(FIRST), reading(text)).equal


def test_a_guard_that_was_dropped() -> None:
    guarded = (
        "object jets from Jet\n  sort by pt descending\n"
        "region r\n  select size(jets) >= {}\n  bin jets[1].pt in bins [0, 1] GeV\n"
    )
    _, text = merged(*(guarded.format(number) for number in (2, 3, 4)))
    assert "bin" not in text
    reading(text)


def test_a_draft_with_errors_votes_for_nothing() -> None:
    broken = Draft("A search", (DraftStatement("nowhere", "select pt > 3 GeV"),))
    wrong = Draft("A search", (DraftStatement("", "region r"), DraftStatement("r", "select MET.pt > 3")))
    found = merge([draft_of(FIRST), broken, draft_of(SECOND)])
    assert {samples for _, samples in votes(found).values()} == {3}
    assert merge([wrong, broken]).statements == ()
    assert merge([]).statements == ()


def test_evidence_and_dropped_statements_stay() -> None:
    evidence = (Evidence("p1s1", "jets above 30 GeV", 1),)
    lost = Dropped("select x", "too long")
    draft = draft_of(
        "object jets from Jet\n  select pt > 30 GeV\nregion r\n  select size(jets) > 30\n", evidence=evidence
    )
    found = merge([draft, Draft(draft.title, draft.statements, (lost,)), draft])
    assert all(each.evidence == evidence for each in found.statements)
    assert found.dropped == (lost,)
    assert 'source p1s1 = page 1 "jets above 30 GeV"' in program_text(found)


@given(st.data())
@settings(max_examples=8)
def test_random_drafts(data: st.DataObject) -> None:
    texts = data.draw(st.lists(programs(), min_size=2, max_size=3))
    chosen = [texts[0], texts[0], *texts[1:]]
    found = merge([draft_of(each) for each in chosen])
    text = program_text(found)
    if len(chosen) == 3:
        assert compare(reading(texts[0]), reading(text)).equal
    elif found.statements:
        reading(text)
    assert merge([draft_of(each) for each in reversed(chosen)]) == found
