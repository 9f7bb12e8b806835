"""Diagnostics of the semantics stage: names (01), types (02), units (03), evidence (04).

A right program needs none of them: a module is imported when one of its diagnostics is first asked for.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hepir.semantics.errors.binning import *  # noqa: F403
    from hepir.semantics.errors.evidence import *  # noqa: F403
    from hepir.semantics.errors.external import *  # noqa: F403
    from hepir.semantics.errors.names import *  # noqa: F403
    from hepir.semantics.errors.selections import *  # noqa: F403
    from hepir.semantics.errors.tables import *  # noqa: F403
    from hepir.semantics.errors.types import *  # noqa: F403
    from hepir.semantics.errors.units import *  # noqa: F403
else:
    from importlib import import_module

    MODULES = ("names", "types", "units", "selections", "binning", "evidence", "tables", "external")

    def __getattr__(name: str) -> object:
        # Python asks for `__path__` and the like, too, and for the modules themselves.
        for module in () if name.startswith("_") or name in MODULES else MODULES:
            if hasattr(found := import_module(f"{__name__}.{module}"), name):
                return getattr(found, name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
