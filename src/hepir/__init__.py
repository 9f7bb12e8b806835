"""hepir: a typed language for the event selections of collider physics, and its compiler.

    import hepir
    hepir.check("region search\\n  select MET.pt > 200 GeV\\n")
    hepir.compile("selection.hep", schema="cms_nanoaod").text
    hepir.run("selection.hep", ["events.root"])

Everything heavy is imported where it is used.
"""

from hepir.api import check, compile, format_source, run  # noqa: A004 (`hepir.compile` is the public name)
from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.version import __version__

__all__ = ["Diagnostic", "HepirError", "__version__", "check", "compile", "format_source", "run"]
