"""Diagnostics as annotations of a GitHub workflow.

In: a source and its diagnostics. Out: workflow commands, one line each; hints follow the message as
further lines of the annotation.
"""

from __future__ import annotations

from collections.abc import Sequence

from hepir.diagnostics.core import Diagnostic, Severity
from hepir.diagnostics.display import visible
from hepir.diagnostics.places import extent
from hepir.source import Source

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render_github(source: Source, diagnostics: Sequence[Diagnostic]) -> str:
    """One workflow command a line; "" if there are none."""
    return "".join(f"{_command(source, diagnostic)}\n" for diagnostic in diagnostics)


def _command(source: Source, diagnostic: Diagnostic) -> str:
    properties = _place(source, diagnostic) | {"title": f"{diagnostic.code} {diagnostic.name}"}
    fields = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    text = "\n".join((diagnostic.message, *(f"hint: {hint}" for hint in diagnostic.hints)))
    return f"::{COMMANDS[diagnostic.severity]} {fields}::{_data(text)}"


def _place(source: Source, diagnostic: Diagnostic) -> dict[str, str]:
    """File, lines and, since the runner drops them otherwise, columns only within one line."""
    if not source.name:
        return {}
    start, end = extent(source, diagnostic.span)
    lines = {"file": source.name, "line": str(start.line)}
    if start.line != end.line:
        return lines | {"endLine": str(end.line)}
    return lines | {"col": str(start.column), "endLine": str(end.line), "endColumn": str(end.column)}


def _data(text: str) -> str:
    shown = "\n".join(visible(line) for line in text.split("\n"))
    return shown.replace("%", "%25").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
