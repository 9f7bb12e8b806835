"""Which values may be missing in the arrays, and which are the same for all events.

In: a plan, and what its program guards against. Out: answers about expressions.
"""

from __future__ import annotations

from hepir.ir.plan import Computed, Plan, Stored
from hepir.light_dataclasses import dataclass
from hepir.semantics.expressions import (
    Exists,
    Expression,
    Fallback,
    Local,
    Member,
    Reference,
    Trigger,
    children,
    walk,
)
from hepir.semantics.options import Knowledge
from hepir.types.core import Element, Single


@dataclass(frozen=True)
class Knowing:
    """Knows a plan's expressions."""

    plan: Plan
    knowledge: Knowledge

    def missing(self, expression: Expression) -> bool:
        """Whether a value may be None in the arrays."""
        return self.knowledge.may_be_missing(expression) or self.holds_none_inside(expression)

    def holds_none_inside(self, expression: Expression) -> bool:
        """Whether the format may leave out what a value is made of; an `else` that is never needed is no part."""
        match expression:
            case Fallback(value=value) if not self.missing(value):
                return False
            case _:
                return self.holds_none(expression) or any(map(self.holds_none_inside, children(expression)))

    def holds_none(self, node: Expression) -> bool:
        """Whether the format may leave this out."""
        if isinstance(node, Reference) and node.name in self.plan.kinds:
            return self.plan.kinds[node.name].entry is not None
        if isinstance(node, Member) and isinstance(node.base.type, Element | Single):
            kinds = node.base.type.kinds if isinstance(node.base.type, Element) else (node.base.type.kind,)
            return any(self.nullable(kind, node.name) for kind in kinds)
        return False

    def nullable(self, kind: str, name: str) -> bool:
        """Whether a stored property has values that mean "missing"."""
        bound = self.plan.kinds[kind].properties.get(name) if kind in self.plan.kinds else None
        match bound.source if bound else None:
            case Stored(missing=missing, entry=entry):
                return bool(missing) or entry is not None
            case Computed(value):
                inner = {node.name for node in walk(value) if isinstance(node, Member)} - {name}
                return any(self.nullable(kind, each) for each in inner)
            case _:
                return False

    def constant(self, expression: Expression) -> bool:
        """Whether the code of a value is one number, the same for all events."""
        match expression:
            case Reference() | Local() | Trigger():
                return False
            case Fallback(value=inner) if not self.missing(inner):
                return self.constant(inner)
            case Exists(value=inner) if not self.missing(inner):
                return True
            case _:
                return all(self.constant(child) for child in children(expression))
