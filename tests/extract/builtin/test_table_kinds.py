"""Kinds of tables that publications have: what each of them says, and what none of them must be taken to say.

In: tables in Markdown. Out: the statements that the built-in reader makes of them.
"""

import random

import pytest
from builtin_drafts import headers, statements
from table_drafts import DEFINED, rules
from written_papers import selection

from hepir.extract.builtin.tables import table_readings, unmarked
from hepir.reading.document import Table

VARIABLES = """
Variable | SRA | SRB
m_Tb,min [GeV] | > 210 | -
Δφ(ll, ETmiss) | > 2.5 | > 1.5
pT(ll) [GeV] | > 30 | 40-60
R1 | - | [0.3, 0.6)
"""


def test_variables_that_a_table_alone_names_are_left_open() -> None:
    assert rules(DEFINED, VARIABLES) == [
        "SRA: select m_tb_min > 210 GeV",
        "SRA: select delta_phi_ll_met > 2.5",
        "SRA: select any(pair.pt > 30 GeV for pair in lepton_pairs)",
        "SRB: select delta_phi_ll_met > 1.5",
        "SRB: select any(40 GeV < pair.pt < 60 GeV for pair in lepton_pairs)",
        "SRB: select 0.3 < r1 < 0.6",
    ]


YIELDS = """
Process | SR1 | SR2
Z+jets | < 0.1 | 3 ± 1
Signal (500, 100) | < 0.2 | < 0.1
Observed | 2 | 4
"""


@pytest.mark.parametrize("caption", ["Yields in the signal regions.", "Event yields after the selection."])
def test_yields_are_no_limits(caption: str) -> None:
    assert rules(f"Table 1: {caption}", YIELDS) == []


@pytest.mark.parametrize("cell", ["2 SFOS", "2, SFOS", "exactly 2 OSSF", "= 2 SFOS pair"])
def test_pairs_of_leptons_are_abbreviated(cell: str) -> None:
    found = rules(DEFINED, f"Region | Leptons | b-jets\nSRA | {cell} | 0\nSRB | 2 DF | ≥ 1")
    assert found[:2] == [
        "SRA: select size(leptons) == 2",
        "SRA: select any(pair.first.charge != pair.second.charge and pair.first.flavor == pair.second.flavor "
        "for pair in lepton_pairs)",
    ]
    assert found[3:5] == [
        "SRB: select size(leptons) == 2",
        "SRB: select any(pair.first.flavor != pair.second.flavor for pair in lepton_pairs)",
    ]


@pytest.mark.parametrize(
    ("head", "cell", "expected"),
    [
        ("N_jet (pT > 30 GeV)", "≥ 4", "count(j.pt > 30 GeV for j in Jet) >= 4"),
        ("Jets with pT > 30 GeV", "4", "count(j.pt > 30 GeV for j in Jet) == 4"),
        ("Jets", "exactly 4 with pT > 30 GeV", "count(j.pt > 30 GeV for j in Jet) == 4"),
        ("N_lep", "1", "size(leptons) == 1"),
        ("Nsignalleptons", "≥ 3", "size(leptons) >= 3"),
        ("Njets", "0 or 1", "0 <= size(Jet) <= 1"),
        ("Hadronic tau veto", "✓", "size(Tau) == 0"),
        ("mT [GeV]", "[30, 90)", "30 GeV < mt < 90 GeV"),
    ],
)
def test_heads_and_cells_say_together_what_is_counted(head: str, cell: str, expected: str) -> None:
    found = rules(DEFINED, f"Variable | SRA | SRB\n{head} | {cell} | {cell}\nETmiss [GeV] | > 210 | > 310")
    assert f"SRA: select {expected}" in [each.replace("_leptons", "leptons") for each in found]


def test_limits_that_fall_are_of_objects_by_rank() -> None:
    assert rules(DEFINED, "Region | Lepton pT [GeV] | Njets\nSRA | > 27, 20, 11 | 2\nSRB | > 27, > 13 | 3")[
        :3
    ] == [
        "SRA: select leading(leptons).pt > 27 GeV",
        "SRA: select leptons[1].pt > 20 GeV",
        "SRA: select leptons[2].pt > 11 GeV",
    ]


def test_a_limit_on_the_momentum_is_one_of_all_that_are_counted() -> None:
    by_row = "Region | Njets | pTjet [GeV]\nSRA | ≥ 6 | > 25\nSRB | ≥ 4 | > 40"
    by_column = "Variable | SRA | SRB\nNjets | ≥ 6 | ≥ 4\nJet pT [GeV] | > 25 | > 40"
    for table in (by_row, by_column):
        assert rules(DEFINED, table) == [
            "SRA: select count(j.pt > 25 GeV for j in Jet) >= 6",
            "SRB: select count(j.pt > 40 GeV for j in Jet) >= 4",
        ]


def test_inverted_is_what_the_first_region_does_not_ask() -> None:
    table = "Variable | SR | CRW | CRtop\nmT [GeV] | > 140 | inverted | [30, 90]\nb-jets | 0 | 0 | ≥ 1"
    assert "CRW: reject mt > 140 GeV" in rules("Table 1: Selection of SRs and CRs.", table)


def test_regions_are_named_below_a_head_of_several() -> None:
    table = """
    Cut | Signal Region | Signal Region
    | 2jl | 4jt
    ETmiss [GeV] > | 250 | 310
    meff [GeV] > | 1200 | 2200
    """
    assert rules("Table 1: Cuts of the signal regions.", table) == [
        "SR_2jl: select MET.pt > 250 GeV",
        "SR_2jl: select meff > 1200 GeV",
        "SR_4jt: select MET.pt > 310 GeV",
        "SR_4jt: select meff > 2200 GeV",
    ]


def test_columns_that_are_no_regions_say_nothing_of_all_events() -> None:
    table = "Quantity | First | Second\nLarge-R jets | - | ≥ 1\nSmall-R jets | ≥ 2 | -"
    assert rules("Table 1: Criteria.", table) == []


def test_columns_are_topologies() -> None:
    table = (
        "| Resolved | Merged\nSmall-R jets | ≥ 2 | -\nLarge-R jets | - | ≥ 1\nETmiss | > 150 GeV | > 250 GeV"
    )
    assert rules("Table 1: Requirements of the two topologies.", table) == [
        "Resolved: select size(Jet) >= 2",
        "Resolved: select MET.pt > 150 GeV",
        "Merged: select size(FatJet) >= 1",
        "Merged: select MET.pt > 250 GeV",
    ]


ONE = "Criterion | Requirement\nETmiss | > 30 GeV\nNumber of jets | ≥ 2"


@pytest.mark.parametrize(
    ("caption", "region"),
    [
        ("Selection in the electron channel.", "electron_channel"),
        ("Requirements for the μ+jets channel.", "mu_jets_channel"),
        ("Definition of the fiducial region.", "fiducial_region"),
        ("Selection of events for the signal region SRA.", "SRA"),
        ("Cuts defining the SRB.", "SRB"),
        ("Selection in the electron and muon channels.", "preselection"),
        ("Summary of the event selection.", "preselection"),
    ],
)
def test_a_caption_says_for_which_region_its_table_is(caption: str, region: str) -> None:
    assert rules(f"Table 1: {caption}", ONE) == [
        f"{region}: select MET.pt > 30 GeV",
        f"{region}: select size(Jet) >= 2",
    ]


def test_what_is_true_at_particle_level_selects_nothing() -> None:
    assert rules("Table 1: Definition of the phase space at particle level.", ONE) == []


def test_a_caption_asks_something_of_all_its_regions() -> None:
    table = "| SR-a | SR-b\nmT2 [GeV] | > 90 | > 120"
    for said in ("All regions require HT > 105 GeV.", "Each signal region must have HT > 105 GeV."):
        found = rules(f"Table 1: Signal region definitions. {said}", table)
        assert [each for each in found if "ht" in each] == [
            "SR_a: select ht > 105 GeV",
            "SR_b: select ht > 105 GeV",
        ]


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        (
            "Electron identification in the barrel (absηabs < 1.48).",
            ["electrons: reject |eta| < 1.48 and |d0| >= 0.05 cm"],
        ),
        ("Electron identification in the endcaps.", []),
        ("Electron identification criteria.", ["electrons: select |d0| < 0.05 cm"]),
    ],
)
def test_a_caption_says_for_which_part_of_the_detector_limits_are(caption: str, expected: list[str]) -> None:
    assert rules(f"Table 1: {caption}", "Variable | Requirement\nd0 [cm] | < 0.05\nStatus | fine") == expected


def test_a_caption_gives_the_ranges_of_the_parts_in_the_heads() -> None:
    caption = (
        "Table 1: Photon criteria for the barrel (absηabs < 1.44) and the endcaps (1.57 < absηabs < 2.5)."
    )
    assert rules(caption, "| Barrel | Endcap\nH/E | < 0.05 | < 0.04\npT [GeV] | > 21 | > 21") == [
        "photons: reject |eta| < 1.44 and hadronic_over_electromagnetic >= 0.05",
        "photons: reject 1.57 < |eta| < 2.5 and hadronic_over_electromagnetic >= 0.04",
        "photons: select pt > 21 GeV",
    ]


def test_a_table_of_one_region_is_about_it() -> None:
    table = "| SR^4-body\nETmiss [GeV] | > 210\nNjets | ≥ 2"
    assert rules(DEFINED, table) == ["SR_4_body: select MET.pt > 210 GeV", "SR_4_body: select size(Jet) >= 2"]
    assert "region preselection" not in headers(selection(DEFINED, table))


BINS = """
Nj | Nb | HT [GeV] | Bin name | Observed
2-3 | 0 | 300-500 | A01 | 12
4-6 | 1, ≥ 2 | 500 - ∞ | A02 | 3
"""


def test_a_column_behind_the_variables_may_name_the_bins() -> None:
    assert rules("Table 1: Definition of search bins.", BINS) == [
        "A01: select size(Jet) >= 2",
        "A01: select size(Jet) <= 3",
        "A01: select size(bjets) == 0",
        "A01: select 300 GeV < ht < 500 GeV",
        "A02: select size(Jet) >= 4",
        "A02: select size(Jet) <= 6",
        "A02: bin size(bjets) in bins [1, 2]",
        "A02: select ht > 500 GeV",
    ]


def test_bins_without_names_have_numbers() -> None:
    table = "Njets | ETmiss [GeV] | mT [GeV]\n2 | 210-310, 310-410, ≥ 410 | [0, 110)\n≥ 3 | > 210 | ≥ 110"
    assert rules("Table 1: Overview of the low Δm search bins.", table) == [
        "low_dm_bin_1: select size(Jet) == 2",
        "low_dm_bin_1: bin MET.pt in bins [210, 310, 410] GeV",
        "low_dm_bin_1: select 0 GeV < mt < 110 GeV",
        "low_dm_bin_2: select size(Jet) >= 3",
        "low_dm_bin_2: select MET.pt > 210 GeV",
        "low_dm_bin_2: select mt >= 110 GeV",
    ]
    assert rules("Table 1: Observed events in the search bins.", table) == []


def test_a_category_and_the_number_of_a_bin_name_a_region_together() -> None:
    table = "Bin | Category | HT [GeV]\n0 | Low | 210-310\n1 | Low | > 310\n0 | High | > 410"
    assert rules("Table 1: Bins of each category.", table) == [
        "low_bin_0: select 210 GeV < ht < 310 GeV",
        "low_bin_1: select ht > 310 GeV",
        "high_bin_0: select ht > 410 GeV",
    ]


def test_a_condition_over_all_columns_is_one_of_the_rows_below_it() -> None:
    table = """
    | | m_Tb < 175 GeV
    Nj | Nt | ETmiss
    ≥ 5 | ≥ 1 | > 210 GeV
    | | m_Tb ≥ 175 GeV
    ≥ 7 | ≥ 2 | > 310 GeV
    """
    assert rules("Table 1: Summary of the search regions.", table) == [
        "bin_1: select size(Jet) >= 5",
        "bin_1: select nt >= 1",
        "bin_1: select MET.pt > 210 GeV",
        "bin_1: select m_tb < 175 GeV",
        "bin_2: select size(Jet) >= 7",
        "bin_2: select nt >= 2",
        "bin_2: select MET.pt > 310 GeV",
        "bin_2: select m_tb >= 175 GeV",
    ]


def test_codes_where_limits_cross_are_regions() -> None:
    caption = "Table 1: Search regions for events with two leptons."
    assert rules(
        caption, "Njets | ETmiss < 110 GeV | ETmiss > 110 GeV\n0 | SS 01 | SS 02\n≥ 1 | SS 03 | SS 03"
    ) == [
        "ss_01: select size(Jet) == 0",
        "ss_01: select MET.pt < 110 GeV",
        "ss_02: select size(Jet) == 0",
        "ss_02: select MET.pt > 110 GeV",
        "ss_03: select size(Jet) >= 1",
    ]


@pytest.mark.parametrize("cell", ["≥ 4 (ee) ≥ 3 (μμ)", "> 4 > 3"])
def test_limits_of_several_cases_are_none(cell: str) -> None:
    found = rules(DEFINED, f"Region | Njets | ETmiss [GeV]\nSRA | {cell} | > 210\nSRB | 2 | > 310")
    assert [each for each in found if each.startswith("SRA")] == ["SRA: select MET.pt > 210 GeV"]


def test_two_columns_of_a_region_share_what_stands_in_the_first() -> None:
    table = """
    | SRA | | SRB |
    Lepton flavour | SF | DF | SF | DF
    ETmiss [GeV] | > 210 | | > 310 |
    Rll | > 1 | > 2 | > 3 | > 4
    """
    found = rules(DEFINED, table)
    assert [each for each in found if "MET" in each] == [
        "SRA_SF: select MET.pt > 210 GeV",
        "SRA_DF: select MET.pt > 210 GeV",
        "SRB_SF: select MET.pt > 310 GeV",
        "SRB_DF: select MET.pt > 310 GeV",
    ]
    assert "SRB_DF: select rll > 4" in found


CUTFLOW = """
Step | ttbar | W+jets | Data
Trigger | 1000 | 2000 ± 10 | 3010
Exactly one lepton with pT > 31 GeV | 800 | 1900 ± 10 | 2500
Lead jet pT > 110 GeV | 700 | 500 ± 5 | 1300
{last} | 500 | 40 ± 1 | 530
"""


@pytest.mark.parametrize(
    ("caption", "last", "region"),
    [
        ("Cutflow of the selection.", "ETmiss > 55 GeV", "preselection"),
        ("Events after successive requirements in the μ+jets channel.", "ETmiss > 55 GeV", "mu_jets_channel"),
    ],
)
def test_the_rows_of_a_cutflow_are_criteria(caption: str, last: str, region: str) -> None:
    assert rules(f"Table 1: {caption}", CUTFLOW.format(last=last)) == [
        f"{region}: select count(l.pt > 31 GeV for l in leptons) == 1",
        f"{region}: select leading(Jet).pt > 110 GeV",
        f"{region}: select MET.pt > 55 GeV",
    ]


def test_a_mark_in_a_cutflow_names_a_region_and_rows_of_regions_are_no_cutflow() -> None:
    found = rules(
        "Table 1: Cutflow of the selection.", CUTFLOW.format(last="ETmiss > 55 GeV (Signal Region)")
    )
    assert found[-1] == "signal_region: select MET.pt > 55 GeV"
    assert rules("Table 1: Cutflow.", CUTFLOW.format(last="SR1")) == []


@pytest.mark.parametrize(
    ("head", "cell", "expected"),
    [
        ("absημabs", "< 2.3", "muons: select |eta| < 2.3"),
        ("Electron absηabs", "< 2.5", "electrons: select |eta| < 2.5"),
        ("Muon d0", "< 0.2 mm", "muons: select |d0| < 0.2 mm"),
        (
            "Photon pseudorapidity",
            "absηabs < 1.37 or 1.56 < absηabs < 2.37",
            "photons: select |eta| < 1.37 or 1.56 < |eta| < 2.37",
        ),
        ("absηabs(jet1)", "< 2.3", "preselection: select |leading(Jet).eta| < 2.3"),
        (
            "mll [GeV]",
            "veto [70, 110]",
            "preselection: reject any(70 GeV < pair.mass < 110 GeV for pair in lepton_pairs)",
        ),
        ("m12", "50 < m12 < 106 GeV", "preselection: select 50 GeV < m12 < 106 GeV"),
    ],
)
def test_a_row_of_a_selection_is_about_objects_or_events(head: str, cell: str, expected: str) -> None:
    assert (
        rules("Table 1: Summary of the selection.", f"Variable | Requirement\n{head} | {cell}")[-1]
        == expected
    )


def test_one_range_behind_two_variables_is_one_of_both() -> None:
    found = rules(
        "Table 1: Summary of the selection.",
        "Variable | Requirement\npT(l1), pT(l2) | [5, 31] GeV\nQ(l1)Q(l2) | -1",
    )
    assert found[:2] == [
        "preselection: select 5 GeV < leading(leptons).pt < 31 GeV",
        "preselection: select 5 GeV < leptons[1].pt < 31 GeV",
    ]
    assert (
        "preselection: select any(pair.first.charge != pair.second.charge for pair in lepton_pairs)" in found
    )


CELLS = (
    "", "SRA", "CR^2-body", "> 20", "[2, 3)", "600 - ∞", "1, ≥ 2", "Nj", "ETmiss [GeV]", "mTb < 175 GeV", "✓", "inverted",
    "Region", "Bin", "Category", "SS 01", "pT(l1), pT(l2)", "2 SFOS", "Barrel", "Jets (pT > 30 GeV)", "pTjet [GeV]", "0",
    "or > 3", "(", "R^2",
)  # fmt: skip


def test_no_table_ends_in_a_traceback() -> None:
    chosen = random.Random(7)
    for _ in range(150):
        width = chosen.randint(1, 5)
        heads = tuple(chosen.choice(CELLS) for _ in range(width))
        rows = tuple(tuple(chosen.choice(CELLS) for _ in range(width)) for _ in range(chosen.randint(0, 4)))
        caption = chosen.choice(
            (DEFINED, "Cutflow of the selection.", "Electron criteria in the barrel.", "")
        )
        table = Table(
            "t", "b", None, None, caption, heads, rows, tuple(f"r{each}" for each in range(len(rows)))
        )
        assert all(set(ids) <= set(table.row_ids) for ids, _ in table_readings(unmarked(table)))


@pytest.mark.parametrize("label", ["ee", "eμ", "μμ 2016", "ee, 2017", "Run 2", "τ_h"])
def test_channels_and_periods_are_no_variables(label: str) -> None:
    rows = (
        "| Channel | SR1 | SR2 |",
        "|---|---|---|",
        f"| {label} | > 0.6 | > 0.8 |",
        "| BDT | > 0.5 | > 0.7 |",
    )
    found = statements(selection("Table 1: Thresholds that define the signal regions.", "\n".join(rows)))
    assert [each for each in found if "0.6" in each or "0.8" in each] == []
    assert "SR2: select bdt > 0.7" in found
