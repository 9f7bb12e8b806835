"""Diagnostics in one line each, for editors and grep.

In: a source and its diagnostics. Out: `file:line:column: severity[CODE] message`, a line each.
"""

from __future__ import annotations

from collections.abc import Sequence

from hepir.diagnostics.core import Diagnostic
from hepir.diagnostics.display import visible
from hepir.diagnostics.places import location
from hepir.source import Source


def render_concise(source: Source, diagnostics: Sequence[Diagnostic]) -> str:
    """One line a diagnostic; "" if there are none. A source without a name leaves the place out."""
    return "".join(f"{visible(_line(source, diagnostic))}\n" for diagnostic in diagnostics)


def _line(source: Source, diagnostic: Diagnostic) -> str:
    place = f"{location(source, diagnostic.span)}: " if source.name else ""
    return f"{place}{diagnostic.severity}[{diagnostic.code}] {diagnostic.message}"
