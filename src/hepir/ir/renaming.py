"""Parts of a typed program under other names.

In: definitions, regions or expressions, and other names of definitions, regions and kinds. Out: the same with those names;
types follow, so that what is said of objects of a kind is said of those of its other name.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import TypeVar, cast

from hepir.semantics.expressions import Reference
from hepir.source import Span
from hepir.types.core import Composite, Element, Single

Names = Mapping[str, str]
Node = TypeVar("Node")


def renamed(node: Node, names: Names, kinds: Names) -> Node:
    """A part of a program with other names; `kinds` are those of kinds alone, `names` of everything that is referred to."""
    return cast("Node", changed(node, names, kinds)) if names or kinds else node


def changed(node: object, names: Names, kinds: Names) -> object:
    """As `renamed`; what stays the same is the same object."""
    match node:
        case str() | int() | float() | None | Span():
            return node
        case tuple():
            parts = tuple(changed(each, names, kinds) for each in node)
            return node if all(one is other for one, other in zip(parts, node, strict=True)) else parts
        case Element():
            return with_fields(
                replace(node, kinds=tuple(kinds.get(each, each) for each in node.kinds)), names, kinds
            )
        case Single(kind):
            return replace(node, kind=kinds.get(kind, kind))
        case Composite(name) | Reference(name):
            return with_fields(replace(node, name=names.get(name, name)), names, kinds)
        case _ if is_dataclass(node) and not isinstance(node, type):
            return with_fields(node, names, kinds)
        case _:
            return node


def with_fields(node: object, names: Names, kinds: Names) -> object:
    """A value whose fields are renamed."""
    assert is_dataclass(node)
    assert not isinstance(node, type)
    found = {each.name: changed(getattr(node, each.name), names, kinds) for each in fields(node) if each.init}
    if all(found[name] is getattr(node, name) for name in found):
        return node
    return replace(node, **found)
