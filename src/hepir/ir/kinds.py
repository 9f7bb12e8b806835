"""The kinds of objects as a schema has them: what the language knows, and what the schema adds.

In: a schema. Out: kinds for the checker, so that a program may speak of properties that only this format has.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.schemas.model import CollectionSource, ListSource, PropertySource, Schema
from hepir.types.core import BOOLEAN, Boolean, Number, Ordering
from hepir.types.dimensions import NONE
from hepir.types.kinds import Kind, Kinds, ListOf, Property, standard_kinds, with_lists, with_properties
from hepir.types.units import parse_unit


def kinds_of(schema: Schema) -> Kinds:
    """All kinds of the language, with the properties and kinds that the schema adds."""
    kinds = standard_kinds()
    for name, collection in schema.collections.items():
        kinds = with_kind(kinds, name, collection)
        added = {key: described(key, source) for key, source in collection.properties.items()}
        kinds = with_properties(kinds, name, added)
        lists = {key: listed(key, source) for key, source in collection.lists.items()}
        kinds = with_lists(kinds, name, lists) if lists else kinds
    return kinds


def with_kind(kinds: Kinds, name: str, collection: CollectionSource) -> Kinds:
    """A kind that only the schema knows takes its nature from the one it is like."""
    if name in kinds:
        return kinds
    model = kinds.get(collection.like or "")
    return {**kinds, name: replace(model, name=name) if model else Kind(name, {})}


def listed(name: str, source: ListSource) -> ListOf:
    """A list as the schema describes it."""
    key, _, direction = (source.order or "").partition(" ")
    ordering = Ordering(key, direction == "descending") if key else None
    return ListOf(name, source.of, ordering, source.description)


def described(name: str, source: PropertySource) -> Property:
    """A property as the schema describes it."""
    return Property(
        name,
        value_type(source),
        optional=bool(source.missing),
        description=source.description,
        link=source.link,
    )


def value_type(source: PropertySource) -> Number | Boolean:
    """The type of the values of a property."""
    if source.type == "boolean" or source.bit is not None:
        return BOOLEAN
    unit = parse_unit(source.unit)
    return Number(unit.dimension if unit else NONE, integer=source.type == "integer")
