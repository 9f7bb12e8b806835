"""All variations of a program written out, one direction of a systematic after the other.

In: a plan with variations. Out: a plan without them.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.ir.binding import simulation_weights
from hepir.ir.plan import Direction, Plan
from hepir.ir.regions import in_order
from hepir.ir.variations.kinds import vary_kinds
from hepir.ir.variations.made import Varied, directions, variations_of
from hepir.ir.variations.objects import copy_of_definition, objects, with_replacement
from hepir.ir.variations.regions import vary_regions
from hepir.semantics.program import (
    PropertyVariation,
    WeightVariation,
)
from hepir.semantics.usage import definition_names


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
