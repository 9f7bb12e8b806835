"""Of what a property is asked, in any spelling.

In: a tree. Out: the word of the property and the tree of its owner.
"""

from __future__ import annotations

from hepir.interop.adl import tree


def argument_of(node: tree.Node, word: str) -> tree.Node | None:
    """What a property is asked of."""
    match node:
        case tree.Call(name=name, arguments=(of,)) if name.lower() == word:
            return of
        case tree.Attribute(of=of, name=name) if name.lower() == word:
            return of
        case tree.Group(inside=child):
            return argument_of(child, word)
    return None


def property_and_owner(node: tree.Node) -> tuple[str, tree.Node | None]:
    """The word of a property in any spelling, and what it is asked of; None for the object at hand."""
    match node:
        case tree.Name(text=text):
            return text, None
        case tree.Call(name=name, arguments=(of,)) | tree.Attribute(of=of, name=name):
            return name, of
        case tree.Group(inside=child):
            return property_and_owner(child)
    return "", None
