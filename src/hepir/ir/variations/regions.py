"""Regions under a variation: which ones need a copy, and which are counted under another weight alone.

In: the regions of a program, and what is called otherwise. Out: their copies, and further weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from hepir.ir.plan import Direction, Variant
from hepir.ir.regions import ancestors
from hepir.ir.renaming import renamed
from hepir.ir.variations.made import Varied
from hepir.light_dataclasses import dataclass
from hepir.semantics.expressions import Expression, references
from hepir.semantics.program import (
    Program,
    Region,
    Reweighting,
    WeightFactor,
    WeightVariation,
)


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
