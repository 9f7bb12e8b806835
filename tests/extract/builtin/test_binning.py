"""Bins that prose tells, in ten ways to write them; and what only looks like bins."""

import pytest

from hepir.extract.builtin.binning import bins_told, with_bins_told
from hepir.extract.builtin.claims import Reading, step

EDGES = [
    (
        "We define four bins in HT with boundaries 250, 350, 450 and 610 GeV.",
        "{ht} in bins [250, 350, 450, 610] GeV",
    ),
    (
        "The signal region is divided into three bins of ETmiss: 210-310, 310-410 and > 410 GeV.",
        "MET.pt in bins [210, 310, 410] GeV",
    ),
    (
        "Events are categorised into intervals of HT with edges at 310, 510 and 1010 GeV.",
        "{ht} in bins [310, 510, 1010] GeV",
    ),
    ("The bin boundaries in pTmiss are 250, 310 and 350 GeV.", "MET.pt in bins [250, 310, 350] GeV"),
    (
        "Three exclusive bins are defined in ETmiss, with boundaries at 210, 310 and 410 GeV.",
        "MET.pt in bins [210, 310, 410] GeV",
    ),
    (
        "The analysis is binned in meff with lower edges of 0.8, 1.2 and 1.6 TeV.",
        "{meff} in bins [0.8, 1.2, 1.6] TeV",
    ),
    ("The HT intervals are 310-510, 510-1010, and above 1010 GeV.", "{ht} in bins [310, 510, 1010] GeV"),
    (
        "Events are further divided into categories with 2-3, 4-5 and at least 6 jets.",
        "size({Jet}) in bins [2, 4, 6]",
    ),
    (
        "The events are classified by the number of b jets: 0, 1, 2 and ≥ 3.",
        "size({BJet}) in bins [0, 1, 2, 3]",
    ),
    ("The number of jets is split into intervals 2, 3-4, 5-6, ≥ 7.", "size({Jet}) in bins [2, 3, 5, 7]"),
    ("We use categories with 0, 1, and 2 or more b-tagged jets.", "size({BJet}) in bins [0, 1, 2]"),
]


@pytest.mark.parametrize(("text", "expected"), EDGES)
def test_bins_are_told_in_many_ways(text: str, expected: str) -> None:
    told = bins_told(text)
    assert told is not None
    assert [each.text for each in told.claims] == [f"bin {expected}"]


def test_each_list_belongs_to_the_variable_before_it() -> None:
    told = bins_told("Events are split into bins of Njets (2, 3-4, ≥ 5) and Nb (0, 1, ≥ 2).", "SRA")
    assert told is not None
    assert told.claims == (
        step("SRA", "bin size({Jet}) in bins [2, 3, 5]"),
        step("SRA", "bin size({BJet}) in bins [0, 1, 2]"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Efficiencies are measured in bins of pT with edges at 20, 30 and 40 GeV.",
        "The uncertainty is 5, 10 and at least 20 in the bins of HT.",
        "Muons with pT of 10, 20 and 30 GeV are used in each bin.",
        "Jets are divided into those with pT boundaries at 30, 20 and 10 GeV.",
        "Events must have HT > 310 GeV.",
    ],
)
def test_other_lists_are_no_bins(text: str) -> None:
    assert bins_told(text) is None


def test_a_sentence_that_claims_bins_keeps_them() -> None:
    own = Reading((step("", "bin MET.pt in bins [210, 310] GeV"),))
    assert with_bins_told(own, EDGES[0][0], "") is own
    assert with_bins_told(Reading(), EDGES[0][0], "SRA").claims[0].name == "SRA"
