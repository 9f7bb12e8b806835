"""Names and places in generated code.

In: names of the program, and the objects in view. Out: Python names that clash with nothing, fields that vector does not take
for coordinates, and arrays brought to the axes of a view.
"""

from __future__ import annotations

import keyword
from collections.abc import Mapping
from dataclasses import field as field_

from hepir.backends.awkward import (
    helpers_flat,
    helpers_lists,
    helpers_objects,
    helpers_reductions,
    helpers_tuples,
    helpers_variations,
)
from hepir.intrinsics.registry import functions
from hepir.light_dataclasses import dataclass

FOUR = ("pt", "eta", "phi", "mass")
COORDINATES = frozenset(
    [
        "identity",
        "position",
        "x",
        "y",
        "z",
        "t",
        "px",
        "py",
        "pz",
        "E",
        "e",
        "energy",
        "rho",
        "pt",
        "theta",
        "eta",
        "tau",
        "mass",
        "m",
        "M",
        "phi",
        "momentum",
    ]
)
ATTRIBUTES = {
    "pt": "pt",
    "eta": "eta",
    "phi": "phi",
    "mass": "mass",
    "energy": "energy",
    "px": "px",
    "py": "py",
    "pz": "pz",
    "momentum": "p",
    "theta": "theta",
    "rapidity": "rapidity",
    "mt": "mt",
    "et": "et",
}
TAKEN = frozenset(
    [
        "bin_numbers",
        "from_cells",
        "replaced",
        "number",
        "selected",
        "next",
        "iter",
        "read",
        "column_of",
        "COLUMNS",
        "STEPS",
        "TREES",
        "ak",
        "bh",
        "np",
        "hist",
        "vector",
        "events",
        "results",
        "simulation",
        "count",
        "fill",
        "running_sums",
        "middle",
        "abs",
        "len",
        "weight",
        "argparse",
        "uproot",
        "main",
        "analyse",
        "new_results",
        "empty",
        "weighted",
        "filled_values",
        "columns",
        "print",
        "range",
        "sum",
        "any",
        "all",
        "min",
        "max",
        "Flat",
        "CARTESIAN",
        "MOMENTUM",
        "mass_of",
        "instead_of_nan",
        "turned",
        "picked",
        "places_of",
        *helpers_flat.HELPERS,
        *helpers_objects.HELPERS,
        *helpers_tuples.HELPERS,
        *helpers_reductions.HELPERS,
        *helpers_variations.HELPERS,
        *helpers_lists.HELPERS,
        *helpers_lists.NESTED,
        "fill_each",
        "hit",
        "stirred",
    ]
)


# of names that are made from those of regions
ENDINGS = (
    "_",
    "_candidates",
    "_cuts",
    "_weight",
    "_bins",
    "_events",
    "_left",
    "_passed",
    "_places",
    "_regions",
)


def variable(name: str) -> str:
    """A Python name for a name of the program."""
    if keyword.iskeyword(name) or keyword.issoftkeyword(name) or name in TAKEN or name in functions():
        return f"{name}_"
    taken = name.endswith(ENDINGS) or name.startswith(("in_", "lookup_", "_"))
    return f"{name}_" if taken else name


def field(name: str) -> str:
    """The field that holds a property: never one that vector would take for another coordinate."""
    return f"{name}_" if name in COORDINATES and name not in FOUR else name


def ancestry(species: tuple[int, ...]) -> str:
    """The field that tells whether a particle comes from one of these species."""
    return "_".join(("from", *map(str, species), ""))


@dataclass(frozen=True)
class View:
    """The objects in view: names of the program and of Python, outermost first."""

    axes: tuple[tuple[str, str], ...] = ()

    def inside(self, name: str, code: str) -> View:
        """The view with one more object."""
        return View((*self.axes, (name, code)))

    def take(self, name: str) -> str:
        """The Python name of an object in view."""
        return next(code for each, code in reversed(self.axes) if each == name)

    @property
    def innermost(self) -> str:
        """The Python name of the object that came into view last."""
        return self.axes[-1][1]


@dataclass(frozen=True)
class Here:
    """The events that are looked at: the arrays of names that are not their own, and which of all events these are."""

    names: Mapping[str, str] = field_(default_factory=dict)
    events: str = "events"
    passed: str = ""

    def array(self, name: str) -> str:
        """The array of a kind, a definition or a region."""
        return self.names.get(name, variable(name))

    @property
    def number(self) -> str:
        """How many events these are."""
        return f"np.count_nonzero({self.passed})" if self.passed else "number"


EVENT = View()
EVERYWHERE = Here()
