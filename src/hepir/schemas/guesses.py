"""What names of branches most likely mean.

In: a part of a branch's name. Out: a kind, a property and its unit, or nothing. Everything here is a guess
from habits of naming, and `drafting` marks it as one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# A mass that lies below zero by rounding keeps its sign, so that energies of pairs stay what was stored.
CARTESIAN_MASS = (
    "sqrt(energy^2 - px^2 - py^2 - pz^2) if energy^2 >= px^2 + py^2 + pz^2"
    " else -sqrt(px^2 + py^2 + pz^2 - energy^2)"
)
POLAR_MASS = (
    "sqrt(energy^2 - (pt * cosh(eta))^2) if energy^2 >= (pt * cosh(eta))^2"
    " else -sqrt((pt * cosh(eta))^2 - energy^2)"
)


@dataclass(frozen=True)
class Guess:
    """A property of the language; `unit` where it has a dimension, `sure` where the name leaves little
    doubt.
    """

    property: str
    unit: str | None = None
    sure: bool = True


KINDS: Mapping[str, str] = {
    **dict.fromkeys(("muon", "muons", "mu", "mus", "recomuon"), "Muon"),
    **dict.fromkeys(("electron", "electrons", "ele", "el", "e", "elec", "elecs"), "Electron"),
    **dict.fromkeys(("tau", "taus", "taujet", "taujets"), "Tau"),
    **dict.fromkeys(("photon", "photons", "ph", "pho", "gamma"), "Photon"),
    **dict.fromkeys(("jet", "jets", "ak4jet", "ak4jets", "smalljet"), "Jet"),
    **dict.fromkeys(("fatjet", "fatjets", "largejet", "largerjet", "ak8jet", "ak8jets", "ak10jet"), "FatJet"),
    **dict.fromkeys(("track", "tracks", "trk"), "Track"),
    **dict.fromkeys(
        ("genpart", "genparticle", "genparticles", "particle", "truth", "mc", "gen"), "GenParticle"
    ),
    **dict.fromkeys(
        ("met", "missinget", "etmiss", "pfmet", "puppimet", "genmet", "genmissinget", "truthmet"), "MET"
    ),
    **dict.fromkeys(("lep", "leps", "lepton", "leptons"), "Lepton"),
}
LEPTON = "Lepton"

MOMENTUM: Mapping[str, Guess] = {
    **dict.fromkeys(("pt", "et"), Guess("pt", "energy")),
    "eta": Guess("eta"),
    "phi": Guess("phi", "angle"),
    **dict.fromkeys(("m", "mass"), Guess("mass", "energy")),
    **dict.fromkeys(("e", "energy", "en"), Guess("energy", "energy")),
    "px": Guess("px", "energy"),
    "py": Guess("py", "energy"),
    "pz": Guess("pz", "energy"),
}
OBJECTS: Mapping[str, Guess] = {
    **MOMENTUM,
    **dict.fromkeys(("charge", "q", "ch"), Guess("charge")),
    **dict.fromkeys(
        ("reliso", "pfreliso03_all", "pfreliso04_all", "pfreliso", "isolationvar"),
        Guess("relative_isolation"),
    ),
    **dict.fromkeys(("iso", "isolation"), Guess("relative_isolation", sure=False)),
    **dict.fromkeys(("d0", "dxy"), Guess("d0", "length", sure=False)),
    **dict.fromkeys(("d0err", "dxyerr"), Guess("d0_uncertainty", "length", sure=False)),
    **dict.fromkeys(("d0sig", "d0significance"), Guess("d0_significance")),
    **dict.fromkeys(("z0", "dz"), Guess("z0", "length", sure=False)),
    **dict.fromkeys(
        ("btag", "btagdiscriminant", "csv", "btagdeepflavb", "btagdeepb"), Guess("btag", sure=False)
    ),
    **dict.fromkeys(("looseid", "isloose", "islooseid"), Guess("loose_id")),
    **dict.fromkeys(("mediumid", "ismedium", "ismediumid"), Guess("medium_id")),
    **dict.fromkeys(("tightid", "istight", "istightid"), Guess("tight_id")),
    **dict.fromkeys(("jvt",), Guess("jvt")),
    **dict.fromkeys(("pdgid", "pid"), Guess("pdg_id")),
    **dict.fromkeys(("status",), Guess("status")),
}
MISSING: Mapping[str, Guess] = {
    **dict.fromkeys(("", "pt", "et", "met"), Guess("pt", "energy")),
    "phi": Guess("phi", "angle"),
    **dict.fromkeys(("px", "mpx", "x", "ex"), Guess("px", "energy")),
    **dict.fromkeys(("py", "mpy", "y", "ey"), Guess("py", "energy")),
    **dict.fromkeys(("sumet",), Guess("sum_et", "energy")),
}
EVENT: Mapping[str, Guess] = {
    **dict.fromkeys(("run", "runnumber"), Guess("run")),
    **dict.fromkeys(("luminosityblock", "lumi", "lumiblock", "ls"), Guess("luminosity_block")),
    **dict.fromkeys(("event", "eventnumber", "evt"), Guess("event")),
    **dict.fromkeys(
        ("genweight", "mcweight", "eventweight", "weight", "mc_weight"), Guess("mc_weight", sure=False)
    ),
    **dict.fromkeys(
        ("nprimaryvertices", "npv", "pv_npvs", "npvs", "nvtx"), Guess("n_primary_vertices", sure=False)
    ),
}
COMPUTED: Mapping[str, tuple[frozenset[str], str, str | None]] = {
    "pt": (frozenset({"px", "py"}), "sqrt(px^2 + py^2)", "energy"),
    "eta": (frozenset({"px", "py", "pz"}), "asinh(pz / sqrt(px^2 + py^2))", None),
    "phi": (frozenset({"px", "py"}), "atan2(py, px)", "angle"),
}
MASSES: tuple[tuple[frozenset[str], str], ...] = (
    (frozenset({"energy", "px", "py", "pz"}), CARTESIAN_MASS),
    (frozenset({"energy", "pt", "eta"}), POLAR_MASS),
)
CONSTANT_MASSES: Mapping[str, float] = {  # in GeV
    "Electron": 0.00051099895,
    "Muon": 0.1056583755,
    "Photon": 0.0,
    "Track": 0.13957039,
}


def guess_kind(prefix: str) -> str | None:
    """The kind that a prefix stands for."""
    return KINDS.get(prefix.lower().replace("_", ""))


def guess_property(kind: str, rest: str) -> Guess | None:
    """The property that the rest of a branch's name stands for."""
    table = MISSING if kind == "MET" else OBJECTS
    return table.get(rest.lower())
