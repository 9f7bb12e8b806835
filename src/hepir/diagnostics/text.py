"""Diagnostics for a person at a terminal.

In: a source and its diagnostics. Out: for each the message, its place, the lines with carets under the
span, labels and hints, and at the end a count; with ANSI colours when asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum

from hepir.diagnostics.core import Diagnostic, Severity
from hepir.diagnostics.display import visible
from hepir.diagnostics.excerpt import Role, Row, excerpt
from hepir.diagnostics.places import NOWHERE, location
from hepir.source import Source


class Style(StrEnum):
    """How a piece of text is coloured: the parameters of an ANSI sequence, or none."""

    PLAIN = ""
    BOLD = "1"
    BLUE = "34"
    RED = "1;31"
    YELLOW = "1;33"
    CYAN = "1;36"


SEVERITY_STYLES = {Severity.ERROR: Style.RED, Severity.WARNING: Style.YELLOW, Severity.NOTE: Style.CYAN}

Piece = tuple[Style, str]
Line = tuple[Piece, ...]


def render_text(source: Source, diagnostics: Sequence[Diagnostic], color: bool) -> str:
    """All diagnostics in the order given, a blank line after each, then the summary; "" if there are none."""
    if not diagnostics:
        return ""
    blocks = [[_painted(line, color) for line in _lines(source, one)] for one in diagnostics]
    return "\n\n".join("\n".join(block) for block in [*blocks, [summary(diagnostics)]]) + "\n"


def summary(diagnostics: Sequence[Diagnostic]) -> str:
    """How many there are of each severity, the worst first: `2 errors, 1 warning`."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    return ", ".join(
        f"{counts[severity]} {severity}{'s' if counts[severity] > 1 else ''}"
        for severity in Severity
        if counts[severity]
    )


def _lines(source: Source, diagnostic: Diagnostic) -> Iterator[Line]:
    style = SEVERITY_STYLES[diagnostic.severity]
    rows = excerpt(source, diagnostic)
    margin = " " * max((len(row.number) for row in rows), default=1)
    yield (
        (style, f"{diagnostic.severity}[{diagnostic.code}]"),
        (Style.BOLD, f": {visible(diagnostic.message)}"),
    )
    if source.name:
        yield (Style.BLUE, f"{margin}--> "), (Style.PLAIN, _place(source, diagnostic))
    if rows:
        yield ((Style.BLUE, f"{margin} |"),)
    for row in rows:
        yield _row(row, len(margin), style)
    for hint in diagnostic.hints:
        yield from _hint(hint, margin)


def _place(source: Source, diagnostic: Diagnostic) -> str:
    """The link to the place; the file alone where the diagnostic is about no part of it."""
    return visible(source.name if diagnostic.span == NOWHERE else location(source, diagnostic.span))


def _row(row: Row, margin: int, style: Style) -> Line:
    if row.role is Role.GAP:
        return ((Style.BLUE, row.text),)
    text = {Role.LINE: Style.PLAIN, Role.PRIMARY: style, Role.LABEL: Style.BLUE}[row.role]
    return (Style.BLUE, f"{row.number:>{margin}} |"), (text, f" {row.text}" if row.text else "")


def _hint(hint: str, margin: str) -> Iterator[Line]:
    first, *others = hint.split("\n")
    yield (Style.BLUE, f"{margin} = "), (Style.BOLD, "hint"), (Style.PLAIN, f": {visible(first)}")
    for other in others:
        yield ((Style.PLAIN, f"{margin}         {visible(other)}"),)


def _painted(line: Line, color: bool) -> str:
    """The line as text; only without colours can its end be trimmed."""
    if not color:
        return "".join(text for _, text in line).rstrip()
    return "".join(f"\x1b[{style}m{text}\x1b[0m" if style and text else text for style, text in line)
