"""Factors that are one are left out where nothing depends on them."""

import pytest
from agreement import module_text, plan_of


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0.01 * MET.pt / 1 GeV", '(0.01 * MET["pt"])'),
        ("2 * MET.pt * 1.0 / 3 GeV", '(2 * MET["pt"] / 3.0)'),
        # nothing would be left to divide by, or to begin with
        ("MET.pt / 1 GeV", '(MET["pt"] / 1.0)'),
        ("1 / (2 * MET.pt / 1 GeV) / 3", '(1 / (2 * MET["pt"]) / 3)'),
        # whole numbers stay whole until they are divided
        ("size(Jet) / 1 * size(Muon)", "(size(events['Jet_pt']) / 1 * size(events['Muon_pt']))"),
    ],
)
def test_factors_that_are_one(written: str, code: str) -> None:
    text = f"region r\n  weight w = {written}\n  hist h = {written} in 3 bins from 0 to 1\n"
    plan = plan_of(text)
    assert module_text(plan).count(code) == 2
    if "/ 1 GeV" in written:
        assert module_text(plan, ("constants folded",)).count("/ 1.0") == 2
