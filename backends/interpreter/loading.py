"""The stored objects of one event.

In: a kind as the files hold it, and the values of the branches in one event. Out: its particles, or its
single object.
"""

from __future__ import annotations

import math

from hepir.backends.interpreter.belonging import Row, places_of
from hepir.backends.interpreter.evaluating import Names, Scope, evaluate, holds
from hepir.backends.interpreter.objects import Particle, Scalar
from hepir.backends.interpreter.operating import scalar
from hepir.ir.plan import BoundKind, BoundProperty, Computed, Fixed, Placed, Stored
from hepir.semantics.expressions import Member, walk
from hepir.types.core import Boolean, Number


def load_list(kind: BoundKind, row: Row, names: Names) -> list[Particle]:
    """The objects of a kind in one event, in stored order; positions count all stored entries."""
    assert kind.length is not None
    entries = row[kind.length]
    assert isinstance(entries, list)
    found = [build(kind, place, row, names) for place in range(len(entries))]
    return [particle for particle in found if is_of_kind(kind, particle, names)]


def load_single(kind: BoundKind, row: Row, names: Names) -> Particle | None:
    """The one object of a kind, or None where the list that holds it has no such entry."""
    if kind.entry is not None:
        branches = [
            each.source.branch for each in kind.properties.values() if isinstance(each.source, Stored)
        ]
        if any(picked(row[branch], kind.entry) is None for branch in branches):
            return None
    particle = build(kind, kind.entry, row, names)
    return particle if is_of_kind(kind, particle, names) else None


def is_of_kind(kind: BoundKind, particle: Particle, names: Names) -> bool:
    """Whether a stored entry is of this kind."""
    return kind.where is None or holds(kind.where, Scope(names, {"this": particle}))


def build(kind: BoundKind, place: int | None, row: Row, names: Names) -> Particle:
    """The object at a place of the branches (None: they hold one value an event)."""
    properties: dict[str, Scalar | None] = {}
    lists = {} if place is None else {name: places_of(each, place, row) for name, each in kind.lists.items()}
    particle = Particle(kind.name, place or 0, properties, kind.transverse, kind.flavor, lists=lists)
    for bound in kind.properties.values():
        properties[bound.name] = property_of(bound, particle, place, row, names)
    return particle


def property_of(
    bound: BoundProperty, particle: Particle, place: int | None, row: Row, names: Names
) -> Scalar | None:
    """The value of one property; `particle` has those it is computed from."""
    match bound.source:
        case Fixed(value):
            return as_type(value, bound.type)
        case Computed(value=expression):
            scope = Scope(names, {"this": particle})
            needed = [node for node in walk(expression) if isinstance(node, Member)]
            if any(evaluate(node, scope) is None for node in needed):
                return None
            return as_type(scalar(evaluate(expression, scope)), bound.type)
        case Placed(start):
            return start + particle.position
        case Stored() as stored:
            found = row[stored.branch] if place is None else picked(row[stored.branch], place)
            return as_type(decoded(stored, found), bound.type)


def picked(values: object, place: int) -> object:
    """An entry of a list, or None where there is none."""
    assert isinstance(values, list)
    return values[place] if -len(values) <= place < len(values) else None


def decoded(stored: Stored, value: object) -> Scalar | None:
    """What a stored value says, in canonical units."""
    one = picked(value, stored.entry) if stored.entry is not None and value is not None else value
    if not isinstance(one, int | float) or is_missing(one, stored.missing):
        return None
    return converted(stored, stored.minimum if stored.minimum is not None and one < stored.minimum else one)


def converted(stored: Stored, value: float) -> Scalar:
    """A stored value that is there, in canonical units."""
    if stored.bit is not None:
        return bool(int(value) >> stored.bit & 1)
    if stored.divisor != 1:
        return value / stored.divisor
    return value * stored.factor if stored.factor != 1 else value


def is_missing(value: float, missing: tuple[float, ...]) -> bool:
    """Whether a value stands for none."""
    return value in missing or (math.isnan(value) and any(math.isnan(each) for each in missing))


def as_type(value: Scalar | None, wanted: Number | Boolean) -> Scalar | None:
    """A value as its type says; what is no number has no whole number."""
    if value is None:
        return None
    if isinstance(wanted, Boolean):
        return bool(value)
    if wanted.integer:
        return int(value) if math.isfinite(float(value)) else None
    return float(value)
