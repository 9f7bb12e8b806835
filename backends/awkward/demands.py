"""What a program asks of objects: which momenta it needs, which properties of several kinds.

In: expressions and types. Out: names of kinds, combinations and properties.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from hepir.backends.awkward.names import ATTRIBUTES, FOUR, ancestry
from hepir.ir.needs import needs_of_expression
from hepir.passes.components import asked_for_momentum, element_of
from hepir.semantics.expressions import Apply, Belonging, Descends, Expression, Member, walk
from hepir.semantics.program import (
    Derivation,
    Filter,
    Limit,
    Replacement,
    Rule,
    Sorting,
)
from hepir.types.core import Collection, Composite, Element


def asks_momentum(rule: Rule) -> bool:
    """Whether a rule of combinations may ask for the momentum of one."""
    match rule:
        case Limit():
            return False
        case (
            Filter(condition=value) | Sorting(key=value) | Derivation(value=value) | Replacement(value=value)
        ):
            return any(
                isinstance(kind, Composite) for node in walk(value) for kind in asked_for_momentum(node)
            )


def needs_of_union(nodes: Iterable[Expression], kinds: tuple[str, ...]) -> Iterator[str]:
    """The stored properties that expressions read of objects of all of these kinds."""
    for node in nodes:
        match node:
            case Member(base, name, slot=False) if holds_all(base.type, kinds):
                yield from (name, *(FOUR if name in ATTRIBUTES and name not in FOUR else ()))
            case Belonging(_, owner, name) if holds_all(owner.type, kinds):
                yield name
            case Descends(particle, _, species) if holds_all(particle.type, kinds):
                yield ancestry(species)
            case Apply(arguments=used) if any(holds_all(each.type, kinds) for each in used):
                yield from (name for _, name in needs_of_expression(node))
            case _:
                pass


def unlike(nodes: Iterable[Expression], stored: Mapping[str, Container[str]]) -> Iterator[tuple[str, str]]:
    """Kinds that lack a property, which follows from their momenta, where others of a union store it."""
    for node in nodes:
        match node:
            case Member(base, name, slot=False) if name in ATTRIBUTES:
                kind = element_of(base.type)
                kinds = kind.kinds if isinstance(kind, Element) else ()
                lacking = [each for each in kinds if name not in stored[each]]
                if len(lacking) < len(kinds):
                    yield from ((each, name) for each in lacking)
            case _:
                pass


def holds_all(kind: object, kinds: tuple[str, ...]) -> bool:
    """Whether a type is that of an object of all of these kinds, and maybe of others."""
    kind = element_of(kind)
    return isinstance(kind, Element) and set(kinds) <= set(kind.kinds)


def combinations_in(kind: object) -> Iterator[str]:
    """The names of the combinations that a type is or has inside."""
    match kind:
        case Composite(own, slots):
            yield own
            for _, part in slots:
                yield from combinations_in(part)
        case Collection(element):
            yield from combinations_in(element)
        case _:
            return
