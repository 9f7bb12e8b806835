"""Phrases of publications and the statements that they become.

In: sentences written for these tests. Out: one test a sentence: the statements, as `block: statement`, and nothing else.
"""

import pytest
from builtin_drafts import headers, notes, statements
from written_papers import document, selection

OBJECTS = {
    "Muons are required to have pT > 23 GeV and |η| < 2.1.": [
        "muons: select pt > 23 GeV",
        "muons: select |eta| < 2.1",
    ],
    "Electron candidates must satisfy pT > 17 GeV and a pseudorapidity of less than 2.3.": [
        "electrons: select pt > 17 GeV",
        "electrons: select |eta| < 2.3",
    ],
    "Jets with transverse momentum greater than 35 GeV are considered in this analysis.": [
        "jets: select pt > 35 GeV"
    ],
    "Electrons (muons) are required to have pT > 27 (21) GeV and |η| < 2.4 (2.1).": [
        "electrons: select pt > 27 GeV",
        "electrons: select |eta| < 2.4",
        "muons: select pt > 21 GeV",
        "muons: select |eta| < 2.1",
    ],
    "Photons must have |η| < 1.37 or 1.52 < |η| < 2.37.": [
        "photons: select |eta| < 1.37 or 1.52 < |eta| < 2.37"
    ],
    "Electrons in the transition region 1.44 < |η| < 1.57 are excluded.": [
        "electrons: reject 1.44 < |eta| < 1.57"
    ],
    "Electrons must have |η| < 2.5, excluding the region 1.44 < |η| < 1.57.": [
        "electrons: select |eta| < 2.5",
        "electrons: reject 1.44 < |eta| < 1.57",
    ],
    "Muons must satisfy |dxy| < 0.2 cm and |dz| < 0.5 cm.": [
        "muons: select |d0| < 0.2 cm",
        "muons: select |z0| < 0.5 cm",
    ],
    "Tracks must have |d0|/σ(d0) < 5 for electrons and |d0|/σ(d0) < 3 for muons.": [
        "electrons: select |d0_significance| < 5",
        "muons: select |d0_significance| < 3",
    ],
    "The impact parameter must satisfy |z0 sin θ| < 0.4 mm for both electrons and muons.": [
        "electrons: select |z0_sin_theta| < 0.4 mm",
        "muons: select |z0_sin_theta| < 0.4 mm",
    ],
    "Muons are required to pass the tight identification requirements.": ["muons: select tight_id"],
    "Jets within ΔR = 0.3 of an electron are removed.": [
        "jets: reject any(dr(this, e) < 0.3 for e in Electron)"
    ],
    "If a jet lies within ΔR < 0.25 of a photon, the jet is discarded.": [
        "jets: reject any(dr(this, p) < 0.25 for p in Photon)"
    ],
    "Photons are required to be separated by ΔR > 0.7 from any jet.": [
        "photons: select all(dr(this, j) > 0.7 for j in Jet)"
    ],
    "Electrons must have pT > 12 GeV, while muons must have pT > 9 GeV.": [
        "electrons: select pt > 12 GeV",
        "muons: select pt > 9 GeV",
    ],
    "The relative isolation of muons is irrelevant, but a minimum pT of 8 GeV is required for muons.": [
        "muons: select pt >= 8 GeV"
    ],
    "Muons must lie within |η| = 2.4.": ["muons: select |eta| < 2.4"],
    "Muons are required to have Irel < 0.15.": ["muons: select relative_isolation < 0.15"],
    "Muons with pT > 6 GeV and |η| < 2.2 and electrons with pT > 8 GeV are considered.": [
        "electrons: select pt > 8 GeV",
        "muons: select pt > 6 GeV",
        "muons: select |eta| < 2.2",
    ],
    "The relative isolation must be less than 0.12 for muons and less than 0.08 for electrons.": [
        "electrons: select relative_isolation < 0.08",
        "muons: select relative_isolation < 0.12",
    ],
    "Electrons must have |η| < 2.47, excluding the transition region between barrel and endcap, 1.35 < |η| < 1.55.": [
        "electrons: select |eta| < 2.47",
        "electrons: reject 1.35 < |eta| < 1.55",
    ],
    "Jets must have pT larger than 26 GeV for |η| < 2.4.": ["jets: reject |eta| < 2.4 and pt <= 26 GeV"],
    "Photons must be separated from electrons by ΔR > 0.6.": [
        "photons: select all(dr(this, e) > 0.6 for e in Electron)"
    ],
    "Electrons with pT < 30 GeV and |η| > 2 are rejected.": ["electrons: reject pt < 30 GeV and |eta| > 2"],
}
EVENTS = {
    "Events are required to contain at least three jets.": ["preselection: select size(Jet) >= 3"],
    "Events are required to contain at least two jets with pT > 45 GeV and |η| < 2.2.": [
        "preselection: select count(j.pt > 45 GeV and |j.eta| < 2.2 for j in Jet) >= 2"
    ],
    "Events must have exactly one muon and no electrons.": [
        "preselection: select size(Muon) == 1",
        "preselection: select size(Electron) == 0",
    ],
    "Events with missing transverse momentum below 170 GeV are rejected.": [
        "preselection: reject MET.pt < 170 GeV"
    ],
    "Events with more than four jets are vetoed.": ["preselection: reject size(Jet) > 4"],
    "We require ETmiss > 210 GeV.": ["preselection: select MET.pt > 210 GeV"],
    "The leading jet must have pT > 110 GeV.": ["preselection: select leading(Jet).pt > 110 GeV"],
    "The leading (subleading) photon must have pT > 45 (28) GeV.": [
        "photons: sort by pt descending",
        "preselection: select leading(photons).pt > 45 GeV",
        "preselection: select photons[1].pt > 28 GeV",
    ],
    "The three leading jets must have pT above 90, 60 and 40 GeV.": [
        "jets: sort by pt descending",
        "preselection: select leading(jets).pt > 90 GeV",
        "preselection: select jets[1].pt > 60 GeV",
        "preselection: select jets[2].pt > 40 GeV",
    ],
    "The azimuthal separation must satisfy Δφ(γ, ETmiss) > 0.5.": [
        "preselection: select dphi(leading(Photon), MET) > 0.5"
    ],
    "All jets with pT > 70 GeV must fulfill Δφ(jet, pTmiss) > 0.35.": [
        "preselection: select all(dphi(j, MET) > 0.35 for j in Jet where j.pt > 70 GeV)"
    ],
    "Events with a jet with Δφ(jet, ETmiss) < 0.45 are rejected.": [
        "preselection: reject any(dphi(j, MET) < 0.45 for j in Jet)"
    ],
    "The invariant mass of the two muons is required to be between 71 and 111 GeV.": [
        "preselection: select any(71 GeV < pair.mass < 111 GeV for pair in muon_pairs)"
    ],
    "The dilepton invariant mass must be within 12 GeV of the Z boson mass.": [
        "preselection: select any(|pair.mass - ?| < 12 GeV for pair in lepton_pairs)"
    ],
    "Exactly two opposite-sign same-flavour leptons are required.": [
        "preselection: select size(leptons) == 2",
        "preselection: select any(pair.first.charge != pair.second.charge"
        " and pair.first.flavor == pair.second.flavor for pair in lepton_pairs)",
    ],
    "The transverse mass of the lepton and pTmiss is required to exceed 130 GeV.": [
        "preselection: select transverse_mass(leading(leptons), MET) > 130 GeV"
    ],
    "Events must satisfy ETmiss/√ΣET > 7.5 GeV^1/2.": [
        "preselection: select MET.pt / sqrt(MET.sum_et) > 7.5 GeV^(1/2)"
    ],
    "Events must contain at least one vertex and at least two b-tagged jets.": [
        "bjets: select btag > ?",
        "preselection: select size(Vertex) >= 1",
        "preselection: select size(bjets) >= 2",
    ],
    "Events must contain at least one electron with pT > 31 GeV or one muon with pT > 24 GeV.": [
        "preselection: select count(e.pt > 31 GeV for e in Electron) >= 1 or count(m.pt > 24 GeV for m in Muon) >= 1"
    ],
    "One of the electrons is required to have pT > 33 GeV.": [
        "preselection: select count(e.pt > 33 GeV for e in Electron) >= 1"
    ],
    "Events with |mℓℓ - mZ| < 14 GeV are vetoed.": [
        "preselection: reject any(|pair.mass - ?| < 14 GeV for pair in lepton_pairs)"
    ],
    "Events in which any of the four leading jets has Δφ(jet, pTmiss) < 0.25 are rejected.": [
        "jets: sort by pt descending",
        "preselection: reject any(dphi(j, MET) < 0.25 for j in first(jets, 4))",
    ],
    "The jet with the highest pT must have pT > 125 GeV.": ["preselection: select leading(Jet).pt > 125 GeV"],
    "No more than one jet with pT > 55 GeV is allowed.": [
        "preselection: select count(j.pt > 55 GeV for j in Jet) <= 1"
    ],
    "The pT of the leading muon must be greater than 29 GeV.": [
        "preselection: select leading(Muon).pt > 29 GeV"
    ],
    "The sum of the pT of all jets, HT, must exceed 810 GeV.": ["preselection: select ht > 810 GeV"],
    "Two signal regions are defined: SRA with ETmiss > 260 GeV and SRB with ETmiss > 410 GeV.": [
        "SRA: select MET.pt > 260 GeV",
        "SRB: select MET.pt > 410 GeV",
    ],
    "For the signal region SR2, events must have pTmiss > 320 GeV.": ["SR2: select MET.pt > 320 GeV"],
    "We require HT > 650 GeV, where HT is the scalar sum of the pT of all jets.": [
        "preselection: select ht > 650 GeV"
    ],
    "ETmiss > 210 GeV is required in the trigger.": ["preselection: select met_210_trigger"],
    "Events are selected with the trigger HLT_Photon175.": ['preselection: select trigger("HLT_Photon175")'],
    "The signal region is defined by ETmiss > 310 GeV and HT > 900 GeV.": [
        "signal_region: select MET.pt > 310 GeV",
        "signal_region: select ht > 900 GeV",
    ],
    "The control region is defined by requiring exactly one muon and ETmiss between 55 and 95 GeV.": [
        "control_region: select 55 GeV < MET.pt < 95 GeV",
        "control_region: select size(Muon) == 1",
    ],
}


@pytest.mark.parametrize(("sentence", "expected"), OBJECTS.items())
def test_objects(sentence: str, expected: list[str]) -> None:
    assert statements(selection(sentence)) == expected


@pytest.mark.parametrize(("sentence", "expected"), EVENTS.items())
def test_events(sentence: str, expected: list[str]) -> None:
    assert statements(selection(sentence)) == expected


UNCLAIMED = [
    "Leptons with pT > 21 GeV that overlap with jets within ΔR < 0.4 are removed.",
    "The other jets must have pT > 41 GeV.",
    "In the region with pTmiss > 220 GeV, the background is required to agree.",
    "The background from events with at least one lepton is estimated by requiring exactly one lepton.",
    "Events containing jets with pT > 31 GeV that fail the identification requirements are rejected.",
    "Events with ETmiss > 110 GeV are rejected if they contain a lepton with pT > 12 GeV.",
    "If three or more jets are found, only the two with the highest pT are considered.",
    "The pTmiss must be larger than 210 (260) GeV in the electron (muon) channel.",
    "Jets with pT > 20 GeV that pass the tight identification are rejected.",
    "The efficiency for muons with pT > 20 GeV is 98%.",
    "Jets with pT > 30 GeV have an energy resolution of 10%.",
    "A jet vertex tagger is applied for jets with pT < 60 GeV.",
    "Events are removed if they contain a bad-quality jet.",
    "Events containing additional leptons are vetoed.",
    "The |z| position is required to be smaller than 0.25 m.",
    "Gluino masses below 950 GeV are excluded at 95% confidence level.",
    "Events are generated with at least two jets with pT > 20 GeV.",
    "The isolation is required to be less than 2.45 GeV + 0.022 × pT.",
    "Muons are reconstructed in a cone of ΔR = 0.4 around the electron.",
    "Photons are required to be isolated.",
    "The requirement MT > 300 GeV was chosen to optimize the sensitivity.",
]


@pytest.mark.parametrize("sentence", UNCLAIMED)
def test_what_is_not_understood_is_not_claimed(sentence: str) -> None:
    assert statements(selection(sentence)) == []


def test_a_definition_by_a_sum() -> None:
    paper = selection(
        "We require HT > 650 GeV, where HT is the scalar sum of the pT of jets with pT > 25 GeV."
    )
    assert "define ht = sum(j.pt for j in Jet where j.pt > 25 GeV)" in headers(paper)


def test_a_sum_that_is_not_defined_is_a_hole() -> None:
    assert "define ht = ?" in headers(selection("Events must satisfy HT > 650 GeV."))


def test_regions_inherit_the_preselection_and_exclude_each_other() -> None:
    paper = selection(
        "Events are required to contain at least one photon.",
        "The signal region is defined by pTmiss > 330 GeV.",
        "The region with pTmiss > 110 GeV, but excluding the signal region, defines the control region.",
    )
    assert headers(paper) == [
        "region preselection",
        "region signal_region from preselection",
        "region control_region from preselection",
    ]
    assert "control_region: reject signal_region" in statements(paper)


def test_overlap_removal_does_not_go_in_circles() -> None:
    paper = selection(
        "Jets within ΔR < 0.2 of an electron are removed.", "Electrons within ΔR < 0.4 of a jet are removed."
    )
    assert headers(paper) == [
        "object candidate_electrons from Electron",
        "object candidate_jets from Jet",
        "object electrons from candidate_electrons",
        "object jets from candidate_jets",
    ]


def test_facts() -> None:
    paper = document(
        "# A search\n\n## Introduction\n\nThe data were recorded with the CMS detector at √s = 13 TeV and correspond to "
        "an integrated luminosity of 41.5 fb^-1.\n"
    )
    assert statements(paper) == [
        "analysis: experiment CMS",
        "analysis: sqrt_s 13 TeV",
        "analysis: luminosity 41.5 /fb",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The search uses collisions at √s = 13 TeV with 41.5 fb^-1.", ["41.5"]),
        ("A sample of 41.5 ± 0.9 fb^-1 was recorded in proton-proton collisions.", ["41.5"]),
        ("The data of 2016 and 2017 are 35.9 fb^-1 and 41.5 fb^-1.", []),
        ("With 300 fb^-1 of future data the reach is larger.", []),
        (
            "Data of 7.1 fb^-1 were used to align the detector. The integrated luminosity is 41.5 fb^-1.",
            ["41.5"],
        ),
    ],
)
def test_the_luminosity_of_data_is_a_fact_where_it_is_alone(text: str, found: list[str]) -> None:
    told = statements(document(f"# A search\n\n## Introduction\n\n{text}\n"))
    assert [each.split()[2] for each in told if "luminosity" in each] == found


def test_bins() -> None:
    paper = selection(
        "The signal region is defined by ETmiss > 200 GeV.",
        "The three ETmiss regions 200-350, 350-500, and >500 GeV define exclusive bins.",
    )
    assert "signal_region: bin MET.pt in bins [200, 350, 500] GeV" in statements(paper)


def test_regions_in_columns_of_a_table() -> None:
    paper = document(
        "# A search\n\n## Event selection\n\nTable 1: Definition of the signal regions.\n\n"
        "| Variable | SR1 | SR2 |\n|---|---|---|\n| ETmiss [GeV] | > 240 | 310-450 |\n| Number of jets | ≥ 2 | ≥ 4 |\n"
    )
    assert statements(paper) == [
        "SR1: select MET.pt > 240 GeV",
        "SR1: select size(Jet) >= 2",
        "SR2: select 310 GeV < MET.pt < 450 GeV",
        "SR2: select size(Jet) >= 4",
    ]


def test_regions_in_rows_of_a_table() -> None:
    paper = document(
        "# A search\n\n## Event selection\n\nTable 1: Selection criteria of the regions.\n\n"
        "| Region | Selection |\n|---|---|\n| Preselection | At least two jets with pT > 25 GeV |\n"
        "| Signal region | ETmiss > 240 GeV |\n| Control region | ETmiss < 180 GeV or HT < 400 GeV |\n"
    )
    assert statements(paper) == [
        "preselection: select count(j.pt > 25 GeV for j in Jet) >= 2",
        "signal_region: select MET.pt > 240 GeV",
        "control_region: select MET.pt < 180 GeV or ht < 400 GeV",
    ]


def test_a_heading_is_the_subject_of_sentences_without_one() -> None:
    paper = document(
        "# A search\n\n## Object selection\n\n### Muons\n\nThe candidates must have pT > 14 GeV.\n"
    )
    assert statements(paper) == ["muons: select pt > 14 GeV"]


def test_a_transverse_mass_by_its_definition() -> None:
    paper = selection(
        "Events with MT < 105 GeV are rejected, where MT is the transverse mass of the muon and pTmiss."
    )
    assert "define mt = transverse_mass(leading(Muon), MET)" in headers(paper)
    assert statements(paper) == ["preselection: reject mt < 105 GeV"]


def test_a_channel_is_a_region() -> None:
    paper = selection("In the dimuon channel, events must have exactly two muons.")
    assert statements(paper) == ["dimuon_channel: select size(Muon) == 2"]


def test_a_vector_sum() -> None:
    paper = selection(
        "We require HTmiss > 330 GeV, where HTmiss is the magnitude of the vector sum of the pT of all jets."
    )
    assert "define mht = sum(j for j in Jet).pt" in headers(paper)


def test_a_pronoun_is_the_subject_before() -> None:
    paper = selection("Photons are reconstructed from clusters. They are required to have pT > 33 GeV.")
    assert statements(paper) == ["photons: select pt > 33 GeV"]


def test_simulation_settings_are_dismissed() -> None:
    paper = document(
        "# A search\n\n## Simulated samples\n\nEvents with at least one photon with pT > 130 GeV are generated with PYTHIA.\n"
    )
    assert statements(paper) == []
    assert notes(paper) == ['dismissed "a setting of simulated samples"']


def test_a_reference_that_defines_is_delegated_in_small_letters_too() -> None:
    paper = selection("Leptons must fulfil further isolation requirements, as described in ref. [70].")
    assert notes(paper)[0] == 'delegated "ref. [70]"'


def test_a_reference_that_defines_is_delegated() -> None:
    paper = selection("Electrons must satisfy the medium identification criteria defined in Ref. [7].")
    assert statements(paper) == ["electrons: select medium_id", 'electrons: delegated "Ref. [7]"']
    paper = selection("Events must satisfy the selection criteria of the leptons described in Ref. [7].")
    assert notes(paper) == ['delegated "Ref. [7]"']


def test_a_named_region_of_a_background_estimate_stands_alone() -> None:
    paper = document(
        "# A search\n\n## Event selection\n\nEvents must have ETmiss > 220 GeV.\n\n## Background estimation\n\n"
        "The ETmiss is required to be smaller than 40 GeV in this sample. "
        "The control region (CR-W) is defined by requiring exactly one muon.\n"
    )
    assert statements(paper) == ["preselection: select MET.pt > 220 GeV", "CR_W: select size(Muon) == 1"]
    assert "region CR_W" in headers(paper)


def test_a_table_of_criteria_without_regions() -> None:
    paper = document(
        "# A search\n\n## Event selection\n\nTable 1: Summary of the event selection.\n\n"
        "| Variable | Requirement |\n|---|---|\n| Leading jet pT | > 105 GeV |\n| ETmiss [GeV] | > 255 |\n"
        "| Muons | pT > 24 GeV and |η| < 2.3 |\n| Number of b-jets | 0 |\n| Number of jets | 4-6 |\n"
        "| Observed events | 17 |\n".replace("|η|", "\\|η\\|")
    )
    assert statements(paper) == [
        "muons: select pt > 24 GeV",
        "muons: select |eta| < 2.3",
        "bjets: select btag > ?",
        "preselection: select leading(Jet).pt > 105 GeV",
        "preselection: select MET.pt > 255 GeV",
        "preselection: select size(bjets) == 0",
        "preselection: select size(Jet) >= 4",
        "preselection: select size(Jet) <= 6",
    ]


def test_regions_in_the_cells_of_a_table() -> None:
    paper = document(
        "# A search\n\n## Event selection\n\nTable 1: Definition of the search regions.\n\n"
        "| ETmiss [GeV] | Number of jets | HT < 310 GeV | HT > 310 GeV |\n|---|---|---|---|\n"
        "| 60-210 | 2-4 | SR1 | SR2 |\n| > 210 | 2-4 | SR3 | SR3 |\n"
    )
    assert statements(paper) == [
        "SR1: select 60 GeV < MET.pt < 210 GeV",
        "SR1: select size(Jet) >= 2",
        "SR1: select size(Jet) <= 4",
        "SR1: select ht < 310 GeV",
        "SR2: select 60 GeV < MET.pt < 210 GeV",
        "SR2: select size(Jet) >= 2",
        "SR2: select size(Jet) <= 4",
        "SR2: select ht > 310 GeV",
        "SR3: select MET.pt > 210 GeV",
        "SR3: select size(Jet) >= 2",
        "SR3: select size(Jet) <= 4",
    ]


def test_a_table_of_objects() -> None:
    paper = selection(
        "Table 1: Kinematic requirements for objects.",
        "| Object | pT [GeV] | \\|η\\| |\n|---|---|---|\n| Electrons | > 15 | < 2.5 |\n"
        "| Jets | > 40 | — |\n| b jets | > 25 | < 2.1 |",
    )
    assert statements(paper)[:3] == [
        "electrons: select pt > 15 GeV",
        "electrons: select |eta| < 2.5",
        "jets: select pt > 40 GeV",
    ]
    assert "object bjets from Jet" in headers(paper)  # b jets may have less pt than jets


def test_regions_of_two_tables_with_the_same_names() -> None:
    table = "| Region | ETmiss [GeV] | Njets |\n|---|---|---|\n| SR1 | {0}-{1} | 2 |\n| SR2 | > {1} | 3-4 |"
    paper = selection(
        "Table 1: Definition of the signal regions for electrons.",
        table.format(100, 200),
        "Table 2: Definition of the signal regions for muons.",
        table.format(150, 250),
    )
    assert statements(paper) == [
        "SR1: select 100 GeV < MET.pt < 200 GeV",
        "SR1: select size(Jet) == 2",
        "SR2: select MET.pt > 200 GeV",
        "SR2: select size(Jet) >= 3",
        "SR2: select size(Jet) <= 4",
        "SR1_2: select 150 GeV < MET.pt < 250 GeV",
        "SR1_2: select size(Jet) == 2",
        "SR2_2: select MET.pt > 250 GeV",
        "SR2_2: select size(Jet) >= 3",
        "SR2_2: select size(Jet) <= 4",
    ]


def test_a_cell_for_some_events_is_no_limit_of_all() -> None:
    paper = selection(
        "Table 1: Definition of the signal regions.",
        "| Region | HT [GeV] | mTmin [GeV] |\n|---|---|---|\n| SR1 | < 900 | < 120 for HT > 300 |\n| SR2 | > 900 | — |",
    )
    assert [each for each in statements(paper) if "unresolved" not in each] == [
        "SR1: select ht < 900 GeV",
        "SR2: select ht > 900 GeV",
    ]
    assert [each.partition(":")[0] for each in statements(paper) if "unresolved" in each] == ["SR1"]


def test_half_of_what_is_rejected_is_not_claimed() -> None:
    paper = selection(
        "Events are rejected if an additional lepton forms a pair with a mass below 12 GeV with another lepton."
    )
    assert statements(paper) == []
