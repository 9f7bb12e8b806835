"""Names for expressions.

In: a tree. Out: a text by which the same expression is found again.
"""

from __future__ import annotations

from hepir.interop.adl import tree


def canonical(node: tree.Node) -> str:
    """A text that is the same for expressions that differ in capitals and places alone."""
    match node:
        case tree.Name(text=text):
            return text.lower()
        case tree.Index(of=of, number=number):
            return f"{canonical(of)}[{number}]"
        case tree.Momenta(parts=parts):
            return " ".join(map(canonical, parts))
        case tree.Group(inside=child):
            return canonical(child)
        case tree.Binary(operator="+", left=left, right=right):
            return f"{canonical(left)} {canonical(right)}"
    return f"?{node.span.start}"
