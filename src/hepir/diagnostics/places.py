"""Spans in terms that people and other programs use.

In: a source and a span, which may lie outside the text. Out: the span within the text, its first and
last position, and the `file:line:column` that editors turn into a link. Nothing here raises.
"""

from __future__ import annotations

from hepir.source import Position, Source, Span

NOWHERE = Span(0, 0)
"""The span of a diagnostic that is about no part of a program."""


def within(source: Source, span: Span) -> Span:
    """The part of `span` that lies in the text, never ending before it starts."""
    start = max(0, min(span.start, len(source.text)))
    return Span(start, max(start, min(span.end, len(source.text))))


def extent(source: Source, span: Span) -> tuple[Position, Position]:
    """First position of `span`, and the position just after its last character."""
    inside = within(source, span)
    return source.position(inside.start), source.position(inside.end)


def location(source: Source, span: Span) -> str:
    """`file:line:column` of the start of `span`."""
    start, _ = extent(source, span)
    return f"{source.name}:{start.line}:{start.column}"
