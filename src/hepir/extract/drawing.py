"""Random stored objects, whose values lie near the cuts of programs.

In: a kind of object, the numbers that programs compare with, and a seed. Out: particles; the same for the same seed.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from random import Random

from hepir.backends.interpreter.objects import Particle, Scalar
from hepir.semantics.expressions import Constant, Expression, walk
from hepir.semantics.program import (
    Choice,
    Combination,
    Derivation,
    Filter,
    Limit,
    ObjectDefinition,
    Program,
    Replacement,
    Sorting,
    ValueDefinition,
)
from hepir.types.core import Boolean, Number
from hepir.types.dimensions import ANGLE, ENERGY, without_angle
from hepir.types.kinds import Kind, Property

# Numbers in canonical units, by the text of their dimension.
Cuts = Mapping[str, tuple[float, ...]]
MOST_OBJECTS = 5
MISSING = 0.1
AROUND = (0.5, 0.9, 0.999, 1.0, 1.001, 1.1, 2.0)


def generator(seed: str) -> Random:
    """Random numbers that depend on the seed alone."""
    return Random(seed)


def cuts_of(programs: Iterable[Program]) -> Cuts:
    """The numbers that programs write, by dimension."""
    found: dict[str, set[float]] = {}
    for program in programs:
        for expression in expressions(program):
            for node in walk(expression):
                if isinstance(node, Constant) and isinstance(node.type, Number):
                    found.setdefault(group(node.type), set()).add(abs(float(node.value)))
    return {name: tuple(sorted(values)) for name, values in found.items()}


def group(kind: Number) -> str:
    """The dimension of a number as text; an angle is a pure number."""
    return without_angle(kind.dimension).unit


def expressions(program: Program) -> Iterator[Expression]:
    """All expressions that select, order or define."""
    for definition in program.definitions:
        match definition:
            case ObjectDefinition(rules=rules) | Combination(rules=rules):
                yield from (of_rule(rule) for rule in rules if not isinstance(rule, Limit))
            case Choice(rankings=rankings):
                yield from (each.key for each in rankings)
            case ValueDefinition(value=value):
                yield value
    for region in program.regions:
        for cut in region.cuts:
            yield cut.condition
            if cut.when is not None:
                yield cut.when


def of_rule(rule: Filter | Sorting | Derivation | Replacement) -> Expression:
    """What a rule computes."""
    match rule:
        case Filter(condition=expression) | Sorting(key=expression):
            return expression
        case Derivation(value=expression) | Replacement(value=expression):
            return expression


def draw_kind(kind: Kind, cuts: Cuts, seed: str) -> list[Particle]:
    """The objects of a kind in one event; one where every event has one."""
    random = generator(seed)
    count = 1 if kind.singular else random.randint(0, MOST_OBJECTS)
    particles = [draw_particle(kind, place, cuts, random) for place in range(count)]
    return [replace(each, lists={name: draw_places(random) for name in kind.lists}) for each in particles]


def draw_places(random: Random) -> tuple[int, ...]:
    """The places of the objects that belong to one object; those that the event has not are none of them."""
    return tuple(sorted(random.sample(range(MOST_OBJECTS), random.randint(0, MOST_OBJECTS))))


def draw_particle(kind: Kind, place: int, cuts: Cuts, random: Random) -> Particle:
    """One object with all properties that files store."""
    stored = [each for each in kind.properties.values() if not each.derived and each.name != "flavor"]
    values = {each.name: draw_value(each, cuts, random) for each in stored}
    return Particle(kind.name, place, values, kind.transverse, kind.flavor)


def draw_value(wanted: Property, cuts: Cuts, random: Random) -> Scalar | None:
    """A value at a cut, near one, or anywhere."""
    if wanted.optional and random.random() < MISSING:
        return None
    if isinstance(wanted.type, Boolean):
        return random.random() < 0.5
    near = cuts.get(group(wanted.type), ())
    if wanted.type.integer:
        whole = [int(each) for each in near if each.is_integer() and each < 1e9]
        return random.choice([-1, 0, 1, 2, *whole]) + random.choice((-1, 0, 0, 1))
    if wanted.type.dimension == ANGLE:
        return random.uniform(-math.pi, math.pi)
    energy = wanted.type.dimension == ENERGY
    sign = 1.0 if energy else random.choice((-1.0, 1.0))
    if near and random.random() < 0.7:
        return sign * random.choice(near) * random.choice(AROUND)
    return random.lognormvariate(3.5, 1.0) if energy else random.uniform(-3.0, 3.0)
