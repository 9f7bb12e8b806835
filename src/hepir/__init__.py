"""hepir: a typed language for the event selections of collider physics, and its compiler.

    import hepir
    hepir.check("region search\\n  select MET.pt > 200 GeV\\n")
    hepir.compile("selection.hep", schema="cms_nanoaod").text
    hepir.run("selection.hep", ["events.root"])

Each name is imported when it is first used, so that `import hepir` costs next to nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from hepir.version import __version__

if TYPE_CHECKING:
    from hepir.api import check, compile, format_source, run  # noqa: A004 (`hepir.compile` is the public name)
    from hepir.diagnostics.core import Diagnostic, HepirError

HOMES = {
    "Diagnostic": "hepir.diagnostics.core",
    "HepirError": "hepir.diagnostics.core",
    "check": "hepir.api",
    "compile": "hepir.api",
    "format_source": "hepir.api",
    "run": "hepir.api",
}


def __getattr__(name: str) -> object:
    if name in HOMES:
        return getattr(import_module(HOMES[name]), name)
    raise AttributeError(f"module 'hepir' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)


__all__ = ["Diagnostic", "HepirError", "__version__", "check", "compile", "format_source", "run"]
