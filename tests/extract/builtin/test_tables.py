"""Tables of regions and objects in the ways that publications draw them.

In: tables in Markdown. Out: the statements that the built-in reader makes of them.
"""

from builtin_drafts import headers, notes, statements
from written_papers import selection

from hepir.reading.document import Document

CAPTION = "Table 1: Selection criteria that define the signal regions."


def paper(caption: str, *rows: str) -> Document:
    return selection(caption, "\n".join((rows[0], "|" + "---|" * (rows[0].count("|") - 1), *rows[1:])))


def rules(caption: str, *rows: str) -> list[str]:
    """The statements of a table, but for notes."""
    return [each for each in statements(paper(caption, *rows)) if "unresolved" not in each]


def test_columns_are_regions_by_the_caption_and_relations_stand_in_heads() -> None:
    assert rules(
        CAPTION,
        "| Requirement | Meff-2j-1300 | Meff-4j-900 |",
        "| ETmiss [GeV] > | 240 | 240 |",
        "| pT(j1) [GeV] > | 310 | 190 |",
        "| pT(j4) [GeV] > | – | 90 |",
    ) == [
        "jets: sort by pt descending",
        "Meff_2j_1300: select MET.pt > 240 GeV",
        "Meff_2j_1300: select leading(jets).pt > 310 GeV",
        "Meff_4j_900: select MET.pt > 240 GeV",
        "Meff_4j_900: select leading(jets).pt > 190 GeV",
        "Meff_4j_900: select jets[3].pt > 90 GeV",
    ]


def test_columns_without_names_of_regions_are_not_mixed() -> None:
    table = (
        "| Variable | First | Second |",
        "| ETmiss [GeV] | > 240 | > 310 |",
        "| Number of jets | ≥ 2 | ≥ 2 |",
    )
    assert rules("Table 1: Criteria.", *table) == ["preselection: select size(Jet) >= 2"]


def test_rows_with_labels_are_regions_and_lists_of_ranges_are_bins() -> None:
    assert rules(
        CAPTION,
        "| Label | Njets | ETmiss [GeV] |",
        "| A | 2-3 | 240-340, 340-460, > 460 |",
        "| B | ≥ 4 | 240-330, > 330 |",
    ) == [
        "A: select size(Jet) >= 2",
        "A: select size(Jet) <= 3",
        "A: bin MET.pt in bins [240, 340, 460] GeV",
        "B: select size(Jet) >= 4",
        "B: bin MET.pt in bins [240, 330] GeV",
    ]


def test_columns_are_objects() -> None:
    assert rules(
        "Table 1: Object definitions.",
        "| | Electrons | Muons |",
        "| pT [GeV] | > 11 | > 6 |",
        "| \\|η\\| | < 2.47 | < 2.7 |",
    ) == [
        "electrons: select pt > 11 GeV",
        "electrons: select |eta| < 2.47",
        "muons: select pt > 6 GeV",
        "muons: select |eta| < 2.7",
    ]


def test_a_column_may_be_a_region_with_its_criteria_below() -> None:
    table = (
        "| SR-low | SR-high |",
        "| ETmiss > 75 GeV | ETmiss > 150 GeV |",
        "| b-jet veto | at least 1 b-jet |",
    )
    assert rules("Table 1: Definition of the signal regions.", *table)[1:] == [
        "SR_low: select MET.pt > 75 GeV",
        "SR_low: select size(bjets) == 0",
        "SR_high: select MET.pt > 150 GeV",
        "SR_high: select size(bjets) >= 1",
    ]


def test_a_cell_with_objects_of_its_own_is_read_whole_or_not_at_all() -> None:
    table = (
        "| Quantity | Requirement |",
        "| Number of jets | ≤ 1 jet with pT > 31 GeV |",
        "| ETmiss | > 110 GeV |",
    )
    assert rules("Table 1: Summary of the event selection.", *table) == [
        "preselection: select count(j.pt > 31 GeV for j in Jet) <= 1",
        "preselection: select MET.pt > 110 GeV",
    ]


GRID = (
    "| Nb | ETmiss [GeV] | HT < 310 GeV | HT > 310 GeV |",
    "| 0 | 60-210 | SR1 (++) / SR2 (--) | SR3 |",
    "| 1 | 60-210 | SR4 | SR3 |",
    "| ≥ 2 | > 210 | SR5 | SR5 |",
)


def test_cells_are_regions_of_the_category_of_the_caption() -> None:
    caption = "Table 1: Signal region definitions for the AB selection."
    assert "region AB" in headers(paper(caption, *GRID))
    found = rules(caption, *GRID)
    assert [each for each in found if each.startswith("AB_SR2:")] == [
        "AB_SR2: select AB",
        "AB_SR2: select size(bjets) == 0",
        "AB_SR2: select 60 GeV < MET.pt < 210 GeV",
        "AB_SR2: select ht < 310 GeV",
        "AB_SR2: select any(pair.first.charge < 0 and pair.second.charge < 0 for pair in lepton_pairs)",
    ]


def test_a_category_that_a_sentence_tells_has_no_note() -> None:
    caption = "Table 1: Signal region definitions for the AB selection."
    told = "Muons are divided into high (pT > 50 GeV) and low (pT < 50 GeV) momentum: high-high (AB) and low-low (C)."
    table = "\n".join((GRID[0], "|---|---|---|---|", *GRID[1:]))
    alone, both = statements(selection(caption, table)), statements(selection(told, caption, table))
    assert [each for each in alone if each.startswith("AB:")] == ['AB: unresolved "the AB selection"']
    assert [each for each in both if each.startswith("AB:")] == ["AB: select size(high_muons) >= 2"]


def test_a_cell_that_names_a_category_asks_for_it() -> None:
    told = "Muons are divided into high (pT > 50 GeV) and low (pT < 50 GeV) momentum: high-high (AB) and low-low (C)."
    rows = (
        "| SR | Muons | Njets |",
        "|---|---|---|",
        "| SR1 | AB | ≥ 2 |",
        "| SR2 | C | ≥ 3 |",
        "| SR3 | — | ≥ 4 |",
    )
    found = statements(selection(told, CAPTION, "\n".join(rows)))
    assert [each for each in found if each.startswith("SR")] == [
        "SR1: select AB",
        "SR1: select size(Jet) >= 2",
        "SR2: select C",
        "SR2: select size(Jet) >= 3",
        "SR3: select size(Jet) >= 4",
    ]
    assert not [each for each in statements(selection(CAPTION, "\n".join(rows))) if "select AB" in each]


def test_a_region_over_several_cells_is_all_of_them() -> None:
    found = rules(CAPTION, *GRID)
    assert [each for each in found if each.startswith(("SR3:", "SR5:"))] == [
        "SR3: select 60 GeV < MET.pt < 210 GeV",
        "SR3: select ht > 310 GeV",
        "SR3: select size(bjets) <= 1",
        "SR5: select size(bjets) >= 2",
        "SR5: select MET.pt > 210 GeV",
    ]


def test_what_cells_do_not_share_stands_apart() -> None:
    found = rules(
        CAPTION,
        "| Njets | ETmiss [GeV] | HT < 310 GeV | HT > 310 GeV |",
        "| 2-4 | 60-210 | SR1 | SR2 |",
        "| 2-4 | > 210 | SR3 | SR4 |",
        "| ≥ 5 | 60-210 | SR3 | SR4 |",
    )
    assert [each for each in found if each.startswith("SR3:")] == [
        "SR3: select ht < 310 GeV",
        "SR3: select (size(Jet) >= 2 and size(Jet) <= 4 and MET.pt > 210 GeV)"
        " or (size(Jet) >= 5 and 60 GeV < MET.pt < 210 GeV)",
    ]


def test_columns_under_one_head_are_told_apart_or_not_read() -> None:
    columns = "| | SR1 | SR1 | SR2 |"
    limits = "| ETmiss [GeV] | > 110 | > 130 | > 310 |"
    assert rules(CAPTION, columns, "| | e | μ | |", limits) == [
        "SR1_e: select MET.pt > 110 GeV",
        "SR1_mu: select MET.pt > 130 GeV",
        "SR2: select MET.pt > 310 GeV",
    ]
    assert rules(CAPTION, columns, limits) == ["SR2: select MET.pt > 310 GeV"]


def test_a_column_may_be_called_by_the_abbreviation_alone() -> None:
    assert rules(
        "Table 2: Definition of the regions.", "| | CR-top | SR |", "| ETmiss [GeV] | > 210 | > 320 |"
    ) == [
        "CR_top: select MET.pt > 210 GeV",
        "signal_region: select MET.pt > 320 GeV",
    ]


def test_a_table_of_one_column() -> None:
    table = ("| Preselection |", "| Exactly one lepton with pT > 28 GeV |", "| ETmiss > 110 GeV |")
    assert rules("Table 1: Preselection criteria.", *table) == [
        "preselection: select count(l.pt > 28 GeV for l in leptons) == 1",
        "preselection: select MET.pt > 110 GeV",
    ]


def test_objects_in_rows_of_a_summary() -> None:
    table = (
        "| Object | Requirement |",
        "| Photon | pT > 170 GeV and \\|η\\| < 1.4 |",
        "| ETmiss | > 180 GeV |",
    )
    assert rules("Table 1: Summary of the selection criteria.", *table) == [
        "photons: select pt > 170 GeV",
        "photons: select |eta| < 1.4",
        "preselection: select MET.pt > 180 GeV",
    ]


def test_cells_of_several_variables_counts_and_the_angles_of_jets() -> None:
    assert rules(
        CAPTION,
        "| | SRA | SRB |",
        "| pT(ℓ1), pT(ℓ2) [GeV] | > 31, > 21 | > 41, > 11 |",
        "| b-jets | 0 | ≥ 2 |",
        "| min Δφ(jet1,2,3, ETmiss) | > 0.7 | – |",
        "| \\|mℓℓ − mZ\\| [GeV] | > 20 | < 10 |",
    ) == [
        "jets: sort by pt descending",
        "leptons: sort by pt descending",
        "bjets: select btag > ?",
        "SRA: select leading(leptons).pt > 31 GeV",
        "SRA: select leptons[1].pt > 21 GeV",
        "SRA: select size(bjets) == 0",
        "SRA: select all(dphi(j, MET) > 0.7 for j in first(jets, 3))",
        "SRA: reject any(|pair.mass - ?| < 20 GeV for pair in lepton_pairs)",
        "SRB: select leading(leptons).pt > 41 GeV",
        "SRB: select leptons[1].pt > 11 GeV",
        "SRB: select size(bjets) >= 2",
        "SRB: select any(|pair.mass - ?| < 10 GeV for pair in lepton_pairs)",
    ]


def test_levels_in_a_table_of_objects() -> None:
    assert rules(
        "Table 2: Object selection criteria.",
        "| | Electrons | Muons |",
        "| pT [GeV] | > 10 | > 7 |",
        "| Identification | Tight | Medium |",
    ) == [
        "electrons: select pt > 10 GeV",
        "electrons: select tight_id",
        "muons: select pt > 7 GeV",
        "muons: select medium_id",
    ]


def test_marks_of_footnotes_words_for_numbers_and_what_is_outside_of_a_range() -> None:
    assert rules(
        CAPTION,
        "| | SRlow* | SRhigh† |",
        "| Leptons | exactly 2 | exactly three |",
        "| mℓℓ [GeV] | 81–101 | < 81 or > 101 |",
        "| mT2 [GeV] | ∈ [60, 100] | ≥ 100* |",
        "| Δφ(ETmiss, j1) | – | … |",
    ) == [
        "SRlow: select size(leptons) == 2",
        "SRlow: select any(81 GeV < pair.mass < 101 GeV for pair in lepton_pairs)",
        "SRlow: select 60 GeV < mt2 < 100 GeV",
        "SRhigh: select size(leptons) == 3",
        "SRhigh: reject any(81 GeV < pair.mass < 101 GeV for pair in lepton_pairs)",
        "SRhigh: select mt2 >= 100 GeV",
    ]


def test_charges_and_flavours_are_rows_of_their_own() -> None:
    assert rules(
        CAPTION,
        "| | SR-SF | SR-DF |",
        "| Flavour | same | different |",
        "| Charge | OS | OS |",
    ) == [
        "SR_SF: select any(pair.first.flavor == pair.second.flavor for pair in lepton_pairs)",
        "SR_SF: select any(pair.first.charge != pair.second.charge for pair in lepton_pairs)",
        "SR_DF: select any(pair.first.flavor != pair.second.flavor for pair in lepton_pairs)",
        "SR_DF: select any(pair.first.charge != pair.second.charge for pair in lepton_pairs)",
    ]


def test_words_of_a_preselection() -> None:
    assert rules(
        "Table 2: Preselection criteria.",
        "| Variable | Requirement |",
        "| Lepton multiplicity | exactly one |",
        "| Lepton pT | > 30 GeV |",
    ) == [
        "preselection: select size(leptons) == 1",
        "preselection: select any(l.pt > 30 GeV for l in leptons)",
    ]


def test_working_points_in_columns_of_the_objects_that_the_caption_names() -> None:
    assert rules(
        "Table 1: Requirements on muons of the veto and the analysis selection. Electrons follow later.",
        "| | Veto | Selection |",
        "| Global muon | no | yes |",
        "| Normalised χ2 of the track fit | - | < 11 |",
        "| Number of matched muon stations | – | > 2 |",
        "| Hits in the pixel detector | – | ≥ 1 |",
        "| dxy (cm) | – | < 0.3 |",
        "| Relative isolation | < 0.26 | < 0.16 |",
        "| pT (GeV) | > 11 | > 31 |",
        "| max absolute η | 2.6 | 2.3 |",
    ) == [
        "muons: select is_global",
        "muons: select chi2 < 11",
        "muons: select matched_stations > 2",
        "muons: select pixel_hits >= 1",
        "muons: select |d0| < 0.3 cm",
        "muons: select relative_isolation < 0.16",
        "muons: select pt > 31 GeV",
        "muons: select |eta| < 2.3",
        "veto_muons: select relative_isolation < 0.26",
        "veto_muons: select pt > 11 GeV",
        "veto_muons: select |eta| < 2.6",
    ]


def test_limits_of_parts_of_the_detector_count_where_they_are_the_same() -> None:
    document = paper(
        "Table 1: Electron identification criteria.",
        "| | Loose Barrel | Loose Endcap | Tight Barrel | Tight Endcap |",
        "| d0 (cm) | < 0.05 | < 0.1 | < 0.02 | < 0.02 |",
        "| Conversion veto | yes | yes | yes | yes |",
        "| Missing hits | ≤ 1 | ≤ 1 | ≤ 0 | ≤ 1 |",
        "| pT [GeV] | > 11 | > 11 | > 31 | > 31 |",
    )
    assert statements(document) == [
        "loose_electrons: select conversion_veto",
        "loose_electrons: select missing_hits <= 1",
        "loose_electrons: select pt > 11 GeV",
        "tight_electrons: select |d0| < 0.02 cm",
        "tight_electrons: select conversion_veto",
        "tight_electrons: select pt > 31 GeV",
    ]
    assert sum("values for parts of the detector" in each for each in notes(document)) == 2


def test_columns_of_another_beam_energy_are_left_out() -> None:
    table = "\n".join(
        (
            "| Quantity | Tight WP 8 TeV | Tight WP 13 TeV | Loose WP 8 TeV | Loose WP 13 TeV |",
            "|---|---|---|---|---|",
            "| pT (GeV) | > 31 | > 27 | > 11 | > 12 |",
            "| RelIso | < 0.12 | < 0.15 | < 0.2 | < 0.25 |",
        )
    )
    energy = "The data were recorded by the CMS experiment at √s = 13 TeV."
    caption = "Table 1: The cuts of the tight and loose muon identification."
    found = statements(selection(energy, "", caption, table))
    assert [each for each in found if "muons: " in each] == [
        "loose_muons: select pt > 12 GeV",
        "loose_muons: select relative_isolation < 0.25",
        "tight_muons: select pt > 27 GeV",
        "tight_muons: select relative_isolation < 0.15",
    ]
    assert not [each for each in statements(selection(caption, table)) if "select pt" in each]


def test_objects_of_a_quality_in_rows() -> None:
    found = rules(
        "Table 1: Kinematic requirements.",
        "| Object | Selection | pT [GeV] | absolute η | Identification |",
        "| Electrons | Loose | > 11 | < 2.47 | loose |",
        "| Electrons | Tight | > 28 | < 2.47 | tight |",
        "| Muons | Loose | > 12 | < 2.7 | medium |",
        "| Muons | Tight | > 29 | < 2.5 | medium |",
    )
    assert sorted(found) == [
        "loose_electrons: select loose_id",
        "loose_electrons: select pt > 11 GeV",
        "loose_electrons: select |eta| < 2.47",
        "loose_muons: select medium_id",
        "loose_muons: select pt > 12 GeV",
        "loose_muons: select |eta| < 2.7",
        "tight_electrons: select pt > 28 GeV",
        "tight_electrons: select tight_id",
        "tight_electrons: select |eta| < 2.47",
        "tight_muons: select medium_id",
        "tight_muons: select pt > 29 GeV",
        "tight_muons: select |eta| < 2.5",
    ]


def test_tables_of_other_things_define_no_objects() -> None:
    limits = ("| pT (GeV) | > 11 | > 31 |", "| absolute η | < 2.5 | < 2.4 |")
    for caption, head in (
        ("Table 1: Efficiencies of the muon selection in two ranges.", "| | Loose | Tight |"),
        ("Table 1: Requirements on muons.", "| | Data | Simulation |"),
        ("Table 1: Requirements on leptons and jets.", "| | Loose | Tight |"),
        ("Table 1: Muon requirements.", "| | Trigger A | Trigger B |"),
    ):
        assert rules(caption, head, *limits) == [], (caption, head)


def test_equal_rows_of_two_categories_are_each_of_their_own() -> None:
    found = rules(
        "Table 1: Definitions of the analysis categories.",
        "| Category | Requirements |",
        "| μ+jets | One selected muon |",
        "| | No additional muons |",
        "| e+jets | One selected electron |",
        "| | No additional muons |",
    )
    assert found == [
        "mu_jets: select size(Muon) == 1",
        "e_jets: select size(Electron) >= 1",
        "e_jets: select size(Muon) == 0",
    ]


def test_categories_with_criteria_in_words_in_the_rows_below() -> None:
    found = rules(
        "Table 1: Definitions of the analysis categories.",
        "| Category | Requirements |",
        "| pTmiss+jets | No additional veto electrons, muons or photons |",
        "| μμ+jets | Two selected and oppositely charged muons |",
        "| | No additional muons, or veto electrons |",
        "| | 72 < mμμ < 110 GeV |",
        "| μ+jets | A single selected muon |",
        "| | 31 < MT,μ < 124 GeV |",
    )
    assert [each for each in found if "jets: " in each] == [
        "met_jets: select size(Electron) == 0",
        "met_jets: select size(Muon) == 0",
        "met_jets: select size(Photon) == 0",
        "mumu_jets: select size(Muon) == 2",
        "mumu_jets: select any(pair.first.charge != pair.second.charge for pair in muon_pairs)",
        "mumu_jets: select size(Electron) == 0",
        "mumu_jets: select any(72 GeV < pair.mass < 110 GeV for pair in muon_pairs)",
        "mu_jets: select size(Muon) == 1",
        "mu_jets: select 31 GeV < mt < 124 GeV",
    ]


def test_marks_say_that_what_their_row_names_is_asked() -> None:
    assert rules(
        "Table 1: Selection of the regions.",
        "| Selection | SR1 | CR2 |",
        "| Tau candidate veto | ✓ | - |",
        "| ETmiss > 210 GeV | yes | yes |",
    ) == [
        "SR1: select size(Tau) == 0",
        "SR1: select MET.pt > 210 GeV",
        "CR2: select MET.pt > 210 GeV",
    ]


def test_intervals_by_number_and_cells_of_several_lines() -> None:
    assert rules(
        "Table 1: Definition of the search intervals.",
        "| Interval | HTmiss [GeV] | HT [GeV] |",
        "| 1 | 310-350 | > 1100 |",
    ) == [
        "interval_1: select 310 GeV < mht < 350 GeV",
        "interval_1: select ht > 1100 GeV",
    ]
    assert rules(
        "Table 1: Definition of the categories.",
        "| Category | Jet requirement | b tag bins |",
        "| Multijet | 0 t-tagged jets 4-6 jets | 0, 1, ≥2 b tags |",
        "| Dijet | 2-3 jets | 0, ≥1 b tags |",
    ) == [
        "bjets: select btag > ?",
        "Multijet: select 4 <= size(Jet) <= 6",
        "Multijet: bin size(bjets) in bins [0, 1, 2]",
        "Dijet: select 2 <= size(Jet) <= 3",
        "Dijet: bin size(bjets) in bins [0, 1]",
    ]


def test_ranges_in_the_heads_say_for_which_objects_limits_are() -> None:
    assert rules(
        "Table 1: Electron identification criteria.",
        r"| | Barrel (\|η\| < 1.48) | Endcap (1.48 < \|η\| < 2.5) |",
        "| d0 (cm) | < 0.05 | < 0.1 |",
        "| Relative isolation | < 0.06 | - |",
        "| pT [GeV] | > 11 | > 11 |",
    ) == [
        "electrons: reject |eta| < 1.48 and |d0| >= 0.05 cm",
        "electrons: reject 1.48 < |eta| < 2.5 and |d0| >= 0.1 cm",
        "electrons: reject |eta| < 1.48 and relative_isolation >= 0.06",
        "electrons: select pt > 11 GeV",
    ]
    assert rules("Table 1: Photon criteria.", "| | Barrel |", "| pT [GeV] | > 11 |", "| H/E | < 0.05 |") == []


def test_all_criteria_of_objects_in_their_cells() -> None:
    assert rules(
        "Table 1: Object definitions.",
        "| Object | Criteria |",
        "| Electrons | pT > 7 GeV, absolute η < 2.47, loose identification |",
        "| Jets | pT > 31 GeV |",
    ) == [
        "electrons: select pt > 7 GeV",
        "electrons: select |eta| < 2.47",
        "electrons: select loose_id",
        "jets: select pt > 31 GeV",
    ]
    assert rules(
        "Table 1: Summary of the object selection.",
        "| Requirement | Muons | Jets |",
        "| Acceptance | pT > 4 GeV, absolute η < 2.7 | pT > 21 GeV |",
        "| Identification | Medium | - |",
    ) == [
        "muons: select pt > 4 GeV",
        "muons: select |eta| < 2.7",
        "muons: select medium_id",
        "jets: select pt > 21 GeV",
    ]


def test_columns_are_channels_and_numbers_alone_are_of_objects() -> None:
    found = rules(
        "Table 1: Event selection of the channels.",
        "| Selection | e channel | μ channel |",
        "| Lepton | exactly one electron with pT > 35 GeV | exactly one muon with pT > 31 GeV |",
        "| Number of b-jets | 2 | 2 |",
        "| mT(W) | > 40 GeV | > 41 GeV |",
    )
    assert [each for each in found if "channel" in each] == [
        "e_channel: select count(e.pt > 35 GeV for e in Electron) == 1",
        "e_channel: select size(bjets) == 2",
        "e_channel: select mt > 40 GeV",
        "mu_channel: select count(m.pt > 31 GeV for m in Muon) == 1",
        "mu_channel: select size(bjets) == 2",
        "mu_channel: select mt > 41 GeV",
    ]
    assert rules(
        "Table 1: Preselection criteria.",
        "| Quantity | Requirement |",
        "| b-tagged jets | 0 |",
        "| Tau veto | yes |",
    ) == [
        "bjets: select btag > ?",
        "preselection: select size(bjets) == 0",
        "preselection: select size(Tau) == 0",
    ]


def test_numbers_in_cells_are_no_regions_with_numbers() -> None:
    selected = (
        "| Signal region | b jets | ETmiss [GeV] |",
        "| 1 | ≥ 2 | > 210 |",
        "| 2 | 3 | > 310 |",
        "| 3 | 1 | > 410 |",
    )
    results = (
        "| Signal region | Observed | Predicted |",
        "| 1 | 3 | 3.1 |",
        "| 2 | 2 | 1.1 |",
        "| 3 | 1 | 0.4 |",
    )
    assert not any(
        "bin_" in each.partition(": ")[2] for each in rules("Table 1: The signal regions.", *selected)
    )
    assert rules("Table 2: Results in the signal regions.", *results) == []


def test_cells_of_objects_that_name_their_quantity() -> None:
    table = (
        "| Object | pT | eta | Quality |",
        "| Electrons | > 11 GeV | < 2.47 | tight |",
        "| Jets | > 31 GeV | < 2.8 | JVT > 0.59 |",
    )
    assert rules("Table 1: Object definitions.", *table) == [
        "electrons: select pt > 11 GeV",
        "electrons: select |eta| < 2.47",
        "electrons: select tight_id",
        "jets: select pt > 31 GeV",
        "jets: select |eta| < 2.8",
        "jets: select jvt > 0.59",
    ]


def test_criteria_below_the_word_selection() -> None:
    table = ("| Event selection |", "| ETmiss > 81 GeV |", "| at least two jets |", "| HT > 201 GeV |")
    assert rules("Table 1: The event selection.", *table) == [
        "preselection: select MET.pt > 81 GeV",
        "preselection: select size(Jet) >= 2",
        "preselection: select ht > 201 GeV",
    ]


def test_numbers_of_electrons_muons_and_photons_by_their_signs() -> None:
    table = (
        "| Category | Ne | Nμ | Nγ |",
        "| ee | 2 | 0 | 1 |",
        "| eμ | 1 | 1 | 1 |",
    )
    assert rules("Table 1: Categories of events.", *table) == [
        "ee: select size(Electron) == 2",
        "ee: select size(Muon) == 0",
        "ee: select size(Photon) == 1",
        "emu: select size(Electron) == 1",
        "emu: select size(Muon) == 1",
        "emu: select size(Photon) == 1",
    ]


def test_rows_of_one_channel_ask_nothing_of_the_others() -> None:
    table = (
        "| Requirement | SR1 | SR2 |",
        "| ETmiss (electron channel) | > 81 GeV | > 91 GeV |",
        "| ETmiss (muon channel) | > 41 GeV | > 51 GeV |",
        "| HT | > 301 GeV | > 401 GeV |",
    )
    assert rules("Table 1: The signal regions.", *table) == [
        "SR1: select ht > 301 GeV",
        "SR2: select ht > 401 GeV",
    ]
