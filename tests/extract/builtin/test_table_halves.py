"""Tables that are several in one, and lists in their cells: which region each limit belongs to.

In: tables in Markdown. Out: the statements that the built-in reader makes of them.
"""

import pytest
from builtin_drafts import statements
from table_drafts import DEFINED, rules
from written_papers import selection

HALVES = """
 | SRA | CR/VR | STCR
MET [GeV] | > 250 | > 230 | > 200
mT [GeV] | > 160 | [30, 90] / [90, 120] | [30, 120]
 | SRB | CR/VR | STCR
MET [GeV] | > 550 | > 350 | > 300
mT [GeV] | > 170 | [20, 80] / [80, 110] | [20, 110]
"""


def test_names_that_both_halves_of_a_table_have_stand_behind_the_region_of_each() -> None:
    assert rules(DEFINED, HALVES) == [
        "SRA: select MET.pt > 250 GeV",
        "SRA: select mt > 160 GeV",
        "SRA_CR: select MET.pt > 230 GeV",
        "SRA_CR: select 30 GeV < mt < 90 GeV",
        "SRA_VR: select MET.pt > 230 GeV",
        "SRA_VR: select 90 GeV < mt < 120 GeV",
        "SRA_STCR: select MET.pt > 200 GeV",
        "SRA_STCR: select 30 GeV < mt < 120 GeV",
        "SRB: select MET.pt > 550 GeV",
        "SRB: select mt > 170 GeV",
        "SRB_CR: select MET.pt > 350 GeV",
        "SRB_CR: select 20 GeV < mt < 80 GeV",
        "SRB_VR: select MET.pt > 350 GeV",
        "SRB_VR: select 80 GeV < mt < 110 GeV",
        "SRB_STCR: select MET.pt > 300 GeV",
        "SRB_STCR: select 20 GeV < mt < 110 GeV",
    ]


CONTINUED = """
Requirement | S1 | S1 | S2
MET [GeV] > | 250 | 250 | 300
HT [GeV] > | 350 | 350 | 400
 | S1a | S1b | S2
mT2 [GeV] > | 100 | 120 | 160
"""


def test_names_that_go_on_with_those_above_rest_on_them() -> None:
    assert rules(DEFINED, CONTINUED) == [
        "S1: select MET.pt > 250 GeV",
        "S1: select ht > 350 GeV",
        "S2: select MET.pt > 300 GeV",
        "S2: select ht > 400 GeV",
        "S2: select mt2 > 160 GeV",
        "S1a: select S1",
        "S1a: select mt2 > 100 GeV",
        "S1b: select S1",
        "S1b: select mt2 > 120 GeV",
    ]


@pytest.mark.parametrize(
    ("heads", "names"),
    [
        ("Target | squarks | squarks\nRequirement | Signal region | Signal region\n | 2j-1200 | 2j-1600", ""),
        (
            "Requirement | Signal Region [Meff-] | Signal Region [Meff-]\nRequirement | 2j-1200 | 2j-1600",
            "Meff_",
        ),
    ],
)
def test_the_names_of_regions_stand_below_what_all_columns_have(heads: str, names: str) -> None:
    first = f"{names or 'SR_'}2j"
    assert rules(DEFINED, f"{heads}\nMET [GeV] > | 250 | 300\nHT [GeV] > | 700 | 900") == [
        f"{first}_1200: select MET.pt > 250 GeV",
        f"{first}_1200: select ht > 700 GeV",
        f"{first}_1600: select MET.pt > 300 GeV",
        f"{first}_1600: select ht > 900 GeV",
    ]


CROSSED = """
Signal Region | | TT | TW
 | Nb-jet | ≥ 2 | ≥ 3
A | MET | > 400 GeV | > 500 GeV
A | HT | > 900 GeV | -
B | MET | > 200 GeV | > 300 GeV
"""


def test_labels_in_front_of_rows_and_heads_name_regions_together() -> None:
    assert rules("Table 1: Selection criteria for SRA and SRB.", CROSSED) == [
        "SRA_TT: select size(bjets) >= 2",
        "SRA_TT: select MET.pt > 400 GeV",
        "SRA_TT: select ht > 900 GeV",
        "SRA_TW: select size(bjets) >= 3",
        "SRA_TW: select MET.pt > 500 GeV",
        "SRB_TT: select size(bjets) >= 2",
        "SRB_TT: select MET.pt > 200 GeV",
        "SRB_TW: select size(bjets) >= 3",
        "SRB_TW: select MET.pt > 300 GeV",
    ]


LISTS = """
Variable | SRA | SRB
Number of (jets, b-tags) | (≥ 4, ≥ 1) | (≥ 5, = 2)
Jet pT [GeV] | > (60, 50, 40) | > (100, 80, 25, 25, 25)
"""


def test_lists_in_brackets_limit_one_after_the_other() -> None:
    assert rules(DEFINED, LISTS) == [
        "SRA: select size(jets) >= 4",
        "SRA: select size(bjets) >= 1",
        "SRA: select leading(jets).pt > 60 GeV",
        "SRA: select jets[1].pt > 50 GeV",
        "SRA: select jets[2].pt > 40 GeV",
        "SRB: select size(jets) >= 5",
        "SRB: select size(bjets) == 2",
        "SRB: select leading(jets).pt > 100 GeV",
        "SRB: select jets[1].pt > 80 GeV",
        "SRB: select jets[2].pt > 25 GeV",
        "SRB: select jets[3].pt > 25 GeV",
        "SRB: select jets[4].pt > 25 GeV",
    ]


@pytest.mark.parametrize("head", ["N95obs", "S_95^exp", "Observed limit", "p0", "Total SM"])
def test_columns_behind_those_of_limits_that_hold_results_are_no_limits(head: str) -> None:
    rows = "SR1 | > 100 | > 20 | 42 | 26.6-27.8\nSR2 | > 200 | > 30 | 4 | 6.5-6.7"
    table = f"Region | HT [GeV] | MT2 [GeV] | Data | {head}\n{rows}"
    assert rules("Table 1: Definitions of the super signal regions, with predictions and limits.", table) == [
        "SR1: select ht > 100 GeV",
        "SR1: select mt2 > 20 GeV",
        "SR2: select ht > 200 GeV",
        "SR2: select mt2 > 30 GeV",
    ]


def test_columns_of_numbers_are_not_asked_of_all_events() -> None:
    table = "Requirement | first | second\nMET [GeV] > | 250 | 300\nHT [GeV] > | 700 | 900"
    assert not any(
        each.startswith("preselection") for each in rules("Table 1: Summary of the requirements.", table)
    )


STEPS = """
Selection | Requirements
Preselection | exactly one electron or muon
Preselection | ≥ 4 jets
Loose selection | Preselection
Loose selection | HT > 800 GeV, MET > 60 GeV
Tight selection | Loose selection, HT > 900 GeV
Tight selection | pT(b1) > 160 GeV (type I) or pT(b1) > 80 GeV (type II)
"""


def test_selections_that_are_built_on_those_above_are_regions() -> None:
    assert rules("Table 1: Summary of the event selection.", STEPS) == [
        "preselection: select size(Electron) + size(Muon) == 1",
        "preselection: select size(Jet) >= 4",
        "loose_selection: select ht > 800 GeV",
        "loose_selection: select MET.pt > 60 GeV",
        "tight_selection: select loose_selection",
        "tight_selection: select ht > 900 GeV",
    ]


OBJECTS = """
Quantity | Requirement
Jet selection | R = 0.4, pT > 30 GeV, absηabs < 2.4
Veto muon | pT > 10 GeV, absηabs < 2.5, pTsum < 0.2 pTlep or
Veto muon | pT > 5 GeV, absηabs < 2.3
Veto electron | pT > 7 GeV, absηabs < 2.1, MT < 100 GeV
MET | MET > 250 GeV for HT < 1000 GeV, else MET > 30 GeV
"""


def test_limits_of_objects_in_a_summary_are_none_of_events() -> None:
    assert rules("Table 1: Summary of objects and preselection.", OBJECTS) == [
        "jets: select pt > 30 GeV",
        "jets: select |eta| < 2.4",
    ]


CONTROL = """
CR | CR process | CR selection
CRW | W+jets | 30 GeV < mT < 100 GeV, b-veto
CRT | top | 30 GeV < mT < 100 GeV, b-tag
"""


def test_heads_that_speak_of_regions_name_none() -> None:
    assert rules("Table 1: Summary of the control regions.", CONTROL) == [
        "CRW: select 30 GeV < mt < 100 GeV",
        "CRW: select size(bjets) == 0",
        "CRT: select 30 GeV < mt < 100 GeV",
        "CRT: select size(bjets) >= 1",
    ]


@pytest.mark.parametrize("cell", ["2, same flavor", "2 same-flavour", "2 SF", "2, same flavour leptons"])
def test_numbers_of_leptons_with_a_sort_are_pairs(cell: str) -> None:
    assert rules(
        DEFINED, f"Variable | CRZ | CRW\nN_l | {cell} | 1\nN_jet | ≥ 4 (including lepton) | ≥ 2"
    ) == [
        "CRZ: select size(leptons) == 2",
        "CRZ: select any(pair.first.flavor == pair.second.flavor for pair in lepton_pairs)",
        "CRW: select size(leptons) == 1",
        "CRW: select size(Jet) >= 2",
    ]


SEQUENCE = """
Step | Criteria
Trigger | single-muon trigger
Baseline | exactly one muon with pT > 30 GeV, at least two jets
Signal region | baseline, MET > 200 GeV, mT > 100 GeV
Control region | baseline, 30 GeV < mT < 100 GeV
"""


def test_steps_of_a_selection_name_regions_and_criteria_are_none() -> None:
    assert rules("Table 1: Event selection of the analysis.", SEQUENCE) == [
        "preselection: select count(m.pt > 30 GeV for m in Muon) == 1",
        "preselection: select size(Jet) >= 2",
        "signal_region: select MET.pt > 200 GeV",
        "signal_region: select mt > 100 GeV",
        "control_region: select 30 GeV < mt < 100 GeV",
    ]


def test_a_character_without_meaning_before_a_range_may_leave_it_out() -> None:
    angle = "\ufffd \ufffd\ufffdΔφ(j, MET)\ufffd | > 0.4 | > 0.5"
    found = rules(DEFINED, f"Variable | SRA | SRB\n{angle}\nmSFOS [GeV] | \ufffd [81, 101] | 81-101")
    assert [each for each in found if "phi" in each] == [
        "SRA: select all(dphi(j, MET) > 0.4 for j in Jet)",
        "SRB: select all(dphi(j, MET) > 0.5 for j in Jet)",
    ]
    assert not any("SRA" in each and "81" in each for each in found)


def test_a_region_with_a_limit_behind_its_name_is_no_variable() -> None:
    table = "BDT score | tN_diag ≥ 0.4 | tN_high ≥ 0.6\nRegions | TCR1 | TCR2"
    assert rules("Table 1: Overview of the control region definitions.", table) == []


def test_the_momentum_of_a_b_jet_where_there_are_several_is_left_open() -> None:
    table = "Nj | Nb | pTb [GeV] | MET [GeV]\n≥ 2 | 1 | 20-40 | > 300\n≥ 2 | ≥ 2 | 40-80 | > 400"
    found = rules("Table 1: Summary of the search regions.", table)
    assert "bin_2: select 40 GeV < pt_b < 80 GeV" in found
    assert not any("leading" in each for each in found)


EDGES = """
HT range [GeV] | Jet multiplicities | MT2 binning [GeV]
[ 250, 450 ] | 2 - 3j, 0b | [ 200, 300, 400, ∞ ]
[ 450, ∞ ] | ≥ 4j, ≥ 2b | [ 200, 500, 900 ]
"""


def test_lists_of_edges_are_bins_and_counts_of_jets_are_abbreviated() -> None:
    caption = "Table 1: Adopted binning in the regions of the search, for the low and high HT regions."
    assert rules(caption, EDGES) == [
        "bin_1: select 250 GeV < ht < 450 GeV",
        "bin_1: select 2 <= size(Jet) <= 3",
        "bin_1: select size(bjets) == 0",
        "bin_1: select mt2 > 200 GeV",
        "bin_1: bin mt2 in bins [200, 300, 400] GeV",
        "bin_2: select ht > 450 GeV",
        "bin_2: select size(Jet) >= 4",
        "bin_2: select size(bjets) >= 2",
        "bin_2: select 200 GeV < mt2 < 900 GeV",
        "bin_2: bin mt2 in bins [200, 500, 900] GeV",
    ]


def test_momenta_listed_in_a_cell_are_those_of_the_leading_objects() -> None:
    assert rules(DEFINED, "SRA | SRB\ntau pT > 50, 40 GeV | tau pT > 60, 30 GeV") == [
        "SRA: select leading(taus).pt > 50 GeV",
        "SRA: select taus[1].pt > 40 GeV",
        "SRB: select leading(taus).pt > 60 GeV",
        "SRB: select taus[1].pt > 30 GeV",
    ]


def test_bins_of_two_tables_that_count_from_one_are_not_the_same() -> None:
    tables = [
        part
        for number, head in ((1, "MET"), (2, "HT"))
        for part in (
            f"Table {number}: Summary of the search regions.",
            f"| {head} [GeV] | Nb |\n|---|---|\n| > 100 | ≥ 1 |\n| > 200 | ≥ 2 |",
        )
    ]
    assert [each for each in statements(selection(*tables)) if "bin_1" in each and "select" in each] == [
        "bin_1: select MET.pt > 100 GeV",
        "bin_1: select size(bjets) >= 1",
        "bin_1_2: select ht > 100 GeV",
        "bin_1_2: select size(bjets) >= 1",
    ]


def test_a_property_of_something_without_a_name_is_left_open() -> None:
    assert rules(DEFINED, "Variable | SRA | SRB\nη(Z) | < 1.6 | < 1.2\nMET [GeV] | > 100 | > 200") == [
        "SRA: select eta_z < 1.6",
        "SRA: select MET.pt > 100 GeV",
        "SRB: select eta_z < 1.2",
        "SRB: select MET.pt > 200 GeV",
    ]
