"""Cuts before combinatorics: each definition is worked out for no more events than those that need it.

In: a plan. Out: the plan with a schedule. Only cuts that stand before the first use narrow, so a cutflow stays as it is; what
weights need is worked out for all events, since every event has a weight.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import reduce

from hepir.ir.plan import BoundKind, Computed, Fixed, Plan, Stored, counted_branch
from hepir.ir.schedule import ALL_EVENTS, Place, Point, Schedule, conditions
from hepir.light_dataclasses import dataclass
from hepir.semantics.applied import function_of
from hepir.semantics.expressions import (
    Add,
    Apply,
    Contains,
    Expression,
    Extreme,
    Lookup,
    Reduce,
    Reference,
    Size,
    Trigger,
    children,
    walk,
)
from hepir.semantics.program import (
    Choice,
    Combination,
    Definition,
    ObjectDefinition,
    Program,
    Region,
    ValueDefinition,
)
from hepir.semantics.usage import definition_expressions
from hepir.types.core import Boolean, Momentum, Number
from hepir.types.models import ExternalFunction, Model


@dataclass(frozen=True)
class Use:
    """Where something is used, and by which expression."""

    place: Place
    value: Expression


def placed(plan: Plan) -> Plan:
    """The plan with a schedule."""
    uses = tuple(use for region in plan.program.regions for use in uses_of(region, plan.program))
    ideal = ideal_places(plan, uses)
    narrow = {ideal[each.name] for each in plan.program.definitions if is_costly(each)}
    narrow |= {use.place for use in uses if is_heavy(use.value)}
    narrow -= {ALL_EVENTS}
    narrow |= {final for each in narrow if (final := last_of(each, plan.program)) != each}
    dropping = by_region(narrow)
    places = {name: around(place, dropping) for name, place in ideal.items()}
    uses = tuple(replace(use, place=around(use.place, dropping)) for use in uses)
    return replace(plan, schedule=schedule(plan, places, uses, narrow))


# ---- places ----
def start_of(region: Region, program: Program) -> Place:
    """The events that a region starts from: those of its parent, where it has one."""
    if len(region.parents) != 1:
        return ALL_EVENTS
    parent = program.regions_by_name[region.parents[0]]
    return end_of(parent, program)


def end_of(region: Region, program: Program) -> Place:
    """The events that pass a region."""
    start = start_of(region, program)
    return (*start, Point(region.name, len(region.cuts), 0)) if region.cuts else start


def last_of(place: Place, program: Program) -> Place:
    """The events of a place that pass all cuts of its region."""
    region = program.regions_by_name[place[-1].region]
    return end_of(region, program)


def common(first: Place, second: Place) -> Place:
    """The smallest place around two."""
    found: list[Point] = []
    for one, other in zip(first, second, strict=False):
        if one.region != other.region:
            break
        found.append(min(one, other))
        if one != other:
            break
    return tuple(found)


def is_around(outer: Place, inner: Place) -> bool:
    """Whether a place has all events of another."""
    return common(outer, inner) == outer


def by_region(narrow: set[Place]) -> Mapping[str, list[Place]]:
    """Places by their outermost region: no other place can be around one of them."""
    found: dict[str, list[Place]] = {}
    for place in sorted(narrow):
        found.setdefault(place[0].region, []).append(place)
    return found


def all_around(place: Place, dropping: Mapping[str, list[Place]]) -> list[Place]:
    """The places around one at which events are dropped."""
    return [each for each in dropping.get(place[0].region, ()) if is_around(each, place)] if place else []


def around(place: Place, dropping: Mapping[str, list[Place]]) -> Place:
    """The innermost of them."""
    found = all_around(place, dropping)
    return max(found, key=lambda each: (len(each), each[-1].cuts, each[-1].conditions), default=ALL_EVENTS)


# ---- uses ----
def uses_of(region: Region, program: Program) -> Iterator[Use]:
    """Every expression of a region, with the events it is needed for."""
    start = start_of(region, program)
    for index, cut in enumerate(region.cuts):
        for number, condition in enumerate(conditions(cut)):
            point = (Point(region.name, index, number),) if index or number else ()
            yield Use((*start, *point), condition)
            if cut.when is not None:
                yield Use((*start, *point), cut.when)
    for factor in region.weights:
        yield Use(ALL_EVENTS, factor.value)
    for reweighting in region.reweightings:
        yield from (Use(ALL_EVENTS, factor.value) for _, factor in reweighting.factors)
    axes = [axis for histogram in region.histograms for axis in histogram.axes]
    for axis in (*axes, *(axis for _, axis in region.bins)):
        yield Use(end_of(region, program), axis.value)
        if axis.collection is not None:
            yield Use(end_of(region, program), axis.collection)


def ideal_places(plan: Plan, uses: tuple[Use, ...]) -> dict[str, Place]:
    """For each definition and kind the smallest place around all its uses."""
    program = plan.program
    found: dict[str, list[Place]] = {}
    for use in uses:
        for name in arrays_of(use.value, plan):
            found.setdefault(name, []).append(use.place)
    selected = reduce(common, (end_of(each, program) for each in program.regions)) if program.regions else ()
    places: dict[str, Place] = {}
    for definition in reversed(program.definitions):
        mine = found.get(definition.name, [])
        listed = isinstance(definition, ValueDefinition) and isinstance(definition.type, Number | Boolean)
        if listed and definition.name not in plan.copies:
            mine = [*mine, selected]
        places[definition.name] = reduce(common, mine) if mine else ALL_EVENTS
        for name in names_in(definition, plan):
            found.setdefault(name, []).append(places[definition.name])
    kinds = {name: reduce(common, found[name]) if name in found else ALL_EVENTS for name in plan.kinds}
    return places | kinds


def names_in(definition: Definition, plan: Plan) -> tuple[str, ...]:
    """The arrays that a definition needs."""
    inside = (name for each in definition_expressions(definition) for name in arrays_of(each, plan))
    sources = definition.sources if isinstance(definition, ObjectDefinition | Combination) else ()
    sources = (definition.collection,) if isinstance(definition, Choice) else sources
    return tuple(dict.fromkeys((*sources, *inside)))


def arrays_of(value: Expression, plan: Plan) -> Iterator[str]:
    """The kinds and definitions whose arrays a value needs; a kind that is only counted is not needed."""
    if isinstance(value, Size) and counted_branch(value, plan):
        return
    if isinstance(value, Reference) and (value.name in plan.kinds or value.name in plan.program.by_name):
        yield value.name
    for child in children(value):
        yield from arrays_of(child, plan)


# ---- what it costs ----
def is_costly(definition: Definition) -> bool:
    """Whether a definition costs more than dropping the events that do not need it."""
    match definition:
        case Combination() | Choice():
            return True
        case ObjectDefinition(sources=sources, rules=rules):
            inside = (node for each in definition_expressions(definition) for node in walk(each))
            sorts = any(type(rule).__name__ == "Sorting" for rule in rules)
            return (
                len(sources) > 1
                or sorts
                or any(isinstance(node, Reduce | Apply | Contains) for node in inside)
            )
        case _:
            return any(is_heavy(each) for each in definition_expressions(definition))


def is_heavy(value: Expression) -> bool:
    """Whether a value of the event takes vectors, a search, pairs of objects, a model, or an external function."""
    return any(is_heavy_node(node) for node in walk(value))


def is_heavy_node(node: Expression) -> bool:
    """As `is_heavy`, of this node alone."""
    match node:
        case Lookup(table=Model() | ExternalFunction()):
            return True
        case Apply():
            return any(each.takes != "number" for each in function_of(node).parameters)
        case Extreme() | Contains() | Add(type=Momentum()) | Reduce(type=Momentum()):
            return True
        case Reduce(bindings=bindings):
            return len(bindings) > 1
        case _:
            return False


# ---- the schedule ----
def schedule(plan: Plan, places: dict[str, Place], uses: tuple[Use, ...], narrow: set[Place]) -> Schedule:
    """What each place takes over: all that is used inside and was worked out outside."""
    names: dict[Place, dict[str, None]] = {place: {} for place in sorted(narrow)}
    columns: dict[Place, set[str]] = {place: set() for place in sorted(narrow)}
    dropping = by_region(narrow)
    for place, name in named_uses(plan, places, uses):
        for each in all_around(place, dropping):
            if not is_around(each, places.get(name, ALL_EVENTS)):
                names[each][name] = None
    for place, branch in column_uses(plan, places, uses):
        for each in all_around(place, dropping):
            columns[each].add(branch)
    return Schedule(
        {name: place for name, place in places.items() if place},
        {place: tuple(found) for place, found in names.items()},
        {place: tuple(sorted(found)) for place, found in columns.items()},
        frozenset(plan.kinds) - {name for _, name in named_uses(plan, places, uses)},
    )


def named_uses(plan: Plan, places: dict[str, Place], uses: tuple[Use, ...]) -> Iterator[tuple[Place, str]]:
    """Every name, and where it is used."""
    for use in uses:
        yield from ((use.place, name) for name in arrays_of(use.value, plan))
    for definition in plan.program.definitions:
        yield from ((places[definition.name], name) for name in names_in(definition, plan))


def column_uses(plan: Plan, places: dict[str, Place], uses: tuple[Use, ...]) -> Iterator[tuple[Place, str]]:
    """Every branch, and where it is used."""
    values = [(use.place, use.value) for use in uses]
    values += [
        (places[each.name], value)
        for each in plan.program.definitions
        for value in definition_expressions(each)
    ]
    for place, value in values:
        for node in walk(value):
            if isinstance(node, Trigger):
                yield place, plan.triggers[node.name]
            elif isinstance(node, Size) and (branch := counted_branch(node, plan)):
                yield place, branch
    named = {name for _, name in named_uses(plan, places, uses)}
    for kind in plan.kinds.values():
        if kind.name not in named:
            continue
        yield from ((places[kind.name], branch) for branch in branches_of(kind))


def branches_of(kind: BoundKind) -> Iterator[str]:
    """The branches that a kind is made from."""
    for each in kind.properties.values():
        match each.source:
            case Stored(branch):
                yield branch
            case Fixed() | Computed():
                pass
    if kind.length is not None:
        yield kind.length
    yield from (branch for each in kind.lists.values() for branch in each.branches)
