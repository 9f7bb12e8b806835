"""Regions that headings and the sentences in front of lists name: what is said there is of no other events."""

from builtin_drafts import headers, notes, statements
from written_papers import document

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
    text = f"{COMMON}The 2017 trigger requires a jet with pT > 430 GeV.\n"
    assert any("a trigger of one year" in each for each in notes(document(TITLE + text)))
