"""Regions that headings and the sentences in front of lists name: what is said there is of no other events."""

import pytest
from builtin_drafts import headers, notes, statements
from written_papers import document

from hepir.extract.builtin.naming import identifier

TITLE = "# A search for something\n\n"
COMMON = "## 3 Event selection\n\nEvents must have ETmiss > 35 GeV.\n\n"


def regional(text: str) -> list[str]:
    """The steps that are not of all events."""
    return [each for each in statements(document(TITLE + text)) if not each.startswith("preselection")]


def test_headings_of_particles_are_channels_where_there_are_several() -> None:
    text = (
        f"{COMMON}### 3.1 μμτh\n\nThe leading muon must have pT > 21 GeV.\n\n"
        "### 3.2 eμτh\n\nEvents must have exactly one electron.\n\n"
    )
    assert regional(text) == [
        "mumutauh: select leading(Muon).pt > 21 GeV",
        "emutauh: select size(Electron) == 1",
    ]
    assert "region mumutauh from preselection" in headers(document(TITLE + text))


def test_parts_of_an_analysis_are_regions_beside_each_other() -> None:
    assert regional(
        f"{COMMON}### 3.1 Merged analysis\n\nAt least one large-R jet is required.\n\n"
        "### 3.2 Resolved analysis\n\nAt least three jets are required.\n\n"
    ) == ["merged_analysis: select size(FatJet) >= 1", "resolved_analysis: select size(Jet) >= 3"]


MERGED = (
    "### 3.1 Merged analysis\n\nElectrons must have pT > 21 GeV. {} At least one large-R jet is required.\n\n"
)
RESOLVED = "### 3.2 Resolved analysis\n\n{} At least three jets are required.\n\n"


def test_objects_of_which_one_channel_alone_tells_have_rules() -> None:
    text = TITLE + COMMON + MERGED.format("") + RESOLVED.format("Photons must have pT > 33 GeV.")
    assert {"electrons: select pt > 21 GeV", "photons: select pt > 33 GeV"} <= set(statements(document(text)))


@pytest.mark.parametrize("other", ["Electrons must have pT > 33 GeV.", "Leptons must have pT > 33 GeV."])
def test_objects_of_which_two_channels_tell_are_those_of_their_events(other: str) -> None:
    found = statements(document(TITLE + COMMON + MERGED.format("") + RESOLVED.format(other)))
    assert "merged_analysis: select all(e.pt > 21 GeV for e in Electron)" in found
    assert any(each.startswith("resolved_analysis: select all(") and "33 GeV" in each for each in found)


def test_the_object_of_an_event_is_no_rule_of_all() -> None:
    found = statements(
        document(
            TITLE + COMMON + MERGED.format("Both the muon and the photon must have pT > 44 GeV.") + RESOLVED
        )
    )
    assert not any("44 GeV" in each and each.startswith(("muons", "photons")) for each in found)


def test_one_part_alone_is_all_of_it() -> None:
    assert regional(f"{COMMON}### 3.1 Dilepton selection\n\nAt least three jets are required.\n") == []


def test_what_stands_in_a_part_of_a_channel_is_of_the_channel() -> None:
    assert regional(
        "## 3 1-lepton channel\n\n### 3.1 Kinematic requirements\n\nExactly one muon is required.\n"
    ) == ["lepton_channel_1: select size(Muon) == 1"]


def test_headings_of_objects_and_of_papers_are_no_regions() -> None:
    text = (
        "# Search for new resonances in the dijet final state\n\n"
        "## Electron selection\n\nEvents must have one electron or more.\n\n"
        "## Muon selection\n\nEvents must have exactly two muons.\n"
    )
    assert not [
        each
        for each in headers(document(text))
        if each.startswith("region ") and each != "region preselection"
    ]


def test_a_list_is_about_the_region_of_its_lead() -> None:
    text = (
        f"{COMMON}The requirements are given here. For the muon channel these are:\n\n- Exactly one muon\n- HT > 410 GeV\n"
        "- At least 5 jets with pT > 31 GeV\n\nFor the electron channel these are:\n\n- Exactly one electron\n"
    )
    assert regional(text) == [
        "muon_channel: select size(Muon) == 1",
        "muon_channel: select ht > 410 GeV",
        "muon_channel: select count(j.pt > 31 GeV for j in Jet) >= 5",
        "electron_channel: select size(Electron) == 1",
    ]


def test_a_trigger_of_one_year_is_noted() -> None:
    text = f"{COMMON}Data of 2016 and 2017 are used. The 2017 trigger requires a jet with pT > 430 GeV.\n"
    assert any("a trigger of one year" in each for each in notes(document(TITLE + text)))


def test_what_a_later_sentence_calls_the_signal_region_is_not_of_all_events() -> None:
    text = (
        "## 6 Event selection in the signal, control, and validation regions\n\nExactly two jets are required. "
        "Further discrimination is achieved by these additional criteria:\n\nHT must be larger than 205 GeV.\n\n"
        "The transverse mass must be larger than 65 GeV.\n\nThese criteria define the signal region of this analysis.\n"
    )
    assert statements(document(TITLE + text)) == [
        "preselection: select size(Jet) == 2",
        "signal_region: select ht > 205 GeV",
        "signal_region: select mt > 65 GeV",
    ]


def test_what_is_asked_of_objects_in_the_part_of_a_channel_holds_there_alone() -> None:
    text = (
        f"{COMMON}### 3.1 μμ channel\n\nMuons are required to have pT > 24 GeV. Jets must have pT > 31 GeV.\n\n"
        "### 3.2 μe channel\n\nMuons are required to have pT > 26 GeV. Jets within ΔR < 0.3 of an electron are removed.\n"
    )
    paper = document(TITLE + text)
    assert regional(text) == [
        "mumu_channel: select all(m.pt > 24 GeV for m in Muon)",
        "mue_channel: select all(m.pt > 26 GeV for m in Muon)",
    ]
    assert [
        each for each in notes(paper) if "objects of one channel" in each and "31 GeV" in each
    ]  # softer jets do no harm
    assert [each for each in notes(paper) if "objects of one channel" in each and "0.3" in each]


def test_particle_level_is_no_selection() -> None:
    assert (
        statements(
            document(
                f"{TITLE}## 3 Event selection\n\n### 3.1 Particle-level selection\n\nExactly one muon is required.\n"
            )
        )
        == []
    )


def test_regions_that_are_told_in_the_part_of_a_channel_start_from_it() -> None:
    text = (
        f"{COMMON}### 3.1 Zero-lepton channel\n\nETmiss must exceed 310 GeV. SRA requires HT > 410 GeV.\n\n"
        "### 3.2 One-lepton channel\n\nETmiss must exceed 110 GeV. SRB requires HT > 510 GeV.\n\n"
        "## 4 Backgrounds\n\nThe top control region must have HT < 300 GeV.\n"
    )
    assert [each for each in headers(document(TITLE + text)) if each.startswith("region ")] == [
        "region preselection",
        "region zero_lepton_channel from preselection",
        "region one_lepton_channel from preselection",
        "region top_control_region",
        "region SRA from zero_lepton_channel",
        "region SRB from one_lepton_channel",
    ]


def test_a_region_that_excludes_what_the_preselection_asks_starts_from_less() -> None:
    text = (
        "## 3 Event selection\n\nExactly two jets are required.\n\n"
        "### 3.1 Zero-lepton channel\n\nETmiss must exceed 310 GeV. SRA requires HT > 410 GeV.\n\n"
        "### 3.2 One-lepton channel\n\nETmiss must exceed 110 GeV. The control region CRB requires at least four jets.\n"
    )
    found = headers(document(TITLE + text))
    assert "region CRB" in found
    assert "region SRA from zero_lepton_channel" in found


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Z' analysis", "z_prime_analysis"),
        ("CR'", "CR_prime"),
        ("SR A′", "SR_A_prime"),
        ("'loose' SR", "loose_SR"),
        ("SR ‘high’", "SR_high"),
    ],
)
def test_a_prime_is_part_of_a_name_and_marks_of_quotation_are_not(words: str, name: str) -> None:
    assert identifier(words) == name
