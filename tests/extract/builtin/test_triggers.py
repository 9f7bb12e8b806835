"""Triggers that sentences tell by what they ask for: objects, thresholds, and which of them any event may pass.

In: sentences of the kinds that publications write. Out: the triggers, any of which may have recorded an event.
"""

import pytest

from hepir.extract.builtin.spelling import spelled
from hepir.extract.builtin.triggering import is_triggering, told_triggers

TOLD = {
    "Events are collected with single-lepton triggers with thresholds of 22 (28) GeV for "
    "electrons (muons).": "electron_22 muon_28",
    "Single-lepton triggers with pT thresholds of 28 GeV for electrons and 25 GeV for muons are "
    "used.": "electron_28 muon_25",
    "The data were recorded by single-electron or single-muon triggers with pT thresholds of 30 "
    "GeV and 26 GeV, respectively.": "electron_30 muon_26",
    "Events are selected online by triggers requiring an isolated electron (muon) with pT > 29 "
    "(23) GeV.": "electron_29 muon_23",
    "Events were collected by a single-muon trigger with a pT threshold of 25 GeV or by a "
    "single-electron trigger with a threshold of 33 GeV.": "muon_25 electron_33",
    "Data events are selected using triggers that require the presence of an isolated electron or "
    "muon with pT thresholds of 28 GeV or 25 GeV, respectively.": "electron_28 muon_25",
    "The trigger requires at least one electron with pT > 33 GeV or at least one muon with pT > "
    "26 GeV.": "electron_33 muon_26",
    "Triggers with thresholds of 26 GeV (muons) and 31 GeV (electrons) are used to record the "
    "events.": "muon_26 electron_31",
    "The lowest-threshold unprescaled single-muon trigger, which requires pT > 27 GeV, is used.": "muon_27",
    "Events are recorded if an electron or a muon with pT above 35 GeV is found by the trigger.": (
        "electron_35 muon_35"
    ),
    "Events are triggered by a muon (electron) with pT > 21 (31) GeV.": "muon_21 electron_31",
    "The analysis uses events recorded with a single-photon trigger with an ET threshold of 120 "
    "GeV.": "photon_120",
    "The online selection requires a muon with pT > 18 GeV.": "muon_18",
    "The events were recorded with a trigger that requires pTmiss > 110 GeV and HT > 420 GeV.": (
        "met_110_ht_420"
    ),
    "The trigger requires at least one photon with pT > 85 GeV and |η| < 2.4, and HT > 550 GeV.": (
        "photon_85_ht_550"
    ),
    "Events are collected by triggers requiring a muon with pT > 17 GeV in conjunction with HT > "
    "380 GeV.": "muon_17_ht_380",
    "We use a trigger that selects events with at least two jets with pT > 75 GeV and pTmiss > 95 "
    "GeV.": "dijet_75_met_95",
    "A trigger with thresholds of 115 GeV on both ETmiss and HTmiss is used to collect the "
    "events.": "met_115_mht_115",
    "Events are selected by a trigger with pTmiss and HTmiss thresholds of 105 GeV.": "met_105_mht_105",
    "A logical OR of triggers with ETmiss and HTmiss thresholds of 130 GeV is used.": "met_130 mht_130",
    "This analysis requires events containing a loosely isolated electron or muon with pT > 12 "
    "GeV and HT greater than 420 GeV at the trigger level.": "electron_12_ht_420 muon_12_ht_420",
    "The events were recorded with a trigger that requires a muon with pT > 21 GeV and a "
    "hadronically decaying tau with pT > 32 GeV.": "muon_21_tau_32",
    "The trigger requires an electron with pT > 24 GeV and a tau lepton with pT > 30 GeV.": (
        "electron_24_tau_30"
    ),
    "The trigger requires at least four jets with pT > 70 GeV.": "four_jet_70",
    "Events are selected by a trigger that requires six jets with pT > 45 GeV.": "six_jet_45",
    "A VBF trigger that requires two jets with pT > 45 GeV and mjj > 650 GeV is used.": "dijet_45_mjj_650",
    "Dilepton triggers with thresholds of 22 (11) GeV on the leading (subleading) lepton pT are "
    "used.": "dilepton_22_11",
    "Events are collected with dimuon triggers with pT thresholds of 18 GeV for the leading and 9 "
    "GeV for the subleading muon.": "dimuon_18_9",
    "The dielectron trigger has thresholds of 24 and 13 GeV for the leading and subleading "
    "electron and is used to collect events.": "dielectron_24_13",
    "The diphoton trigger requires two photons with pT > 32 GeV and 20 GeV.": "diphoton_32_20",
    "Events are selected by dilepton triggers requiring pT > 25 GeV for the leading lepton and pT "
    "> 14 GeV for the subleading lepton.": "dilepton_25_14",
    "One set of triggers requires that the leading lepton has pT > 24 (18) GeV and the second "
    "lepton pT > 11 (9) GeV for muons (electrons).": "dimuon_24_11 dielectron_18_9",
    "Events are recorded with dielectron (dimuon) triggers with leading-lepton thresholds of 24 "
    "(18) GeV and subleading-lepton thresholds of 13 (9) GeV.": "dielectron_24_13 dimuon_18_9",
    "A double-muon trigger with thresholds of 16 and 7 GeV is used.": "dimuon_16_7",
    "The diphoton trigger selects events with a leading (subleading) photon with ET > 36 (24) "
    "GeV.": "diphoton_36_24",
    "Electron-muon triggers with thresholds of 24 GeV on the leading lepton and 13 GeV on the "
    "subleading lepton are used.": "electron_muon_24_13",
    "The event must pass an electron-muon trigger, which imposes a 18 GeV threshold on the "
    "leading lepton pT and a 9 GeV threshold on the sub-leading one.": "electron_muon_18_9",
    "The tau trigger requires two hadronic taus with pT > 36 GeV.": "ditau_36",
    "The 2015 trigger requires a large-R jet with pT > 370 GeV, while in 2016 the threshold is "
    "430 GeV.": "fat_jet_370 fat_jet_430",
    "Events are collected with a single-muon trigger with a threshold of 23 GeV in 2016 and 28 "
    "GeV in 2017.": "muon_23 muon_28",
    "At least one isolated muon with pT > 23 GeV (2016 and 2018) or pT > 28 GeV (2017) is "
    "required by the HLT.": "muon_23 muon_28",
    "Events are collected by triggers that require missing transverse momentum (pTmiss > 95, 105, "
    "or 115 GeV).": "met_95 met_105 met_115",
    "Events were recorded by requiring HTmiss at the trigger level to exceed a threshold that "
    "varied between 90 and 110 GeV.": "mht_90_to_110",
    "The trigger requires ETmiss above a threshold of 70 to 110 GeV, depending on the data-taking "
    "period.": "met_70_to_110",
    "Events are collected with single-muon triggers with thresholds ranging from 20 to 26 GeV.": (
        "muon_20_to_26"
    ),
    "Events are selected with a trigger that requires an electron with pT > 105 GeV or pT > 120 "
    "GeV, depending on the instantaneous luminosity.": "electron_105 electron_120",
    "Muon events may also be accepted using a trigger that does not require isolation but instead "
    "requires pT > 52 GeV.": "muon_52",
    "The isolated lepton triggers were complemented by triggers without isolation requirements, "
    "with a threshold raised to 65 GeV for electrons and to 38 GeV for muons.": "electron_65 muon_38",
    "To increase the efficiency, additional trigger paths require pTmiss > 105 GeV, isolated "
    "leptons (pT > 28 GeV for electrons and pT > 25 GeV for muons) or a nonisolated muon with pT "
    "> 53 GeV.": "met_105 electron_28 muon_25 muon_53",
    "A combination of single-muon paths that require at least one nonisolated muon with pT > 53 "
    "GeV is used in the HLT.": "muon_53",
    "The events are selected by HLT paths that require a photon with pT > 175 GeV.": "photon_175",
    "The trigger path collects events with at least one muon with pT > 26 GeV which is isolated.": "muon_26",
    "An alternative trigger path requires at least one electron passing a tight identification "
    "and pT > 29 GeV.": "electron_29",
    "For the muon (electron) channel, the data were collected with a trigger that requires at "
    "least one muon (electron) candidate with pT > 22 (29) GeV.": "muon_22 electron_29",
    "The trigger requires ETmiss > 100 GeV, where ETmiss is calculated from calorimeter clusters.": "met_100",
    "The events are selected by a trigger on ETmiss with a threshold of 80 GeV.": "met_80",
    "The trigger efficiency exceeds 98% for events with ETmiss > 250 GeV.": "",
    "This trigger is fully efficient for photons with pT > 155 GeV.": "",
    "At L1, an energy deposit of at least 24 GeV is required.": "",
    "Control samples were recorded with a trigger that requires HT > 900 GeV.": "",
    "Jet triggers with pT thresholds between 60 and 400 GeV are prescaled.": "",
    "The photon trigger with the lowest threshold, 22 GeV, is prescaled and not used.": "",
    "Both muons must be matched to the corresponding trigger objects within ΔR < 0.1.": "",
    "Events are selected with triggers that require two jets and ETmiss > 70 GeV.": "",
    "A special trigger with a threshold of 12 GeV is used to measure the background.": "",
    "The triggers require at least one AK8 jet with a pT larger than thresholds in the range of "
    "90 to 460 GeV and are prescaled.": "",
    "The trigger selects B mesons with a displaced dimuon vertex and 4.8 < mμμ < 6.0 GeV.": "",
    "The trigger thresholds are 5 GeV lower than those applied offline.": "",
    "The trigger efficiency is measured with events recorded with a trigger that requires a muon "
    "with pT > 24 GeV.": "",
    "The L1 trigger reduces the rate to 100 kHz, using jets with ET > 20 GeV.": "",
    "To recover efficiency at high pT, further electron and muon triggers without isolation "
    "requirements are included, with thresholds of pT > 65 GeV and 52 GeV, respectively.": (
        "electron_65 muon_52"
    ),
    "Events with two leptons rely on dilepton triggers with pT > 18 (24) GeV for the leading and "
    "pT > 9 (13) GeV for the sub-leading muon (electron).": "dimuon_18_9 dielectron_24_13",
    "The Z sample is collected with dielectron and dimuon triggers that require the leading "
    "electron (muon) to have pT > 26 (21) GeV and the subleading electron (muon) to have pT > 16 "
    "(11) GeV.": "dielectron_26_16 dimuon_21_11",
    "We use single lepton triggers requiring an isolated μ (e) with pT > 23 (28) GeV.": "muon_23 electron_28",
    "One set of triggers requires that the highest-pT (leading) lepton have pT > 24 (18) GeV and "
    "the second highest-pT (sub-leading) lepton have pT > 11 (9) GeV for muons (electrons).": (
        "dimuon_24_11 dielectron_18_9"
    ),
    "The second set of triggers has a lower pT threshold for both leptons (pT > 9 GeV), and "
    "requires the HT reconstructed in the trigger to be greater than 320 GeV.": "dilepton_9_ht_320",
    "The pT thresholds for single-muon (single-electron) triggers increased from 18 to 25 GeV (20 "
    "to 26 GeV) during the data taking.": "muon_18_to_25 electron_20_to_26",
    "Events were recorded using a four-jet trigger with pT thresholds of 90 GeV on each jet, "
    "which is fully efficient after the analysis selection.": "four_jet_90",
    "Events are selected with a trigger that requires leptons with a higher pT threshold (pT > "
    "100 GeV or pT > 110 GeV for electrons and pT > 55 GeV for muons).": "electron_100 electron_110 muon_55",
    "This analysis requires events containing an isolated electron or muon with pT > 17 GeV and a "
    "scalar sum of the jet transverse momenta in the event, HT, with values greater than 380 GeV "
    "at the trigger level.": "electron_17_ht_380 muon_17_ht_380",
    "The high-level trigger selects events with at least one photon with pT > 95 GeV and |η| < "
    "2.4, and HT > 620 GeV, where HT is defined as the scalar sum of the pT of all jets used in "
    "the offline calculation.": "photon_95_ht_620",
    "The second trigger requires two muons with pT > 4 GeV and ETmiss > 55 GeV.": "dimuon_4_met_55",
    "After the trigger, only events with at least three jets with pT > 80 GeV are kept.": "",
    "The Z → μμ events are selected by single muon triggers and two muons with an invariant mass "
    "between 81 GeV and 101 GeV.": "",
    "Using this trigger permits a lepton pT threshold of 7 GeV.": "",
    "Events are collected with triggers based on the presence of a jet with pT > 360 GeV.": "jet_360",
    "A set of single-jet triggers with thresholds of 80, 140 and 200 GeV is used.": "jet_80 jet_140 jet_200",
    "Candidate events were selected using single-muon triggers with a pT threshold that was 24 "
    "GeV in 2015 and 26 GeV in 2016.": "muon_24 muon_26",
    "Events must fire a dimuon trigger with thresholds of 17 GeV (leading muon) and 8 GeV "
    "(subleading muon).": "dimuon_17_8",
    "The electron trigger requires ET > 27 GeV, and the muon trigger requires pT > 24 GeV.": (
        "electron_27 muon_24"
    ),
    "Photon-triggered events with ET > 25 GeV are used.": "",
    "The trigger used for this analysis requires at least one jet with pT > 100 GeV and ETmiss > "
    "70 GeV.": "jet_100_met_70",
    "Selected events satisfy either a trigger with a single muon with pT > 20 GeV or a trigger "
    "with two muons with pT > 10 GeV.": "muon_20 dimuon_10",
    "The threshold on ETmiss at trigger level is 70 GeV.": "met_70",
    "Data are collected with single-muon triggers with a nominal pT threshold of 22 GeV.": "muon_22",
    "The primary trigger requires an electron with ET greater than 23 GeV that satisfies tight "
    "identification criteria.": "electron_23",
    "Events were recorded if they contained a muon with pT > 21 GeV at the trigger level.": "muon_21",
    "The HLT requires HT above 900 GeV or a jet with pT above 450 GeV.": "ht_900 jet_450",
    "An ETmiss trigger with a threshold of 90 GeV is used to record the data.": "met_90",
    "Events are collected with single-electron and single-muon triggers.": "single_electron single_muon",
    "Events must pass either a single-electron or a single-muon trigger.": "single_electron single_muon",
    "Events are selected using a combination of dilepton and ETmiss triggers.": "dilepton met",
    "Events are selected online using a single electron or muon trigger.": "single_electron single_muon",
    "The data were recorded with dimuon triggers.": "dimuon",
    "Events are recorded with a trigger.": "",
    "Events are required to pass an ETmiss trigger.": "met",
    "The dilepton triggers are used to measure the efficiency.": "",
    "Events recorded with dilepton triggers are used for the background estimate.": "",
    "Double-electron, double-muon and electron-muon triggers were used to collect the data.": (
        "dielectron dimuon electron_muon"
    ),
    "The diphoton trigger is fully efficient.": "",
    "A set of HT triggers is prescaled.": "",
    "The events were selected online by requiring one muon with pT above 18 GeV.": "muon_18",
    "Events are selected online by requiring two muons with pT > 17 and 8 GeV.": "dimuon_17_8",
    "Events were selected online if they contained a photon with ET > 140 GeV.": "photon_140",
    "Online, events are required to contain at least one electron with pT > 25 GeV.": "electron_25",
    "Candidate events are preselected online by demanding at least four jets with pT > 60 GeV.": (
        "four_jet_60"
    ),
    "Collision events are collected online by requiring ETmiss above 105 GeV.": "met_105",
    "Events were accepted online if HT exceeded 750 GeV.": "ht_750",
    "Events are first selected at the trigger level by requiring an electron with pT > 28 GeV or a "
    "muon with pT > 21 GeV.": "electron_28 muon_21",
    "The online selection is based on a single isolated muon with pT larger than 23 GeV.": "muon_23",
    "At the HLT, events are accepted if they contain two photons with ET > 30 and 18 GeV.": "diphoton_30_18",
    "Dilepton triggers require a leading electron (muon) with pT > 22 (18) GeV and a subleading "
    "electron (muon) with pT > 11 (9) GeV.": "dielectron_22_11 dimuon_18_9",
    "The dimuon trigger requires one muon with pT greater than 9 GeV and the second greater than 18"
    " GeV.": "dimuon_9_18",
    "The trigger requires two muons, the leading one with pT > 16 GeV and the subleading one with "
    "pT > 7 GeV.": "dimuon_16_7",
    "Triggers that require isolated leptons with pT > 16 GeV for the leading and pT > 7 GeV (11 "
    "GeV) for the subleading muon (electron) are used.": "dimuon_16_7 dielectron_16_11",
    "With the single-electron trigger pT > 40 GeV is required of the electron; for the double-"
    "electron (double-muon) triggers, the two highest-pT electrons (muons) must have pT > 21 GeV "
    "(15 GeV), and 10 GeV (6 GeV), respectively.": "electron_40 dielectron_21_10 dimuon_15_6",
    "A symmetric dielectron trigger with a threshold of 14 GeV on each electron is used.": "dielectron_14",
    "The ETmiss threshold at trigger level was 65 GeV in 2015, while in 2016 it was 85 GeV for the "
    "first part of the data taking, and raised to 95 GeV and 105 GeV in later periods.": (
        "met_65 met_85 met_95 met_105"
    ),
    "During the 2012 data taking, the pT threshold of the single-muon trigger was 22 GeV, and it "
    "was 17 GeV in 2011.": "muon_22 muon_17",
    "The single-electron trigger has a threshold of 21 GeV for the 7 TeV data and of 25 GeV for the"
    " 8 TeV data.": "electron_21 electron_25",
    "For the dimuon triggers, a threshold of 11 GeV on each muon is used for the 7 TeV data, while "
    "for the 8 TeV data the thresholds are 14 GeV.": "dimuon_11 dimuon_14",
    "In 2016 the events were recorded with triggers requiring an electron with pT > 25 GeV, in 2017"
    " and 2018 with pT > 32 GeV.": "electron_25 electron_32",
    "Events in the 2016 data were collected with an ETmiss trigger with a threshold varying between"
    " 90 and 110 GeV, and in 2015 with a threshold of 70 GeV.": "met_90_to_110 met_70",
    "For data taken in 2015 (2016), a single-electron trigger with a threshold of 22 (26) GeV is "
    "used.": "electron_22 electron_26",
    "In 2017 the events were triggered by four jets with pT > 75 GeV and in 2018 with a trigger "
    "requiring four jets with pT > 80 GeV.": "four_jet_75 four_jet_80",
    "The events were recorded with a trigger that accepts events with ETmiss above 60 GeV (in 2015)"
    " or 80-100 GeV (depending on the run period in 2016) computed from calorimeter clusters.": (
        "met_60 met_80_to_100"
    ),
    "For 2017 (2016), a muon-tau trigger with pT thresholds of 21 (18) and 28 (22) GeV for the muon"
    " and tau, respectively, is used.": "muon_21_tau_28 muon_18_tau_22",
    "Single-lepton triggers with pT thresholds of 25 and 40 GeV for muons and 25 and 65 GeV for "
    "electrons are used.": "muon_25 muon_40 electron_25 electron_65",
    "Single-electron triggers with thresholds of 25 and 60 GeV are used, the first with an "
    "isolation requirement.": "electron_25 electron_60",
    "The logical OR of the single-muon triggers with online pT thresholds of 31 and 36 GeV is used,"
    " with the corresponding offline muons required to have pT > 38 GeV.": "muon_31 muon_36",
    "For 2018 (2017), the OR of single-muon triggers with thresholds of 31 and 45 (26 and 41) GeV "
    "is used.": "muon_31 muon_45 muon_26 muon_41",
    "A logical OR of an isolated-muon trigger with pT > 24 GeV and a non-isolated one with pT > 50 "
    "GeV is used.": "muon_24 muon_50",
    "Events are recorded with an OR of two e+μ cross triggers that require an electron with pT > 22"
    " GeV and a muon with pT > 9 GeV, or an electron with pT > 13 GeV and a muon with pT > 22 GeV.": (
        "electron_22_muon_9 electron_13_muon_22"
    ),
    "The dilepton trigger thresholds are 11 GeV for muons and 13 GeV for electrons.": (
        "dimuon_11 dielectron_13"
    ),
    "The diphoton trigger requires photons with pT > 28 and 17 GeV and a diphoton mass above 55 "
    "GeV.": "diphoton_28_17_mass_55",
    "The trigger requires HT > 280 GeV and ETmiss > 115 GeV, or HT > 880 GeV, or a jet with pT > "
    "440 GeV.": "ht_280_met_115 ht_880 jet_440",
    "Events in the multilepton channel are selected with dilepton triggers, the latter being used "
    "only for events with ETmiss > 130 GeV.": "dilepton",
    "The ETmiss trigger threshold motivates the requirement ETmiss > 240 GeV.": "",
    "In the regions that use a combination of ETmiss and lepton triggers, this requirement is "
    "relaxed to ETmiss > 110 GeV.": "",
    "Events with ETmiss below 220 GeV are instead collected using single-lepton triggers.": "",
    "If the event has been selected by the ditau trigger, ETmiss > 120 GeV is required.": "",
    "In events recorded by the ETmiss trigger, the reconstructed ETmiss must be larger than 150 GeV.": "",
    "In addition, the second trigger requires at least one jet with pT > 75 GeV.": "",
    "Examples of these triggers require pT > 400 GeV for jets, or ETmiss > 110 GeV.": "",
    "The trigger thresholds require leptons with pT > 30 GeV offline.": "",
    "A pT requirement of 29 GeV is applied to the electron so that the single-electron trigger is "
    "on its plateau.": "",
    "In the two-lepton selection, events are accepted if they pass a trigger that requires either "
    "two electrons or two muons.": "",
    "The dilepton triggers have minimum pT requirements on the leading and subleading leptons of 18"
    " (16) and 11 (7) GeV for electrons (muons).": "dielectron_18_11 dimuon_16_7",
    "An ETmiss trigger, which is fully efficient for ETmiss > 220 GeV, was used to collect the data.": "met",
    "Samples enriched in background events were collected with muon triggers.": "",
}


@pytest.mark.parametrize(("sentence", "expected"), TOLD.items())
def test_a_sentence_tells_its_triggers(sentence: str, expected: str) -> None:
    told = told_triggers(spelled(sentence)) if is_triggering(sentence) else ()
    assert [each.removesuffix("_trigger") for each in told] == expected.split()
