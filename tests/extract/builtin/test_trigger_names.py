"""Triggers by their names, in sentences and tables, and triggers told channel by channel.

In: small publications. Out: the steps of their events.
"""

import pytest
from builtin_drafts import notes, statements
from written_papers import selection

SENTENCES = {
    r"Events were recorded with the HLT\_Mu24\_eta2p1 or the HLT\_Ele27\_WP80 trigger.": [
        'preselection: select trigger("HLT_Mu24_eta2p1") or trigger("HLT_Ele27_WP80")'
    ],
    "Events must pass the OR of EF_e24vhi_medium1 and EF_mu36_tight.": [
        'preselection: select trigger("EF_e24vhi_medium1") or trigger("EF_mu36_tight")'
    ],
    "The triggers used are e60_lhmedium and e140_lhloose for electrons and mu26_ivarmedium and mu50 for muons.": [
        'preselection: select trigger("e60_lhmedium") or trigger("e140_lhloose")'
        ' or trigger("mu26_ivarmedium") or trigger("mu50")'
    ],
    "Events are selected by single-lepton triggers with pT thresholds of 21 (27) GeV for muons and 25 (28) GeV for electrons"
    " in 2015 (2016).": [
        "preselection: select muon_21_trigger or electron_25_trigger or muon_27_trigger or electron_28_trigger"
    ],
    "The hadronic channel uses a trigger with four jets with pT > 85 GeV or five jets with pT > 60 GeV.": [
        "preselection: select four_jet_85_trigger or five_jet_60_trigger"
    ],
    "Two trigger strategies are used: events with ETmiss > 125 GeV and events with a photon with ET > 145 GeV.": [
        "preselection: select met_125_trigger or photon_145_trigger"
    ],
    "In the electron channel, events are selected by a single-electron trigger with a threshold of 28 GeV, and in the muon"
    " channel by a single-muon trigger with a threshold of 25 GeV.": [
        "electron_channel: select electron_28_trigger",
        "muon_channel: select muon_25_trigger",
    ],
    "Data in the eτh channel are collected by single-electron triggers, and in the μτh channel by single-muon triggers.": [
        "etauh_channel: select single_electron_trigger",
        "mutauh_channel: select single_muon_trigger",
    ],
}


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES.items())
def test_a_sentence_names_its_triggers(sentence: str, expected: list[str]) -> None:
    assert statements(selection(sentence)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "At the first level, ETmiss > 45 GeV is required; at the high level, ETmiss > 65 GeV is required.",
        "A jet-mass trigger with a threshold of 50 GeV on the trimmed mass is used.",
    ],
)
def test_what_is_asked_at_a_level_of_the_trigger_is_no_cut(sentence: str) -> None:
    assert not statements(selection(sentence))
    assert any("a trigger" in each for each in notes(selection(sentence)))


TABLE = """| channel | dataset | {head} |
| --- | --- | --- |
| ee | DoubleEG | HLT_Ele23_Ele12_IsoVL |
|  |  | HLT_DoubleEle33_CaloIdL |
|  | SingleElectron | HLT_Ele105_CaloIdVT |
| μμ | DoubleMuon | HLT_Mu17_Mu8_DZ and HLT_Mu30_TkMu11 |"""


def test_any_trigger_of_a_table_has_recorded_the_events() -> None:
    names = (
        "HLT_Ele23_Ele12_IsoVL",
        "HLT_DoubleEle33_CaloIdL",
        "HLT_Ele105_CaloIdVT",
        "HLT_Mu17_Mu8_DZ",
        "HLT_Mu30_TkMu11",
    )
    either = " or ".join(f'trigger("{each}")' for each in names)
    assert statements(selection(TABLE.format(head="HLT path"))) == [f"preselection: select {either}"]


def test_a_table_of_efficiencies_names_no_triggers() -> None:
    assert not statements(selection(TABLE.format(head="Efficiency of the trigger")))
