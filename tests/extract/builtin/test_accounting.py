"""No limit of a sentence of which something is claimed is lost in silence."""

import pytest

from hepir.extract.builtin.accounting import with_limits_counted
from hepir.extract.builtin.claims import Reading, step


def counted(text, *steps, left=()):
    return with_limits_counted(Reading(tuple(step("", each) for each in steps), left), text).left


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Events must have MET > 100 GeV and mT > 50 GeV.", "select MET.pt > 100 GeV"),
        ("Events must have MET > 100 GeV and at least 3 jets.", "select MET.pt > 100 GeV"),
        ("Muons must have pT above 20 GeV and |η| < 2.4.", "select pt > 20 GeV"),
        ("Muons must have pT > 20 GeV and lie within 2 mm of the vertex.", "select pt > 20 GeV"),
    ],
)
def test_a_limit_that_no_claim_has_is_noted(text, claim):
    assert counted(text, claim) == ("a number",)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Events must have HT > 1 TeV.", "select {ht} > 1000 GeV"),
        ("The isolation in a cone of ΔR < 0.3 must be below 0.1.", "select isolation < 0.1"),
        ("Events with two jets must have MET > 100 GeV.", "select MET.pt > 100 GeV"),
        ("A trigger with |η| < 2.1 and pT > 24 GeV is used.", "select {muon_24_trigger}"),
    ],
)
def test_what_is_claimed_or_no_limit_is_not(text, claim):
    assert counted(text, claim) == ()


def test_a_sentence_with_a_note_or_without_claims_stays_as_it_is():
    assert counted("Events must have MET > 100 GeV.") == ()
    assert counted("MET > 100 GeV and mT > 50 GeV", "select MET.pt > 100 GeV", left=("charges",)) == (
        "charges",
    )


def test_a_clause_without_a_verb_is_no_note():
    assert "a number" in counted("MET > 100 GeV; mT > 50 GeV", "select MET.pt > 100 GeV", left=("no verb",))
