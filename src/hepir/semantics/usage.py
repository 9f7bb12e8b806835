"""Definitions that nothing uses.

In: the syntax tree and the typed program. Out: warnings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hepir.semantics import errors
from hepir.semantics.expressions import Expression, Lookup, references, walk
from hepir.semantics.program import (
    Choice,
    Combination,
    Definition,
    Derivation,
    Filter,
    ObjectDefinition,
    Program,
    PropertyVariation,
    Region,
    Replacement,
    Sorting,
    ValueDefinition,
    Variation,
    WeightVariation,
)
from hepir.semantics.scope import Report
from hepir.syntax import tree


def check_usage(parsed: tree.Program, program: Program, report: Report) -> None:
    """Warn of what no region needs, if there is a region."""
    if not program.regions:
        return
    used, looked_at = used_names(program), names_looked_at(program)
    for block in parsed.blocks:
        match block:
            case tree.ObjectBlock() | tree.CombineBlock() | tree.Choose() | tree.Define():
                known = used
            case tree.ModelBlock() | tree.FunctionBlock():
                known = looked_at
            case _:
                continue
        if block.name.text not in known:
            report(errors.UnusedObject(block.name.span, block.name.text))
    check_variations(parsed, program, report)


def check_variations(parsed: tree.Program, program: Program, report: Report) -> None:
    """Warn of variations of what no region needs."""
    needed = used_names(replace(program, variations=()))
    for block in parsed.blocks:
        for rule in block.rules if isinstance(block, tree.SystematicBlock) else ():
            if isinstance(rule, tree.Variation | tree.BranchVariation) and rule.collection.text not in needed:
                report(errors.UnusedVariation(rule.collection.span, rule.collection.text))


def names_looked_at(program: Program) -> frozenset[str]:
    """The tables, models and functions that any expression of a program looks at."""
    expressions = (
        *(each for definition in program.definitions for each in definition_expressions(definition)),
        *(each for region in program.regions for each in region_expressions(region)),
        *(each for variation in program.variations for each in variation_expressions(variation)),
    )
    return frozenset(
        node.table.name for each in expressions for node in walk(each) if isinstance(node, Lookup)
    )


def used_names(program: Program) -> frozenset[str]:
    """The names that regions and variations need, directly or not."""
    waiting = [name for region in program.regions for name in region_names(region)]
    waiting += [name for variation in program.variations for name in variation_names(variation)]
    definitions, used = program.by_name, set[str]()
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            if name in definitions:
                waiting += definition_names(definitions[name])
    return frozenset(used)


def region_names(region: Region) -> tuple[str, ...]:
    """What a region refers to, its parents too."""
    return (*region.parents, *(name for each in region_expressions(region) for name in references(each)))


def region_expressions(region: Region) -> Iterator[Expression]:
    """Every expression of a region."""
    for cut in region.cuts:
        yield cut.condition
        if cut.when is not None:
            yield cut.when
    for factor in region.weights:
        yield factor.value
    for reweighting in region.reweightings:
        yield from (factor.value for _, factor in reweighting.factors)
    axes = [axis for histogram in region.histograms for axis in histogram.axes]
    for axis in (*axes, *(axis for _, axis in region.bins)):
        yield axis.value
        if axis.collection is not None:
            yield axis.collection


def definition_expressions(definition: Definition) -> Iterator[Expression]:
    """Every expression of a definition."""
    match definition:
        case ObjectDefinition(rules=rules) | Combination(rules=rules):
            for rule in rules:
                match rule:
                    case Filter(condition=value) | Sorting(key=value):
                        yield value
                    case Derivation(value=value) | Replacement(value=value):
                        yield value
        case Choice(rankings=rankings):
            for ranking in rankings:
                yield ranking.key
        case ValueDefinition(value=value):
            yield value


def variation_expressions(variation: Variation) -> tuple[Expression, ...]:
    """Every expression of a variation."""
    match variation:
        case PropertyVariation(value=value) | WeightVariation(value=value):
            return (value,)
        case _:
            return ()


def variation_names(variation: Variation) -> tuple[str, ...]:
    """What a variation refers to, the collection that it varies too."""
    inside = tuple(name for each in variation_expressions(variation) for name in references(each))
    return (variation.collection, *inside) if isinstance(variation, PropertyVariation) else inside


def definition_names(definition: Definition) -> tuple[str, ...]:
    """What a definition refers to."""
    inside = tuple(name for each in definition_expressions(definition) for name in references(each))
    match definition:
        case ObjectDefinition(sources=sources) | Combination(sources=sources):
            return (*sources, *inside)
        case Choice(collection=collection):
            return (collection, *inside)
        case _:
            return inside
