"""How reading ends where it cannot go on: with one diagnostic, which has no place in any program."""

from __future__ import annotations

from typing import NoReturn

from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.diagnostics.places import NOWHERE

__all__ = ["NOWHERE", "fail"]


def fail(diagnostic: Diagnostic) -> NoReturn:
    """Raise the one diagnostic for which reading cannot go on."""
    raise HepirError((diagnostic,)) from None
