"""hepir: a typed language for the event selections of collider physics, and its compiler.

    import hepir
    hepir.check("region search\\n  select MET.pt > 200 GeV\\n")
    hepir.compile("selection.hep", schema="cms_nanoaod").text
    hepir.run("selection.hep", ["events.root"])
    hepir.compare("out", "published.yaml").agrees
    hepir.read("paper.pdf").sentences
    hepir.extract("paper.pdf").program

Each name is imported when it is first used, so that `import hepir` costs next to nothing.
"""

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from hepir.version import __version__

if TYPE_CHECKING:
    from hepir.api import (
        check,
        compare,
        compare_events,
        compile,  # noqa: A004 (`hepir.compile` is the public name)
        coverage,
        diff,
        explain_event,
        extract,
        format_source,
        program,
        read,
        run,
    )
    from hepir.diagnostics.core import Diagnostic, HepirError

HOMES = {
    "Diagnostic": "hepir.diagnostics.core",
    "HepirError": "hepir.diagnostics.core",
    "check": "hepir.api",
    "compare": "hepir.api",
    "compare_events": "hepir.api",
    "compile": "hepir.api",
    "coverage": "hepir.api",
    "diff": "hepir.api",
    "explain_event": "hepir.api",
    "format_source": "hepir.api",
    "program": "hepir.api",
    "read": "hepir.api",
}


CALLABLE = ("extract", "run")


class CallablePackage(ModuleType):
    """The package `hepir.run`, which reads event files, is also the function that runs a program on them; and so is
    `hepir.extract`."""

    def __call__(self, *arguments: object, **options: object) -> object:
        function = getattr(import_module("hepir.api"), self.__name__.rpartition(".")[2])
        return function(*arguments, **options)


class Package(ModuleType):
    """Python gives a package its subpackages as attributes when they are imported: `run` stays callable then."""

    def __setattr__(self, name: str, value: object) -> None:
        if name in CALLABLE and isinstance(value, ModuleType):
            value.__class__ = CallablePackage
        super().__setattr__(name, value)


sys.modules[__name__].__class__ = Package


def __getattr__(name: str) -> object:
    if name in CALLABLE:
        return import_module(f"hepir.{name}")
    if name in HOMES:
        return getattr(import_module(HOMES[name]), name)
    raise AttributeError(f"module 'hepir' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


__all__ = [
    "Diagnostic",
    "HepirError",
    "__version__",
    "check",
    "compare",
    "compare_events",
    "compile",
    "coverage",
    "diff",
    "explain_event",
    "extract",
    "format_source",
    "program",
    "read",
    "run",
]
