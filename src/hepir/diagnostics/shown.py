"""Diagnostics that notebooks show.

In: a source and its diagnostics. Out: the same tuple, with `_repr_html_`: what `hepir check` prints, as text that stays text.
"""

from __future__ import annotations

import html
from collections.abc import Iterable

from hepir.diagnostics.core import Diagnostic
from hepir.source import Source


class ShownDiagnostics(tuple[Diagnostic, ...]):
    """A tuple of diagnostics that knows what it is about; equal to any tuple with the same."""

    source: Source

    @staticmethod
    def of(source: Source, found: Iterable[Diagnostic]) -> ShownDiagnostics:
        """The diagnostics of a source."""
        made = ShownDiagnostics(found)
        made.source = source
        return made

    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from hepir.diagnostics.rendering import render

        if not self:
            return f"<p>{html.escape(self.source.name)}: no errors</p>"
        return f"<pre>{html.escape(render('text', self.source, self, False))}</pre>"
