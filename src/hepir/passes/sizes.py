"""Sizes without collections: what is only counted need not be made.

In: a plan. Out: a plan in which the size of a union, or of a sorted collection, is that of what it is made from, and the
size of a filtered collection that nothing else needs is a count of the objects that pass.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from hepir.ir.needs import expressions_of, sources_of
from hepir.ir.plan import Plan
from hepir.ir.pruning import pruned
from hepir.semantics.expressions import (
    Add,
    Binding,
    Compare,
    Constant,
    Expression,
    Fallback,
    Logical,
    Not,
    Reduce,
    Reference,
    Size,
    walk,
)
from hepir.semantics.program import (
    Cut,
    Filter,
    HistogramDefinition,
    Limit,
    ObjectDefinition,
    Origin,
    Program,
    Region,
    Sorting,
)
from hepir.semantics.rewriting import changed
from hepir.semantics.usage import region_expressions
from hepir.source import Span
from hepir.types.core import BOOLEAN, INTEGER, Number


def counted(plan: Plan) -> Plan:
    """The plan with sizes that need no collection."""
    program = plan.program
    regions = tuple(with_counts(region, program) for region in program.regions)
    left = pruned(replace(program, regions=regions))
    return replace(plan, program=left, counted=statements_counted(program, left))


def statements_counted(program: Program, left: Program) -> Mapping[Span, tuple[Origin, ...]]:
    """For each size that became a count, the statements of the collections that are no longer made."""
    sizes = (node for region in program.regions for each in region_expressions(region) for node in walk(each))
    found = {
        node.span: tuple(statements_of(node.collection.name, program, left))
        for node in sizes
        if isinstance(node, Size) and isinstance(node.collection, Reference)
    }
    return {span: origins for span, origins in found.items() if origins}


def statements_of(name: str, program: Program, left: Program) -> Iterator[Origin]:
    """The statements of a collection that is not made, and of those it is made from."""
    definition = program.definition(name)
    if not isinstance(definition, ObjectDefinition) or name in left.by_name:
        return
    for source in definition.sources:
        yield from statements_of(source, program, left)
    yield definition.origin
    yield from (rule.origin for rule in definition.rules)


def with_counts(region: Region, program: Program) -> Region:
    """A region whose cuts and histograms count."""
    return changed(
        region,
        cuts=tuple(changed(cut, condition=rewritten(cut.condition, program)) for cut in region.cuts),
        histograms=tuple(with_counted_axes(each, program) for each in region.histograms),
    )


def with_counted_axes(histogram: HistogramDefinition, program: Program) -> HistogramDefinition:
    """A histogram whose values of the event count."""
    axes = (
        axis if axis.collection is not None else changed(axis, value=rewritten(axis.value, program))
        for axis in histogram.axes
    )
    return changed(histogram, axes=tuple(axes))


def rewritten(value: Expression, program: Program) -> Expression:
    """A value whose sizes are counts, as far as comparisons, logic and sums go."""
    match value:
        case Size(Reference(name)):
            return size_of(name, value, program)
        case Compare(operands=operands) | Logical(operands=operands):
            return changed(value, operands=tuple(rewritten(each, program) for each in operands))
        case Not(operand):
            return changed(value, operand=rewritten(operand, program))
        case Add(terms=terms, type=Number()):
            return changed(value, terms=tuple((sign, rewritten(each, program)) for sign, each in terms))
        case _:
            return value


def size_of(name: str, size: Size, program: Program) -> Expression:
    """The number of objects of a collection."""
    definition = program.definition(name)
    if not isinstance(definition, ObjectDefinition):
        return size
    if any(isinstance(rule, Limit) for rule in definition.rules):
        return size
    filters = [rule for rule in definition.rules if isinstance(rule, Filter)]
    parts = tuple(Reference(each, type=size.collection.type, span=size.span) for each in definition.sources)
    if not filters:
        sizes = tuple(size_of(part.name, replace(size, collection=part), program) for part in parts)
        return (
            Add(tuple((1, each) for each in sizes), type=INTEGER, span=size.span) if sizes[1:] else sizes[0]
        )
    simple = all(isinstance(rule, Filter | Sorting) for rule in definition.rules)
    if simple and len(parts) == 1 and only_counted(name, program):
        return count_of(definition, filters, size, parts[0])
    return size


def count_of(definition: ObjectDefinition, filters: list[Filter], size: Size, source: Reference) -> Reduce:
    """How many objects of the source pass the filters."""
    tests = tuple(test_of(rule) for rule in filters)
    body = Logical("and", tests, type=BOOLEAN, span=size.span) if len(tests) > 1 else tests[0]
    return Reduce("count", body, (Binding(definition.variable, source),), type=INTEGER, span=size.span)


def test_of(rule: Filter) -> Expression:
    """The condition of the objects that stay: of those that a missing condition does not drop, too."""
    if rule.keep:
        return rule.condition
    never = Constant(False, type=BOOLEAN, span=rule.condition.span)
    return Not(
        Fallback(rule.condition, never, type=BOOLEAN, span=rule.condition.span),
        type=BOOLEAN,
        span=rule.condition.span,
    )


def only_counted(name: str, program: Program) -> bool:
    """Whether every use of a collection is one that `rewritten` reaches."""
    if any(name in sources_of(each) for each in program.definitions):
        return False
    uses = Counter(
        node.name for each in expressions_of(program) for node in walk(each) if isinstance(node, Reference)
    )
    return uses[name] == sum(node == name for each in program.regions for node in counted_in(each))


def counted_in(region: Region) -> Iterator[str]:
    """The collections whose sizes `rewritten` reaches in a region."""
    for cut in region.cuts:
        yield from sizes_in(cut)
    for histogram in region.histograms:
        for axis in histogram.axes:
            if axis.collection is None:
                yield from sizes_in(axis.value)


def sizes_in(value: Cut | Expression) -> Iterator[str]:
    """The collections whose sizes `rewritten` reaches."""
    match value:
        case Cut(condition=condition):
            yield from sizes_in(condition)
        case Size(Reference(name)):
            yield name
        case Compare(operands=operands) | Logical(operands=operands):
            for each in operands:
                yield from sizes_in(each)
        case Not(operand):
            yield from sizes_in(operand)
        case Add(terms=terms, type=Number()):
            for _, each in terms:
                yield from sizes_in(each)
        case _:
            return
