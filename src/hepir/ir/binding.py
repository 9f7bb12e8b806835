"""From a typed program and a schema to a plan.

In: a program that checks, a schema. Out: a `Plan` with the branches to read and a status for each statement,
or `HepirError` with
everything that the format lacks (HEP0520 to HEP0524).
"""

from __future__ import annotations

from collections.abc import Mapping

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.nearest import nearest
from hepir.ir.drawing import place_of_kind, with_numbers
from hepir.ir.errors import (
    BadSchemaExpression,
    HolesLeft,
    KindNotInSchema,
    PropertyNotInSchema,
    TriggerNotInSchema,
)
from hepir.ir.holes import without_holes
from hepir.ir.inputs import varied_inputs
from hepir.ir.listed import with_lists
from hepir.ir.needs import FOUR, Need, expressions_of, needs_of, needs_of_expression
from hepir.ir.plan import BoundKind, BoundProperty, Computed, Fixed, Plan, Stored
from hepir.ir.pruning import pruned
from hepir.ir.statuses import statuses_of
from hepir.schemas.model import CollectionSource, PropertySource, Schema
from hepir.schemas.naming import trigger_branch
from hepir.semantics.expressions import (
    PLACE,
    Belonging,
    Descends,
    Expression,
    Link,
    Member,
    Reference,
    Trigger,
    walk,
)
from hepir.semantics.program import Program
from hepir.semantics.scope import Report
from hepir.semantics.single import infer_alone
from hepir.source import Span
from hepir.types.core import INTEGER, Element, Number, Type
from hepir.types.dimensions import compatible
from hepir.types.kinds import Kinds
from hepir.types.units import parse_unit

NOWHERE = Span(0, 0)


def bind(
    program: Program,
    schema: Schema,
    *,
    skip_holes: bool = False,
    branches: Mapping[str, str] | None = None,
    seed: int = 0,
) -> Plan:
    """The plan of a program on a format. `branches` of a real file decide which triggers there are; `seed` is that of random
    numbers."""
    if program.holes and not skip_holes:
        raise HepirError((HolesLeft(program.holes[0], len(program.holes)),))
    whole = without_holes(program) if program.holes else program
    report = Report()
    needed = with_numbers(pruned(whole), schema, seed, report)
    binder = Binder(schema, program.kinds, needed, report)
    needs = needs_of(needed)
    kinds = with_lists(binder.kinds_of(needs), needs, schema)
    triggers = binder.triggers_of(needed, branches)
    binder.check_links(needed, kinds)
    inputs = varied_inputs(needed, kinds, branches, binder.report)
    if binder.report.found:
        raise HepirError(tuple(sorted(binder.report.found, key=lambda each: (each.span, each.code))))
    columns = sorted(
        {
            *triggers.values(),
            *(branch for kind in kinds.values() for branch in branches_of(kind)),
            *(
                branch
                for varied in inputs.values()
                for kind in varied.values()
                for branch in branches_of(kind)
            ),
        }
    )
    return Plan(
        needed,
        schema.name,
        schema.sha256,
        kinds,
        triggers,
        tuple(columns),
        statuses_of(whole, program, schema, kinds),
        simulation_weights(needed),
        inputs=inputs,
    )


def branches_of(kind: BoundKind) -> tuple[str, ...]:
    """The branches that a kind is read from."""
    stored = [each.source.branch for each in kind.properties.values() if isinstance(each.source, Stored)]
    listed = (branch for each in kind.lists.values() for branch in each.branches)
    return (*stored, *((kind.length,) if kind.length else ()), *listed)


def simulation_weights(program: Program) -> frozenset[tuple[str, str]]:
    """Weights that read what means nothing in data."""
    return frozenset(
        (region.name, factor.name)
        for region in program.regions
        for factor in region.weights
        if any(is_simulation(node, program.kinds) for node in walk(factor.value))
    )


def is_simulation(node: Expression, kinds: Kinds) -> bool:
    """Whether a node reads a property that means something in simulation alone."""
    if not isinstance(node, Member):
        return False
    names = getattr(node.base.type, "kinds", None) or (getattr(node.base.type, "kind", ""),)
    return any(name in kinds and simulated(kinds, name, node.name) for name in names)


def simulated(kinds: Kinds, kind: str, name: str) -> bool:
    """Whether a kind has a property that means something in simulation alone."""
    found = kinds[kind].properties.get(name)
    return found is not None and found.simulation


class Binder:
    """Finds the sources of properties, and reports what is not there."""

    def __init__(self, schema: Schema, kinds: Kinds, program: Program, report: Report) -> None:
        self.schema, self.kinds, self.report = schema, kinds, report
        self.places: dict[tuple[str, str], Span] = {}
        self.expressions = tuple(expressions_of(program))
        for expression in self.expressions:
            for node in walk(expression):
                if isinstance(node, Reference):
                    self.places.setdefault((node.name, ""), node.span)
                elif isinstance(node, Belonging) and isinstance(node.owner.type, Element):
                    self.places.setdefault((node.owner.type.kinds[0], node.name), node.span)
                elif isinstance(node, Member):
                    names = getattr(node.base.type, "kinds", None) or (getattr(node.base.type, "kind", ""),)
                    for name in names:
                        self.places.setdefault((name, node.name), node.span)

    def kinds_of(self, needs: tuple[Need, ...]) -> dict[str, BoundKind]:
        """The kinds that are needed, in the order of first need."""
        wanted: dict[str, dict[str, None]] = {}
        for kind, name in needs:
            wanted.setdefault(kind, {})[name] = None
        return {kind: bound for kind in wanted if (bound := self.bind_kind(kind, tuple(wanted[kind])))}

    def bind_kind(self, name: str, wanted: tuple[str, ...]) -> BoundKind | None:
        """One kind with the properties that are needed, and those they are computed from."""
        collection = self.schema.collections.get(name)
        if collection is None:
            reason = self.schema.unavailable.get(name, "")
            span = self.place_of(name)
            self.report(KindNotInSchema(span, name, self.schema.name, tuple(self.schema.collections), reason))
            return None
        kind = self.kinds[name]
        properties: dict[str, BoundProperty] = {}
        where = self.expression(collection.where, name, f"`where` of {name}") if collection.where else None
        for each in members_in(where):
            self.add(name, each, collection, properties)
        for each in (each for each in wanted if each not in collection.lists):
            if (each and each != "flavor") or (each == "flavor" and "flavor" in collection.properties):
                self.add(name, each, collection, properties)
        length = None
        if not kind.singular:
            length = self.length_of(collection, properties)
        return BoundKind(
            name,
            properties,
            kind.singular,
            kind.transverse,
            kind.flavor,
            where,
            collection.entry,
            length,
        )

    def place_of(self, kind: str, name: str = "") -> Span:
        """The smallest part of the program that needs a property, by whatever name; else the first of the kind."""
        for expression in self.expressions:
            asking = [node for node in walk(expression) if (kind, name) in needs_of_expression(node)]
            if asking:
                return asking[-1].span
        return next((span for (each, _), span in self.places.items() if each == kind), NOWHERE)

    def length_of(self, collection: CollectionSource, properties: dict[str, BoundProperty]) -> str | None:
        """A branch with one value an object: one that is read anyway, or the first of the schema."""
        for bound in properties.values():
            if isinstance(bound.source, Stored) and bound.source.entry is None:
                return bound.source.branch
        branches = [
            each.branch for each in collection.properties.values() if each.branch and each.entry is None
        ]
        return branches[0] if branches else None

    def add(
        self, kind: str, name: str, collection: CollectionSource, properties: dict[str, BoundProperty]
    ) -> None:
        """Bind one property, after those it is computed from."""
        if name in properties:
            return
        if name == PLACE:
            properties[name] = BoundProperty(name, INTEGER, place_of_kind(kind))
            return
        known = self.kinds[kind].properties.get(name)
        source = collection.properties.get(name)
        if source is None:
            if known is not None and known.derived:
                for base in FOUR:
                    self.add(kind, base, collection, properties)
                return
            self.missing_property(kind, name, collection)
            return
        assert known is not None
        if source.compute is not None:
            value = self.expression(source.compute, kind, f"{kind}.{name}")
            if value is None:
                return
            if not same_values(known.type, value.type):
                problem = f"it gives {value.type}, not {known.type}"
                self.report(BadSchemaExpression(NOWHERE, f"{kind}.{name}", self.schema.name, problem))
            for each in members_in(value):
                if each != name:
                    self.add(kind, each, collection, properties)
            properties[name] = BoundProperty(name, known.type, Computed(value))
            return
        properties[name] = BoundProperty(name, known.type, stored(source))

    def missing_property(self, kind: str, name: str, collection: CollectionSource) -> None:
        """Report a property that the schema has not."""
        span = self.places.get((kind, name)) or self.place_of(kind, name)
        reason = self.schema.unavailable.get(f"{kind}.{name}", "")
        there = (*collection.properties, *collection.lists)
        lacking = PropertyNotInSchema(span, kind, name, self.schema.name, nearest(name, there), there, reason)
        known = (each for each in self.report.found if isinstance(each, PropertyNotInSchema))
        if not reason or (span, kind, reason) not in [(each.span, each.kind, each.reason) for each in known]:
            self.report(lacking)

    def expression(self, text: str, kind: str, place: str) -> Expression | None:
        """An expression of a schema, typed; it speaks of `this`."""
        try:
            return infer_alone(text, kind, self.kinds)
        except HepirError as error:
            problem = error.diagnostics[0].message
            self.report(BadSchemaExpression(NOWHERE, place, self.schema.name, f"`{text}`: {problem}"))
            return None

    def check_links(self, program: Program, kinds: Mapping[str, BoundKind]) -> None:
        """Places count stored entries: a kind that is only some of them has none."""
        for expression in expressions_of(program):
            for node in walk(expression):
                if isinstance(node, Link | Descends | Belonging) and isinstance(node.collection, Reference):
                    name = node.collection.name
                    if name in kinds and kinds[name].where is not None:
                        problem = f"the format stores {name} objects among others, so that links to them have no place"
                        self.report(BadSchemaExpression(node.span, name, self.schema.name, problem))

    def triggers_of(self, program: Program, branches: Mapping[str, str] | None) -> dict[str, str]:
        """The branches of the triggers that are asked for."""
        found: dict[str, str] = {}
        for expression in expressions_of(program):
            for node in walk(expression):
                if isinstance(node, Trigger):
                    there = (node.name,) if branches is None else tuple(branches)
                    branch = trigger_branch(self.schema, node.name, there)
                    if branch is None:
                        names = (*self.schema.triggers, *filter(None, (self.schema.trigger_pattern,)))
                        self.report(TriggerNotInSchema(node.span, node.name, self.schema.name, names))
                    else:
                        found[node.name] = branch
        return found


def same_values(known: Type, found: Type) -> bool:
    """Whether computed values are what the property means."""
    if isinstance(known, Number) and isinstance(found, Number):
        return compatible(known.dimension, found.dimension)
    return known == found


def members_in(expression: Expression | None) -> tuple[str, ...]:
    """The properties of `this` that an expression reads."""
    if expression is None:
        return ()
    return tuple(dict.fromkeys(node.name for node in walk(expression) if isinstance(node, Member)))


def stored(source: PropertySource) -> Stored | Fixed:
    """What is done to stored values."""
    unit = parse_unit(source.unit)
    size = unit.size if unit else 1.0
    factor, divisor = size, 1.0
    inverse = round(1 / size) if 0 < size < 1 else 0
    if inverse and abs(inverse * size - 1) < 1e-12:
        factor, divisor = 1.0, float(inverse)
    if source.constant is not None:
        return Fixed(source.constant * factor / divisor)
    assert source.branch is not None
    return Stored(source.branch, factor, divisor, source.missing, source.minimum, source.bit, source.entry)
