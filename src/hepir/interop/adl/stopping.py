"""How a conversion stops.

In: why. Out: the exception that carries the diagnostic to where the statement is kept as it was.
"""

from __future__ import annotations

from hepir.diagnostics.core import Diagnostic
from hepir.interop.adl import errors
from hepir.source import Span


class ConversionError(Exception):
    """What cannot be converted."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def cannot(span: Span, reason: str) -> ConversionError:
    """Something that is clear but cannot be said."""
    return ConversionError(errors.NotExpressible(span, reason))
