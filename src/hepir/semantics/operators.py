"""The types of operators: arithmetic with dimensions, comparisons, logic, alternatives.

In: a node of the syntax tree and a `Scope`. Out: a typed expression.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Literal

from hepir.diagnostics.core import Diagnostic
from hepir.semantics import errors, signatures, typing
from hepir.semantics.expressions import (
    Absolute,
    Add,
    Apply,
    Compare,
    Conditional,
    Constant,
    Expression,
    Fallback,
    Hole,
    Logical,
    Multiply,
    Negate,
    Not,
    Power,
)
from hepir.semantics.scope import Scope, is_poison, poison
from hepir.source import Span
from hepir.syntax import tree
from hepir.types.core import (
    BOOLEAN,
    OPEN_NUMBER,
    Boolean,
    Collection,
    Composite,
    Element,
    Momentum,
    Number,
    Open,
    Single,
    Type,
)
from hepir.types.dimensions import NONE, Dimension, compatible
from hepir.types.units import parse_unit

Signed = tuple[Literal[1, -1], Expression]


def infer_operator(node: tree.Expression, scope: Scope) -> Expression:
    """The typed expression of an operator node."""
    match node:
        case tree.Chain(_, operators) if operators[0] in "+-":
            return infer_sum(node, scope)
        case tree.Chain():
            return infer_product(node, scope)
        case tree.Comparison():
            return infer_comparison(node, scope)
        case tree.Logical(operator, operands):
            parts = tuple(typing.infer_condition(operand, scope) for operand in operands)
            return Logical("and" if operator == "and" else "or", parts, type=BOOLEAN, span=node.span)
        case tree.Not(operand):
            return Not(typing.infer_condition(operand, scope), type=BOOLEAN, span=node.span)
        case tree.Sign(operator, operand):
            value = typing.infer_number(operand, scope)
            if operator == "+" or is_poison(value):
                return value
            if isinstance(value, Constant) and isinstance(value.value, int | float):
                return Constant(-value.value, type=value.type, span=node.span)
            return Negate(value, type=numeric(value.type), span=node.span)
        case tree.Magnitude(inner):
            value = typing.infer_number(inner, scope)
            if is_poison(value):
                return value
            return Absolute(value, type=numeric(value.type), span=node.span)
        case tree.Raised():
            return infer_power(node, scope)
        case tree.Conditional(value, condition, otherwise):
            test = typing.infer_condition(condition, scope)
            first, second = typing.infer(value, scope), typing.infer(otherwise, scope)
            common = unify((first, second), (value, otherwise), scope)
            return (
                Conditional(test, first, second, type=common, span=node.span) if common else poison(node.span)
            )
        case tree.Fallback(value, otherwise):
            first, second = typing.infer(value, scope), typing.infer(otherwise, scope)
            common = unify((first, second), (value, otherwise), scope)
            return Fallback(first, second, type=common, span=node.span) if common else poison(node.span)
        case _:
            raise AssertionError(f"no rule for {type(node).__name__}")


def unify(values: Sequence[Expression], nodes: Sequence[tree.Expression], scope: Scope) -> Type | None:
    """The common type of alternatives; None if there is none (reported)."""
    first, *rest = values
    if any(is_poison(value) for value in values):
        return None
    known = [value for value in values if not isinstance(value.type, Open)]
    if not known:
        return OPEN_NUMBER if any(value.type == OPEN_NUMBER for value in values) else Open()
    if all(isinstance(value.type, Number) for value in known):
        return common_number(values, nodes, scope)
    for value in rest:
        if isinstance(first.type, Open) or isinstance(value.type, Open):
            continue
        if value.type != first.type or not isinstance(value.type, Boolean):
            scope.report(errors.WrongType(value.span, f"{first.type}, as before", str(value.type)))
            return None
    return known[0].type


def common_number(
    values: Sequence[Expression], nodes: Sequence[tree.Expression], scope: Scope
) -> Number | Open | None:
    """The common type of numbers that stand beside each other; None if dimensions differ (reported). Where all have holes,
    it is open."""
    numbers = [
        (value, node) for value, node in zip(values, nodes, strict=True) if isinstance(value.type, Number)
    ]
    if not numbers:
        return OPEN_NUMBER
    reference = next((pair for pair in numbers if not is_literal(pair[1])), numbers[0])
    dimension, right = dimension_of(reference[0]), True
    for value, node in numbers:
        if not agrees(reference, (value, node), scope):
            right = False
        if dimension == NONE:
            dimension = dimension_of(value)
    integer = all(isinstance(value.type, Number) and value.type.integer for value, _ in numbers)
    return Number(dimension, integer) if right else None


def numeric(kind: Type) -> Type:
    """What is worked out from a number of a type: of a hole, a number that is as open."""
    return OPEN_NUMBER if isinstance(kind, Open) else kind


def dimension_of(value: Expression) -> Dimension:
    """The dimension of a number."""
    assert isinstance(value.type, Number)
    return value.type.dimension


def bare(node: tree.Expression) -> tree.Expression:
    """A node without parentheses and signs."""
    while isinstance(node, tree.Group | tree.Sign | tree.Magnitude):
        node = node.inner if isinstance(node, tree.Group | tree.Magnitude) else node.operand
    return node


def is_literal(node: tree.Expression) -> bool:
    """Whether a node is a number as written."""
    return isinstance(bare(node), tree.Quantity)


def agrees(
    reference: tuple[Expression, tree.Expression], other: tuple[Expression, tree.Expression], scope: Scope
) -> bool:
    """Whether two numbers may stand beside each other; if not, says why."""
    expected, found = dimension_of(reference[0]), dimension_of(other[0])
    literal = bare(other[1])
    text = scope.text(reference[0].span)
    if compatible(expected, found):
        angle_beside_number = expected == NONE and found != NONE and not is_literal(reference[1])
        if angle_beside_number and isinstance(literal, tree.Quantity):
            scope.report(errors.UnwantedUnit(literal.span, text, literal.number, literal.unit or ""))
            return False
        return True
    if isinstance(literal, tree.Quantity) and literal.unit is None:
        scope.report(errors.MissingUnit(literal.span, text, str(expected), literal.number, spelled(expected)))
    elif isinstance(literal, tree.Quantity) and expected == NONE:
        scope.report(errors.UnwantedUnit(literal.span, text, literal.number, literal.unit or ""))
    else:
        scope.report(errors.DimensionMismatch(other[0].span, reference[0].span, str(expected), str(found)))
    return False


def spelled(dimension: Dimension) -> str:
    """The canonical unit, if it can be typed after a number."""
    return dimension.unit if parse_unit(dimension.unit) else ""


def infer_sum(node: tree.Chain, scope: Scope) -> Expression:
    """`a + b - c`, of numbers or of momenta."""
    values = tuple(typing.infer(operand, scope) for operand in node.operands)
    if any(is_poison(value) for value in values):
        return poison(node.span)
    terms: tuple[Signed, ...] = tuple(
        (-1 if operator == "-" else 1, value)
        for operator, value in zip(("+", *node.operators), values, strict=True)
    )
    others = [value for value in values if not adds_as_momentum(value, scope)]
    if not others:
        return transverse_sum(terms, node.span, scope) or Add(terms, type=Momentum(), span=node.span)
    if len(others) < len(values) and not all(isinstance(each.type, Single | Number) for each in values):
        for value in others:
            scope.report(no_momentum(value, scope))
        return poison(node.span)
    values = tuple(typing.as_number(value, scope) for value in values)
    if any(is_poison(value) for value in values):
        return poison(node.span)
    common = common_number(values, node.operands, scope)
    return Add(terms, type=common, span=node.span) if common else poison(node.span)


def adds_as_momentum(value: Expression, scope: Scope) -> bool:
    """Whether a value is an object or a momentum, missing momentum among them."""
    moving = isinstance(value.type, Element | Composite | Momentum)
    return moving or signatures.is_transverse(value.type, scope)


def transverse_sum(terms: Sequence[Signed], span: Span, scope: Scope) -> Expression | None:
    """A sum of momenta with missing momentum among them: the others count as one, by their transverse part. None where there
    is no missing momentum."""
    visible = tuple(term for term in terms if not signatures.is_transverse(term[1].type, scope))
    if len(visible) == len(terms):
        return None
    kind = Momentum(transverse=True)
    parts: list[Signed] = []
    if visible:
        one = visible[0][1] if visible == ((1, visible[0][1]),) else Add(visible, type=Momentum(), span=span)
        parts.append((1, Apply("transverse", (one,), type=kind, span=span)))
    for sign, value in terms:
        if isinstance(value.type, Single):
            parts.append((sign, Apply("transverse_missing", (value,), type=kind, span=value.span)))
        elif signatures.is_transverse(value.type, scope):
            parts.append((sign, value))
    return Add(tuple(parts), type=kind, span=span)


def no_momentum(value: Expression, scope: Scope) -> Diagnostic:
    """Why a value cannot be added to a momentum."""
    text = scope.text(value.span)
    match value.type:
        case Collection():
            advice = f"write `sum({text})`, or name one: `leading({text})`"
        case _:
            advice = ""
    return errors.WrongType(value.span, "an object or a momentum, as beside it", str(value.type), advice)


def infer_product(node: tree.Chain, scope: Scope) -> Expression:
    """`a * b / c`"""
    values = tuple(typing.infer_number(operand, scope) for operand in node.operands)
    if any(is_poison(value) for value in values):
        return poison(node.span)
    signs: tuple[Literal[1, -1], ...] = (1, *(1 if operator == "*" else -1 for operator in node.operators))
    factors = tuple(zip(signs, values, strict=True))
    return Multiply(factors, type=product_type(factors, "/" not in node.operators), span=node.span)


def product_type(factors: Sequence[Signed], integer: bool) -> Number | Open:
    """The type of a product; open where a factor has a hole. `integer`: nothing is divided."""
    dimension = NONE
    for sign, value in factors:
        if not isinstance(value.type, Number):
            return OPEN_NUMBER
        dimension = dimension * value.type.dimension**sign
        integer = integer and value.type.integer
    return Number(dimension, integer)


def infer_power(node: tree.Raised, scope: Scope) -> Expression:
    """`base ^ exponent`"""
    base, exponent = typing.infer_number(node.base, scope), typing.infer_number(node.exponent, scope)
    if is_poison(base) or is_poison(exponent):
        return poison(node.span)
    if (
        common_number(
            (Constant(0, type=Number(), span=exponent.span), exponent), (node.base, node.exponent), scope
        )
        is None
    ):
        return poison(node.span)
    if not isinstance(base.type, Number):
        return Power(base, exponent, type=OPEN_NUMBER, span=node.span)
    dimension = base.type.dimension
    if dimension == NONE:
        return Power(base, exponent, type=Number(), span=node.span)
    power = rational(node.exponent)
    if power is None:
        scope.report(errors.VariableExponent(exponent.span, str(dimension)))
        return poison(node.span)
    return Power(base, exponent, type=Number(dimension**power), span=node.span)


def rational(node: tree.Expression) -> Fraction | None:
    """The exact value of an exponent: a number, a fraction of numbers, or None."""
    match node:
        case tree.Quantity(number, None):
            return Fraction(number)
        case tree.Group(inner):
            return rational(inner)
        case tree.Sign("-", operand):
            value = rational(operand)
            return None if value is None else -value
        case tree.Chain((above, below), ("/",)):
            first, second = rational(above), rational(below)
            return first / second if first is not None and second else None
        case _:
            return None


def infer_comparison(node: tree.Comparison, scope: Scope) -> Expression:
    """`a < b <= c`"""
    values = tuple(typing.infer(operand, scope) for operand in node.operands)
    equality = all(operator in ("==", "!=") for operator in node.operators)
    if equality and all(isinstance(value.type, Boolean) for value in values):
        return Compare(values, node.operators, type=BOOLEAN, span=node.span)
    values = tuple(typing.as_number(value, scope) for value in values)
    if any(is_poison(value) for value in values):
        return poison(node.span)
    common = common_number(values, node.operands, scope)
    if common is None:
        return poison(node.span)
    for operator, first, second in zip(node.operators, values, values[1:], strict=False):
        if operator in ("==", "!=") and is_real(first) and is_real(second):
            scope.report(errors.FloatEquality(node.span, operator))
    return Compare(values, node.operators, type=BOOLEAN, span=node.span)


def is_real(value: Expression) -> bool:
    """Whether a number is not known to be whole."""
    if isinstance(value, Hole):
        return False
    return isinstance(value.type, Number) and not value.type.integer
