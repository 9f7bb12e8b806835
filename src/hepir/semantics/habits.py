"""What functions and properties are called elsewhere, and how it is written here.

In: a name that the language does not know, and the kinds of the object that it is asked of. Out: advice, or an empty text.
The names of branches are looked up in the schemas, which are read only then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

DISTANCE = "the distance of two objects is `dr(a, b)`, to be near one of many `any(dr(this, m) < 0.4 for m in muons)`"
LENGTH = "the number of objects is `size(jets)`"
SUM = "momenta are added, and the sum has properties: `(a + b).mass`"

FUNCTIONS = {
    "abs": "the absolute value of `x` is `|x|`",
    "fabs": "the absolute value of `x` is `|x|`",
    "len": LENGTH,
    "length": LENGTH,
    "num": LENGTH,
    "number": LENGTH,
    "n": LENGTH,
    "mass": SUM,
    "m": SUM,
    "invmass": SUM,
    "inv_mass": SUM,
    "invariant_mass": SUM,
    "invariantmass": SUM,
    "deltar": DISTANCE,
    "delta_r": DISTANCE,
    "deltaphi": "the angle between two objects is `dphi(a, b)`",
    "delta_phi": "the angle between two objects is `dphi(a, b)`",
    "deltaeta": "the difference of two pseudorapidities is `deta(a, b)`",
    "delta_eta": "the difference of two pseudorapidities is `deta(a, b)`",
    "mt": "of an object and the missing momentum: `transverse_mass(a, MET)`",
    "pow": "a power is written `x^2`",
    "sqr": "a power is written `x^2`",
    "square": "a power is written `x^2`",
    "pt": "a property is written with its owner: `jets[0].pt`",
    "eta": "a property is written with its owner: `jets[0].eta`",
    "phi": "a property is written with its owner: `jets[0].phi`",
    "charge": "a property is written with its owner: `muons[0].charge`",
    "sorted": "the order is a rule of an object: `sort by pt descending`",
    "sort": "the order is a rule of an object: `sort by pt descending`",
    "filter": "a selection is a rule of an object: `select pt > 30 GeV`",
    "isnull": "whether there is one: `exists(x)`",
    "has": "whether there is one: `exists(x)`",
}

MEMBERS = {
    "size": LENGTH,
    "length": LENGTH,
    "len": LENGTH,
    "count": LENGTH,
    "p4": "an object is its four-momentum: `(a + b).mass`",
}
CALLED = {"m": "mass", "e": "energy", "q": "charge"}


def of_function(name: str) -> str:
    """How the work of a function that there is not is written."""
    return FUNCTIONS.get(name.casefold(), "")


def of_member(name: str, kinds: Sequence[str], available: Sequence[str]) -> str:
    """How a property that objects of some kinds have not is called: by habit, or because it is a stored branch."""
    short = name.casefold()
    if (word := CALLED.get(short)) in available:
        return f"it is called `{word}`"
    return MEMBERS.get(short) or next(branches(name, kinds, available), "")


def branches(name: str, kinds: Sequence[str], available: Sequence[str]) -> Iterator[str]:
    """The properties that formats read from a branch of this name, with or without the collection before it."""
    from hepir.schemas.loading import builtin_names, builtin_schema

    for schema in map(builtin_schema, builtin_names()):
        for kind in kinds:
            source = schema.collections.get(kind)
            for word, stored in (source.properties if source else {}).items():
                written = [each for each in (stored.branch, *stored.alternatives) if each]
                if word in available and any(means(branch, name) for branch in written):
                    yield f"in files of {schema.name} that is `{word}`"


def means(branch: str, name: str) -> bool:
    """`Muon_pfRelIso04_all`, and `pfRelIso04_all` too."""
    return branch == name or (len(name) > 1 and branch.endswith((f"_{name}", f".{name}")))
