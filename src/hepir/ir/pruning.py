"""A program without the definitions that no region needs.

In: a typed program. Out: the same with fewer definitions; a program without regions keeps all.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.semantics.program import BranchVariation, Program, PropertyVariation, Variation, WeightVariation
from hepir.semantics.usage import definition_names, region_names, variation_names


def pruned(program: Program) -> Program:
    """Keep what regions need, directly or not, and the variations of what is kept."""
    used: set[str] = set()
    waiting = [name for region in program.regions for name in region_names(region)]
    kept: list[Variation] = []
    while waiting:
        follow(waiting, used, program)
        added = [each for each in program.variations if each not in kept and matters(each, used, program)]
        kept += added
        waiting = [name for each in added for name in variation_names(each) if name not in used]
    return replace(
        program,
        definitions=tuple(each for each in program.definitions if each.name in used),
        variations=tuple(each for each in program.variations if each in kept),
    )


def follow(waiting: list[str], used: set[str], program: Program) -> None:
    """Note names, and all that they need."""
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            if name in program.by_name:
                waiting += definition_names(program.by_name[name])


def matters(variation: Variation, used: set[str], program: Program) -> bool:
    """Whether a variation is of something that a region needs."""
    match variation:
        case PropertyVariation(collection=name) | BranchVariation(kind=name):
            return name in used
        case WeightVariation(weight=name):
            return any(factor.name == name for region in program.regions for factor in region.weights)
        case _:
            return True
