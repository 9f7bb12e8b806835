"""A program without the statements that have holes.

In: a program with holes. Out: the same without the statements that have one, and without those that need what was left out.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.semantics.expressions import Constant, Expression, Hole, references, walk
from hepir.semantics.program import (
    Choice,
    Combination,
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
)
from hepir.semantics.usage import variation_expressions, variation_names
from hepir.source import Span
from hepir.types.core import INTEGER


def without_holes(program: Program) -> Program:
    """Leave out what cannot be computed; regions stay, with fewer rules."""
    lost: set[str] = set()
    kept: list[Definition] = []
    for definition in program.definitions:
        left = filled(definition, lost)
        if left is None:
            lost.add(definition.name)
        else:
            kept.append(left)
    return replace(
        program,
        definitions=tuple(kept),
        regions=tuple(filled_region(region, lost) for region in program.regions),
        variations=tuple(
            each
            for each in program.variations
            if not lost.intersection(variation_names(each))
            and all(whole(value, lost) for value in variation_expressions(each))
        ),
        holes=(),
    )


def left_open(program: Program) -> set[str]:
    """The definitions and regions that have a hole, or need something that has one."""
    lost: set[str] = set()
    for definition in program.definitions:
        if filled(definition, lost) != definition:
            lost.add(definition.name)
    for region in program.regions:
        if lost.intersection(region.parents) or filled_region(region, lost) != region:
            lost.add(region.name)
    return lost


def whole(expression: Expression, lost: set[str]) -> bool:
    """Whether an expression has no hole and needs nothing that is lost."""
    return not lost.intersection(references(expression)) and not any(
        isinstance(node, Hole) for node in walk(expression)
    )


def filled(definition: Definition, lost: set[str]) -> Definition | None:
    """A definition without the rules that have holes, or None where it is lost altogether."""
    match definition:
        case ObjectDefinition(sources=sources, rules=rules) | Combination(sources=sources, rules=rules):
            if lost.intersection(sources) or not all(
                whole(rule.value, lost) for rule in rules if isinstance(rule, Derivation)
            ):
                return None
            return replace(definition, rules=tuple(rule for rule in rules if whole(value_of(rule), lost)))
        case Choice(collection=collection, rankings=rankings):
            left = tuple(ranking for ranking in rankings if whole(ranking.key, lost))
            return replace(definition, rankings=left) if left and collection not in lost else None
        case ValueDefinition(value=value):
            return definition if whole(value, lost) else None


def value_of(rule: Rule) -> Expression:
    """The expression of a rule; of one that has none, something whole."""
    match rule:
        case Limit(count=count):
            return Constant(count, type=INTEGER, span=Span(0, 0))
        case Filter(condition=value) | Sorting(key=value):
            return value
        case Derivation(value=value) | Replacement(value=value):
            return value


def filled_region(region: Region, lost: set[str]) -> Region:
    """A region without the rules that have holes."""
    return replace(
        region,
        cuts=tuple(
            cut
            for cut in region.cuts
            if whole(cut.condition, lost) and (cut.when is None or whole(cut.when, lost))
        ),
        weights=tuple(factor for factor in region.weights if whole(factor.value, lost)),
        histograms=tuple(
            each for each in region.histograms if all(whole(axis.value, lost) for axis in each.axes)
        ),
        bins=tuple(pair for pair in region.bins if whole(pair[1].value, lost)),
    )
