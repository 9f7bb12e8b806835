"""Items of lists, of which the sentence in front of them says what they are about.

In: lists in LaTeX and Markdown. Out: the statements that the built-in reader makes of them.
"""

import pytest
from builtin_drafts import notes, statements
from written_papers import selection

from hepir.extract.builtin import read_selection
from hepir.extract.builtin.lists import item_sentence, lead_of
from hepir.reading.document import Document
from hepir.reading.opening import from_text, read_file
from hepir.reading.recognising import Kind


def latex(body: str) -> Document:
    text = rf"\documentclass{{article}}\begin{{document}}\section{{Event selection}}{body}\end{{document}}"
    return from_text("paper.tex", text, Kind.LATEX, read_file("paper.tex", text.encode()))


def test_fragments_of_items_have_the_subject_and_verb_of_what_leads_them_in() -> None:
    body = r"""
\begin{itemize}
\item Loose muons are required to:
\begin{itemize}
\item be reconstructed as global muons;
\item have $\pt > 11$ GeV, $|\eta| < 2.3$, $|d_Z| < 0.3$ cm;
\item have at least one hit in the pixel detector, to suppress decays in flight.
\end{itemize}
\item Loose electrons must:
\begin{itemize}
\item have $\pt > 12$ GeV; and
\item have no missing hits.
\end{itemize}
\end{itemize}"""
    assert statements(latex(body)) == [
        "electrons: select pt > 12 GeV",
        "electrons: select missing_hits == 0",
        "muons: select is_global",
        "muons: select pt > 11 GeV",
        "muons: select |eta| < 2.3",
        "muons: select |z0| < 0.3 cm",
        "muons: select pixel_hits >= 1",
    ]


def test_lists_of_channels_and_one_object_that_is_counted_by_another_name() -> None:
    body = r"""
Events must meet a set of criteria. For the muon channel these are:
\begin{itemize}
\item Exactly one tight muon
\item Exactly zero additional loose muons
\item At least 5 jets with $\pt >$ 31 GeV
\item $\MET > $ 32 GeV
\end{itemize}
For the electron channel these are:
\begin{itemize}
\item Exactly one tight electron
\item At least 2 CSVM tagged b-jets
\end{itemize}"""
    assert [each for each in statements(latex(body)) if "channel" in each] == [
        "muon_channel: select size(tight_muons) == 1",
        "muon_channel: select size(loose_muons) <= 1",
        "muon_channel: select count(j.pt > 31 GeV for j in Jet) >= 5",
        "muon_channel: select MET.pt > 32 GeV",
        "electron_channel: select size(tight_electrons) == 1",
        "electron_channel: select size(bjets) >= 2",
    ]


def test_descriptions_say_their_objects() -> None:
    body = r"""The objects are:
\begin{description}
\item[Photons] must have $\pt > 31$ GeV.
\item[Jets] $\pt > 25$ GeV and $|\eta| < 4.4$
\item[Energy scale] is known to 2\% for $\pt > 20$ GeV.
\end{description}"""
    assert statements(latex(body)) == [
        "photons: select pt > 31 GeV",
        "jets: select pt > 25 GeV",
        "jets: select |eta| < 4.4",
    ]


def test_what_must_not_be_and_items_of_a_region_in_markdown() -> None:
    found = statements(
        selection(
            "Events are vetoed if they contain any of the following:",
            "- an electron with pT > 11 GeV and |η| < 2.4,\n- a muon with pT > 12 GeV.",
            "In the signal region, the following criteria are applied:",
            "1. ETmiss > 210 GeV;\n2. the leading jet to have pT > 110 GeV.",
        )
    )
    assert [each for each in found if "sort" not in each] == [
        "preselection: reject any(e.pt > 11 GeV and |e.eta| < 2.4 for e in Electron)",
        "preselection: reject any(m.pt > 12 GeV for m in Muon)",
        "signal_region: select MET.pt > 210 GeV",
        "signal_region: select leading(Jet).pt > 110 GeV",
    ]


def test_items_rest_on_what_leads_them_in_too() -> None:
    paper = selection("Signal muons must satisfy:", "- pT > 31 GeV,\n- |η| < 2.3.")
    (first, _) = [each for each in read_selection(paper).statements if each.target == "muons"]
    assert [each.quote for each in first.evidence] == ["pT > 31 GeV,", "Signal muons must satisfy:"]


@pytest.mark.parametrize(
    "lead",
    [
        "The backgrounds are:",
        "One of the following criteria must be met:",
        "Simulated events are generated with these requirements at parton level:",
        "The uncertainties are:",
    ],
)
def test_other_lists_and_those_of_which_one_item_is_enough_select_nothing(lead: str) -> None:
    assert statements(selection(lead, "- pT > 31 GeV,\n- ETmiss > 200 GeV.")) == []


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        ("(ii) at least two jets; and", "Events must have at least two jets"),
        ("Both photons to have pT > 25 GeV", "both photons must have pT > 25 GeV"),
        ("The mass is above 100 GeV.", "the mass is above 100 GeV"),
        ("not contain leptons", "Events must not contain leptons"),
    ],
)
def test_items_as_sentences(item: str, expected: str) -> None:
    lead = lead_of("Events are required to pass the following cuts:", "")
    assert lead is not None
    assert item_sentence(item, lead) == expected


def test_labels_of_criteria_explanations_behind_them_and_singular_leads() -> None:
    found = statements(
        selection(
            "Event criteria:",
            "- **Charge requirement:** The two leptons must have opposite charge.\n"
            "- **Missing momentum:** ETmiss > 21 GeV.\n"
            "- **Hadronic tau selection:**\n  - Exactly one hadronic tau candidate.\n  - pT > 31 GeV\n"
            "- Njet ≥ 3, where jets must be central;",
        )
    )
    assert [each for each in found if "sort" not in each] == [
        "taus: select pt > 31 GeV",
        "preselection: select any(pair.first.charge != pair.second.charge for pair in lepton_pairs)",
        "preselection: select MET.pt > 21 GeV",
        "preselection: select size(taus) == 1",
        "preselection: select size(Jet) >= 3",
    ]


def test_displayed_equations_are_criteria() -> None:
    body = r"""
The last requirement is
\begin{equation}
  m_{\ell\ell} > 13~\GeV ,
\end{equation}
which removes resonances. Three jets that are mismeasured matter most and are suppressed by the selection:
\begin{equation}
  \Delta\phi_\mathrm{min} = \min_{i\in\{j_1,j_2,j_3\}}
    \Delta\phi(\vec{p}_\mathrm{T}^\mathrm{miss}, \vec{p}_{\mathrm{T},i}) > 0.6 .
\end{equation}
The trigger selection is $\HT > 500$ GeV. The jet selection is $\pt > 30$ GeV."""
    assert [each for each in statements(latex(body)) if "sort" not in each] == [
        "preselection: select any(pair.mass > 13 GeV for pair in lepton_pairs)",
        "preselection: select all(dphi(j, MET) > 0.6 for j in first(jets, 3))",
    ]


def test_whole_sentences_in_lists_of_what_is_true_select_nothing() -> None:
    paper = selection(
        "The fiducial region at the particle level is defined by the following criteria:",
        "- at least two jets with pT > 200 GeV must be present,\n- the leading jet must have pT > 300 GeV.",
        "Events must have ETmiss > 210 GeV.",
    )
    assert statements(paper) == ["preselection: select MET.pt > 210 GeV"]
    assert sum("dismissed" in each for each in notes(paper)) == 2
