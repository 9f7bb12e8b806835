"""What the collections of a publication are called here and in the program.

In: names such as `Electron` and `signal_Electron`: a kind, perhaps behind a quality. Out: their parts, and names for the
program.
"""

from __future__ import annotations

NAMES = {
    "Photon": "photons", "Electron": "electrons", "Muon": "muons", "Tau": "taus", "Lepton": "leptons", "Jet": "jets",
    "BJet": "bjets", "FatJet": "fat_jets", "Track": "tracks", "Vertex": "vertices",
}  # fmt: skip
KINDS = tuple(NAMES)
MADE_OF = {"Lepton": ("Electron", "Muon"), "BJet": ("Jet",)}
IDENTIFIED = ("Photon", "Electron", "Muon", "Tau", "Jet")
BTAGGED = ("BJet",)
# Words that may set objects of a kind apart from others of it, in the order in which they are chosen.
QUALITIES = (
    "candidate", "preselected", "baseline", "loose", "medium", "tight", "signal", "selection", "veto", "central",
    "forward", "high", "low", "soft", "displaced", "tagging", "prompt", "w_tagged", "z_tagged", "higgs_tagged", "top_tagged",
    "untagged", "isolated",
)  # fmt: skip
LEVELS = ("loose", "medium", "tight")
# Qualities of which a text tells several of one kind, one beside another.
LEVELS_TOLD = (
    "candidate", "preselected", "baseline", "loose", "medium", "tight", "signal", "selection", "veto",
)  # fmt: skip
# Words for objects besides those that are required.
ADDITIONAL = frozenset({"additional", "extra", "further"})
TAGGED = ("w_tagged", "z_tagged", "higgs_tagged", "top_tagged")  # large jets by what decays in them
ISOLATED = "isolated"  # of tracks alone: electrons and muons are isolated, too, but by rules of their own
RANGES = (
    "central",
    "forward",
    "high",
    "low",
    "untagged",
    ISOLATED,
    *TAGGED,
)  # parts of a kind: never all of it


# Working points of isolation that have names of their own: `GradientLoose`.
ISOLATIONS = {"gradient_loose": "GradientLoose|Gradient Loose", "gradient": "Gradient"}


def named(quality: str, kind: str) -> str:
    """`signal_Electron`"""
    return f"{quality}_{kind}" if quality else kind


def kind_of(name: str) -> str:
    """`Electron` for `signal_Electron`"""
    return name.rpartition("_")[2]


def quality_of(name: str) -> str:
    """`signal` for `signal_Electron`"""
    return name.rpartition("_")[0]


def plural(name: str) -> str:
    """`signal_electrons`: a collection as the program calls it."""
    return named(quality_of(name), NAMES[kind_of(name)])


def is_collection(name: str) -> bool:
    """Whether a name is that of a collection, and not of a sum."""
    return kind_of(name) in NAMES


def rank(name: str) -> tuple[int, int]:
    """The place of a collection among all."""
    quality = quality_of(name)
    return KINDS.index(kind_of(name)), QUALITIES.index(quality) + 1 if quality else 0
