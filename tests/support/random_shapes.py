"""What random programs can speak of: thresholds, binnings, and what objects have.

In: nothing. Out: tables, and `united`, what objects of several shapes have in common.
"""

from dataclasses import dataclass

THRESHOLDS = {
    "GeV": ("2.3 GeV", "11.3 GeV", "23.7 GeV", "46.3 GeV", "91.2 GeV", "137.9 GeV"),
    "rad": ("0.31 rad", "1.37 rad", "2.21 rad"),
    "": ("0.13", "0.61", "1.29", "2.43", "4.7"),
    "int": ("0", "1", "2", "3"),
}
EDGES = {
    "GeV": (
        "7 bins from 1.7 GeV to 163.9 GeV",
        "bins [3.1, 12.7, 33.3, 71.9] GeV",
        "5 log bins from 3.3 GeV to 217.7 GeV",
    ),
    "rad": ("5 bins from -3.03 rad to 3.01 rad", "bins [-1.13, 0.67, 2.77] rad"),
    "": ("6 bins from -2.17 to 3.11", "bins [-0.77, 0.33, 1.61, 5.3]"),
    "int": ("4 bins from 0 to 4", "bins [-1, 0, 1, 3]"),
}


@dataclass(frozen=True)
class Shape:
    """What may be said of an object: numbers (dimension, may be missing), conditions, members."""

    numbers: tuple[tuple[str, str, bool], ...]
    conditions: tuple[tuple[str, bool], ...] = ()
    slots: tuple[tuple[str, "Shape"], ...] = ()


MOMENTUM = (("pt", "GeV", False), ("eta", "", False), ("phi", "rad", False), ("mass", "GeV", False))
FURTHER = (("px", "GeV", False), ("pz", "GeV", False), ("energy", "GeV", False))
LEPTON = (
    *MOMENTUM,
    *FURTHER,
    ("charge", "int", False),
    ("relative_isolation", "", True),
    ("d0_significance", "", True),
    ("flavor", "int", False),
)
KINDS = {
    "Muon": Shape(LEPTON, (("tight_id", False),)),
    "Electron": Shape(LEPTON, (("loose_id", False),)),
    "Jet": Shape((*MOMENTUM, *FURTHER, ("btag", "", True)), (("pileup_id", False), ("btag_medium", True))),
}


@dataclass(frozen=True)
class Named:
    """A collection of the program."""

    name: str
    shape: Shape
    ordered: bool = False
    composite: bool = False
    pairs_only: bool = False


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
    return Shape(numbers, conditions)
