"""What differs between two programs."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from random_programs import programs
from readings import reading

from hepir.extract.comparing import compare

GOLD = """object jets from Jet
  select pt > 30 GeV and |eta| < 2.4
  sort by pt descending
object bjets from jets
  select btag_medium
define ht = sum(jets.pt)
region preselection
  select size(jets) >= 4
  select ht > 300 GeV
  reject MET.pt < 100 GeV
  select 50 GeV < jets[0].pt < 200 GeV
region search from preselection
  select size(bjets) > 1
"""
SAME = """object good_jets from Jet
  select -2.4 < eta
  select eta < 2.4
  select 30000 MeV < pt
  sort by pt descending
object tagged from good_jets
  select btag_medium
region base
  select sum(j.pt for j in good_jets) > 300 GeV and MET.pt >= 100 GeV
  select size(good_jets) >= 4
  select good_jets[0].pt > 50 GeV and good_jets[0].pt < 0.2 TeV
region search from base
  select size(tagged) >= 2
"""


def differences(first: str, second: str):
    return compare(reading(first), reading(second))


def test_the_same_in_other_words() -> None:
    assert differences(GOLD, SAME).equal
    assert differences(SAME, GOLD).equal


@given(text=programs())
def test_a_program_and_itself(text: str) -> None:
    found = differences(text, text)
    assert found.equal
    assert not found.repeated_first and not found.repeated_second


CHANGES = {
    "number": ("pt > 30 GeV", "pt > 25 GeV", "jets", ("number",)),
    "unit": ("ht > 300 GeV", "ht > 300 MeV", "preselection", ("unit",)),
    "operator": ("|eta| < 2.4", "|eta| <= 2.4", "jets", ("operator",)),
    "direction": ("ht > 300 GeV", "ht < 300 GeV", "preselection", ("operator",)),
    "whole_number": ("size(bjets) > 1", "size(bjets) >= 1", "search", ("operator",)),
    "number_and_operator": ("ht > 300 GeV", "ht >= 400 GeV", "preselection", ("number", "operator")),
    "hole": ("ht > 300 GeV", "ht > ?", "preselection", ("number",)),
    "order": ("pt descending", "eta descending", "jets", ("contents",)),
    "chain": ("50 GeV < jets[0].pt < 200 GeV", "50 GeV < jets[0].pt < 250 GeV", "preselection", ("number",)),
}


@pytest.mark.parametrize("name", CHANGES)
def test_one_change(name: str) -> None:
    old, new, scope, aspects = CHANGES[name]
    found = differences(GOLD, GOLD.replace(old, new))
    assert [(each.second.scope, each.aspects) for each in found.different] == [(scope, aspects)]
    assert not found.only_first and not found.only_second


def test_a_criterion_in_another_place() -> None:
    moved = GOLD.replace("  select ht > 300 GeV\n", "").replace(
        "size(bjets) > 1", "size(bjets) > 1\n  select ht > 300 GeV"
    )
    found = differences(GOLD, moved)
    # The search region asks for it either way; the preselection does not any more.
    assert [each.written for each in found.only_first] == ["select ht > 300 GeV"]
    assert [each.written for each in found.repeated_second] == ["select ht > 300 GeV"]
    elsewhere = GOLD.replace("  select ht > 300 GeV\n", "") + "region other\n  select ht > 300 GeV\n"
    assert ("scope",) in [each.aspects for each in differences(GOLD, elsewhere).different]


def test_inheriting_is_repeating() -> None:
    whole = "region a\n  select MET.pt > 5 GeV\nregion b\n  select MET.pt > 5 GeV\n  select size(Jet) > 2\n"
    short = "region a\n  select MET.pt > 5 GeV\nregion b from a\n  select size(Jet) > 2\n"
    assert differences(whole, short).equal
    assert differences(short, whole).equal


def test_a_step_on_the_way_to_an_object() -> None:
    steps = (
        "object some from Jet\n  select pt > 5 GeV\nobject jets from some\n  select |eta| < 2\n"
        "region r\n  select size(jets) > 2\n"
    )
    once = (
        "object jets from Jet\n  select pt > 5 GeV\n  select |eta| < 2\nregion r\n  select size(jets) > 2\n"
    )
    assert differences(steps, once).equal
    assert differences(once, steps).equal


def test_unions_of_other_objects_differ() -> None:
    stored = "object leptons from Electron, Muon\n  select pt > 5 GeV\n"
    chosen = "object muons from Muon\n  select tight_id\nobject leptons from Electron, muons\n  select pt > 5 GeV\n"
    assert not differences(stored, chosen).equal


def test_names_that_mean_other_things() -> None:
    loose, tight = "  select pt > 10 GeV\n", "  select pt > 40 GeV\n  select tight_id\n"
    rest = "region r\n  select size({}) == 0\n  select size({}) >= 2\n"
    first = f"object first from Muon\n{loose}object second from Muon\n{tight}" + rest.format(
        "first", "second"
    )
    second = f"object first from Muon\n{tight}object second from Muon\n{loose}" + rest.format(
        "second", "first"
    )
    mixed = f"object first from Muon\n{tight}object second from Muon\n{loose}" + rest.format(
        "first", "second"
    )
    assert differences(first, second).equal
    assert not differences(first, mixed).equal


@given(st.data())
def test_a_region_without_one_of_its_criteria(data: st.DataObject) -> None:
    text = data.draw(programs())
    lines = text.splitlines()
    own = [number for number, line in enumerate(lines) if line.startswith(("  select", "  reject", "  when"))]
    assume(own)
    removed = data.draw(st.sampled_from(own))
    shorter = "\n".join([*lines[:removed], *lines[removed + 1 :]]) + "\n"
    found = differences(text, shorter)
    assert not found.only_second
    assert not [each for each in found.different if each.first.kind == "criterion"]
    assert {each.written for each in found.only_first} <= {lines[removed].strip()}
