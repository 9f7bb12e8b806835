"""Variations that have a tree of their own: the program once more, on that tree.

In: the nominal results, and what they were made from. Out: the same results with those variations beside the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace

from hepir.backend.result import RegionResult, VariationResult
from hepir.ir.plan import Direction
from hepir.pipeline.counting import counted
from hepir.pipeline.executors.core import Executor
from hepir.pipeline.options import Prepared, RunOptions
from hepir.pipeline.preparing import prepare
from hepir.semantics.program import InputVariation


def with_trees(
    regions: tuple[RegionResult, ...],
    prepared: Prepared,
    inputs: Sequence[str],
    options: RunOptions,
    executor: Executor | None,
) -> tuple[RegionResult, ...]:
    """The results with a variation for each tree that the program names; all regions are touched."""
    for variation in prepared.plan.program.variations:
        if isinstance(variation, InputVariation) and variation.what == "tree":
            direction = Direction(variation.systematic, variation.direction)
            found = on_tree(variation.text, direction, prepared, inputs, options, executor)
            regions = tuple(
                replace(region, variations=(*others(region, direction), other))
                for region, other in zip(regions, found, strict=True)
            )
    return regions


def others(region: RegionResult, direction: Direction) -> tuple[VariationResult, ...]:
    """The variations of a region but those of one direction."""
    return tuple(each for each in region.variations if each.label != str(direction))


def on_tree(
    name: str,
    direction: Direction,
    prepared: Prepared,
    inputs: Sequence[str],
    options: RunOptions,
    executor: Executor | None,
) -> tuple[VariationResult, ...]:
    """Each region on another tree, with all else that the direction of the systematic varies."""
    chosen = replace(options, tree=name, events=False, schema=options.schema or prepared.schema.name)
    with ExitStack() as stack:
        other = prepare(prepared.source, inputs, chosen, stack)
        kept = tuple(
            each
            for each in other.plan.program.variations
            if Direction(each.systematic, each.direction) == direction
        )
        program = replace(other.plan.program, variations=kept)
        inputs_kept = {key: kinds for key, kinds in other.plan.inputs.items() if key == direction}
        plan = replace(other.plan, program=program, inputs=inputs_kept)
        found = counted(replace(other, plan=plan), chosen, None, None, executor)
    return tuple(as_variation(region, direction) for region in found)


def as_variation(region: RegionResult, direction: Direction) -> VariationResult:
    """What the other tree gives for a region: under the variation, where that touches more."""
    shown = region.variations[0] if region.variations else region
    return VariationResult(
        direction.systematic, direction.direction, shown.steps, shown.histograms, shown.skipped
    )
