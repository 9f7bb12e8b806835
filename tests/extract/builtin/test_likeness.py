"""Regions that are like others: what the text changes is changed, all else is the same; what is unclear is noted."""

import pytest
from builtin_drafts import notes, statements
from written_papers import selection

SIGNAL = "The signal region SR1 requires ETmiss > 310 GeV, no b-tagged jets and at least four jets."
TWO = (
    "SRlow requires ETmiss > 210 GeV and mT > 90 GeV, and SRhigh requires ETmiss > 330 GeV and mT > 140 GeV."
)
LIKE = {
    "The control region CRT is defined in the same way as SR1, but requiring at least two b-tagged jets.": [
        "CRT: select MET.pt > 310 GeV",
        "CRT: select size(Jet) >= 4",
        "CRT: select size(bjets) >= 2",
    ],
    "CRT uses the same selection as SR1, except that exactly one b-tagged jet is required.": [
        "CRT: select MET.pt > 310 GeV",
        "CRT: select size(Jet) >= 4",
        "CRT: select size(bjets) == 1",
    ],
    "In CRT the selection of SR1 is applied with the b-jet veto replaced by a requirement of two or more b-tagged jets.": [
        "CRT: select MET.pt > 310 GeV",
        "CRT: select size(Jet) >= 4",
        "CRT: select size(bjets) >= 2",
    ],
    "The ETmiss requirement of SR1 is inverted in VR1.": [
        "VR1: reject MET.pt > 310 GeV",
        "VR1: select size(bjets) == 0",
        "VR1: select size(Jet) >= 4",
    ],
    "VR1 is identical to SR1 but with the b-jet veto inverted.": [
        "VR1: select MET.pt > 310 GeV",
        "VR1: select size(bjets) >= 1",
        "VR1: select size(Jet) >= 4",
    ],
    "The multijet control region is obtained by inverting the ETmiss requirement.": [
        "multijet_control_region: reject MET.pt > 310 GeV",
        "multijet_control_region: select size(bjets) == 0",
        "multijet_control_region: select size(Jet) >= 4",
    ],
    "The top control region is obtained from the signal region by dropping the b-jet veto and requiring exactly one muon.": [
        "top_control_region: select MET.pt > 310 GeV",
        "top_control_region: select size(Jet) >= 4",
        "top_control_region: select size(Muon) == 1",
    ],
    "SR2 has the same requirements as SR1 with the additional requirement of exactly one photon.": [
        "SR2: select MET.pt > 310 GeV",
        "SR2: select size(bjets) == 0",
        "SR2: select size(Jet) >= 4",
        "SR2: select size(Photon) == 1",
    ],
    "SR2 is defined like SR1, with the exception of the jet multiplicity, which must be at least six.": [
        "SR2: select MET.pt > 310 GeV",
        "SR2: select size(bjets) == 0",
        "SR2: select size(Jet) >= 6",
    ],
}


@pytest.mark.parametrize(("sentence", "expected"), LIKE.items())
def test_what_is_not_changed_is_the_same(sentence: str, expected: list[str]) -> None:
    found = statements(selection(f"{SIGNAL} {sentence}"))
    assert [each for each in found if not each.startswith(("SR1", "bjets"))] == expected


def test_two_regions_are_like_two_others() -> None:
    found = statements(
        selection(
            TWO,
            "CRlow and CRhigh are defined like SRlow and SRhigh, respectively, but with 30 < mT < 70 GeV.",
        )
    )
    assert [each for each in found if each.startswith("CR")] == [
        "CRlow: select MET.pt > 210 GeV",
        "CRlow: select 30 GeV < mt < 70 GeV",
        "CRhigh: select MET.pt > 330 GeV",
        "CRhigh: select 30 GeV < mt < 70 GeV",
    ]


def test_as_many_as_in_the_other_are_meant_exactly() -> None:
    found = statements(
        selection(
            "SRA requires exactly two leptons and HT > 420 GeV.",
            "CRA is like SRA, but with three leptons instead of two.",
        )
    )
    assert [each for each in found if each.startswith("CRA")] == [
        "CRA: select ht > 420 GeV",
        "CRA: select size(leptons) == 3",
    ]


def test_a_region_may_be_like_one_that_is_like_another() -> None:
    found = statements(
        selection(
            f"{SIGNAL} CR2 is like CR1, but with at least six jets.",
            "CR1 is like SR1, but with exactly one b-tagged jet.",
        )
    )
    assert [each for each in found if each.startswith("CR2")] == [
        "CR2: select MET.pt > 310 GeV",
        "CR2: select size(bjets) == 1",
        "CR2: select size(Jet) >= 6",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "CRX is defined like SR9, but with at least one b-tagged jet.",
        "CRX is defined like SR1, but with the isolation requirement inverted.",
        "CRX is defined like SR1, but with the photon veto inverted.",
        "CRX is defined like SR1, but with a slightly looser jet selection.",
    ],
)
def test_what_cannot_be_followed_is_noted(sentence: str) -> None:
    paper = selection(f"{SIGNAL} {sentence}")
    assert not [each for each in statements(paper) if each.startswith("CRX")]
    assert any("CRX" in each for each in notes(paper))
