"""Programs whose expressions are changed.

In: a program, and what becomes of each expression. Out: the program with the others.
"""

from __future__ import annotations

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
    Program,
    Region,
    Replacement,
    Rule,
    Sorting,
    ValueDefinition,
    WeightFactor,
)
from hepir.semantics.rewriting import Rewrite, changed


def with_definitions(program: Program, change: Rewrite) -> Program:
    """The program with other expressions in its definitions."""
    return changed(
        program, definitions=tuple(changed_definition(each, change) for each in program.definitions)
    )


def with_regions(program: Program, change: Rewrite) -> Program:
    """The program with other expressions in cuts, along axes and in weights."""
    return changed(program, regions=tuple(changed_region(each, change) for each in program.regions))


def changed_definition(definition: Definition, change: Rewrite) -> Definition:
    """A definition with other expressions."""
    match definition:
        case ObjectDefinition(rules=rules) | Combination(rules=rules):
            return changed(definition, rules=tuple(changed_rule(rule, change) for rule in rules))
        case Choice(rankings=rankings):
            return changed(
                definition, rankings=tuple(changed(each, key=change(each.key)) for each in rankings)
            )
        case ValueDefinition(value=value):
            return changed(definition, value=change(value))


def changed_rule(rule: Rule, change: Rewrite) -> Rule:
    """A rule with another expression."""
    match rule:
        case Filter(condition=condition):
            return changed(rule, condition=change(condition))
        case Sorting(key=key):
            return changed(rule, key=change(key))
        case Derivation() | Replacement():
            return changed(rule, value=change(rule.value))
        case Limit():
            return rule


def changed_region(region: Region, change: Rewrite) -> Region:
    """A region with other cuts, axes and weights."""
    return changed(
        region,
        cuts=tuple(changed_cut(cut, change) for cut in region.cuts),
        histograms=tuple(
            changed(each, axes=tuple(changed_axis(axis, change) for axis in each.axes))
            for each in region.histograms
        ),
        bins=tuple((origin, changed_axis(axis, change)) for origin, axis in region.bins),
        weights=tuple(changed_factor(factor, change) for factor in region.weights),
        reweightings=tuple(
            changed(
                each, factors=tuple((owner, changed_factor(factor, change)) for owner, factor in each.factors)
            )
            for each in region.reweightings
        ),
    )


def changed_factor(factor: WeightFactor, change: Rewrite) -> WeightFactor:
    """A factor of a weight with another value."""
    return changed(factor, value=change(factor.value))


def changed_cut(cut: Cut, change: Rewrite) -> Cut:
    """A cut with other conditions."""
    return changed(cut, condition=change(cut.condition), when=None if cut.when is None else change(cut.when))


def changed_axis(axis: AxisDefinition, change: Rewrite) -> AxisDefinition:
    """An axis with another value."""
    return changed(axis, value=change(axis.value))
