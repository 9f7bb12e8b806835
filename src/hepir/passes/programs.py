"""Programs whose expressions are changed.

In: a program, and what becomes of each expression. Out: the program with the others.
"""

from __future__ import annotations

from dataclasses import replace

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
from hepir.semantics.rewriting import Rewrite


def with_definitions(program: Program, change: Rewrite) -> Program:
    """The program with other expressions in its definitions."""
    return replace(
        program, definitions=tuple(changed_definition(each, change) for each in program.definitions)
    )


def with_regions(program: Program, change: Rewrite) -> Program:
    """The program with other expressions in cuts, along axes and in weights."""
    return replace(program, regions=tuple(changed_region(each, change) for each in program.regions))


def changed_definition(definition: Definition, change: Rewrite) -> Definition:
    """A definition with other expressions."""
    match definition:
        case ObjectDefinition(rules=rules) | Combination(rules=rules):
            return replace(definition, rules=tuple(changed_rule(rule, change) for rule in rules))
        case Choice(rankings=rankings):
            changed = tuple(replace(each, key=change(each.key)) for each in rankings)
            return replace(definition, rankings=changed)
        case ValueDefinition(value=value):
            return replace(definition, value=change(value))


def changed_rule(rule: Rule, change: Rewrite) -> Rule:
    """A rule with another expression."""
    match rule:
        case Filter(condition=condition):
            return replace(rule, condition=change(condition))
        case Sorting(key=key):
            return replace(rule, key=change(key))
        case Derivation() | Replacement():
            return replace(rule, value=change(rule.value))
        case Limit():
            return rule


def changed_region(region: Region, change: Rewrite) -> Region:
    """A region with other cuts, axes and weights."""
    return replace(
        region,
        cuts=tuple(changed_cut(cut, change) for cut in region.cuts),
        histograms=tuple(
            replace(each, axes=tuple(changed_axis(axis, change) for axis in each.axes))
            for each in region.histograms
        ),
        bins=tuple((origin, changed_axis(axis, change)) for origin, axis in region.bins),
        weights=tuple(changed_factor(factor, change) for factor in region.weights),
        reweightings=tuple(
            replace(
                each, factors=tuple((owner, changed_factor(factor, change)) for owner, factor in each.factors)
            )
            for each in region.reweightings
        ),
    )


def changed_factor(factor: WeightFactor, change: Rewrite) -> WeightFactor:
    """A factor of a weight with another value."""
    value = change(factor.value)
    return factor if value is factor.value else replace(factor, value=value)


def changed_cut(cut: Cut, change: Rewrite) -> Cut:
    """A cut with other conditions."""
    condition, when = change(cut.condition), None if cut.when is None else change(cut.when)
    same = condition is cut.condition and when is cut.when
    return cut if same else replace(cut, condition=condition, when=when)


def changed_axis(axis: AxisDefinition, change: Rewrite) -> AxisDefinition:
    """An axis with another value."""
    value = change(axis.value)
    return axis if value is axis.value else replace(axis, value=value)
