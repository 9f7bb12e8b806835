"""How well the data can express each statement.

In: the program, the schema and the kinds as bound. Out: a status for each criterion, histogram and weight:
faithful, approximated
(and how), implicit (the input was already cut), or unsupported (it was left out).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hepir.ir.needs import Need, needs_of_expression
from hepir.ir.plan import BoundKind, Computed, StatementStatus, Status
from hepir.schemas.model import Schema
from hepir.semantics.expressions import Expression, Member, walk
from hepir.semantics.program import (
    Combination,
    Derivation,
    Filter,
    Limit,
    ObjectDefinition,
    Origin,
    Program,
    Sorting,
)
from hepir.semantics.usage import variation_expressions

Statement = tuple[Origin, tuple[Expression, ...], bool]


def statuses_of(
    kept: Program, written: Program, schema: Schema, kinds: Mapping[str, BoundKind]
) -> tuple[StatementStatus, ...]:
    """A status for each statement, in the order of the text."""
    there = {origin for origin, _, _ in statements(kept)}
    found: dict[tuple[int, str], StatementStatus] = {}
    for origin, expressions, filters in statements(written):
        if origin not in there:
            status = StatementStatus(origin.line, origin.text, "unsupported", "left out: it has a hole")
        else:
            status = judged(origin, expressions, filters, schema, kinds)
        found[(origin.line, origin.text)] = status
    for variation in written.variations:
        origin = variation.origin
        if variation in kept.variations:
            status = judged(origin, variation_expressions(variation), False, schema, kinds)
        else:
            status = StatementStatus(origin.line, origin.text, "unsupported", "left out: it has a hole")
        found[(origin.line, origin.text)] = status
    return tuple(found[key] for key in sorted(found))


def statements(program: Program) -> Iterator[Statement]:
    """Each statement with its expressions, and whether it selects objects."""
    for definition in program.definitions:
        if isinstance(definition, ObjectDefinition | Combination):
            for rule in definition.rules:
                match rule:
                    case Filter(condition=value):
                        yield rule.origin, (value,), True
                    case Limit():
                        yield rule.origin, (), True
                    case Sorting(key=value) | Derivation(value=value):
                        yield rule.origin, (value,), False
    for region in program.regions:
        for cut in region.cuts:
            parts = (cut.condition,) if cut.when is None else (cut.condition, cut.when)
            yield cut.origin, parts, False
        for factor in region.weights:
            yield factor.origin, (factor.value,), False
        for histogram in region.histograms:
            yield histogram.origin, tuple(axis.value for axis in histogram.axes), False
        for origin, axis in region.bins:
            yield origin, (axis.value,), False


def judged(
    origin: Origin,
    expressions: tuple[Expression, ...],
    filters: bool,
    schema: Schema,
    kinds: Mapping[str, BoundKind],
) -> StatementStatus:
    """Approximated where a property is; implicit where the input was cut in the same properties."""
    needs = tuple(dict.fromkeys(need for each in expressions for need in needs_of_expression(each)))
    notes = tuple(dict.fromkeys(note for need in needs for note in approximations(need, schema, kinds)))
    status: Status = "approximated" if notes else "faithful"
    if filters and not notes:
        notes = tuple(dict.fromkeys(implicit_notes(needs, schema)))
        status = "implicit" if notes else status
    return StatementStatus(origin.line, origin.text, status, "; ".join(notes))


def approximations(need: Need, schema: Schema, kinds: Mapping[str, BoundKind]) -> Iterator[str]:
    """How a property, or one it is computed from, differs from what it means."""
    kind, name = need
    collection = schema.collections.get(kind)
    if collection is None or kind not in kinds:
        return
    source = collection.properties.get(name)
    if source is not None and source.approximation:
        yield f"{kind}.{name}: {source.approximation}"
    bound = kinds[kind].properties.get(name)
    if bound is not None and isinstance(bound.source, Computed):
        inner = {node.name for node in walk(bound.source.value) if isinstance(node, Member)} - {name}
        for each in sorted(inner):
            yield from approximations((kind, each), schema, kinds)


def implicit_notes(needs: tuple[Need, ...], schema: Schema) -> Iterator[str]:
    """The selection of the input, where it speaks of the same property."""
    for kind, name in needs:
        collection = schema.collections.get(kind)
        if collection is not None and collection.implicit and name in collection.implicit.split():
            yield f"{kind} in the input: {collection.implicit}"
