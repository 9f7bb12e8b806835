"""All built-in functions by name: the one table that the checker, the backends and the documentation share.

In: the modules of this package, and third-party modules of the entry point group `hepir.intrinsics`, each with a tuple
`FUNCTIONS`. Out: a mapping; a clash of names is an error that names both owners.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import MappingProxyType, ModuleType

from hepir.installed import entry_points
from hepir.intrinsics.core import Defined, Function, Signature

FAMILIES = (
    "angles",
    "elementary",
    "extremes",
    "interpolate",
    "transverse_mass",
    "transverse_sums",
    "sums",
    "nearness",
    "contransverse_mass",
    "mt2",
    "razor",
    "hemispheres",
    "megajets",
    "reclustering",
    "trimming",
    "event_shapes",
    "thrust",
    "collinear_mass",
    "decay_angles",
    "products",
    "bits",
)
FORMS = (
    "size",
    "exists",
    "contains",
    "leading",
    "nearest",
    "first",
    "trigger",
    "descends_from",
    "hit_or_miss",
)
REDUCTIONS = ("any", "all", "none", "count", "sum", "min", "max", "mean")


def modules() -> tuple[ModuleType, ...]:
    """The modules that hold functions, hepir's own first."""
    own = tuple(import_module(f"hepir.intrinsics.{name}") for name in FAMILIES)
    return own + tuple(point.load() for point in entry_points("hepir.intrinsics"))


@cache
def signatures() -> Mapping[str, Signature]:
    """Every built-in function."""
    table: dict[str, Signature] = {}
    owners: dict[str, str] = {}
    for module in modules():
        for function in module.FUNCTIONS:
            if function.name in owners or function.name in FORMS:
                owner = owners.get(function.name, "the language")
                raise ImportError(f"both {owner} and {module.__name__} define the function `{function.name}`")
            table[function.name], owners[function.name] = function, module.__name__
    return MappingProxyType(table)


@cache
def functions() -> Mapping[str, Function]:
    """The built-in functions that backends have code for."""
    return MappingProxyType({name: each for name, each in signatures().items() if isinstance(each, Function)})


@cache
def internal() -> Mapping[str, Function]:
    """Functions that passes write into a plan, and that no program can call."""
    found = (each for module in modules() for each in getattr(module, "INTERNAL", ()))
    return MappingProxyType({each.name: each for each in found})


@cache
def defined() -> Mapping[str, Defined]:
    """The built-in functions that are expressions of the language."""
    return MappingProxyType({name: each for name, each in signatures().items() if isinstance(each, Defined)})


def callable_names() -> tuple[str, ...]:
    """Everything that may be called in a program."""
    return tuple(sorted({*signatures(), *FORMS, *REDUCTIONS}))
