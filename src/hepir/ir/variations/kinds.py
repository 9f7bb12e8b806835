"""Kinds of objects under a variation: read from other branches, or with a property that is computed.

In: a plan and one direction. Out: copies of its kinds, and their names by the old ones.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hepir.ir.plan import BoundKind, BoundProperty, Computed, Direction, Plan
from hepir.ir.renaming import renamed
from hepir.ir.variations.made import Varied
from hepir.semantics.expressions import Expression, Local, Member
from hepir.semantics.program import (
    PropertyVariation,
)
from hepir.types.kinds import Kind, Property


def vary_kinds(
    direction: Direction, plan: Plan, properties: Sequence[PropertyVariation], made: Varied
) -> dict[str, str]:
    """Copies of the kinds that are read from other branches, or of which an event has one; their names by the old ones."""
    found = dict(plan.inputs.get(direction, {}))
    for each in properties:
        kind = found.get(each.collection) or plan.kinds.get(each.collection)
        if kind is not None and kind.singular:
            found[each.collection] = with_computed(kind, each)
    names = {}
    for name, kind in found.items():
        names[name] = made.fresh(name, direction)
        made.kinds[names[name]] = renamed_kind(kind, names[name], {name: names[name]})
        made.known[names[name]] = known_as(names[name], plan.program.kinds[name], kind)
    return names


def known_as(name: str, like: Kind, kind: BoundKind) -> Kind:
    """What a copy of a kind is like: as the kind itself, with the properties that the copy has more."""
    more = {
        key: Property(key, bound.type) for key, bound in kind.properties.items() if key not in like.properties
    }
    return replace(like, name=name, properties={**like.properties, **more})


def renamed_kind(kind: BoundKind, name: str, names: Mapping[str, str]) -> BoundKind:
    """A kind under another name."""
    properties = {key: renamed(bound, names, names) for key, bound in kind.properties.items()}
    return replace(kind, name=name, properties=properties, where=renamed(kind.where, names, names))


def with_computed(kind: BoundKind, variation: PropertyVariation) -> BoundKind:
    """A kind of which an event has one object, with a property computed from what is stored."""
    stored = kind.properties[variation.attribute]
    nominal = f"nominal_{variation.attribute}"
    while nominal in kind.properties:
        nominal += "_x"
    value = read_as(variation.value, variation.attribute, nominal)
    properties: dict[str, BoundProperty] = {}
    for name, bound in kind.properties.items():
        if name == variation.attribute:
            properties[nominal] = replace(stored, name=nominal)
        properties[name] = bound
    properties.pop(variation.attribute)
    properties[variation.attribute] = BoundProperty(variation.attribute, stored.type, Computed(value))
    return replace(kind, properties=properties)


def read_as(value: Expression, name: str, other: str) -> Expression:
    """An expression about `this` that reads a property under another name."""
    if isinstance(value, Member) and value.name == name and isinstance(value.base, Local):
        return replace(value, name=other)
    return with_children(value, name, other)


def with_children(value: Expression, name: str, other: str) -> Expression:
    """As `read_as`, of what is inside."""
    changed = {key: part_read_as(part, name, other) for key, part in vars(value).items()}
    return replace(value, **changed)  # type: ignore[arg-type]


def part_read_as(part: object, name: str, other: str) -> object:
    """As `read_as`, of anything."""
    if isinstance(part, Expression):
        return read_as(part, name, other)
    return tuple(part_read_as(each, name, other) for each in part) if isinstance(part, tuple) else part
