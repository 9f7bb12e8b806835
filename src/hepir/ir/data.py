"""A program as it is applied to data.

In: a typed program. Out: the same without what it says of simulation alone: weights for simulation, or that read what means
nothing in data, and systematic variations; and the statements that were left out. So data need no branches for them.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.ir.binding import is_simulation
from hepir.semantics.expressions import walk
from hepir.semantics.program import Origin, Program, WeightFactor


def for_data(program: Program) -> tuple[Program, tuple[Origin, ...]]:
    """The program without what is for simulation, and what that is."""
    regions = tuple(
        replace(region, weights=tuple(each for each in region.weights if not for_simulation(each, program)))
        for region in program.regions
    )
    left_out = [
        each.origin for region in program.regions for each in region.weights if for_simulation(each, program)
    ]
    left_out += [each.origin for each in program.variations]
    return replace(program, regions=regions, variations=()), tuple(dict.fromkeys(left_out))


def for_simulation(factor: WeightFactor, program: Program) -> bool:
    """Whether a factor is for simulation alone."""
    reads = any(is_simulation(node, program.kinds) for node in walk(factor.value))
    return factor.dataset == "simulation" or (factor.dataset is None and reads)
