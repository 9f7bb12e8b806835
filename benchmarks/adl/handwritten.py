"""The eight ADL tasks as one would write them by hand with awkward and vector.

In: arrays by branch, as the files hold them. Out: the histograms of a task by name, those of
`examples/adl_benchmarks.hep`. Each function reads what its entry of `COLUMNS` says, keeps the precision of the
files, and drops events as early as it can.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import awkward as ak
import hist
import numpy as np
import vector

vector.register_awkward()

Events = Mapping[str, ak.Array]
Histograms = dict[str, hist.Hist]

FOUR = ("pt", "eta", "phi", "mass")
LEPTON = (*FOUR, "charge")


def branches(kind: str, properties: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the branches of a kind."""
    return tuple(f"{kind}_{name}" for name in properties)


COLUMNS = {
    "q1": ("MET_pt",),
    "q2": ("Jet_pt",),
    "q3": ("Jet_pt", "Jet_eta"),
    "q4": ("MET_pt", "Jet_pt"),
    "q5": ("MET_pt", *branches("Muon", LEPTON)),
    "q6": branches("Jet", (*FOUR, "btag")),
    "q7": (
        *branches("Jet", ("pt", "eta", "phi")),
        *branches("Muon", ("pt", "eta", "phi")),
        *branches("Electron", ("pt", "eta", "phi")),
    ),
    "q8": ("MET_pt", "MET_phi", *branches("Muon", LEPTON), *branches("Electron", LEPTON)),
}


def regular(low: float, high: float) -> hist.Hist:
    """A hundred bins."""
    return hist.Hist(hist.axis.Regular(100, low, high))


def momenta(events: Events, kind: str, properties: tuple[str, ...]) -> ak.Array:
    """The objects of a kind as vectors, with the given properties."""
    parts = {name: events[f"{kind}_{name}"] for name in properties}
    return ak.zip(parts, with_name="Momentum4D" if "mass" in properties else "Momentum3D")


def q1(events: Events) -> Histograms:
    """Missing transverse momentum of all events."""
    return {"met": regular(0, 2000).fill(events["MET_pt"])}


def q2(events: Events) -> Histograms:
    """Transverse momentum of all jets."""
    return {"jet_pt": regular(15, 60).fill(ak.flatten(events["Jet_pt"]))}


def q3(events: Events) -> Histograms:
    """Transverse momentum of central jets."""
    central = events["Jet_pt"][abs(events["Jet_eta"]) < 1]
    return {"central_jet_pt": regular(15, 60).fill(ak.flatten(central))}


def q4(events: Events) -> Histograms:
    """Missing transverse momentum of events with two hard jets."""
    hard = ak.sum(events["Jet_pt"] > 40, axis=1)
    return {"met": regular(0, 2000).fill(events["MET_pt"][hard >= 2])}


def q5(events: Events) -> Histograms:
    """Missing transverse momentum of events with a pair of muons near the Z mass."""
    first, second = ak.unzip(ak.combinations(momenta(events, "Muon", LEPTON), 2))
    mass = (first + second).mass
    good = (first.charge != second.charge) & (mass > 60) & (mass < 120)
    return {"met": regular(0, 2000).fill(events["MET_pt"][ak.any(good, axis=1)])}


def q6(events: Events) -> Histograms:
    """Momentum and best discriminant of the three jets nearest to the mass of the top quark."""
    jets = momenta(events, "Jet", (*FOUR, "btag"))
    jets = jets[ak.num(jets) >= 3]
    triples = ak.combinations(jets, 3, fields=["a", "b", "c"])
    total = triples.a + triples.b + triples.c
    best = ak.argmin(abs(total.mass - 172.5), axis=1, keepdims=True)
    top = triples[best]
    btag = np.maximum(np.maximum(known(top.a.btag), known(top.b.btag)), known(top.c.btag))
    return {
        "trijet_pt": regular(15, 40).fill(ak.flatten(total[best].pt)),
        "trijet_btag": regular(0, 1).fill(ak.flatten(btag)),
    }


def known(btag: ak.Array) -> ak.Array:
    """A discriminant, -10 where the files hold a value that stands for none."""
    return ak.where((btag < 0) | np.isnan(btag), -10, btag)


def q7(events: Events) -> Histograms:
    """Sum of the transverse momenta of jets that are far from leptons."""
    directions = ("pt", "eta", "phi")
    jets = momenta(events, "Jet", directions)
    jets = jets[jets.pt > 30]
    electrons, muons = momenta(events, "Electron", directions), momenta(events, "Muon", directions)
    leptons = ak.concatenate([electrons[electrons.pt > 10], muons[muons.pt > 10]], axis=1)
    leptons = ak.with_name(leptons, "Momentum3D")
    near = jets[:, :, np.newaxis].deltaR(leptons[:, np.newaxis, :]) < 0.4
    pt = jets.pt[~ak.any(near, axis=2)]
    return {"sum_pt": regular(15, 200).fill(ak.sum(pt, axis=1)[ak.num(pt) >= 1])}


def q8(events: Events) -> Histograms:
    """Transverse mass of the missing momentum and the hardest lepton that is not of the Z."""
    chosen = (ak.num(events["Electron_pt"]) + ak.num(events["Muon_pt"])) >= 3
    events = {name: events[name][chosen] for name in COLUMNS["q8"]}
    electrons, muons = momenta(events, "Electron", LEPTON), momenta(events, "Muon", LEPTON)
    electrons["mass"] = np.maximum(electrons.mass, 0)
    electrons["flavor"], muons["flavor"] = 11, 13
    leptons = ak.with_name(ak.concatenate([electrons, muons], axis=1), "Momentum4D")
    leptons = leptons[ak.argsort(leptons.pt, axis=1, ascending=False)]
    leptons["position"] = ak.local_index(leptons, axis=1)
    pairs = ak.combinations(leptons, 2, fields=["a", "b"])
    pairs = pairs[(pairs.a.flavor == pairs.b.flavor) & (pairs.a.charge != pairs.b.charge)]
    found = ak.num(pairs) >= 1
    pairs, leptons = pairs[found], leptons[found]
    pt, phi = events["MET_pt"][found], events["MET_phi"][found]
    z = ak.firsts(pairs[ak.argmin(abs((pairs.a + pairs.b).mass - 91.2), axis=1, keepdims=True)])
    others = leptons[(leptons.position != z.a.position) & (leptons.position != z.b.position)]
    other = others[:, 0]
    mt = np.sqrt(2 * other.pt * pt * (1 - np.cos(other.phi - phi)))
    return {"mt": regular(15, 250).fill(mt)}


TASKS: dict[str, Callable[[Events], Histograms]] = {
    "q1": q1,
    "q2": q2,
    "q3": q3,
    "q4": q4,
    "q5": q5,
    "q6": q6,
    "q7": q7,
    "q8": q8,
}
