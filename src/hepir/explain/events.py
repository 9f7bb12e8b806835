"""What a program makes of one event, step by step.

In: a plan, its source and the event's values. Out: `EventExplanation`: for each region the criteria with their values and
verdicts, for each collection which objects stay and what removed the others. The interpreter decides, as everywhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hepir.backends.interpreter.counts import lineage
from hepir.backends.interpreter.defining import apply_rule, combined, listed
from hepir.backends.interpreter.evaluating import Scope, evaluate
from hepir.backends.interpreter.events import Event, passes
from hepir.backends.interpreter.interpreting import DatasetKind, applies
from hepir.backends.interpreter.objects import Particle, Thing, leaves
from hepir.explain.values import Shown, parts, shown_value, thing_name
from hepir.ir.plan import Plan
from hepir.semantics.expressions import PLACE
from hepir.semantics.program import Combination, Cut, Filter, ObjectDefinition, Region, Rule
from hepir.semantics.usage import definition_names, region_names
from hepir.source import Source

MOST_OBJECTS = 40
MOST_PROPERTIES = 6


@dataclass(frozen=True)
class Verdict:
    """A criterion: whether it is passed, whether its condition is missing, and the values that decide."""

    line: int
    statement: str
    passed: bool
    missing: bool
    values: tuple[Shown, ...]


@dataclass(frozen=True)
class RegionVerdict:
    """A region: its steps, those of its parents first, and the values of its weights (name, value)."""

    name: str
    steps: tuple[Verdict, ...]
    weights: tuple[Shown, ...]

    @property
    def first_failed(self) -> Verdict | None:
        """What removes the event; None where it passes."""
        return next((step for step in self.steps if not step.passed), None)


@dataclass(frozen=True)
class ObjectVerdict:
    """An object: what it is, and the criterion that drops it (None: it stays)."""

    name: str
    values: tuple[Shown, ...]
    dropped: Verdict | None


@dataclass(frozen=True)
class CollectionVerdict:
    """A collection: how many objects it starts from, how many stay, and each of the first ones."""

    name: str
    candidates: int
    kept: int
    objects: tuple[ObjectVerdict, ...]


@dataclass(frozen=True)
class EventExplanation:
    """One event; `event` is how it is named."""

    event: str
    regions: tuple[RegionVerdict, ...]
    collections: tuple[CollectionVerdict, ...]
    values: tuple[Shown, ...]

    def region(self, name: str) -> RegionVerdict | None:
        """A region by its name; the only one, whatever it is called."""
        found = next((each for each in self.regions if each.name == name), None)
        return self.regions[0] if found is None and len(self.regions) == 1 else found


def explain_event(
    plan: Plan, source: Source, event: Event, kind: DatasetKind, name: str, regions: Iterable[str] = ()
) -> EventExplanation:
    """One event in the regions of these names; in all of them where none is given."""
    asked = set(regions)
    chosen = [each for each in plan.program.regions if not asked or each.name in asked]
    needed = needed_names(plan, chosen)
    definitions = [each for each in plan.program.definitions if each.name in needed]
    return EventExplanation(
        name,
        tuple(region_verdict(event, region, kind, source) for region in chosen),
        tuple(
            collection_verdict(event, each, source)
            for each in definitions
            if isinstance(each, ObjectDefinition | Combination)
        ),
        tuple(
            Shown(each.name, shown_value(event.lookup(each.name), each.type))
            for each in definitions
            if not isinstance(each, ObjectDefinition | Combination)
        ),
    )


def needed_names(plan: Plan, regions: Iterable[Region]) -> frozenset[str]:
    """What regions depend on, directly or not."""
    program = plan.program
    whole = [each for region in regions for each in lineage(program, region.name)]
    waiting, found = [name for region in whole for name in region_names(region)], set[str]()
    while waiting:
        name = waiting.pop()
        definition = program.definition(name)
        if name not in found:
            found.add(name)
            waiting += definition_names(definition) if definition is not None else ()
    return frozenset(found)


# ---- regions ----


def region_verdict(event: Event, region: Region, kind: DatasetKind, source: Source) -> RegionVerdict:
    """All steps, also those behind the first that fails."""
    whole = lineage(event.plan.program, region.name)
    steps = tuple(cut_verdict(event, cut, source) for each in whole for cut in each.cuts)
    weights = tuple(
        Shown(factor.name, shown_value(evaluate(factor.value, Scope(event, {})), factor.value.type))
        for each in whole
        for factor in each.weights
        if applies(factor, (each.name, factor.name) in event.plan.simulation_weights, kind)
    )
    return RegionVerdict(region.name, steps, weights)


def cut_verdict(event: Event, cut: Cut, source: Source) -> Verdict:
    """One step; with `when`, also what makes it apply."""
    scope = Scope(event, {})
    asked = () if cut.when is None else parts(cut.when, scope, source)
    missing = evaluate(cut.condition, scope) is None
    values = (*asked, *parts(cut.condition, scope, source))
    return Verdict(cut.origin.line, cut.origin.text, passes(cut, event), missing, unique(values))


def unique(values: Iterable[Shown]) -> tuple[Shown, ...]:
    """Each value once."""
    return tuple(dict.fromkeys(values))


# ---- objects ----


def collection_verdict(
    event: Event, definition: ObjectDefinition | Combination, source: Source
) -> CollectionVerdict:
    """Which objects stay, and what drops the others."""
    if isinstance(definition, Combination):
        things: Sequence[Thing] = combined(definition, event)
    else:
        things = [thing for name in definition.sources for thing in listed(name, event)]
    start, dropped = list(things), dict[Key, Verdict]()
    for rule in definition.rules:
        left = apply_rule(rule, definition.variable, list(things), event)
        dropped |= dict(drops(rule, definition.variable, things, left, event, source))
        things = left
    objects = tuple(
        ObjectVerdict(thing_name(thing), stored(thing, event.plan), dropped.get(key_of(thing)))
        for thing in start[:MOST_OBJECTS]
    )
    return CollectionVerdict(definition.name, len(start), len(things), objects)


def stored(thing: Thing, plan: Plan) -> tuple[Shown, ...]:
    """The properties of a particle that the program needs and can name, the first ones."""
    if not isinstance(thing, Particle):
        return ()
    properties = [each for each in plan.kinds[thing.kind].properties.values() if each.name != PLACE]
    return tuple(
        Shown(each.name, shown_value(thing.properties.get(each.name), each.type))
        for each in properties[:MOST_PROPERTIES]
    )


Key = tuple[tuple[str, int], ...]


def key_of(thing: Thing) -> Key:
    """Which particles an object is, in order."""
    return tuple((leaf.kind, leaf.position) for leaf in leaves(thing))


def drops(
    rule: Rule, variable: str, before: Sequence[Thing], after: Sequence[Thing], event: Event, source: Source
) -> Iterator[tuple[Key, Verdict]]:
    """The objects that a filter drops, each with the values that decide."""
    if not isinstance(rule, Filter):
        return
    kept = {key_of(thing) for thing in after}
    for thing in before:
        if key_of(thing) not in kept:
            scope = Scope(event, {variable: thing})
            missing = evaluate(rule.condition, scope) is None
            values = unique(parts(rule.condition, scope, source))
            yield key_of(thing), Verdict(rule.origin.line, rule.origin.text, False, missing, values)
