"""What the holes of a program measure: one that has a name is one value, which measures the same wherever it stands.

In: a typed program. Out: what each named hole is, as far as its places say it, and reports of places that contradict. A place
asks by what stands beside it: `MET.pt / sqrt(ht) > 5 GeV^(1/2)` says of `ht` that it is an energy, `low < high` of both that
they measure the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from operator import itemgetter

from hepir.semantics import errors
from hepir.semantics.expressions import Expression, Reference
from hepir.semantics.measures import Measured, unknown
from hepir.semantics.places import PURE, Places
from hepir.semantics.program import (
    AxisDefinition,
    Choice,
    Combination,
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
    WeightVariation,
)
from hepir.semantics.scope import Report
from hepir.semantics.typing import members_of
from hepir.source import Span
from hepir.types.core import BOOLEAN, OPEN_NUMBER, Boolean, Composite, Element, Number, Open
from hepir.types.dimensions import Dimension
from hepir.types.units import parse_unit


def check_holes(program: Program, report: Report) -> None:
    """Report holes that are asked to be two things."""
    Holes(program, report).all_places()


def measured_holes(program: Program) -> Mapping[str, Dimension | Boolean | None]:
    """What the holes are that have names and are used: None for numbers of which no place says what they measure."""
    holes = known_holes(program)
    found: dict[str, Dimension | Boolean | None] = {}
    for name in sorted(holes.names):
        same = holes.same(name)
        if same in holes.tested:
            found[name] = BOOLEAN
        elif same in holes.counted or holes.solution.dimension(same) is not None:
            found[name] = holes.solution.dimension(same)
    return found


def measured_in(program: Program, expression: Expression) -> Dimension | None:
    """What a number with holes measures; None where nothing in the program says it."""
    holes = known_holes(program)
    found = holes.measured(expression)
    whole = holes.solution.reduced(found) if found is not None else None
    return None if whole is None or whole.powers else whole.known


def known_holes(program: Program) -> Holes:
    """What the places of a program say, contradictions left out."""
    holes = Holes(program, Report())
    holes.all_places()
    return holes


class Holes(Places):
    """Goes through the statements of a program, and then through what their places say, in the order of the text."""

    def __init__(self, program: Program, report: Report) -> None:
        names = frozenset(named_holes(program))
        super().__init__(names, dict(aliases(program, names)))
        self.program, self.report = program, report

    def all_places(self) -> None:
        """Definitions, regions, variations."""
        if not self.names:
            return
        for definition in self.program.definitions:
            match definition:
                case ObjectDefinition(rules=rules) | Combination(rules=rules):
                    for rule in rules:
                        self.rule(rule)
                case Choice(rankings=rankings):
                    for ranking in rankings:
                        self.visit(ranking.key)
                case ValueDefinition(name, value=value):
                    self.definition(name, value)
        for region in self.program.regions:
            self.region(region)
        for variation in self.program.variations:
            match variation:
                case PropertyVariation(value=value):
                    self.varied(variation, value)
                case WeightVariation(value=value):
                    self.asked(value, PURE)
        self.settle()

    def settle(self) -> None:
        """What all places say together."""
        for place, found, wanted in sorted(self.equations, key=itemgetter(0)):
            wrong = self.solution.learn(found, wanted, place)
            if wrong is not None:
                self.contradicted(wrong.name, place, str(wrong.asked), wrong.first, str(wrong.measured))
        for name, place in self.tested.items():
            if name in self.counted:
                self.contradicted(name, place, "a condition", self.counted[name], "a number")

    # ---- statements ----
    def varied(self, variation: PropertyVariation, value: Expression) -> None:
        """Another value of a property, which measures what the property does."""
        found = self.program.by_name.get(variation.collection)
        owner: Element | Composite = Element((variation.collection,))
        if isinstance(found, ObjectDefinition | Combination):
            owner = found.type.element
        kind = members_of(owner, self.program.kinds).get(variation.attribute)
        if isinstance(kind, Number):
            self.asked(value, Measured(kind.dimension))
        else:
            self.visit(value)

    def rule(self, rule: Rule) -> None:
        """A rule about objects."""
        match rule:
            case Filter(condition=condition):
                self.condition(condition)
            case Sorting(key=key):
                self.visit(key)
            case Derivation(name=name, value=value) | Replacement(name=name, value=value):
                self.definition(name, value)

    def definition(self, name: str, value: Expression) -> None:
        """What has a name; what is worked out from a hole measures what it says."""
        if name in self.names and value.type == OPEN_NUMBER:
            found = self.measured(value)
            if found is not None:
                self.learn(unknown(self.same(name)), found, value.span)
        else:
            self.visit(value)

    def region(self, region: Region) -> None:
        """Cuts, weights, axes."""
        for cut in region.cuts:
            if cut.when is not None:
                self.condition(cut.when)
            self.condition(cut.condition)
        for factor in region.weights:
            self.asked(factor.value, PURE)
        axes = [axis for histogram in region.histograms for axis in histogram.axes]
        for axis in (*axes, *(axis for _, axis in region.bins)):
            self.axis(axis)

    def axis(self, axis: AxisDefinition) -> None:
        """A value measures what its bins do; the tests of cells are a part of their value."""
        unit = parse_unit(axis.unit or None)
        if axis.parts or unit is None:
            self.visit(axis.value)
        else:
            self.asked(axis.value, Measured(unit.dimension))

    def contradicted(self, name: str, place: Span, asked: str, first: Span, measured: str) -> None:
        """Report both places, at the later one."""
        if place < first:
            place, asked, first, measured = first, measured, place, asked
        self.report.once(name, errors.HoleOfTwoMeasures(place, name, asked, first, measured))


def named_holes(program: Program) -> Iterator[str]:
    """The names of holes, and of what is worked out from them; those that objects have, if only one block names one so."""
    inner: Counter[str] = Counter()
    for definition in program.definitions:
        match definition:
            case ValueDefinition(name, type=Open()):
                yield name
            case ObjectDefinition(rules=rules) | Combination(rules=rules):
                inner.update({each.name for each in rules if isinstance(each, Derivation)})
    open_ones = (
        each.name
        for definition in program.definitions
        if isinstance(definition, ObjectDefinition | Combination)
        for each in definition.rules
        if isinstance(each, Derivation) and isinstance(each.value.type, Open)
    )
    yield from (name for name in open_ones if inner[name] == 1 and name not in program.by_name)


def aliases(program: Program, names: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Holes with another name: `define a = b`."""
    for definition in program.definitions:
        match definition:
            case ValueDefinition(name, value=Reference(name=other)) if name in names and other in names:
                yield name, other
