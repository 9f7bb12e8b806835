"""Values that may be missing, and what makes them present.

In: a typed program. Out: reports of missing values where one is needed. A fact is something a passed condition makes sure: a
collection has at least n objects, or a value is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hepir.light_dataclasses import dataclass
from hepir.semantics import errors
from hepir.semantics.applied import function_of
from hepir.semantics.expressions import (
    Apply,
    Belonging,
    Binding,
    Compare,
    Conditional,
    Constant,
    Exists,
    Expression,
    Extreme,
    Fallback,
    First,
    Index,
    Link,
    Local,
    Logical,
    Member,
    Not,
    Padded,
    Reduce,
    Reference,
    Size,
    children,
    walk,
)
from hepir.semantics.lineage import parents_first
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
    Rule,
    Sorting,
    ValueDefinition,
    Variation,
    WeightVariation,
)
from hepir.semantics.scope import Report
from hepir.types.core import Composite, Element, Single
from hepir.types.kinds import Kinds

ELSE = (
    "say what then: `(... else VALUE)`, or ask first with `exists(...)` or a guard such as `size(jets) >= 4`"
)


@dataclass(frozen=True)
class Present:
    """A value is there."""

    value: Expression


@dataclass(frozen=True)
class AtLeast:
    """A collection has at least `count` objects."""

    collection: Expression
    count: int


Facts = frozenset[Present | AtLeast]
NO_FACTS: Facts = frozenset()
FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
NEGATED = {"<": ">=", ">": "<=", "<=": ">", ">=": "<", "==": "!=", "!=": "=="}


@dataclass(frozen=True)
class Knowledge:
    """What the questions below need: kinds and definitions."""

    kinds: Kinds
    definitions: Mapping[str, Definition]

    def may_be_missing(self, expression: Expression, facts: Facts = NO_FACTS) -> bool:
        """Whether a value may be missing where the facts hold."""
        if Present(expression) in facts:
            return False
        match expression:
            case Reference(name):
                return self.definition_missing(name, facts)
            case Member(base, name):
                return self.may_be_missing(base, facts) or self.optional_member(base, name)
            case Index(collection, position):
                return not sure(facts, collection, position + 1 if position >= 0 else -position)
            case Link():
                return True
            case Extreme(collection=collection):
                return not sure(facts, collection, 1)
            case Reduce(bindings=bindings) if any(
                self.may_be_missing(each, facts) for each in lists_of(bindings)
            ):
                return True
            case Reduce(operation=("min" | "max" | "mean"), bindings=bindings, where=where):
                return where is not None or not all(sure(facts, each.collection, 1) for each in bindings)
            case Size(collection=Belonging() | First() as collection):
                return self.may_be_missing(collection, facts)
            case Reduce() | Exists() | Size():
                return False
            case Apply() if function_of(expression).optional:
                return True
            case Fallback(value, otherwise):
                return self.may_be_missing(value, facts) and self.may_be_missing(otherwise, facts)
            case Conditional(condition, value, otherwise):
                yes = facts | facts_of(condition)
                return self.may_be_missing(value, yes) or self.may_be_missing(otherwise, facts)
            case _:
                return any(self.may_be_missing(child, facts) for child in children(expression))

    def definition_missing(self, name: str, facts: Facts) -> bool:
        """Whether what a name stands for may be missing."""
        match self.definitions.get(name):
            case Choice(collection=collection):
                return not any(
                    isinstance(fact, AtLeast)
                    and isinstance(fact.collection, Reference)
                    and fact.collection.name == collection
                    for fact in facts
                )
            case ValueDefinition(value=value):
                return self.may_be_missing(value, facts)
            case _:
                return False

    def optional_member(self, base: Expression, name: str) -> bool:
        """Whether a property is one that formats leave out for some objects."""
        match base.type:
            case Element(kinds, derived):
                given = [each.optional for each in derived if each.name == name]
                if given:
                    return given[0]
                return any(is_optional(self.kinds, kind, name) for kind in kinds)
            case Composite(derived=derived):
                return any(each.optional for each in derived if each.name == name)
            case Single(kind):
                return is_optional(self.kinds, kind, name)
            case _:
                return False


def lists_of(bindings: Sequence[Binding]) -> Iterator[Expression]:
    """The collections of a reduction that are lists of objects around it: where such an object is missing, so is what is made
    of its list. An object of the reduction itself that is missing has an empty list."""
    own = frozenset(each.variable for each in bindings)
    for each in bindings:
        nodes = tuple(walk(each.collection))
        inside = any(isinstance(node, Local) and node.name in own for node in nodes)
        if any(isinstance(node, Belonging) for node in nodes) and not inside:
            yield each.collection


def is_optional(kinds: Kinds, kind: str, name: str) -> bool:
    """Whether formats leave a property out for some objects; the place of an object in its list is always there."""
    known = kinds[kind].properties.get(name)
    return known is not None and known.optional


def optional_in(expression: Expression, kinds: Kinds) -> bool:
    """Whether a value of an object may be missing, whatever the program defines."""
    return Knowledge(kinds, {}).may_be_missing(expression)


def sure(facts: Facts, collection: Expression, count: int) -> bool:
    """Whether facts make sure that a collection has `count` objects."""
    if (
        isinstance(collection, First)
        and count <= collection.count
        and sure(facts, collection.collection, count)
    ):
        return True
    return any(
        isinstance(fact, AtLeast) and fact.collection == collection and fact.count >= count for fact in facts
    )


def facts_of(condition: Expression, holds: bool = True) -> Facts:
    """What is known where a condition holds (or where it does not, and is not missing)."""
    match condition:
        case Logical(operator, operands) if (operator == "and") == holds:
            return frozenset(fact for operand in operands for fact in facts_of(operand, holds))
        case Not(operand):
            return facts_of(operand, not holds)
        case Exists(value) if holds:
            return frozenset({Present(value)})
        case Compare(operands, operators) if holds or len(operators) == 1:
            return frozenset(facts_of_comparison(operands, operators, holds))
        case _:
            return NO_FACTS


def facts_of_comparison(
    operands: tuple[Expression, ...], operators: tuple[str, ...], holds: bool
) -> Iterator[Present | AtLeast]:
    """Sizes that are bounded below; and a comparison that holds has its values."""
    for left, operator, right in zip(operands, operators, operands[1:], strict=False):
        operator = operator if holds else NEGATED[operator]
        yield from size_fact(left, operator, right)
        yield from size_fact(right, FLIPPED[operator], left)
    if holds:
        for operand in operands:
            yield from presences(operand)


def size_fact(value: Expression, operator: str, bound: Expression) -> Iterator[AtLeast]:
    """`size(xs) >= 4`"""
    if isinstance(value, Size) and isinstance(bound, Constant) and isinstance(bound.value, int):
        count = bound.value + 1 if operator == ">" else bound.value
        if operator in (">", ">=", "==") and count > 0:
            yield AtLeast(value.collection, count)


def presences(expression: Expression) -> Iterator[Present]:
    """The values without which an expression has none."""
    yield Present(expression)
    if not isinstance(expression, Fallback | Conditional | Reduce | Exists | Size | Extreme):
        for child in children(expression):
            yield from presences(child)


def check_options(program: Program, report: Report) -> None:
    """Report missing values where one is needed, in the whole program."""
    knowledge = Knowledge(program.kinds, program.by_name)
    for definition in program.definitions:
        match definition:
            case ObjectDefinition(rules=rules) | Combination(rules=rules):
                check_rules(rules, knowledge, report)
            case Choice(rankings=rankings):
                for ranking in rankings:
                    need(ranking.key, NO_FACTS, "a ranking", knowledge, report)
            case ValueDefinition(value=value):
                inspect(value, NO_FACTS, knowledge, report)
    passing: dict[str, Facts] = {}
    for region in parents_first(program.regions):
        facts = NO_FACTS.union(*(passing[name] for name in region.parents if name in passing))
        passing[region.name] = check_region(region, facts, knowledge, report)
    for variation in program.variations:
        check_variation(variation, knowledge, report)


def check_variation(variation: Variation, knowledge: Knowledge, report: Report) -> None:
    """A varied value is there wherever the nominal one is."""
    match variation:
        case PropertyVariation(value=value, attribute=name):
            need(value, NO_FACTS, f"a variation of `{name}`", knowledge, report)
        case WeightVariation(value=value):
            need(value, NO_FACTS, "a weight, which every event has,", knowledge, report)
        case _:
            pass


def check_rules(rules: tuple[Rule, ...], knowledge: Knowledge, report: Report) -> None:
    """Rules of objects: a sort needs its key; facts of earlier filters hold for later rules."""
    facts = NO_FACTS
    for rule in rules:
        match rule:
            case Filter(condition=condition, keep=keep):
                inspect(condition, facts, knowledge, report)
                facts |= facts_of(condition, keep)
            case Sorting(key=key):
                need(key, facts, "a sort", knowledge, report)
            case Derivation(value=value) | Replacement(value=value):
                inspect(value, facts, knowledge, report)


def check_region(region: Region, facts: Facts, knowledge: Knowledge, report: Report) -> Facts:
    """Weights must always be there, bins wherever the region is passed. In: what its parents make sure; out: what it does."""
    for cut in region.cuts:
        if cut.when is not None:
            inspect(cut.when, facts, knowledge, report)
            inspect(cut.condition, facts | facts_of(cut.when), knowledge, report)
        else:
            inspect(cut.condition, facts, knowledge, report)
            facts |= facts_of(cut.condition, cut.keep)
    for factor in region.weights:
        need(factor.value, NO_FACTS, "a weight, which every event has,", knowledge, report)
    for histogram in region.histograms:
        for axis in histogram.axes:
            inspect(axis.value, facts, knowledge, report)
    for _, axis in region.bins:
        for value in axis.parts or (axis.value,):
            need(value, facts, "a bin", knowledge, report)
    return facts


def need(value: Expression, facts: Facts, place: str, knowledge: Knowledge, report: Report) -> None:
    """Report a value that may be missing where one is needed."""
    inspect(value, facts, knowledge, report)
    if knowledge.may_be_missing(value, facts):
        report(errors.MissingValue(value.span, place, ELSE))


def inspect(expression: Expression, facts: Facts, knowledge: Knowledge, report: Report) -> None:
    """Report what is wrong inside: sums of missing values, `else` without need."""
    match expression:
        case Reduce(operation, body, bindings, where):
            for binding in bindings:
                inspect(binding.collection, facts, knowledge, report)
            inner = facts
            if where is not None:
                inspect(where, facts, knowledge, report)
                inner = facts | facts_of(where)
            inspect(body, inner, knowledge, report)
            if operation in ("sum", "min", "max", "mean") and knowledge.may_be_missing(body, inner):
                advice = "leave such objects out with `where exists(...)`, or say `(... else VALUE)`"
                report(errors.MissingValue(body.span, f"`{operation}`", advice))
        case Fallback(value, otherwise):
            inspect(value, facts, knowledge, report)
            inspect(otherwise, facts, knowledge, report)
            if not isinstance(expression, Padded) and not knowledge.may_be_missing(value, facts):
                report(errors.UselessFallback(expression.span))
        case Logical("and", operands):
            for operand in operands:
                inspect(operand, facts, knowledge, report)
                facts |= facts_of(operand)
        case Conditional(condition, value, otherwise):
            inspect(condition, facts, knowledge, report)
            inspect(value, facts | facts_of(condition), knowledge, report)
            inspect(otherwise, facts, knowledge, report)
        case _:
            for child in children(expression):
                inspect(child, facts, knowledge, report)
