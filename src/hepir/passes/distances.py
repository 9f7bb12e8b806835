"""Distances without roots: whether objects are nearer than 0.4 is asked of the square of their distance.

In: a plan. Out: a plan in which `dr(a, b) < 0.4` reads `squared_distance(a, b) < 0.16`. Not the square of the limit stands
there, but the number that parts the squares whose roots, rounded as they are, lie below the limit from the others: so the
same objects pass, to the last bit.
"""

from __future__ import annotations

import math
from dataclasses import replace

from hepir.ir.plan import Plan
from hepir.passes.programs import with_definitions, with_regions
from hepir.semantics.expressions import Apply, Compare, Conditional, Constant, Expression, Reduce
from hepir.semantics.rewriting import rewritten

LARGEST = 1e100  # of limits: the square of a larger one may be more than a number can be
REVERSED = {"<": ">", ">": "<", "<=": ">=", ">=": "<="}


def without_roots(plan: Plan) -> Plan:
    """The plan with limits on squares of distances."""
    program = with_definitions(plan.program, lambda value: rewritten(value, squared))
    return replace(plan, program=with_regions(program, lambda value: rewritten(value, squared)))


def squared(expression: Expression) -> Expression:
    """A comparison of one distance with numbers, of squares; anything else as it is."""
    match expression:
        case Compare(operands=operands, operators=operators):
            places = [place for place, each in enumerate(operands) if square_of(each) is not None]
        case _:
            return expression
    if len(places) != 1 or len(operands) > 3 or (len(operands) == 3 and places != [1]):
        return expression
    (place,) = places
    changed = []
    for index, each in enumerate(operands):
        if index == place:
            found = square_of(each)
        else:  # the distance stands on the left of an operator, or is put there
            operator = operators[place] if index > place else REVERSED.get(operators[index], "")
            found = limit(each, operator)
        if found is None:
            return expression
        changed.append(found)
    return replace(expression, operands=tuple(changed))


def square_of(value: Expression) -> Expression | None:
    """The square of a distance, or of the smallest or largest of several; None of anything else."""
    match value:
        case Apply(function="dr"):
            return replace(value, function="squared_distance")
        case Reduce(operation="min" | "max", body=Apply(function="dr") as body):
            return replace(value, body=replace(body, function="squared_distance"))
        case _:
            return None


def limit(value: Expression, operator: str) -> Expression | None:
    """What a square is compared with where its root was compared with a number; None where that is not known."""
    match value:
        case Constant(float() | int() as number) if not isinstance(number, bool) and 0 <= number <= LARGEST:
            if operator in ("<", ">="):
                return replace(value, value=least_square(number))
            return replace(value, value=largest_square(number)) if operator in (">", "<=") else None
        case Conditional(value=first, otherwise=second):
            one, other = limit(first, operator), limit(second, operator)
            return None if one is None or other is None else replace(value, value=one, otherwise=other)
        case _:
            return None


def least_square(number: float) -> float:
    """The smallest number whose root is not below a number."""
    square = float(number) * float(number)
    while square > 0 and math.sqrt(square) >= number:
        square = math.nextafter(square, -math.inf)
    while math.sqrt(square) < number:
        square = math.nextafter(square, math.inf)
    return square


def largest_square(number: float) -> float:
    """The largest number whose root is not above a number."""
    square = float(number) * float(number)
    while math.sqrt(square) <= number:
        square = math.nextafter(square, math.inf)
    while math.sqrt(square) > number:
        square = math.nextafter(square, -math.inf)
    return square
