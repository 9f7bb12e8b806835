"""The packages of the extra `llm`.

In: the name of one. Out: nothing, or one diagnostic that says what to install.
"""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.models.errors import MissingExtra


@cache
def needed(*packages: str) -> None:
    """Raises HepirError (HEP0950) where one of the packages is not installed."""
    missing = tuple(name for name in packages if find_spec(name) is None)
    if missing:
        raise HepirError((MissingExtra(NOWHERE, missing),))
