"""Conditions in their one canonical form.

In: conditions whose operands are canonical already. Out: equal conditions: `and` and `or` flat, without repetition and in one
order, `not` pushed inwards, the number of a comparison on its right, whole numbers with `<=` and `>=`, `-c < x < c` as
`|x| < c`. Equal means in Kleene's logic: also where an operand is missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from hepir.extract.canonical.setting import Setting, orderly
from hepir.semantics.expressions import (
    Absolute,
    Compare,
    Constant,
    Expression,
    Hole,
    Logical,
    Negate,
    Not,
    Reduce,
    Size,
)
from hepir.semantics.options import FLIPPED, NEGATED
from hepir.semantics.wording import worded
from hepir.types.core import BOOLEAN, Boolean, Number

OPPOSITE: dict[str, Literal["and", "or"]] = {"and": "or", "or": "and"}


# ---- comparisons ----


def compared(expression: Compare, setting: Setting, truth: bool) -> Expression:
    """A chain as its links where that is the same: where only truth counts, or at most one operand may be missing."""
    operands, signs = expression.operands, expression.operators
    if len(signs) == 1:
        return comparison(expression, setting)
    uncertain = [each for each in operands if setting.knowledge.may_be_missing(each)]
    if not truth and len(uncertain) > (len(operands) == 3 and uncertain == [operands[1]]):
        return expression
    links = zip(operands, signs, operands[1:], strict=False)
    parts = [
        comparison(replace(expression, operands=(left, right), operators=(sign,)), setting)
        for left, sign, right in links
    ]
    return joined("and", parts, setting, expression)


def comparison(expression: Compare, setting: Setting) -> Expression:
    """One comparison: a number on the right; of two quantities the one with the smaller text on the left."""
    (left, right), (sign,) = expression.operands, expression.operators
    names = setting.names
    if isinstance(left, Constant | Hole) != isinstance(right, Constant | Hole):
        turn = isinstance(left, Constant | Hole)
    else:
        turn = worded(right, names) < worded(left, names)
    if turn:
        left, right, sign = right, left, FLIPPED[sign]
    if isinstance(left, Negate) and isinstance(right, Constant):
        left, right, sign = left.value, opposite(right), FLIPPED[sign]
    return whole(replace(expression, operands=(left, right), operators=(sign,)))


def opposite(constant: Constant) -> Constant:
    """The number with the other sign."""
    assert not isinstance(constant.value, str)
    return replace(constant, value=-constant.value)


def whole(expression: Compare) -> Expression:
    """Whole numbers are compared with `<=` and `>=`; a count that is at least one is `any`, at most zero `none`."""
    (left, right), (sign,) = expression.operands, expression.operators
    if not is_whole(left) or not isinstance(right, Constant) or not is_whole_number(right):
        return expression
    value = int(right.value)
    counted = isinstance(left, Size) or (isinstance(left, Reduce) and left.operation == "count")
    if sign in ("<", ">"):
        value, sign = (value - 1, "<=") if sign == "<" else (value + 1, ">=")
    elif counted and value == 0 and sign in ("==", "!="):
        value, sign = (0, "<=") if sign == "==" else (1, ">=")
    if isinstance(left, Reduce) and counted and (sign, value) in ((">=", 1), ("<=", 0)):
        return replace(left, operation="any" if value else "none", type=BOOLEAN)
    return replace(expression, operands=(left, replace(right, value=value)), operators=(sign,))


def is_whole(expression: Expression) -> bool:
    """Whether a number is known to be whole."""
    return isinstance(expression.type, Number) and expression.type.integer


def is_whole_number(constant: Constant) -> bool:
    """Whether a literal is a whole number, however it is written."""
    value = constant.value
    return not isinstance(value, bool | str) and float(value).is_integer()


# ---- and, or, not ----


def joined(
    word: Literal["and", "or"], operands: Sequence[Expression], setting: Setting, whole: Expression
) -> Expression:
    """Conditions joined by `and` or `or`, each once and in the order of their text."""
    found: dict[str, Expression] = {}
    for operand in operands:
        inner = operand.operands if isinstance(operand, Logical) and operand.operator == word else (operand,)
        for each in inner:
            found.setdefault(worded(each, setting.names), each)
    parts = windows(list(found.values()), word, setting)
    if len(parts) == 1:
        return parts[0]
    ordered = sorted(parts, key=lambda each: worded(each, setting.names))
    return Logical(word, tuple(ordered), type=BOOLEAN, span=whole.span)


def windows(parts: list[Expression], word: Literal["and", "or"], setting: Setting) -> list[Expression]:
    """`x > -c and x < c` as `|x| < c`; `x < -c or x > c` as `|x| > c`."""
    found = list(parts)
    for lower in parts:
        for upper in parts:
            window = as_window(lower, upper, word, setting)
            if window is not None and lower in found and upper in found:
                found = [each for each in found if each not in (lower, upper)] + [window]
    return found


def as_window(
    lower: Expression, upper: Expression, word: Literal["and", "or"], setting: Setting
) -> Expression | None:
    """The two ends of a symmetric window as one comparison."""
    signs = {"and": ((">", "<"), (">=", "<=")), "or": (("<", ">"), ("<=", ">="))}[word]
    match lower, upper:
        case Compare((first, Constant(low)), (one,)), Compare((second, Constant(high)), (other,)):
            symmetric = (one, other) in signs and are_opposite(low, high)
            if symmetric and worded(first, setting.names) == worded(second, setting.names):
                inside = Absolute(second, type=second.type, span=upper.span)
                return replace(upper, operands=(inside, upper.operands[1]))
    return None


def are_opposite(low: float | int | bool | str, high: float | int | bool | str) -> bool:
    """Whether two literals are `-c` and `c`, c above zero."""
    if isinstance(low, bool | str) or isinstance(high, bool | str):
        return False
    return low == -high and high > 0


def negated(condition: Expression, setting: Setting) -> Expression:
    """`not condition`, with `not` as far inside as it goes."""
    match condition:
        case Not(inner):
            return inner
        case Constant(bool(value)):
            return replace(condition, value=not value)
        case Logical(word, operands):
            return joined(OPPOSITE[word], [negated(each, setting) for each in operands], setting, condition)
        case Reduce(operation="any"):
            return quantified(replace(condition, operation="none"), setting)
        case Reduce(operation="none"):
            return quantified(replace(condition, operation="any"), setting)
        case Compare((first, second), (sign,)) if not isinstance(first.type, Boolean):
            if orderly(first) and orderly(second):
                return comparison(replace(condition, operators=(NEGATED[sign],)), setting)
        case _:
            pass
    return Not(condition, type=BOOLEAN, span=condition.span)


# ---- quantifiers ----


def quantified(expression: Reduce, setting: Setting) -> Expression:
    """`any`, `count` and `none` take their `where` into the condition; `none` of what is never missing is `all` of its
    opposite; `all` of `a and b` is both; `none` of `a or b` is neither."""
    body, where = expression.body, expression.where
    if expression.operation == "all" and where is not None and setting.certain(where):
        outside = negated(where, setting)
        return quantified(
            replace(expression, body=joined("or", (outside, body), setting, body), where=None), setting
        )
    if expression.operation in ("any", "none", "count") and where is not None:
        both = joined("and", (where, body), setting, body)
        return quantified(replace(expression, body=both, where=None), setting)
    if expression.operation == "none" and setting.certain(body):
        return quantified(replace(expression, operation="all", body=negated(body, setting)), setting)
    splitting = {"all": "and", "none": "or"}.get(expression.operation)
    if isinstance(body, Logical) and body.operator == splitting:
        parts = [replace(expression, body=each) for each in body.operands]
        return joined("and", parts, setting, expression)
    return expression
