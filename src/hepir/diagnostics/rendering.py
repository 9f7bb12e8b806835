"""The output formats by name.

In: a format, a source and its diagnostics. Out: the text to print, which ends with a line end unless it
is empty. Each renderer is imported when it is asked for: a check at a terminal needs neither json nor SARIF.
"""

from __future__ import annotations

from collections.abc import Sequence

from hepir.diagnostics.core import Diagnostic
from hepir.source import Source

FORMATS = ("text", "concise", "json", "sarif", "github")


def render(format: str, source: Source, diagnostics: Sequence[Diagnostic], color: bool) -> str:  # noqa: A002
    """`diagnostics` in one of FORMATS; colours are for `text` alone.

    Raises ValueError for any other format.
    """
    match format:
        case "text" if not diagnostics:
            return ""
        case "text":
            from hepir.diagnostics.text import render_text

            return render_text(source, diagnostics, color)
        case "concise":
            from hepir.diagnostics.concise import render_concise

            return render_concise(source, diagnostics)
        case "json":
            from hepir.diagnostics.json_lines import render_json

            return render_json(source, diagnostics)
        case "sarif":
            from hepir.diagnostics.sarif import render_sarif

            return render_sarif(source, diagnostics)
        case "github":
            from hepir.diagnostics.github import render_github

            return render_github(source, diagnostics)
        case _:
            raise ValueError(f"no format {format!r}: one of {', '.join(FORMATS)}")
