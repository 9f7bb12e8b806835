"""What stands against a statement: for people in a line, for the model that wrote it with the place and what to type.

In: diagnostics, or what is wrong in words. Out: an `Objection`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hepir.diagnostics.core import Diagnostic, Severity
from hepir.diagnostics.fixing import apply_edits
from hepir.diagnostics.text import render_text
from hepir.source import Source


@dataclass(frozen=True)
class Objection:
    """Why a statement is not taken. `advice` is what a model needs to mend it; `waits` for a block that is not
    taken either."""

    reason: str
    advice: str = ""
    waits: str = ""

    @property
    def told(self) -> str:
        """All of it."""
        return self.advice or self.reason


def of_diagnostics(source: Source, diagnostics: Sequence[Diagnostic]) -> Objection | None:
    """The first error of a text, with its place, its hints and the line as it should be; None without errors."""
    first = next((each for each in diagnostics if each.severity is Severity.ERROR), None)
    if first is None:
        return None
    shown, _, _ = render_text(source, (first,), color=False).rstrip().rpartition("\n\n")
    mended = mended_line(source, first)
    return Objection(first.message, f"{shown}\nso write: {mended}" if mended else shown)


def mended_line(source: Source, diagnostic: Diagnostic) -> str:
    """The line of a diagnostic after its edits, without citations; empty where it has none."""
    text, applied = apply_edits(source.text, (diagnostic,))
    if not applied:
        return ""
    line = source.position(diagnostic.span.start).line
    return text.splitlines()[line - 1].partition("  @")[0].strip()
