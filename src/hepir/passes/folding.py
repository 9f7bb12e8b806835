"""Constants folded: arithmetic of numbers that are all known is done once.

In: a plan. Out: a plan in which `2 * 91.2` is `182.4`, and `0.1 * pt / 1 GeV` is `0.1 * pt`. Only what comes out as a number
that both Python and numpy give is folded: no division by zero, nothing that overflows.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from hepir.ir.plan import Plan
from hepir.passes.programs import with_definitions, with_regions
from hepir.semantics.expressions import Absolute, Add, Constant, Expression, Multiply, Negate
from hepir.semantics.rewriting import rewritten
from hepir.types.core import Number


def folded(plan: Plan) -> Plan:
    """The plan with arithmetic of constants done."""
    program = with_definitions(plan.program, lambda value: rewritten(value, fold))
    return replace(plan, program=with_regions(program, lambda value: rewritten(value, fold)))


def fold(expression: Expression) -> Expression:
    """A number, where all parts of an expression are."""
    match expression:
        case Add(terms=terms, type=Number()):
            value = total([(sign, number_of(each)) for sign, each in terms])
        case Multiply(factors=factors):
            value = product([(sign, number_of(each)) for sign, each in factors])
            if value is None:
                return without_ones(expression)
        case Negate(inner):
            value = None if (number := number_of(inner)) is None else -number
        case Absolute(inner):
            value = None if (number := number_of(inner)) is None else abs(number)
        case _:
            return expression
    if value is None or not math.isfinite(value):
        return expression
    return Constant(value, type=expression.type, span=expression.span)


def without_ones(product: Multiply) -> Multiply:
    """A product of real numbers without the factors that are one, where two others are left; the first multiplies."""
    kept = tuple((sign, each) for sign, each in product.factors if number_of(each) != 1)
    real = all(isinstance(each, Constant) or is_real(each) for _, each in kept)
    if not real or not 1 < len(kept) < len(product.factors) or kept[0][0] < 0:
        return product
    return replace(product, factors=kept)


def is_real(expression: Expression) -> bool:
    """Whether a value is a number, and no whole one by its type."""
    return isinstance(expression.type, Number) and not expression.type.integer


def number_of(expression: Expression) -> float | int | None:
    """The number that a constant is."""
    if not isinstance(expression, Constant) or isinstance(expression.value, bool | str):
        return None
    return expression.value


def total(terms: Sequence[tuple[int, float | int | None]]) -> float | int | None:
    """Terms from left to right."""
    found: float | int | None = None
    for sign, number in terms:
        if number is None:
            return None
        found = sign * number if found is None else found + sign * number
    return found


def product(factors: Sequence[tuple[int, float | int | None]]) -> float | int | None:
    """Factors from left to right, the first of which multiplies; -1 divides."""
    found: float | int | None = None
    for sign, number in factors:
        if number is None or (sign < 0 and (number == 0 or found is None)):
            return None
        scaled = number if found is None else found * number if sign > 0 else found / number
        found = scaled
    return found
