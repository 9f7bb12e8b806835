"""The nine tasks as one would write them by hand with awkward and vector.

In: arrays by branch, as the files hold them. Out: histograms by name, those of the task's program. Keeps the
precision of the files, drops events and objects as early as it can, and goes through files in steps.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import awkward as ak
import hist
import numpy as np
import vector

from benchmarks.nine.reading import steps
from benchmarks.nine.tasks import COLUMNS, FOUR, LEPTON

vector.register_awkward()

Z_MASS = 91.1876
Events = Mapping[str, ak.Array]
Histograms = dict[str, hist.Hist]


def prepare(task: str) -> Callable[[Sequence[str]], dict[str, list[float]]]:
    """A task on files: each step is read, worked on and added to what came before."""
    analyse, columns = TASKS[task], COLUMNS[task]

    def work(paths: Sequence[str]) -> dict[str, list[float]]:
        total: Histograms = {}
        for path in paths:
            for events in steps(path, columns):
                for name, filled in analyse(events).items():
                    total[name] = total[name] + filled if name in total else filled
        return {name: each.values(flow=True).tolist() for name, each in total.items()}

    return work


def regular(low: float, high: float, bins: int = 100) -> hist.Hist:
    """An empty histogram."""
    return hist.Hist(hist.axis.Regular(bins, low, high))


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
    chosen = ak.num(events["Muon_pt"]) >= 2
    events = {name: events[name][chosen] for name in COLUMNS["q5"]}
    first, second = ak.unzip(ak.combinations(momenta(events, "Muon", LEPTON), 2))
    mass = (first + second).mass
    good = (first.charge != second.charge) & (mass > 60) & (mass < 120)
    return {"met": regular(0, 2000).fill(events["MET_pt"][ak.any(good, axis=1)])}


def q6(events: Events) -> Histograms:
    """Momentum and best discriminant of the three jets nearest to the mass of the top quark."""
    jets = momenta(events, "Jet", (*FOUR, "btagDeepB"))
    jets = jets[ak.num(jets) >= 3]
    triples = ak.combinations(jets, 3, fields=["a", "b", "c"])
    total = triples.a + triples.b + triples.c
    best = ak.argmin(abs(total.mass - 172.5), axis=1, keepdims=True)
    top = triples[best]
    btag = np.maximum(np.maximum(known(top.a.btagDeepB), known(top.b.btagDeepB)), known(top.c.btagDeepB))
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


def good_leptons(events: Events, kind: str, isolation: str, least: float, farthest: float) -> ak.Array:
    """Isolated leptons in the region where the detector finds them."""
    parts = momenta(events, kind, (*LEPTON, isolation))
    good = (parts.pt > least) & (abs(parts.eta) < farthest) & (parts[isolation] < 0.35)
    return parts[[*LEPTON]][good]


def four_leptons(events: Events) -> Histograms:
    """Masses, momenta of the two pairs of leptons that are nearest to two Z bosons."""
    chosen = (ak.num(events["Electron_pt"]) + ak.num(events["Muon_pt"])) >= 4
    events = {name: events[name][chosen] for name in COLUMNS["four_leptons"]}
    electrons = good_leptons(events, "Electron", "pfRelIso03_all", 7, 2.5)
    muons = good_leptons(events, "Muon", "pfRelIso04_all", 5, 2.4)
    electrons["mass"] = np.maximum(electrons.mass, 0)
    electrons["flavor"], muons["flavor"] = 11, 13
    leptons = ak.with_name(ak.concatenate([electrons, muons], axis=1), "Momentum4D")
    weight = events["genWeight"]
    enough = ak.num(leptons) >= 4
    leptons, weight = leptons[enough], weight[enough]
    leptons = leptons[ak.argsort(leptons.pt, axis=1, ascending=False)]
    hard = (leptons[:, 0].pt > 20) & (leptons[:, 1].pt > 10)
    leptons, weight = leptons[hard], weight[hard]
    leptons["position"] = ak.local_index(leptons, axis=1)
    return filled_four_leptons(*best_quadruplets(leptons, weight))


def best_quadruplets(leptons: ak.Array, weight: ak.Array) -> tuple[ak.Array, ...]:
    """Events with two pairs: the momenta of the best two, the leptons, the weights."""
    pairs = ak.combinations(leptons, 2, fields=["a", "b"])
    pairs = pairs[(pairs.a.flavor == pairs.b.flavor) & (pairs.a.charge != pairs.b.charge)]
    two = ak.num(pairs) >= 2
    pairs, leptons, weight = pairs[two], leptons[two], weight[two]
    pairs["p4"] = pairs.a + pairs.b
    pairs["distance"] = abs(pairs.p4.mass - Z_MASS)
    first, second = ak.unzip(ak.cartesian([pairs, pairs], axis=1))
    disjoint = first.distance <= second.distance
    for one in ("a", "b"):
        for other in ("a", "b"):
            disjoint = disjoint & (first[one].position != second[other].position)
    first, second = first[disjoint], second[disjoint]
    nearest = first.distance == ak.min(first.distance, axis=1)
    first, second = first[nearest], second[nearest]
    best = ak.argmin(second.distance, axis=1, keepdims=True)
    z1, z2 = ak.firsts(first.p4[best]), ak.firsts(second.p4[best])
    found = ~ak.is_none(z1)
    return z1[found], z2[found], leptons[found], weight[found]


def filled_four_leptons(z1: ak.Array, z2: ak.Array, leptons: ak.Array, weight: ak.Array) -> Histograms:
    """The last cuts, and the histograms."""
    near = (z1.mass > 40) & (z1.mass < 120) & (z2.mass > 12) & (z2.mass < 120)
    z1, z2, leptons, weight = z1[near], z2[near], leptons[near], weight[near]
    total = z1 + z2
    inside = (total.mass > 70) & (total.mass < 180)
    filled = {
        "m4l": (regular(70, 180, 55), total.mass),
        "m12": (regular(40, 120, 40), z1.mass),
        "m34": (regular(12, 120, 54), z2.mass),
        "pt4l": (regular(0, 200, 50), total.pt),
        "lead_pt": (regular(0, 200, 50), leptons[:, 0].pt),
    }
    return {
        name: histogram.fill(values[inside], weight=weight[inside])
        for name, (histogram, values) in filled.items()
    }


TASKS: dict[str, Callable[[Events], Histograms]] = {
    "q1": q1,
    "q2": q2,
    "q3": q3,
    "q4": q4,
    "q5": q5,
    "q6": q6,
    "q7": q7,
    "q8": q8,
    "four_leptons": four_leptons,
}
