"""What places in expressions ask of holes.

In: expressions, and the names of holes. Out: equations between what numbers measure; where holes stand as conditions, and
where as numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction

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
from hepir.source import Span
from hepir.types.core import OPEN_NUMBER, Boolean, Number, Open
from hepir.types.dimensions import Dimension

VALUES = ("sum", "min", "max", "mean")
PURE = Measured()
MOST_PARTS = 1000  # of an exponent


class Places:
    """Goes through expressions. `tested` are the holes that stand where conditions do, `counted` those that stand where
    numbers do, with their first place; `aliases` are holes with another name."""

    def __init__(self, names: frozenset[str], aliases: Mapping[str, str]) -> None:
        self.names, self.aliases = names, aliases
        self.solution = Solution()
        self.equations: list[tuple[Span, Measured, Measured]] = []
        self.tested: dict[str, Span] = {}
        self.counted: dict[str, Span] = {}

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
