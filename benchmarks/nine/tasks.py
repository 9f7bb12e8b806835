"""The nine tasks.

In: nothing. Out: the name of each task with its program, and the branches that it needs.
"""

from __future__ import annotations

from pathlib import Path

PROGRAMS = Path(__file__).parent / "programs"
TREE = "Events"
SCHEMA = "cms_nanoaod"
# Columnar code goes through a file in steps of so many events: few enough for the memory of a small machine.
STEP = 200_000
FOUR = ("pt", "eta", "phi", "mass")
LEPTON = (*FOUR, "charge")
DIRECTION = ("pt", "eta", "phi")


def branches(kind: str, properties: tuple[str, ...]) -> tuple[str, ...]:
    """The names of the branches of a kind."""
    return tuple(f"{kind}_{name}" for name in properties)


COLUMNS = {
    "q1": ("MET_pt",),
    "q2": ("Jet_pt",),
    "q3": ("Jet_pt", "Jet_eta"),
    "q4": ("MET_pt", "Jet_pt"),
    "q5": ("MET_pt", *branches("Muon", LEPTON)),
    "q6": branches("Jet", (*FOUR, "btagDeepB")),
    "q7": (
        *branches("Jet", DIRECTION),
        *branches("Muon", DIRECTION),
        *branches("Electron", DIRECTION),
    ),
    "q8": ("MET_pt", "MET_phi", *branches("Muon", LEPTON), *branches("Electron", LEPTON)),
    "four_leptons": (
        *branches("Muon", (*LEPTON, "pfRelIso04_all")),
        *branches("Electron", (*LEPTON, "pfRelIso03_all")),
        "genWeight",
    ),
}
TASKS = tuple(COLUMNS)


def program(task: str) -> Path:
    """The task's program."""
    return PROGRAMS / f"{task}.hep"
