"""A plan as text: what is read, what is worked out for which events, what is counted and filled.

In: a plan. Out: text with one line for each thing, the same for the same plan on any machine.
"""

from __future__ import annotations

from collections.abc import Iterator

from hepir.ir.plan import BoundKind, BoundProperty, Computed, Fixed, Placed, Plan, Stored
from hepir.ir.schedule import ALL_EVENTS, Place
from hepir.semantics.program import (
    AxisDefinition,
    Choice,
    Combination,
    Cut,
    Definition,
    Derivation,
    Filter,
    Limit,
    ObjectDefinition,
    Region,
    Replacement,
    Rule,
    Sorting,
    ValueDefinition,
    WeightFactor,
)
from hepir.semantics.wording import said


def shown(plan: Plan) -> str:
    """The text of a plan."""
    return "\n".join(("plan", *(f"  {line}" for line in lines(plan)), ""))


def lines(plan: Plan) -> Iterator[str]:
    """Everything in its order."""
    yield f"schema {plan.schema}"
    for column in plan.columns:
        yield f"read {column}"
    for kind in plan.kinds.values():
        yield from kind_lines(kind, plan)
    for definition in plan.program.definitions:
        yield from definition_lines(definition, plan)
    for region in plan.program.regions:
        yield from region_lines(region)
    for place in sorted(plan.schedule.names):
        yield from narrowing_lines(place, plan)


def kind_lines(kind: BoundKind, plan: Plan) -> Iterator[str]:
    """A kind and where its properties come from."""
    unused = ", only counted" if kind.name in plan.schedule.unused else ""
    yield f"kind {kind.name}{located(kind.name, plan)}{unused}"
    for each in kind.properties.values():
        yield f"  {each.name} = {source_said(each)}"
    if kind.name in plan.components:
        yield "  momentum = px, py, pz, energy, worked out once"
    for listed in kind.lists.values():
        yield f"  {listed.name}: a list of {listed.of}, by {', '.join(listed.branches)}"
    if kind.where is not None:
        yield f"  where {said(kind.where)}"


def source_said(bound: BoundProperty) -> str:
    """Where a property comes from, and what is done to it."""
    match bound.source:
        case Fixed(value):
            return repr(value)
        case Computed(value):
            return said(value)
        case Placed(start):
            return f"its place, from {start} on"
        case Stored(branch, factor, divisor, missing, minimum, bit, entry):
            parts = (
                branch,
                f"[{entry}]" if entry is not None else "",
                f" without {', '.join(map(repr, missing))}" if missing else "",
                f" at least {minimum!r}" if minimum is not None else "",
                f" bit {bit}" if bit is not None else "",
                f" / {divisor!r}" if divisor != 1 else "",
                f" * {factor!r}" if factor != 1 else "",
            )
            return "".join(parts)


def located(name: str, plan: Plan) -> str:
    """For which events something is worked out, where not for all."""
    place = plan.schedule.places.get(name, ALL_EVENTS)
    return f" for {place_said(place)}" if place else ""


def place_said(place: Place) -> str:
    """The events of a place: those that pass so many cuts of a region, and so many conditions of the next one."""
    region, cuts, conditions = place[-1]
    also = f" and {conditions} of the next" if conditions else ""
    return f"events that pass {cuts} {'cut' if cuts == 1 else 'cuts'}{also} of {region}"


def definition_lines(definition: Definition, plan: Plan) -> Iterator[str]:
    """A definition and its rules."""
    name, where = definition.name, located(definition.name, plan)
    match definition:
        case ObjectDefinition(sources=sources, rules=rules):
            yield f"objects {name} from {', '.join(sources)}{where}"
            yield from (f"  {rule_said(rule)}" for rule in rules)
        case Combination(slots=slots, sources=sources, rules=rules):
            disjoint = " disjoint" if definition.disjoint else ""
            yield f"tuples {name} = ({', '.join(slots)}) from {', '.join(sources)}{disjoint}{where}"
            yield from (f"  {rule_said(rule)}" for rule in rules)
        case Choice(collection=collection, rankings=rankings):
            yield f"choice {name} from {collection}{where}"
            for each in rankings:
                yield f"  {'minimizing' if each.minimizing else 'maximizing'} {said(each.key)}"
        case ValueDefinition(value=value):
            yield f"value {name} = {said(value)}{where}"


def rule_said(rule: Rule) -> str:
    """A rule of objects."""
    match rule:
        case Filter(condition=condition, keep=keep):
            return f"{'keep' if keep else 'drop'} {said(condition)}"
        case Sorting(key=key, descending=descending):
            return f"sort by {said(key)} {'descending' if descending else 'ascending'}"
        case Derivation(name=name, value=value):
            return f"give {name} = {said(value)}"
        case Replacement(name=name, value=value):
            return f"replace {name} = {said(value)}"
        case Limit(count=count):
            return f"at most {count}"


def region_lines(region: Region) -> Iterator[str]:
    """A region: its cuts, weights and histograms."""
    parents = f" from {', '.join(region.parents)}" if region.parents else ""
    yield f"region {region.name}{parents}"
    yield from (f"  {weight_said(each)}" for each in region.weights)
    yield from (f"  {cut_said(each)}" for each in region.cuts)
    for each in region.histograms:
        yield f"  fill {each.name}: {', '.join(map(axis_said, each.axes))}"
    if region.bins:
        yield f"  fill bins: {', '.join(axis_said(axis) for _, axis in region.bins)}"


def cut_said(cut: Cut) -> str:
    """A step of a cutflow."""
    when = f"when {said(cut.when)} " if cut.when is not None else ""
    return f"{when}{'keep' if cut.keep else 'drop'} {said(cut.condition)}"


def weight_said(factor: WeightFactor) -> str:
    """A factor of a weight."""
    return f"weight {factor.name} = {said(factor.value)}{f' on {factor.dataset}' if factor.dataset else ''}"


def axis_said(axis: AxisDefinition) -> str:
    """What is filled along an axis."""
    loop = f" for {axis.variable} in {said(axis.collection)}" if axis.collection is not None else ""
    unit = f" / {axis.unit_size!r}" if axis.unit_size != 1 else ""
    if axis.equal:
        return f"{said(axis.value)}{unit}{loop} in {len(axis.edges) - 1} bins from {axis.edges[0]!r} to {axis.edges[-1]!r}"
    return f"{said(axis.value)}{unit}{loop} in bins {', '.join(map(repr, axis.edges))}"


def narrowing_lines(place: Place, plan: Plan) -> Iterator[str]:
    """Where events are dropped, and what goes on with the others."""
    taken = (*plan.schedule.names[place], *plan.schedule.columns.get(place, ()))
    rest = f", going on with {', '.join(taken)}" if taken else ""
    yield f"drop all but {place_said(place)}{rest}"
