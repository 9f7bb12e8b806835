"""What builders of statements share.

In: the children of a rule. Out: its evidence, and the span of its own line.
"""

from __future__ import annotations

from collections.abc import Sequence

from lark import Token

from hepir.source import Span
from hepir.syntax import tree
from hepir.syntax.pieces import (
    Child,
    Children,
    of_type,
    token_span,
)


def evidence_of(children: Sequence[Child]) -> tuple[tree.Evidence, ...]:
    """The evidence among a statement's children."""
    return tuple(child for child in children if isinstance(child, tree.Cited | tree.Assumed))


def head(span: Span, children: Children) -> Span:
    """The span of a block's own line: up to its first rule."""
    end = span.start
    for child in children:
        match child:
            case tree.Statement():
                return Span(span.start, end)
            case tree.Node():
                end = max(end, child.span.end)
            case Token():
                end = max(end, token_span(child).end)
            case tuple():
                end = max([end, *(node.span.end for node in of_type(child, tree.Node))])
    return span
