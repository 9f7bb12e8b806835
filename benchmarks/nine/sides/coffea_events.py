"""The nine tasks with the event model of coffea, in the way of its examples.

In: a task. Out: a function from files to histograms. Columns are read when they are first used, and only then; files
are gone through in steps, as coffea's runner does.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from warnings import catch_warnings, simplefilter

import awkward as ak
import hist
import numpy as np
import uproot
from coffea.nanoevents import NanoAODSchema, NanoEventsFactory

from benchmarks.nine.tasks import STEP, TREE

Z_MASS = 91.1876
Histograms = dict[str, hist.Hist]
# a collection without its index of generated particles is no mistake in these files
NanoAODSchema.warn_missing_crossrefs = False


def prepare(task: str) -> Callable[[Sequence[str]], dict[str, list[float]]]:
    """A task on files."""
    analyse = TASKS[task]

    def work(paths: Sequence[str]) -> dict[str, list[float]]:
        total: Histograms = {}
        for path in paths:
            for events in steps(path):
                for name, filled in analyse(events).items():
                    total[name] = total[name] + filled if name in total else filled
        return {name: each.values(flow=True).tolist() for name, each in total.items()}

    return work


def steps(path: str):
    """The events of a file, piece by piece."""
    with uproot.open(path) as file:
        entries = file[TREE].num_entries
        for start in range(0, entries, STEP):
            with catch_warnings():
                simplefilter("ignore")
                factory = NanoEventsFactory.from_root(
                    file,
                    treepath=TREE,
                    entry_start=start,
                    entry_stop=min(start + STEP, entries),
                    schemaclass=NanoAODSchema,
                    mode="virtual",
                )
                yield factory.events()


def regular(low: float, high: float, bins: int = 100) -> hist.Hist:
    """An empty histogram."""
    return hist.Hist(hist.axis.Regular(bins, low, high))


def q1(events: ak.Array) -> Histograms:
    """Missing transverse momentum of all events."""
    return {"met": regular(0, 2000).fill(events.MET.pt)}


def q2(events: ak.Array) -> Histograms:
    """Transverse momentum of all jets."""
    return {"jet_pt": regular(15, 60).fill(ak.flatten(events.Jet.pt))}


def q3(events: ak.Array) -> Histograms:
    """Transverse momentum of central jets."""
    return {"central_jet_pt": regular(15, 60).fill(ak.flatten(events.Jet.pt[np.abs(events.Jet.eta) < 1]))}


def q4(events: ak.Array) -> Histograms:
    """Missing transverse momentum of events with two hard jets."""
    return {"met": regular(0, 2000).fill(events.MET.pt[ak.sum(events.Jet.pt > 40, axis=1) >= 2])}


def q5(events: ak.Array) -> Histograms:
    """Missing transverse momentum of events with a pair of muons near the Z mass."""
    events = events[ak.num(events.Muon) >= 2]
    pairs = ak.combinations(events.Muon, 2, fields=["a", "b"])
    mass = (pairs.a + pairs.b).mass
    good = (pairs.a.charge != pairs.b.charge) & (mass > 60) & (mass < 120)
    return {"met": regular(0, 2000).fill(events.MET.pt[ak.any(good, axis=1)])}


def q6(events: ak.Array) -> Histograms:
    """Momentum and best discriminant of the three jets nearest to the mass of the top quark."""
    fields = {name: events.Jet[name] for name in ("pt", "eta", "phi", "mass", "btagDeepB")}
    jets = ak.zip(fields, with_name="PtEtaPhiMLorentzVector", behavior=events.behavior)
    jets = jets[ak.num(jets) >= 3]
    triples = ak.combinations(jets, 3, fields=["a", "b", "c"])
    total = triples.a + triples.b + triples.c
    best = ak.argmin(abs(total.mass - 172.5), axis=1, keepdims=True)
    top = triples[best]
    parts = [ak.where(each.btagDeepB < 0, -10, each.btagDeepB) for each in (top.a, top.b, top.c)]
    btag = np.maximum(np.maximum(parts[0], parts[1]), parts[2])
    return {
        "trijet_pt": regular(15, 40).fill(ak.flatten(total[best].pt)),
        "trijet_btag": regular(0, 1).fill(ak.flatten(btag)),
    }


def q7(events: ak.Array) -> Histograms:
    """Sum of the transverse momenta of jets that are far from leptons."""
    jets = events.Jet[events.Jet.pt > 30]
    far = ak.ones_like(jets.pt, dtype=bool)
    for leptons in (events.Muon, events.Electron):
        _, distance = jets.nearest(leptons[leptons.pt > 10], return_metric=True)
        far = far & ak.fill_none(distance >= 0.4, True)
    pt = jets.pt[far]
    return {"sum_pt": regular(15, 200).fill(ak.sum(pt, axis=1)[ak.num(pt) >= 1])}


def leptons_of(electrons: ak.Array, muons: ak.Array) -> ak.Array:
    """Both kinds together, by falling momentum."""
    parts = []
    for kind, flavor in ((electrons, 11), (muons, 13)):
        mass = np.maximum(kind.mass, 0) if flavor == 11 else kind.mass
        names = {name: kind[name] for name in ("pt", "eta", "phi", "charge")}
        parts.append(ak.zip({**names, "mass": mass, "flavor": ak.full_like(kind.charge, flavor)}))
    together = ak.concatenate(parts, axis=1)
    leptons = ak.with_name(together, "PtEtaPhiMCandidate", behavior=electrons.behavior)
    leptons = leptons[ak.argsort(leptons.pt, axis=1, ascending=False)]
    return ak.with_field(leptons, ak.local_index(leptons, axis=1), "position")


def pairs_of(leptons: ak.Array) -> ak.Array:
    """Pairs of the same flavour and opposite charge."""
    pairs = ak.combinations(leptons, 2, fields=["a", "b"])
    return pairs[(pairs.a.flavor == pairs.b.flavor) & (pairs.a.charge != pairs.b.charge)]


def q8(events: ak.Array) -> Histograms:
    """Transverse mass of the missing momentum and the hardest lepton that is not of the Z."""
    events = events[(ak.num(events.Electron) + ak.num(events.Muon)) >= 3]
    leptons = leptons_of(events.Electron, events.Muon)
    pairs = pairs_of(leptons)
    found = ak.num(pairs) >= 1
    pairs, leptons, met = pairs[found], leptons[found], events.MET[found]
    z = ak.firsts(pairs[ak.argmin(abs((pairs.a + pairs.b).mass - 91.2), axis=1, keepdims=True)])
    others = leptons[(leptons.position != z.a.position) & (leptons.position != z.b.position)]
    other = others[:, 0]
    mt = np.sqrt(2 * other.pt * met.pt * (1 - np.cos(other.delta_phi(met))))
    return {"mt": regular(15, 250).fill(mt)}


def four_leptons(events: ak.Array) -> Histograms:
    """Masses and momenta of the two pairs of leptons that are nearest to two Z bosons."""
    events = events[(ak.num(events.Electron) + ak.num(events.Muon)) >= 4]
    electrons, muons = events.Electron, events.Muon
    electrons = electrons[
        (electrons.pt > 7) & (np.abs(electrons.eta) < 2.5) & (electrons.pfRelIso03_all < 0.35)
    ]
    muons = muons[(muons.pt > 5) & (np.abs(muons.eta) < 2.4) & (muons.pfRelIso04_all < 0.35)]
    leptons, weight = leptons_of(electrons, muons), events.genWeight
    enough = ak.num(leptons) >= 4
    leptons, weight = leptons[enough], weight[enough]
    hard = (leptons[:, 0].pt > 20) & (leptons[:, 1].pt > 10)
    leptons, weight = leptons[hard], weight[hard]
    pairs = pairs_of(leptons)
    two = ak.num(pairs) >= 2
    return filled_four_leptons(pairs[two], leptons[two], weight[two])


def filled_four_leptons(pairs: ak.Array, leptons: ak.Array, weight: ak.Array) -> Histograms:
    """Quadruplets, the last cuts, and the histograms."""
    pairs["p4"] = pairs.a + pairs.b
    pairs["distance"] = abs(pairs.p4.mass - Z_MASS)
    first, second = ak.unzip(ak.cartesian([pairs, pairs], axis=1))
    good = first.distance <= second.distance
    for one in ("a", "b"):
        for other in ("a", "b"):
            good = good & (first[one].position != second[other].position)
    first, second = first[good], second[good]
    nearest = first.distance == ak.min(first.distance, axis=1)
    first, second = first[nearest], second[nearest]
    best = ak.argmin(second.distance, axis=1, keepdims=True)
    z1, z2 = ak.firsts(first.p4[best]), ak.firsts(second.p4[best])
    total = z1 + z2
    inside = (z1.mass > 40) & (z1.mass < 120) & (z2.mass > 12) & (z2.mass < 120)
    inside = ak.fill_none(inside & (total.mass > 70) & (total.mass < 180), False)
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


TASKS: dict[str, Callable[[ak.Array], Histograms]] = {
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
