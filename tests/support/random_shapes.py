"""What random programs can speak of: thresholds, binnings, and what objects have.

In: nothing. Out: tables, a `Vocabulary` for each format, and `united`, what objects of several shapes have in common.
"""

from dataclasses import dataclass

THRESHOLDS = {
    "GeV": ("2.3 GeV", "11.3 GeV", "23700 MeV", "46.3 GeV", "0.0912 TeV", "137.9 GeV"),
    "rad": ("0.31 rad", "1.37 rad", "126.6 deg"),
    "": ("0.13", "61 %", "1.29", "2.43", "4.7"),
    "int": ("0", "1", "2", "3"),
}
EDGES = {
    "GeV": (
        "7 bins from 1.7 GeV to 163.9 GeV",
        "bins [3.1, 12.7, 33.3, 71.9] GeV",
        "5 log bins from 3.3 GeV to 217.7 GeV",
    ),
    "rad": (
        "5 bins from -3.03 rad to 3.01 rad",
        "bins [-1.13, 0.67, 2.77] rad",
        "3 bins from -91 deg to 111 deg",
    ),
    "": ("6 bins from -2.17 to 3.11", "bins [-0.77, 0.33, 1.61, 5.3]"),
    "int": ("4 bins from 0 to 4", "bins [-1, 0, 1, 3]"),
}


@dataclass(frozen=True)
class Shape:
    """What may be said of an object: numbers (dimension, may be missing), conditions, members, lists (of which kind, whether
    in an order)."""

    numbers: tuple[tuple[str, str, bool], ...]
    conditions: tuple[tuple[str, bool], ...] = ()
    slots: tuple[tuple[str, "Shape"], ...] = ()
    lists: tuple[tuple[str, str, bool], ...] = ()


MOMENTUM = (("pt", "GeV", False), ("eta", "", False), ("phi", "rad", False), ("mass", "GeV", False))
FURTHER = (("px", "GeV", False), ("pz", "GeV", False), ("energy", "GeV", False))
RARE = (("py", "GeV", False), ("momentum", "GeV", False), ("theta", "rad", False), ("rapidity", "", False),
        ("mt", "GeV", False), ("et", "GeV", False))  # fmt: skip
LEPTON = (
    *MOMENTUM,
    *FURTHER,
    ("charge", "int", False),
    ("relative_isolation", "", True),
    ("d0_significance", "", True),
    ("flavor", "int", False),
)
JET = Shape((*MOMENTUM, *FURTHER, ("btag", "", True)), (("pileup_id", False), ("btag_medium", True)))


@dataclass(frozen=True)
class Vocabulary:
    """What programs for a format can speak of: kinds, and values of the event by dimension."""

    kinds: dict[str, Shape]
    event: dict[str, tuple[str, ...]]
    triggers: tuple[str, ...] = ()


EVENT = {
    "GeV": ("MET.pt",),
    "rad": ("MET.phi",),
    "": ("MET.significance",),
    "int": ("event.n_primary_vertices",),
}
# Of the format `cms_opendata_2012`.
CMS = Vocabulary(
    {
        "Muon": Shape(LEPTON, (("tight_id", False),)),
        "Electron": Shape(LEPTON, (("loose_id", False),)),
        "Jet": JET,
    },
    EVENT,
    ("HLT_IsoMu24",),
)
# Of `random_format.toml`: values that are computed, shared, masked, in other units.
FURTHER_KINDS = Vocabulary(
    {
        "Muon": Shape(
            (*LEPTON, *RARE),
            (("tight_id", False), ("trigger_matched", False)),
            lists=(("jets", "Jet", False),),
        ),
        "Electron": Shape(
            (*MOMENTUM, *FURTHER, *RARE, ("charge", "int", False), ("flavor", "int", False)),
            lists=(("wide", "FatJet", False),),
        ),
        "Tau": Shape(
            (*MOMENTUM, *FURTHER, ("charge", "int", False), ("flavor", "int", False)), (("tight_id", False),)
        ),
        "Jet": Shape(
            (*JET.numbers, ("btag_loose_score", "", True)),
            (("btag_medium", False),),
            lists=(("electrons", "Electron", False), ("keyed", "Electron", False)),
        ),
        "FatJet": Shape(
            (*MOMENTUM, *FURTHER, ("tau1", "", True), ("tau21", "", True)),
            lists=(("subjets", "Jet", True), ("tracks", "Electron", False), ("constituents", "Jet", False)),
        ),
    },
    {**EVENT, "GeV": ("MET.pt", "MET.px", "MET.sum_et"), "": ("MET.significance", "event.mc_weight")},
    ("isolated_muon",),
)


@dataclass(frozen=True)
class Named:
    """A collection of the program."""

    name: str
    shape: Shape
    ordered: bool = False
    composite: bool = False
    pairs_only: bool = False
    missing: bool = False  # a list of an object that may be missing


def united(shapes):
    """What may be said of objects of all shapes."""
    first, *rest = shapes
    numbers = tuple(
        (
            name,
            dimension,
            any(name == other for each in shapes for other, _, missing in each.numbers if missing),
        )
        for name, dimension, _ in first.numbers
        if all(name in [other for other, _, _ in each.numbers] for each in rest)
        and (
            not name.startswith("extra") or all((name, dimension) in [o[:2] for o in e.numbers] for e in rest)
        )
    )
    conditions = tuple(each for each in first.conditions if all(each in other.conditions for other in rest))
    return Shape(numbers, conditions, lists=() if rest else first.lists)
