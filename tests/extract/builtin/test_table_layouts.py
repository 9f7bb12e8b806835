"""Layouts of tables: chains of bins, cells with a variable of their own, columns of criteria.

In: tables in Markdown. Out: the statements that the built-in reader makes of them.
"""

import pytest
from table_drafts import DEFINED, rules

JETS = """
 | 5-jet SR | 4-jet high-x SR
ETmiss (GeV) | > 250 | > 200
HT (GeV) | - | > 900
pTl=e(μ) (GeV) | > 35 | > 35
"""


def test_a_number_of_jets_that_begins_the_name_of_a_region_stays_with_them() -> None:
    assert rules(DEFINED, JETS) == [
        "SR_5_jet: select MET.pt > 250 GeV",
        "high_x_SR_4_jet: select MET.pt > 200 GeV",
        "high_x_SR_4_jet: select ht > 900 GeV",
    ]


CHAINS = """
Region | S(ETmiss) | ΔRll | MET [GeV]
SR-High | 18-21-∞ | 0-0.8-1.6 | 100-200-300
SR-Low | 6-12 | < 1 | 50-60abs110-∞
CR-Z | - | 1-1.4 | [50, 60] or [110, ∞)
"""


def test_chains_of_numbers_are_bins_within_a_range() -> None:
    assert rules(DEFINED, CHAINS.replace("abs", r"\|")) == [
        "SR_High: select MET.significance > 18",
        "SR_High: bin MET.significance in bins [18, 21]",
        "SR_High: select 0 < dr_ll < 1.6",
        "SR_High: bin dr_ll in bins [0, 0.8, 1.6]",
        "SR_High: select 100 GeV < MET.pt < 300 GeV",
        "SR_High: bin MET.pt in bins [100, 200, 300] GeV",
        "SR_Low: select 6 < MET.significance < 12",
        "SR_Low: select dr_ll < 1",
        "SR_Low: select 50 GeV < MET.pt < 60 GeV or MET.pt > 110 GeV",
        "CR_Z: select 1 < dr_ll < 1.4",
        "CR_Z: select 50 GeV < MET.pt < 60 GeV or MET.pt > 110 GeV",
    ]


OWN = """
Region | Jets | m* [GeV]
SRA | ≥ 2 | meff: > 900 GeV
SRB | 1 | mown: 60-110 GeV
"""


def test_a_cell_may_name_its_own_variable() -> None:
    assert rules(DEFINED, OWN) == [
        "SRA: select size(Jet) >= 2",
        "SRA: select meff > 900 GeV",
        "SRB: select size(Jet) == 1",
        "SRB: select 60 GeV < mown < 110 GeV",
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "same flavour, opposite charge leptons",
        "opposite-sign same-flavour leptons",
        "SFOS lepton pair",
        "OSSF leptons",
    ],
)
def test_a_pair_needs_no_number(cell: str) -> None:
    (said,) = rules("Table 1: Requirements of the preselection.", f"Pre-selection:\n{cell},")
    assert said == (
        "preselection: select any(pair.first.charge != pair.second.charge and pair.first.flavor == pair.second.flavor "
        "for pair in lepton_pairs)"
    )


LISTED = """
Pre-selection:
njets ≥ 1,
MET > 100 GeV, and
HT > 300 GeV.
"""


def test_a_column_of_criteria_may_be_set_as_a_list() -> None:
    assert rules("Table 1: Requirements of the preselection.", LISTED) == [
        "preselection: select size(Jet) >= 1",
        "preselection: select MET.pt > 100 GeV",
        "preselection: select ht > 300 GeV",
    ]


ELSEWHERE = """
 | njets | MET [GeV] | HT [GeV]
SR-Int | ≥ 2 | > 200 | > 300
CR-Int | ≥ 2 | 100-200 | > 300
"""


def test_rows_of_regions_with_limits_define_them_whatever_the_caption_says() -> None:
    said = ["select size(Jet) >= 2", "select MET.pt > 200 GeV", "select ht > 300 GeV"]
    assert rules("Table 1: As in the text above.", ELSEWHERE)[:3] == [f"SR_Int: {each}" for each in said]
    assert rules("Table 1: Expected yields.", ELSEWHERE) == []


TITLED = """
Definitions of the signal regions | Definitions of the signal regions | Definitions of the signal regions
 | SRA | SRB
MET [GeV] | > 200 | > 300
HT [GeV] | > 500 | > 600 (700)
Njets | ≥ 4 | 5 (6)
meff [GeV] | > 900[*] | > 800
"""
UNITS = """
Region | mT | MET | pTjet1
 | [GeV] | [GeV] | [GeV]
SRA | > 100 | 60-120 | -
SRB | - | > 120 | > 70
"""
BOTH = """
 | Signal region definitions | Signal region definitions |
Region | mT | MET | pTjet1
 | [GeV] | [GeV] | [GeV]
SRA | > 100 | 60-120 | -
SRB | - | > 120 | > 70
"""


def test_a_title_over_all_columns_is_no_head_and_values_of_a_variant_are_a_note() -> None:
    assert rules(DEFINED, TITLED) == [
        "SRA: select MET.pt > 200 GeV",
        "SRA: select ht > 500 GeV",
        "SRA: select size(Jet) >= 4",
        "SRB: select MET.pt > 300 GeV",
        "SRB: select meff > 800 GeV",
    ]


@pytest.mark.parametrize("table", [UNITS, BOTH], ids=["units", "below a title"])
def test_units_may_stand_below_the_heads(table: str) -> None:
    assert rules(DEFINED, table) == [
        "SRA: select mt > 100 GeV",
        "SRA: select 60 GeV < MET.pt < 120 GeV",
        "SRB: select MET.pt > 120 GeV",
        "SRB: select leading(Jet).pt > 70 GeV",
    ]


LISTS = """
Region | Selection | MET [GeV]
0 | Nb = 0, NSV = 0, pTISR ≥ 500 GeV, 2 ≤ Nj ≤ 5 | 250-400
1 | Nb ≥ 2, 300 ≤ pTISR < 500 GeV, and Nt ≥ 1 | > 400
2 | Nb ≥ 2, mTb < 175 GeV or MET < 250 GeV | -
"""


def test_a_cell_may_list_limits_each_of_a_variable_of_its_own() -> None:
    assert rules("Table 1: Selections of the validation regions.", LISTS) == [
        "bin_0: select size(bjets) == 0",
        "bin_0: select nsv == 0",
        "bin_0: select ptisr >= 500 GeV",
        "bin_0: select size(Jet) >= 2",
        "bin_0: select size(Jet) <= 5",
        "bin_0: select 250 GeV < MET.pt < 400 GeV",
        "bin_1: select size(bjets) >= 2",
        "bin_1: select 300 GeV <= ptisr < 500 GeV",
        "bin_1: select nt >= 1",
        "bin_1: select MET.pt > 400 GeV",
    ]


STEPS = """
Step | Object removed | Object compared to | Condition
1 | muon | electron | shared track
2 | photon | electron | ΔR < 0.4
3 | jet | electron | ΔR < 0.2
4 | electron | jet | ΔR(e, jet) < 0.4
5 | jet | muon | ΔR < 0.2 and Ntracks < 3
"""
AGAINST = """
Reject | Against | Criteria
Photon | Electron | ΔR < 0.4
Jet | Electrons | dR < 0.2
Electrons | Jet | dR < 0.4
Electron | Electron | shared track, pT1 < pT2
"""
DISTANCES = """
Object kept | Object removed | ΔR
electrons | photons | < 0.4
electrons | jets | < 0.2
jets | electrons | < 0.4
"""


@pytest.mark.parametrize("table", [STEPS, AGAINST, DISTANCES], ids=["steps", "against", "distances"])
def test_overlaps_are_removed_in_the_order_of_the_rows(table: str) -> None:
    assert sorted(rules("Table 1: Overlap removal procedure.", table)) == [
        "electrons: reject any(dr(this, j) < 0.4 for j in jets)",
        "jets: reject any(dr(this, e) < 0.2 for e in candidate_electrons)",
        "photons: reject any(dr(this, e) < 0.4 for e in candidate_electrons)",
    ]


THRESHOLDS = """
Signal Region | ETmiss threshold [GeV] | Minimum HT [GeV] | σ × A × ε [fb]
SR1 | 150 | 300 | 726 (935)
SR2 | 200 | - | 194 (271)
"""


def test_bare_numbers_below_thresholds_are_lower_limits() -> None:
    assert rules("Table 1: The signal regions and upper limits on the cross section.", THRESHOLDS) == [
        "SR1: select MET.pt > 150 GeV",
        "SR1: select ht > 300 GeV",
        "SR2: select MET.pt > 200 GeV",
    ]


UNNAMED = """
Bin Number | Category | MR Bin | R^2 Bin | Model
0 | HighPt | 600 - ∞ | 0.025 - ∞ | poly3
1 | HighPt | 150 - 600 | 0.130 - ∞ | singleExp
9 | HighRes | 150 - 250 | 0.000 - 0.175 | modExp
"""


def test_a_table_of_bins_needs_no_caption() -> None:
    assert rules("These are all bins.", UNNAMED) == [
        "highpt_bin_0: select mr > 600",
        "highpt_bin_0: select r2 > 0.025",
        "highpt_bin_1: select 150 < mr < 600",
        "highpt_bin_1: select r2 > 0.130",
        "highres_bin_9: select 150 < mr < 250",
        "highres_bin_9: select 0.000 < r2 < 0.175",
    ]


CUTS = """
Selection | Nt | NW | Total | Data
eμ sample | 39 | 2410 | 2690 | 2700
nb = 0 | 114 | 2410 | 2600 | 2612
MET > 50 GeV | 103 | 2260 | 2500 | 2507
"""


def test_numbers_of_events_behind_a_condition_are_no_regions() -> None:
    assert rules("Table 1: Event selection for the 0-jet category.", CUTS) == []


IDENTIFICATION = """
Criterion | Veto | Tight
DE1 | < 0.00463 | < 0.00255
DF1 | < 0.148 | < 0.022
"""


def test_working_points_of_objects_are_no_regions() -> None:
    said = rules("Table 1: Criteria of the veto and tight IDs, a selection for electrons.", IDENTIFICATION)
    assert not [each for each in said if each.startswith(("Veto", "Tight", "veto", "tight"))]


CATEGORIES = """
Type | nj = 0 | nj = 1
nj-dependent | - | mt > 50 GeV
nj-dependent | MET > 20 GeV | MET > 30 GeV
"""


def test_columns_with_conditions_as_heads_are_not_asked_of_all_events() -> None:
    assert rules("Table 1: Selection criteria.", CATEGORIES) == []


REPEATED = """
Variable | Selection
mγ+j [GeV] | mγ+j > 500
HT [GeV] | HT > 300
"""


def test_a_cell_may_name_the_variable_of_its_row_once_more() -> None:
    assert rules("Table 1: Selection criteria.", REPEATED) == [
        "preselection: select mgamma_j > 500 GeV",
        "preselection: select ht > 300 GeV",
    ]


DISTANCES_NAMED = """
Variable | SRA | SRB
ΔRll | < 1.8 | < 2
MΔR [GeV] | > 95 | > 110
"""


def test_a_distance_is_named_as_one_and_other_letters_stay() -> None:
    assert [each.split(" ")[2] for each in rules(DEFINED, DISTANCES_NAMED)] == ["dr_ll", "mdelta_r"] * 2
