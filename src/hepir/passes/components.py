"""Momenta as components: what is added up is px, py, pz and energy, worked out once for each stored object.

In: a plan. Out: a plan that says of which kinds. Sums and masses then take additions and one root: sines and exponentials are
worked out once an object, however many sums it is part of.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hepir.ir.needs import expressions_of
from hepir.ir.plan import Plan
from hepir.semantics.expressions import Add, Apply, Expression, Member, Reduce, walk
from hepir.types.core import Collection, Composite, Element, Momentum


def in_components(plan: Plan) -> Plan:
    """The plan with the kinds whose momenta are added up."""
    nodes = (node for each in expressions_of(plan.program) for node in walk(each))
    return replace(plan, components=frozenset(name for node in nodes for name in kinds_added(node)))


def asked_for_momentum(node: Expression) -> Iterator[object]:
    """The types of the objects whose momentum a node needs, where they are combinations."""
    match node:
        case Member(base, name, slot=slot):
            kind = base.type
            given = isinstance(kind, Composite) and any(each.name == name for each in kind.derived)
            if not slot and not given:
                yield kind
        case Apply(arguments=used):
            yield from (each.type for each in used)
        case Add(terms=terms, type=Momentum()):
            yield from (term.type for _, term in terms)
        case Reduce(body=body, type=Momentum()):
            yield body.type
        case _:
            return


def kinds_added(node: Expression) -> Iterator[str]:
    """The kinds whose momenta a node adds up, as terms or as members of a combination."""
    match node:
        case Add(terms=terms, type=Momentum()):
            yield from (name for _, term in terms for name in kinds_in(term.type))
        case Reduce(body=body, type=Momentum()):
            yield from kinds_in(body.type)
        case _:
            asked = (element_of(kind) for kind in asked_for_momentum(node))
            yield from (name for kind in asked if isinstance(kind, Composite) for name in kinds_in(kind))


def element_of(kind: object) -> object:
    """What a collection is one of; anything else as it is."""
    return kind.element if isinstance(kind, Collection) else kind


def kinds_in(kind: object) -> Iterator[str]:
    """The kinds of the particles that an object is made of."""
    match kind:
        case Element(kinds):
            yield from kinds
        case Composite(slots=slots):
            for _, part in slots:
                yield from kinds_in(part)
        case _:
            return
