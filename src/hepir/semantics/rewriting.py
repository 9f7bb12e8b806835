"""Expressions made anew from their parts.

In: an expression, and what becomes of an expression whose parts are done. Out: an expression.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from hepir.semantics.expressions import (
    Absolute,
    Add,
    Apply,
    Belonging,
    Binding,
    Compare,
    Conditional,
    Contains,
    Descends,
    Exists,
    Expression,
    Extreme,
    Fallback,
    First,
    Index,
    Link,
    Local,
    Logical,
    Member,
    Multiply,
    Negate,
    Not,
    Power,
    Reduce,
    Size,
    children,
    walk,
)

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Rewrite = Callable[[Expression], Expression]
Changed = TypeVar("Changed", bound="DataclassInstance")


def with_parts(expression: Expression, change: Rewrite) -> Expression:
    """An expression of which each direct part is changed."""
    match expression:
        case Member(base=inner):
            return replace(expression, base=change(inner))
        case Exists(value=inner) | Negate(value=inner) | Absolute(value=inner):
            return replace(expression, value=change(inner))
        case Not(operand=inner):
            return replace(expression, operand=change(inner))
        case Index(collection=inner) | First(collection=inner) | Size(collection=inner):
            return replace(expression, collection=change(inner))
        case Extreme(collection=collection, key=key):
            return replace(expression, collection=change(collection), key=change(key))
        case Contains(whole, part):
            return replace(expression, whole=change(whole), part=change(part))
        case Link(collection, index):
            return replace(expression, collection=change(collection), index=change(index))
        case Belonging(owner=owner):
            return replace(expression, owner=change(owner))
        case Descends(particle=particle):
            return replace(expression, particle=change(particle))
        case Apply(arguments=many):
            return replace(expression, arguments=tuple(map(change, many)))
        case Compare(operands=many) | Logical(operands=many):
            return replace(expression, operands=tuple(map(change, many)))
        case Add(terms=signed):
            return replace(expression, terms=tuple((sign, change(each)) for sign, each in signed))
        case Multiply(factors=signed):
            return replace(expression, factors=tuple((sign, change(each)) for sign, each in signed))
        case Power(base, exponent):
            return replace(expression, base=change(base), exponent=change(exponent))
        case Conditional(condition, value, otherwise):
            return replace(
                expression, condition=change(condition), value=change(value), otherwise=change(otherwise)
            )
        case Fallback(value, otherwise):
            return replace(expression, value=change(value), otherwise=change(otherwise))
        case Reduce(body=body, bindings=bindings, where=where):
            loops = tuple(Binding(each.variable, change(each.collection)) for each in bindings)
            inside = None if where is None else change(where)
            return replace(expression, body=change(body), bindings=loops, where=inside)
        case _:
            return expression


def rewritten(expression: Expression, change: Rewrite) -> Expression:
    """An expression changed from the inside out; the same object where nothing is."""
    if parts := children(expression):
        made = {id(part): rewritten(part, change) for part in parts}
        if any(id(new) != old for old, new in made.items()):
            expression = with_parts(expression, lambda part: made[id(part)])
    return change(expression)


def changed(whole: Changed, /, **parts: object) -> Changed:
    """A value with other parts, by the names of its fields; the same object where all of them are those that it has."""
    others = {name: part for name, part in parts.items() if not same(part, getattr(whole, name))}
    return replace(whole, **others) if others else whole


def same(first: object, second: object) -> bool:
    """Whether two are one object, or tuples of the same objects."""
    if first is second:
        return True
    if not isinstance(first, tuple) or not isinstance(second, tuple):
        return False
    return len(first) == len(second) and all(map(same, first, second))


def free_locals(expression: Expression) -> frozenset[str]:
    """The objects in view that an expression speaks of."""
    nodes = tuple(walk(expression))
    bound = {each.variable for node in nodes if isinstance(node, Reduce) for each in node.bindings}
    bound |= {node.variable for node in nodes if isinstance(node, Extreme)}
    return frozenset({node.name for node in nodes if isinstance(node, Local)} - bound)
