"""The nine tasks in RDataFrame from Python: expressions as text, which ROOT compiles when they are first used.

In: a task. Out: a function from files to histograms. One thread. What is no expression on columns stands in
`selections.hpp`, which the compiled tasks use too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from warnings import catch_warnings, simplefilter

with catch_warnings():
    simplefilter("ignore")  # the wheels of ROOT say that they are new
    import ROOT

from benchmarks.nine.tasks import TREE

SELECTIONS = Path(__file__).parents[1] / "rdataframe" / "selections.hpp"
MUONS = "Muon_pt, Muon_eta, Muon_phi, Muon_mass, Muon_charge"
ELECTRONS = MUONS.replace("Muon", "Electron")
Axis = tuple[str, int, float, float]
# For each task: what is defined (name, expression) or demanded (None, expression), and the histograms by name.
Steps = Sequence[tuple[str | None, str]]
TASKS: dict[str, tuple[Steps, dict[str, Axis]]] = {
    "q1": ((), {"met": ("MET_pt", 100, 0, 2000)}),
    "q2": ((), {"jet_pt": ("Jet_pt", 100, 15, 60)}),
    "q3": ((("central", "Jet_pt[abs(Jet_eta) < 1]"),), {"central_jet_pt": ("central", 100, 15, 60)}),
    "q4": (((None, "Sum(Jet_pt > 40) >= 2"),), {"met": ("MET_pt", 100, 0, 2000)}),
    "q5": (((None, f"Muon_pt.size() >= 2 && nine::has_z({MUONS})"),), {"met": ("MET_pt", 100, 0, 2000)}),
    "q6": (
        (
            (None, "Jet_pt.size() >= 3"),
            ("trijet", "nine::trijet(Jet_pt, Jet_eta, Jet_phi, Jet_mass, Jet_btagDeepB)"),
            ("trijet_pt", "trijet[0]"),
            ("trijet_btag", "trijet[1]"),
        ),
        {"trijet_pt": ("trijet_pt", 100, 15, 40), "trijet_btag": ("trijet_btag", 100, 0, 1)},
    ),
    "q7": (
        (
            (
                "sum_pt",
                "nine::isolated_sum(Jet_pt, Jet_eta, Jet_phi, Muon_pt, Muon_eta, Muon_phi, "
                "Electron_pt, Electron_eta, Electron_phi)",
            ),
            (None, "sum_pt >= 0"),
        ),
        {"sum_pt": ("sum_pt", 100, 15, 200)},
    ),
    "q8": (
        (
            (None, "Muon_pt.size() + Electron_pt.size() >= 3"),
            ("mt", f"nine::other_lepton_mt({MUONS}, {ELECTRONS}, MET_pt, MET_phi)"),
            (None, "mt >= 0"),
        ),
        {"mt": ("mt", 100, 15, 250)},
    ),
    "four_leptons": (
        (
            (None, "Muon_pt.size() + Electron_pt.size() >= 4"),
            (
                "leptons",
                f"nine::good_leptons({MUONS}, Muon_pfRelIso04_all, {ELECTRONS}, Electron_pfRelIso03_all)",
            ),
            (None, "leptons.size() >= 4 && leptons[0].pt > 20 && leptons[1].pt > 10"),
            ("quad", "nine::quadruplet(leptons)"),
            (None, "quad.found && quad.m12 > 40 && quad.m12 < 120"),
            (None, "quad.m34 > 12 && quad.m34 < 120"),
            (None, "quad.m4l > 70 && quad.m4l < 180"),
            *((name, f"quad.{name}") for name in ("m4l", "m12", "m34", "pt4l")),
            ("lead_pt", "leptons[0].pt"),
        ),
        {
            "m4l": ("m4l", 55, 70, 180),
            "m12": ("m12", 40, 40, 120),
            "m34": ("m34", 54, 12, 120),
            "pt4l": ("pt4l", 50, 0, 200),
            "lead_pt": ("lead_pt", 50, 0, 200),
        },
    ),
}
WEIGHTS = {"four_leptons": ("genWeight",)}


def prepare(task: str) -> Callable[[Sequence[str]], dict[str, list[float]]]:
    """A task on files."""
    ROOT.gInterpreter.Declare(f'#include "{SELECTIONS}"')
    steps, axes = TASKS[task]
    weight = WEIGHTS.get(task, ())

    def work(paths: Sequence[str]) -> dict[str, list[float]]:
        frame = ROOT.RDataFrame(TREE, list(paths))
        for name, expression in steps:
            frame = frame.Define(name, expression) if name else frame.Filter(expression)
        booked = {
            name: frame.Histo1D(("", "", *axis), column, *weight) for name, (column, *axis) in axes.items()
        }
        return {name: contents(each.GetValue()) for name, each in booked.items()}

    return work


def contents(histogram: ROOT.TH1D) -> list[float]:
    """The contents of all bins, with those outside the axis."""
    return [float(histogram.GetBinContent(bin_)) for bin_ in range(histogram.GetNbinsX() + 2)]
