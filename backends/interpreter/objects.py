"""The objects of an event.

In: property values of particles. Out: particles, composites, their momenta, their members, and who is part of
whom. A missing value is None.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from hepir.intrinsics import ieee
from hepir.intrinsics.kinematics import CartesianVector, Kinematic, PolarVector, TransverseVector, total

Scalar = float | int | bool | str
Identity = tuple[str, int]


@dataclass(frozen=True, eq=False)
class Particle:
    """A stored object. `position` counts all stored entries: with the kind, it tells particles apart. `lists`: for each list
    of its kind, the places of what belongs to it."""

    kind: str
    position: int
    properties: Mapping[str, Scalar | None]
    transverse: bool = False
    flavor: int | None = None
    derived: Mapping[str, Scalar | None] = field(default_factory=dict)
    lists: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class CompositeObject:
    """Named members, in the order of their slots."""

    slots: Mapping[str, Particle | CompositeObject]
    derived: Mapping[str, Scalar | None] = field(default_factory=dict)


Thing = Particle | CompositeObject
Vector = PolarVector | TransverseVector | CartesianVector
Value = Scalar | Thing | CartesianVector | Sequence[Thing] | None

NOTHING = CartesianVector(0.0, 0.0, 0.0, 0.0)
MOMENTUM = ("pt", "eta", "phi", "mass")
DIRECTION_NEEDS = {"px": ("pt", "phi"), "py": ("pt", "phi"), "pz": ("pt", "eta"), "theta": ("pt", "eta")}


def with_derived(thing: Thing, name: str, value: Scalar | None) -> Thing:
    """The same object (the same particles) with one more property."""
    return replace(thing, derived={**thing.derived, name: value})


def with_replaced(thing: Thing, name: str, value: Scalar | None) -> Thing:
    """The same object with another value of a property; the momentum is that of the new values."""
    if name in thing.derived or isinstance(thing, CompositeObject):
        return with_derived(thing, name, value)
    return replace(thing, properties={**thing.properties, name: value})


def leaves(value: Value) -> Iterator[Particle]:
    """The particles something is made of, through composites of composites."""
    match value:
        case Particle():
            yield value
        case CompositeObject(slots):
            for part in slots.values():
                yield from leaves(part)
        case list() | tuple():
            for part in value:
                yield from leaves(part)
        case _:
            raise TypeError(f"no particles in {value!r}")


def identities(value: Value) -> frozenset[Identity]:
    """Which particles something is made of."""
    return frozenset((leaf.kind, leaf.position) for leaf in leaves(value))


def stored_at(things: Sequence[Thing], place: float | int | None) -> Thing | None:
    """The object at a place of the stored list, or None where none of these is there."""
    return next((each for each in things if isinstance(each, Particle) and each.position == place), None)


def belonging(owner: Value, name: str, things: Sequence[Thing]) -> list[Thing] | None:
    """The objects of a stored list that belong to an object, None where that is missing."""
    if owner is None:
        return None
    assert isinstance(owner, Particle), owner
    found = {each.position: each for each in things if isinstance(each, Particle)}
    return [found[place] for place in owner.lists[name] if place in found]


def descends(particle: Value, things: Sequence[Thing], species: Sequence[int]) -> bool:
    """Whether a mother of a particle, or hers and so on, is of one of these species; no further than there are particles."""
    assert isinstance(particle, Particle)
    above: Thing | None = particle
    for _ in things:
        place = above.properties["mother_index"] if isinstance(above, Particle) else None
        above = stored_at(things, place if isinstance(place, int) else None)
        if not isinstance(above, Particle):
            return False
        number = above.properties["pdg_id"]
        if isinstance(number, int) and abs(number) in species:
            return True
    return False


def vector(particle: Particle, needed: tuple[str, ...]) -> PolarVector | TransverseVector | None:
    """The momentum of a particle as it is stored; None where one of the needed components is missing.

    Components that are not stored are NaN: nothing that is needed reads them.
    """
    stored = particle.properties
    if any(name in stored and stored[name] is None for name in needed):
        return None
    pt, eta, phi, mass = (as_float(stored.get(name)) for name in MOMENTUM)
    return TransverseVector(pt, phi) if particle.transverse else PolarVector(pt, eta, phi, mass)


def as_float(value: Scalar | None) -> float:
    """A stored number; NaN where there is none."""
    return float(value) if isinstance(value, int | float) else math.nan


def momentum(value: Value) -> Kinematic | None:
    """The four-momentum of anything that has one; missing where part of it is."""
    match value:
        case CartesianVector():
            return value
        case Particle():
            found = vector(value, MOMENTUM)
            return found if isinstance(found, PolarVector) else None
        case CompositeObject(slots):
            return sum_of([momentum(part) for part in slots.values()])
        case _:
            return None


def sum_of(momenta: Sequence[Kinematic | None], signs: Sequence[int] | None = None) -> CartesianVector | None:
    """The sum of momenta; zero for none, missing where one is."""
    present = tuple(each for each in momenta if each is not None)
    if len(present) < len(momenta):
        return None
    return total(present, tuple(signs) if signs else None)


def member(value: Value, name: str, slot: bool) -> Value:
    """A slot, a property that the program gave, a stored property, or one computed from the momentum."""
    match value:
        case None:
            return None
        case CompositeObject(slots) if slot:
            return slots[name]
        case Particle(derived=derived) | CompositeObject(derived=derived) if name in derived:
            return derived[name]
        case Particle(properties=properties) if name in properties:
            return properties[name]
        case Particle(flavor=flavor) if name == "flavor":
            return flavor
        case Particle():
            found = vector(value, DIRECTION_NEEDS.get(name, MOMENTUM))
            return None if found is None else computed(found, name)
        case CompositeObject() | CartesianVector():
            summed = momentum(value)
            return None if summed is None else computed(summed, name)
        case _:
            raise TypeError(f"{value!r} has no members")


def computed(vector: Kinematic | TransverseVector, name: str) -> float:
    """A property that follows from a momentum; energies in GeV, angles in rad."""
    if name in ("pt", "phi", "px", "py") or isinstance(vector, TransverseVector):
        return float(getattr(vector, name))
    energy, pz = vector.energy, vector.pz
    match name:
        case "eta" | "mass" | "energy" | "pz":
            return float(getattr(vector, name))
        case "momentum":
            return magnitude(vector)
        case "theta":
            return math.atan2(vector.pt, pz)
        case "rapidity":
            return 0.5 * ieee.logarithm(ieee.divide(energy + pz, energy - pz))
        case "mt":
            return ieee.square_root(max(energy * energy - pz * pz, 0.0))
        case "et":
            return ieee.divide(energy * vector.pt, magnitude(vector))
        case _:
            raise LookupError(f"a momentum has no property `{name}`")


def magnitude(vector: Kinematic) -> float:
    """The length of the momentum."""
    return ieee.square_root(vector.px * vector.px + vector.py * vector.py + vector.pz * vector.pz)
