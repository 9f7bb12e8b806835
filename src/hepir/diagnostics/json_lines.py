"""Diagnostics for programs: one JSON object a line.

In: a source and its diagnostics. Out: JSON lines whose keys are fixed by
`docs/schemas/diagnostic.schema.json`. Offsets count characters from 0, lines and columns from 1; the end
of a span is the place just after it. Only ASCII is written, so any output encoding will do.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from hepir.diagnostics.core import Diagnostic
from hepir.diagnostics.documentation import page
from hepir.diagnostics.places import extent, within
from hepir.source import Source, Span


def render_json(source: Source, diagnostics: Sequence[Diagnostic]) -> str:
    """One object a line in the order given; "" if there are none."""
    return "".join(f"{json.dumps(as_object(source, diagnostic))}\n" for diagnostic in diagnostics)


def as_object(source: Source, diagnostic: Diagnostic) -> dict[str, object]:
    """The diagnostic as a JSON object."""
    return {
        "code": diagnostic.code,
        "name": diagnostic.name,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "file": source.name,
        "span": _span(source, diagnostic.span),
        "labels": [{"span": _span(source, one.span), "text": one.text} for one in diagnostic.labels],
        "hints": list(diagnostic.hints),
        "edits": [{"span": _span(source, one.span), "text": one.text} for one in diagnostic.edits],
        "documentation": page(type(diagnostic)),
    }


def _span(source: Source, span: Span) -> dict[str, int]:
    inside = within(source, span)
    start, end = extent(source, inside)
    return {
        "start": inside.start,
        "end": inside.end,
        "line": start.line,
        "column": start.column,
        "end_line": end.line,
        "end_column": end.column,
    }
