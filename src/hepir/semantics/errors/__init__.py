"""Diagnostics of the semantics stage: names (01), types and variations (02), units (03), evidence (04).

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
    from hepir.semantics.errors.variations import *  # noqa: F403
else:
    from hepir.diagnostics.on_demand import found_in

    __getattr__ = found_in(
        __name__,
        "names",
        "types",
        "units",
        "selections",
        "binning",
        "evidence",
        "tables",
        "external",
        "variations",
    )
