"""All kinds of diagnostics by code, and their explanations.

In: the modules and packages named `errors` of hepir, and the entry points `hepir.diagnostics` of other
installed packages. Out: a mapping from code to class, and the text of `hepir explain`. Modules are found by
name and imported on demand, so that this layer knows no stage.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from types import ModuleType
from typing import TYPE_CHECKING

from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.diagnostics.documentation import documentation, heading
from hepir.diagnostics.errors import CodeClash, UnknownCode, UnusableEntryPoint
from hepir.diagnostics.nearest import nearest
from hepir.diagnostics.places import NOWHERE
from hepir.installed import entry_points

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

ENTRY_POINTS = "hepir.diagnostics"
PREFIX = "HEP"
DIGITS = 4

Owned = tuple[str, type[Diagnostic]]


def all_diagnostics() -> Mapping[str, type[Diagnostic]]:
    """Every diagnostic that hepir or an installed package can give, in the order of the codes.

    Raises HepirError for a code with two owners and for an entry point that cannot be used.
    """
    return _by_code([*_built_in(), *_third_party()])


def built_in_diagnostics() -> Mapping[str, type[Diagnostic]]:
    """Those of hepir alone, in the order of the codes. Raises HepirError for a code with two owners."""
    return _by_code(_built_in())


def error_modules() -> tuple[str, ...]:
    """Names of hepir's modules that hold diagnostics: called `errors`, or within a package called so."""
    folders: Iterable[str] = importlib.import_module("hepir").__path__
    return tuple(sorted(name for folder in folders for name in _modules(folder, "hepir")))


def explain(code: str) -> str:
    """What a diagnostic means: code, name and severity, then its docstring for a terminal of 80 columns.

    `HEP0301`, `hep0301`, `0301`, `301` and the diagnostic's name are all understood. Raises HepirError
    with the nearest codes for any other.
    """
    kinds = all_diagnostics()
    named = {kind.name: key for key, kind in kinds.items()}
    key = named.get(code.strip(), _canonical(code.strip()))
    if key not in kinds:
        close = nearest(code.strip(), [*kinds, *named])
        raise HepirError((UnknownCode(NOWHERE, code.strip(), close),))
    kind = kinds[key]
    return f"{heading(kind)} ({kind.severity})\n\n{documentation(kind).text}\n"


def _canonical(code: str) -> str:
    """The code in capitals, and with all its digits where it is one of hepir's."""
    number = code.upper().removeprefix(PREFIX)
    is_number = number.isascii() and number.isdigit()
    return PREFIX + number.zfill(DIGITS) if is_number else code.upper()


def _modules(folder: str, package: str) -> Iterator[str]:
    # Not pkgutil.walk_packages: that imports every package on its way.
    for module in pkgutil.iter_modules([folder]):
        name = f"{package}.{module.name}"
        if "errors" in name.split("."):
            yield name
        if module.ispkg:
            yield from _modules(f"{folder}/{module.name}", name)


def _built_in() -> Iterator[Owned]:
    for name in error_modules():
        yield from _defined_in(importlib.import_module(name), "hepir")


def _third_party() -> Iterator[Owned]:
    for entry in entry_points(ENTRY_POINTS):
        owner = entry.dist.name if entry.dist else entry.value
        yield from _loaded(entry, owner)


def _loaded(entry: EntryPoint, owner: str) -> Iterator[Owned]:
    try:
        loaded: object = entry.load()
    except Exception as error:  # a package that is not ours may raise anything when imported
        reason = f"{type(error).__name__}: {error}"
        raise HepirError((UnusableEntryPoint(NOWHERE, entry.name, owner, reason),)) from error
    match loaded:
        case ModuleType():
            yield from _defined_in(loaded, owner)
        case type() if issubclass(loaded, Diagnostic):
            yield _owned(loaded, owner)
        case _:
            reason = f"{entry.value} is neither a module nor a diagnostic"
            raise HepirError((UnusableEntryPoint(NOWHERE, entry.name, owner, reason),))


def _defined_in(module: ModuleType, owner: str) -> Iterator[Owned]:
    """The diagnostics that a module defines itself; a base class without a code is none."""
    for value in vars(module).values():
        if not (isinstance(value, type) and issubclass(value, Diagnostic)):
            continue
        if value.__module__ == module.__name__ and hasattr(value, "code"):
            yield _owned(value, owner)


def _owned(kind: type[Diagnostic], owner: str) -> Owned:
    return f"{owner} ({kind.__module__}.{kind.__qualname__})", kind


def _by_code(kinds: Iterable[Owned]) -> Mapping[str, type[Diagnostic]]:
    found: dict[str, Owned] = {}
    for owner, kind in kinds:
        other, known = found.setdefault(kind.code, (owner, kind))
        if known is not kind:
            raise HepirError((CodeClash(NOWHERE, kind.code, (other, owner)),))
    return {code: found[code][1] for code in sorted(found)}
