"""What the holes of a program measure: one that has a name is one value, which measures the same wherever it stands.

In: a typed program. Out: what each named hole is, as far as its places say it, and reports of places that contradict. A place
asks by what stands beside it: `MET.pt / sqrt(ht) > 5 GeV^(1/2)` says of `ht` that it is an energy, `low < high` of both that
they measure the same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from operator import itemgetter

from hepir.semantics import errors
from hepir.semantics.applied import function_of
from hepir.semantics.expressions import (
    Absolute,
    Add,
    Apply,
    Compare,
    Conditional,
    Constant,
    Expression,
    Fallback,
    Logical,
    Member,
    Multiply,
    Negate,
    Not,
    Power,
    Reduce,
    Reference,
    children,
)
from hepir.semantics.measures import Measured, Solution, unknown
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

VALUES = ("sum", "min", "max", "mean")
PURE = Measured()
MOST_PARTS = 1000  # of an exponent


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


class Holes:
    """Goes through the places of a program, and then through what they say, in the order of the text. `tested` are the holes
    that stand where conditions do, `counted` those that stand where numbers do, with their first place."""

    def __init__(self, program: Program, report: Report) -> None:
        self.program, self.report, self.solution = program, report, Solution()
        self.equations: list[tuple[Span, Measured, Measured]] = []
        self.names = frozenset(named_holes(program))
        self.aliases = dict(aliases(program, self.names))
        self.tested: dict[str, Span] = {}
        self.counted: dict[str, Span] = {}

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

    # ---- expressions ----
    def visit(self, expression: Expression) -> None:
        """Something that stands where nothing is asked of it."""
        if isinstance(expression.type, Boolean):
            self.condition(expression)
        elif isinstance(expression.type, Number) or expression.type == OPEN_NUMBER:
            self.measured(expression)
        else:
            self.visit_all(children(expression))

    def visit_all(self, expressions: Iterable[Expression]) -> None:
        """Some such."""
        for each in expressions:
            self.visit(each)

    def condition(self, expression: Expression) -> None:
        """Something that stands where a condition does."""
        match expression:
            case Reference() | Member() if (name := self.hole(expression)) is not None:
                self.tested[name] = min(expression.span, self.tested.get(name, expression.span))
            case Logical(operands=operands):
                self.conditions(operands)
            case Not(operand=operand):
                self.condition(operand)
            case Compare(operands=operands) if all(isinstance(each.type, Boolean) for each in operands):
                self.conditions(operands)
            case Compare(operands=operands):
                self.equal(operands)
            case Conditional(condition=test, value=value, otherwise=otherwise):
                self.conditions((test, value, otherwise))
            case Fallback(value=value, otherwise=otherwise):
                self.conditions((value, otherwise))
            case Reduce():
                self.reduced(expression)
            case _:
                self.inside(expression)

    def conditions(self, expressions: Iterable[Expression]) -> None:
        """Some such."""
        for each in expressions:
            self.condition(each)

    def inside(self, expression: Expression) -> None:
        """The parts of something, where what is asked of them is known by their own type alone."""
        if isinstance(expression, Apply):
            self.applied(expression)
        else:
            self.visit_all(children(expression))

    def measured(self, expression: Expression) -> Measured | None:
        """What a number measures, None where nothing says it."""
        found = self.worked_out(expression)
        return Measured(expression.type.dimension) if isinstance(expression.type, Number) else found

    def worked_out(self, expression: Expression) -> Measured | None:
        """The same by its parts."""
        match expression:
            case Reference() | Member() if (name := self.hole(expression)) is not None:
                self.counted[name] = min(expression.span, self.counted.get(name, expression.span))
                return unknown(name)
            case Add(terms=terms):
                return self.equal([term for _, term in terms])
            case Multiply(factors=factors):
                return self.product(factors)
            case Power(base=base, exponent=exponent):
                return self.power(base, exponent)
            case Negate(value=value) | Absolute(value=value):
                return self.measured(value)
            case Conditional(condition=test, value=value, otherwise=otherwise):
                self.condition(test)
                return self.equal((value, otherwise))
            case Fallback(value=value, otherwise=otherwise):
                return self.equal((value, otherwise))
            case Apply():
                return self.applied(expression)
            case Reduce():
                return self.reduced(expression)
            case _:
                self.visit_all(children(expression))
                return None

    def equal(self, expressions: Sequence[Expression]) -> Measured | None:
        """What numbers measure that stand beside each other."""
        found = [(each, self.measured(each)) for each in expressions]
        known = [(each, measure) for each, measure in found if measure is not None]
        for other, measure in known[1:]:
            first, common = known[0]
            self.learn(measure, common, other.span if measure.powers else first.span)
        return known[0][1] if known else None

    def asked(self, expression: Expression, wanted: Measured) -> None:
        """A number that has to measure this."""
        found = self.measured(expression)
        if found is not None:
            self.learn(found, wanted, expression.span)

    def product(self, factors: Iterable[tuple[int, Expression]]) -> Measured | None:
        """Of factors, None where it is not known of all."""
        whole: Measured | None = PURE
        for power, factor in factors:
            found = self.measured(factor)
            whole = None if found is None or whole is None else whole * found ** Fraction(power)
        return whole

    def power(self, base: Expression, exponent: Expression) -> Measured | None:
        """Of a number with an exponent, which is a pure number."""
        found = self.measured(base)
        self.asked(exponent, PURE)
        if found is None or not isinstance(exponent, Constant) or not isinstance(exponent.value, int | float):
            return None
        return found ** Fraction(exponent.value).limit_denominator(MOST_PARTS)

    def reduced(self, reduction: Reduce) -> Measured | None:
        """Of a reduction."""
        self.visit_all(each.collection for each in reduction.bindings)
        if reduction.where is not None:
            self.condition(reduction.where)
        if reduction.operation in VALUES:
            return self.measured(reduction.body)
        self.condition(reduction.body)
        return PURE

    def applied(self, call: Apply) -> Measured | None:
        """Of what a function gives, by what its arguments are."""
        function, variables = function_of(call), dict[str, Measured]()
        for place, argument in enumerate(call.arguments):
            parameter = function.parameter(place)
            if parameter.takes != "number":
                self.visit(argument)
            elif isinstance(parameter.dimension, Dimension):
                self.asked(argument, Measured(parameter.dimension))
            elif (found := self.measured(argument)) is not None:
                self.learn(found, variables.setdefault(parameter.dimension, found), argument.span)
        gives = function.returns.dimension
        known = variables.get(gives) if isinstance(gives, str) else Measured(gives)
        return None if known is None else known**function.returns.power

    # ---- holes ----
    def hole(self, expression: Reference | Member) -> str | None:
        """The name of a hole, if an expression is one."""
        known = isinstance(expression.type, Open) and expression.name in self.names
        return self.same(expression.name) if known else None

    def same(self, name: str) -> str:
        """The first name of a hole that has several."""
        while name in self.aliases:
            name = self.aliases[name]
        return name

    def learn(self, found: Measured, wanted: Measured, place: Span) -> None:
        """Two measures are the same."""
        if found.powers or wanted.powers:
            self.equations.append((place, found, wanted))

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
