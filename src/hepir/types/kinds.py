"""Kinds of objects and their properties, from `grammar/kinds.toml`.

In: the table, extended by what a schema adds. Out: `Kind` values by name, each with all properties its objects have.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import field, replace
from functools import cache
from types import MappingProxyType

from hepir import grammar
from hepir.light_dataclasses import dataclass
from hepir.types.core import BOOLEAN, Boolean, Collection, Element, Number, Ordering
from hepir.types.dimensions import BY_NAME


@dataclass(frozen=True)
class Property:
    """What a property is: its type, and whether single values may be missing, are computed from the momentum, or mean
    something in simulation alone. The values of `x_index` with a `link` are places in the stored list of that kind: `x` is
    the object there."""

    name: str
    type: Number | Boolean
    optional: bool = False
    derived: bool = False
    simulation: bool = False
    description: str = ""
    link: str = ""


@dataclass(frozen=True)
class ListOf:
    """A list that each object of a kind has: of objects of the stored list of kind `of`, such as the constituents of a jet.
    `ordering`: the order that the format keeps it in, where it is known."""

    name: str
    of: str
    ordering: Ordering | None = None
    description: str = ""

    @property
    def type(self) -> Collection:
        """The type of the list of one object."""
        return Collection(Element((self.of,)), self.ordering)


@dataclass(frozen=True)
class Kind:
    """A kind of object. `singular`: an event has one, always; `transverse`: it has no longitudinal momentum. `lists`: what
    each of its objects has several of."""

    name: str
    properties: Mapping[str, Property]
    flavor: int | None = None
    singular: bool = False
    transverse: bool = False
    lists: Mapping[str, ListOf] = field(default_factory=dict)

    @property
    def has_momentum(self) -> bool:
        """Whether objects of this kind are particles with a four-momentum."""
        return not self.transverse and {"pt", "eta", "phi", "mass"} <= self.properties.keys()


Kinds = Mapping[str, Kind]
MOMENTUM = "momentum"
WITHOUT_MOMENTUM = ("event", "Vertex")


@cache
def standard_kinds() -> Kinds:
    """The kinds that the language knows by itself."""
    table = tomllib.loads(grammar.read("kinds.toml"))
    momentum = properties_of(table[MOMENTUM]["properties"])
    return MappingProxyType(
        {name: read_kind(name, entry, momentum) for name, entry in table.items() if not entry.get("abstract")}
    )


def read_kind(name: str, entry: Mapping[str, object], momentum: Mapping[str, Property]) -> Kind:
    """One kind from its table; particles get the properties of a momentum."""
    own = entry.get("properties", {})
    assert isinstance(own, dict)
    properties = properties_of(own)
    singular, transverse = bool(entry.get("singular")), bool(entry.get("transverse"))
    if not transverse and name not in WITHOUT_MOMENTUM:
        properties = {**momentum, **properties}
    flavor = entry.get("flavor")
    if isinstance(flavor, int):
        properties["flavor"] = Property("flavor", Number(integer=True), description="absolute PDG identifier")
    lists = lists_from(entry.get("lists", {}))
    return Kind(name, properties, flavor if isinstance(flavor, int) else None, singular, transverse, lists)


def lists_from(table: object) -> dict[str, ListOf]:
    """What objects of a kind have several of, by name, from inline tables."""
    assert isinstance(table, dict)
    return {
        name: ListOf(name, str(entry["of"]), description=str(entry.get("description", "")))
        for name, entry in table.items()
    }


def properties_of(table: Mapping[str, Mapping[str, object]]) -> dict[str, Property]:
    """Properties by name from their inline tables."""
    return {name: read_property(name, entry) for name, entry in table.items()}


def read_property(name: str, entry: Mapping[str, object]) -> Property:
    """One property from its inline table."""
    dimension = BY_NAME[str(entry.get("dimension", "none"))]
    kind = entry.get("type", "number")
    return Property(
        name,
        BOOLEAN if kind == "boolean" else Number(dimension, integer=kind == "integer"),
        optional=bool(entry.get("optional")),
        derived=bool(entry.get("derived")),
        simulation=bool(entry.get("simulation")),
        description=str(entry.get("description", "")),
        link=str(entry.get("link", "")),
    )


def with_properties(kinds: Kinds, name: str, added: Mapping[str, Property]) -> Kinds:
    """The kinds with properties added to one of them, or with a new kind; known properties stay as they are."""
    old = kinds.get(name) or Kind(name, {})
    return MappingProxyType({**kinds, name: replace(old, properties={**added, **old.properties})})


def with_lists(kinds: Kinds, name: str, added: Mapping[str, ListOf]) -> Kinds:
    """The kinds with lists added to one of them; a format says of a known one what it is of, and its order."""
    old = kinds[name]
    described = {
        key: replace(each, description=each.description or (known.description if known else ""))
        for key, each in added.items()
        for known in (old.lists.get(key),)
    }
    return MappingProxyType({**kinds, name: replace(old, lists={**old.lists, **described})})


def common_properties(kinds: Kinds, names: tuple[str, ...]) -> dict[str, Property]:
    """The properties that objects of all these kinds have; optional where one kind's is."""
    first, *rest = (kinds[name].properties for name in names)
    if not rest:
        return dict(first)
    shared = {name: first[name] for name in first if all(name in other for other in rest)}
    return {
        name: replace(prop, optional=True) if any(other[name].optional for other in rest) else prop
        for name, prop in shared.items()
        if all(other[name].type == prop.type for other in rest)
    }


def links_of(kinds: Kinds, names: tuple[str, ...]) -> dict[str, Property]:
    """What objects of all these kinds have a link to, with the properties that hold the places."""
    return {
        name.removesuffix("_index"): prop
        for name, prop in common_properties(kinds, names).items()
        if prop.link in kinds and name.endswith("_index")
    }


def lists_of(kinds: Kinds, names: tuple[str, ...]) -> dict[str, ListOf]:
    """What objects of one kind have several of; objects of several kinds have no lists in common."""
    if len(names) > 1:
        return {}
    return {name: each for name, each in kinds[names[0]].lists.items() if each.of in kinds}
