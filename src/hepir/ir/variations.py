"""Systematic variations as more of the same program.

In: a plan whose program has variations. Out: a plan without them, in which each varied region is a region of its own, made
from varied copies of what it needs. What a variation does not touch is there once; where it touches weights alone, the region
stays one and is counted under another weight, too (`Region.reweightings`).

A variation is the program with that property or weight replaced: everything that follows from it follows. A property is
replaced where the objects enter the collection, so that the collection's own rules see the new value; one that `let` gives,
right after it is given. An order that the collection takes over is established again. Other names in a new value of a
property are nominal.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace

from hepir.ir.binding import simulation_weights
from hepir.ir.plan import BoundKind, BoundProperty, Computed, Direction, Plan, Variant
from hepir.ir.regions import ancestors, in_order
from hepir.ir.renaming import renamed
from hepir.light_dataclasses import dataclass
from hepir.semantics.expressions import Expression, Local, Member, references
from hepir.semantics.program import (
    Choice,
    Combination,
    Definition,
    Derivation,
    ObjectDefinition,
    Program,
    PropertyVariation,
    Region,
    Replacement,
    Reweighting,
    Rule,
    Sorting,
    Variation,
    WeightFactor,
    WeightVariation,
)
from hepir.semantics.usage import definition_names
from hepir.types.core import Collection, Element
from hepir.types.kinds import Kind, Property


def varied(plan: Plan, *, shared: bool = True) -> Plan:
    """The plan with all variations written out. Without `shared` every variation has a copy of the whole program: slower,
    and simple enough to see that it is right."""
    program = plan.program
    if not program.variations:
        return plan
    made = Varied(dict(plan.kinds), list(program.definitions), list(program.regions), in_order(program))
    for direction in directions(program):
        add(direction, plan, made, shared=shared)
    regions = tuple(
        replace(each, reweightings=tuple(made.reweightings.get(each.name, ()))) for each in made.regions
    )
    kinds = {**program.kinds, **made.known}
    whole = replace(program, definitions=tuple(made.definitions), regions=regions, variations=(), kinds=kinds)
    return replace(
        plan,
        program=whole,
        kinds=made.kinds,
        simulation_weights=simulation_weights(whole),
        variants=made.variants,
        copies=frozenset(each.name for each in made.definitions) - frozenset(program.by_name),
        inputs={},
    )


@dataclass
class Varied:
    """What has been made so far. `order`: the regions of the program, each after those that it needs. `known`: what the
    copies of kinds are like."""

    kinds: dict[str, BoundKind]
    definitions: list[Definition]
    regions: list[Region]
    order: tuple[Region, ...]
    variants: dict[str, Variant] = field(default_factory=dict)
    reweightings: dict[str, list[Reweighting]] = field(default_factory=dict)
    known: dict[str, Kind] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.taken = {*self.kinds, *(each.name for each in (*self.definitions, *self.regions))}

    def fresh(self, name: str, direction: Direction) -> str:
        """A name that nothing has."""
        wanted = f"{name}__{direction.systematic}_{direction.direction}"
        while wanted in self.taken:
            wanted += "_x"
        self.taken.add(wanted)
        return wanted


def directions(program: Program) -> tuple[Direction, ...]:
    """The variations of a program that are worked out from the nominal tree, in the order of the text."""
    return tuple(
        dict.fromkeys(
            Direction(each.systematic, each.direction)
            for each in program.variations
            if getattr(each, "what", "") != "tree"
        )
    )


def variations_of(direction: Direction, program: Program) -> tuple[Variation, ...]:
    """All that one direction of a systematic varies."""
    return tuple(each for each in program.variations if (each.systematic, each.direction) == tuple(direction))


def add(direction: Direction, plan: Plan, made: Varied, *, shared: bool) -> None:
    """Write out one direction of a systematic."""
    program = plan.program
    variations = variations_of(direction, program)
    properties = [each for each in variations if isinstance(each, PropertyVariation)]
    kinds = vary_kinds(direction, plan, properties, made)
    names = dict(kinds)
    objects(direction, program, properties, names, kinds, made)
    for definition in program.definitions if names or properties or not shared else ():
        own = [each for each in properties if each.collection == definition.name]
        if shared and not own and not any(name in names for name in definition_names(definition)):
            continue
        names[definition.name] = made.fresh(definition.name, direction)
        copy = copy_of_definition(definition, names, kinds)
        for each in own:
            copy = with_replacement(copy, definition, each, program, kinds)
        made.definitions.append(copy)
    weights = {each.weight: each for each in variations if isinstance(each, WeightVariation)}
    vary_regions(direction, program, weights, names, kinds, made, shared=shared)


# ---- kinds ----
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


# ---- objects ----
def objects(
    direction: Direction,
    program: Program,
    properties: Sequence[PropertyVariation],
    names: dict[str, str],
    kinds: Mapping[str, str],
    made: Varied,
) -> None:
    """Collections that stand for the stored objects of a kind, with varied properties."""
    for each in properties:
        kind = kinds.get(each.collection, each.collection)
        if each.collection in program.by_name or made.kinds[kind].singular:
            continue
        replacement = Replacement(each.origin, each.attribute, renamed(each.value, kinds, kinds))
        known = next((one for one in made.definitions if one.name == names.get(each.collection)), None)
        if isinstance(known, ObjectDefinition):
            made.definitions[made.definitions.index(known)] = replace(
                known, rules=(*known.rules, replacement)
            )
            continue
        names[each.collection] = made.fresh(each.collection, direction)
        made.definitions.append(
            ObjectDefinition(
                names[each.collection], each.origin, (kind,), (replacement,), Collection(Element((kind,)))
            )
        )


def copy_of_definition(
    definition: Definition, names: Mapping[str, str], kinds: Mapping[str, str]
) -> Definition:
    """A definition of varied things."""
    copy = renamed(definition, names, kinds)
    name = names[definition.name]
    match copy:
        case ObjectDefinition(sources=sources) | Combination(sources=sources):
            return replace(copy, name=name, sources=tuple(names.get(each, each) for each in sources))
        case Choice(collection=collection):
            return replace(copy, name=name, collection=names.get(collection, collection))
        case _:
            return replace(copy, name=name)


def with_replacement(
    copy: Definition,
    definition: Definition,
    variation: PropertyVariation,
    program: Program,
    kinds: Mapping[str, str],
) -> Definition:
    """A definition whose objects have another value of a property, before anything is asked of them."""
    assert isinstance(copy, ObjectDefinition | Combination)
    assert isinstance(definition, ObjectDefinition | Combination)
    replacement = Replacement(variation.origin, variation.attribute, renamed(variation.value, kinds, kinds))
    rules: list[Rule] = list(copy.rules)
    given = [
        index
        for index, rule in enumerate(rules)
        if isinstance(rule, Derivation) and rule.name == variation.attribute
    ]
    if given:
        rules.insert(given[-1] + 1, replacement)
    else:
        at = sum(isinstance(rule, Replacement) for rule in rules[:1])
        while at < len(rules) and isinstance(rules[at], Replacement):
            at += 1
        order = inherited_order(definition, program)
        again = [renamed(order, kinds, kinds)] if order is not None and at == 0 else []
        rules[at:at] = [replacement, *again]
    return replace(copy, rules=tuple(rules))


def inherited_order(definition: Definition, program: Program) -> Sorting | None:
    """The sort whose order the objects of a collection come in; it has to be established again."""
    source = (
        definition.sources[0]
        if isinstance(definition, ObjectDefinition) and len(definition.sources) == 1
        else ""
    )
    above = program.definition(source)
    if not isinstance(above, ObjectDefinition | Combination) or above.type.ordering is None:
        return None
    sorts = [rule for rule in above.rules if isinstance(rule, Sorting)]
    return sorts[-1] if sorts else inherited_order(above, program)


# ---- regions ----
@dataclass(frozen=True)
class Touch:
    """What a variation changes of a region, its ancestors included: which events pass, what is filled, their weights."""

    selection: bool
    filling: bool
    weights: bool

    @property
    def nothing(self) -> bool:
        """Whether the region is as it was."""
        return not (self.selection or self.filling or self.weights)


def vary_regions(
    direction: Direction,
    program: Program,
    weights: Mapping[str, WeightVariation],
    names: dict[str, str],
    kinds: Mapping[str, str],
    made: Varied,
    *,
    shared: bool,
) -> None:
    """Copies of the regions that a variation touches; those that it only weighs otherwise are not copied."""
    touches: dict[str, Touch] = {}
    results: dict[str, str] = {}
    for region in made.order:
        touch = touched(region, weights, names, touches) if shared else Touch(True, True, True)
        touches[region.name] = touch
        if not touch.nothing:
            results[region.name] = made.fresh(region.name, direction)
            made.variants[results[region.name]] = Variant(region.name, direction)
        if touch.selection:
            names[region.name] = results[region.name]
    copied = copied_regions(program, touches)
    for region in program.regions:
        touch, name = touches[region.name], results.get(region.name, "")
        if region.name in copied:
            parents = {each: results[each] for each in region.parents if each in copied}
            made.regions.append(copy_of(region, name, touch, parents, weights, names, kinds))
        elif name:
            factors = tuple(reweighted(region, program, weights, names, kinds))
            made.reweightings.setdefault(region.name, []).append(Reweighting(name, factors))


def copied_regions(program: Program, touches: Mapping[str, Touch]) -> set[str]:
    """The regions that need a copy: other events or fills, or another weight that such a region inherits."""
    copied = {name for name, touch in touches.items() if touch.selection or touch.filling}
    for region in program.regions:
        if region.name in copied:
            copied |= {each.name for each in ancestors(region, program) if touches[each.name].weights}
    return copied


def touched(
    region: Region,
    weights: Mapping[str, WeightVariation],
    names: Mapping[str, str],
    touches: Mapping[str, Touch],
) -> Touch:
    """What changes of a region."""
    parents = [touches[name] for name in region.parents]
    conditions = (each for cut in region.cuts for each in (cut.condition, cut.when) if each is not None)
    factors = any(factor.name in weights or is_changed(factor.value, names) for factor in region.weights)
    axes = [axis for each in region.histograms for axis in each.axes] + [axis for _, axis in region.bins]
    values = [axis.value for axis in axes] + [each.collection for each in axes if each.collection is not None]
    return Touch(
        any(each.selection for each in parents) or any(is_changed(each, names) for each in conditions),
        any(is_changed(each, names) for each in values),
        any(each.weights for each in parents) or factors,
    )


def is_changed(value: Expression, names: Mapping[str, str]) -> bool:
    """Whether an expression needs something that a variation changes."""
    return bool(names) and any(name in names for name in references(value))


def varied_factor(
    factor: WeightFactor,
    weights: Mapping[str, WeightVariation],
    names: Mapping[str, str],
    kinds: Mapping[str, str],
) -> WeightFactor:
    """A factor under a variation: its value replaced, or made of varied parts."""
    variation = weights.get(factor.name)
    if variation is None:
        return renamed(factor, names, kinds)
    return replace(factor, value=renamed(variation.value, names, kinds), origin=variation.origin)


def reweighted(
    region: Region,
    program: Program,
    weights: Mapping[str, WeightVariation],
    names: Mapping[str, str],
    kinds: Mapping[str, str],
) -> Iterator[tuple[str, WeightFactor]]:
    """The factors of a region and its ancestors under a variation, in the order in which they are multiplied."""
    for each in (*ancestors(region, program), region):
        for factor in each.weights:
            yield each.name, varied_factor(factor, weights, names, kinds)


def copy_of(
    region: Region,
    name: str,
    touch: Touch,
    parents: Mapping[str, str],
    weights: Mapping[str, WeightVariation],
    names: Mapping[str, str],
    kinds: Mapping[str, str],
) -> Region:
    """A region under a variation. Where its selection and its weights stay, it starts from the nominal one."""
    if not touch.selection and not touch.weights:
        filled = Region(name, region.origin, (region.name,), (), (), region.histograms, region.bins)
        return replace(renamed(filled, names, kinds), name=name, parents=(region.name,))
    copy = renamed(replace(region, weights=(), expectations=()), names, kinds)
    factors = tuple(varied_factor(each, weights, names, kinds) for each in region.weights)
    return replace(
        copy, name=name, weights=factors, parents=tuple(parents.get(each, each) for each in region.parents)
    )
