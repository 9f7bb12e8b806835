"""Which sentences are likely selections, which possibly, and which are about something else."""

import pytest

from hepir.reading.document import Label
from hepir.reading.features import AGAINST, FOR
from hepir.reading.scoring import LIKELY, POSSIBLE, score, without_outcomes

# Written for this test, under the headings that publications have.
SELECTIONS = [
    ("Object selection", "Electrons are required to have pT > 17 GeV and to lie within |η| < 2.1."),
    ("Object selection", "Tau candidates must pass the tight working point of the classifier."),
    ("Object selection", "Jets that overlap with a selected photon within ΔR < 0.3 are discarded."),
    ("Object selection", "The longitudinal impact parameter of muon tracks has to be smaller than 1 mm."),
    ("Object reconstruction", "HT is the scalar sum of the transverse momenta of all selected jets."),
    ("Event selection", "We select events with exactly one lepton and at least three jets."),
    ("Event selection", "Events are required to have a well reconstructed primary vertex."),
    ("Event selection", "A veto on additional leptons is applied."),
    ("Event selection", "Only events that fire the dimuon trigger with thresholds of 18 and 9 GeV are considered."),
    ("Event selection", "The b-tagged jets are identified at a working point with an efficiency of 77%."),
    ("Event selection", "Two regions are defined by the sign of the product of the lepton charges."),
    ("Background estimation", "In the control region exactly one jet must be b-tagged, and mT is below 60 GeV."),
    ("Background estimation", "The application region is defined by leptons that fail the isolation requirement."),
    ("Results", "For the tail region we require HT > 1.2 TeV and at least six jets."),
    ("Systematic uncertainties", "In this region ETmiss > 250 GeV is required to reduce the uncertainty."),
    ("Introduction", "Events are required to contain at least two jets with pT > 40 GeV."),
    ("The detector and event reconstruction", "Jets with pT > 25 GeV and |η| < 4.7 are kept."),
    ("", "Muons must be isolated and have pT above 8 GeV."),
]  # fmt: skip
OTHERS = [
    ("Introduction", "Models with two Higgs doublets predict pairs of top quarks at masses above 500 GeV."),
    ("The detector", "The end-cap calorimeters cover the range 1.4 < |η| < 3.1."),
    ("The detector", "A solenoid of 5 m in diameter provides a magnetic field of 3 T."),
    ("Simulation", "Samples of W bosons with up to four partons are generated at leading order."),
    ("Simulation", "The masses of the gluinos range between 800 and 2200 GeV in steps of 50 GeV."),
    (
        "Systematic uncertainties",
        "The jet energy scale leads to an uncertainty between 2% and 9% in the yields.",
    ),
    ("Systematic uncertainties", "The trigger efficiency is known to better than 1.5%."),
    ("Results", "Masses of squarks below 1.3 TeV are excluded at 95% confidence level."),
    ("Results", "The observed yields agree with the prediction within two standard deviations."),
    ("Summary", "Neutralino masses up to 640 GeV are excluded in this scenario."),
    ("Results", "Figure 7 shows the distribution of the missing transverse momentum."),
    ("Event selection", "The efficiency of the selection is about 35% for electrons with pT > 50 GeV."),
    ("Event selection", "The regions are summarized in Table 3."),
]
HEADINGS = {
    "Event selection": 1.0,
    "6 Background estimation": -0.5,
    "The detector": -2.0,
    "Detector and object reconstruction": 1.0,
    "Monte Carlo samples": -2.0,
    "Results and interpretation": -2.0,
    "Systematic uncertainties": -2.5,
    "Uncertainties of the selection": 1.0,
    "1 Introduction": -2.0,
    "A heading of another kind": 0.0,
}


@pytest.mark.parametrize(("heading", "text"), SELECTIONS)
def test_selections_are_likely_wherever_they_stand(heading: str, text: str) -> None:
    assert score(text, section=(heading,)).likely


@pytest.mark.parametrize(("heading", "text"), OTHERS)
def test_other_sentences_are_not(heading: str, text: str) -> None:
    assert not score(text, section=(heading,)).likely


def test_most_other_sentences_are_not_even_listed() -> None:
    listed = [text for heading, text in OTHERS if score(text, section=(heading,)).selecting]
    assert len(listed) <= len(OTHERS) // 4, listed


@pytest.mark.parametrize(("heading", "weight"), HEADINGS.items())
def test_a_heading_adds_its_weight(heading: str, weight: float) -> None:
    text = "Jets are required to have pT > 33 GeV."
    assert score(text, section=(heading,)).value - score(text).value == weight


def test_the_innermost_heading_that_tells_something_counts() -> None:
    text = "Jets are required to have pT > 33 GeV."
    assert score(text, section=("Results", "Control regions", "Closure")).value > score(text).value
    assert score(text, section=("Event selection", "Systematic uncertainties")).value < score(text).value


def test_floats_stand_for_themselves() -> None:
    row, caption = "Jets; pT > 33 GeV", "Table 2: Requirements on jets."
    assert score(row, Label.TABLE, ("Results",)) == score(row, Label.TABLE)
    assert score(caption, Label.CAPTION, ("Results",)) == score(caption, Label.CAPTION)
    picture = caption.replace("Table", "Figure")
    assert score(picture, Label.CAPTION).value < score(caption, Label.CAPTION).value


def test_cuts_of_a_region_count_beside_its_yields() -> None:
    cuts = "Region: A1; HT (GeV): > 700; Njets: ≥ 4"
    assert score(f"{cuts}; Expected: 4.1 ± 0.9; Observed: 6", Label.TABLE) == score(cuts, Label.TABLE)
    assert score(cuts, Label.TABLE).likely


@pytest.mark.parametrize(
    ("row", "left"),
    [
        ("Region: A; HT: > 5; Observed: 3", "Region: A; HT: > 5"),
        ("Observed: 3; Region: A; HT: > 5", "Region: A; HT: > 5"),
        ("Jet energy scale; A: 1.2%; B: < 0.1%", ""),
        ("Scale uncertainty; A: 3-8; B: 2", ""),
        ("Total; HT 5-8 Yield: 3", ""),
        ("Lepton; veto on e and μ", "Lepton; veto on e and μ"),
        ("one cell", "one cell"),
        ("Electron isolation", "Electron isolation"),
    ],
)
def test_what_is_left_of_a_row(row: str, left: str) -> None:
    assert without_outcomes(row) == left


def test_a_pointer_is_less_than_what_it_points_to() -> None:
    pointer = score("The signal regions are defined in Table 1.", section=("Signal regions",))
    assert POSSIBLE <= pointer.value < LIKELY
    assert score("The signal regions are defined by HT > 600 GeV.", section=("Signal regions",)).likely


def test_weights_have_the_sign_of_their_side() -> None:
    assert all(weight > 0 for weight, _ in FOR.values())
    assert all(weight < 0 for weight, _ in AGAINST.values())
