"""Conditions of ADL.

In: a comparison, a range or a choice, and the converter that met it. Out: a condition.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from hepir.interop.adl import bits, calls, errors, tree
from hepir.interop.adl.arithmetic import alike, is_energy
from hepir.interop.adl.owners import property_and_owner
from hepir.interop.adl.pieces import (
    CHOICE,
    COMPARISON,
    NOT,
    OR,
    SUM,
    Condition,
    Momentum,
    Piece,
    Quantity,
    inside,
)
from hepir.interop.adl.stopping import ConversionError
from hepir.interop.adl.vocabulary import has_levels, level_of
from hepir.types.dimensions import NONE

if TYPE_CHECKING:
    from hepir.interop.adl.expressions import Converter

MISSING = "what is missing counts as zero in ADL, here it does not pass"
HALF_OPEN = "bins are half open: the upper edge belongs to the next one"
CLOSED = "both ends of a range belong to it"
OUTSIDE = "outside of a range: the ends belong to the range"
HOLDS = {
    ("==", 1.0): True,
    ("=", 1.0): True,
    ("!=", 0.0): True,
    (">", 0.0): True,
    (">=", 1.0): True,
    ("==", 0.0): False,
    ("=", 0.0): False,
    ("!=", 1.0): False,
    ("<", 1.0): False,
}
OF_NUMBERS = ((">", 0.0), ("<", 1.0))


def compared(converter: Converter, node: tree.Compared) -> Condition:
    """A comparison, or a chain of them."""
    idiom = calls.idiom(converter, node)
    if idiom is not None:
        return idiom
    if (level := by_level(converter, node)) is not None:
        return level
    if (tested := bits.compared(converter, node)) is not None:
        return tested
    if (truths := of_truths(converter, node)) is not None:
        return truths
    found = [converter.quantity(each) for each in node.operands]
    if len(found) == 2 and (truth := as_flag(found, node.operators[0])) is not None:
        return truth
    found = [as_number(each) for each in found]
    known = next((each for each in found if each.dimension is not None), None)
    if known is not None:
        known = next((each for each in found if is_energy(each)), known)
        found = [alike(converter, known, each)[1] if each != known else each for each in found]
    if "=" in node.operators:
        converter.decide("`=` compares")
    operators = ["==" if each == "=" else each for each in node.operators]
    if any(each.optional for each in found) and any(each.startswith("<") for each in operators):
        converter.decide(MISSING)
    words = [inside(found[0], SUM)]
    for operator, each in zip(operators, found[1:], strict=True):
        words += [operator, inside(each, SUM)]
    return Condition(" ".join(words), COMPARISON)


def of_truths(converter: Converter, node: tree.Compared) -> Condition | None:
    """A condition that is compared with another, or with the number that it is in ADL: `(a > 1) == 1`."""
    if len(node.operands) != 2 or node.operators[0] not in ("==", "=", "!="):
        return None
    truth, other = node.operands if is_condition(node.operands[0]) else node.operands[::-1]
    if not is_condition(truth):
        return None
    first = converter.condition(truth)
    if isinstance(other, tree.Number) and (holds := HOLDS.get((node.operators[0], other.value))) is not None:
        return first if holds else Condition(f"not {inside(first, NOT)}", NOT)
    sign = "!=" if node.operators[0] == "!=" else "=="
    return Condition(f"({first.text}) {sign} ({converter.condition(other).text})", COMPARISON)


def is_condition(node: tree.Node) -> bool:
    """Whether something can only be true or false, by how it is written."""
    match node:
        case tree.Group(inside=child):
            return is_condition(child)
        case tree.Compared() | tree.Within() | tree.Joined() | tree.Negated():
            return True
        case tree.Call(name=name, arguments=(inner,)) if name.lower() in calls.QUANTIFIERS:
            return is_condition(inner)
    return False


def by_level(converter: Converter, node: tree.Compared) -> Condition | None:
    """A number that stands for working points, compared with one of them: `jetId >= 6`."""
    match node:
        case tree.Compared(
            operands=(value, tree.Number(value=number)), operators=((">=" | ">" | "==") as sign,)
        ):
            word, owner = property_and_owner(value)
        case _:
            return None
    if not has_levels(word) or (owner is None and not converter.this):
        return None
    of = converter.momentum(owner) if owner is not None else converter.at_hand()
    name = level_of(word, of.kinds, number, above=sign == ">")
    if name is None:
        return None
    converter.decide(f"`{word}` {sign} {number:g} is {name}")
    found = converter.property_of(of, name, node.span)
    assert isinstance(found, Quantity)
    return Condition(found.text, found.level)


def within(converter: Converter, node: tree.Within) -> Condition:
    """Both ends of a range belong to it; of bins, the upper one to the next."""
    value = as_number(converter.quantity(node.value))
    _, low = alike(converter, value, converter.quantity(node.low))
    _, high = alike(converter, value, converter.quantity(node.high))
    texts = inside(low, SUM), inside(value, SUM), inside(high, SUM)
    if not node.inside:
        converter.decide(OUTSIDE)
        return Condition(f"{texts[1]} < {texts[0]} or {texts[1]} > {texts[2]}", OR)
    if converter.half_open and not value.integer:
        converter.decide(HALF_OPEN)
        return Condition("{} <= {} < {}".format(*texts), COMPARISON)
    converter.decide(CLOSED)
    return Condition("{} <= {} <= {}".format(*texts), COMPARISON)


def ternary(converter: Converter, node: tree.Ternary) -> Condition | Quantity:
    """`c ? a : b`, of conditions or of numbers; without `: b` everything else passes."""
    if isinstance(node.then, tree.Nothing) or isinstance(node.otherwise, tree.Nothing):
        raise ConversionError(errors.NotUnderstood(node.span, "a branch after `?` or `:` is missing"))
    condition, first = converter.condition(node.condition), converter.piece(node.then)
    if is_number(first) and node.otherwise is not None:
        return one_or_other(converter, condition, converter.quantity(node.then), node.otherwise)
    then = converter.condition(node.then)
    otherwise = converter.condition(node.otherwise) if node.otherwise is not None else Condition("true")
    parts = inside(then, OR), inside(condition, OR), otherwise.text
    return Condition("{} if {} else {}".format(*parts), CHOICE)


def is_number(piece: Piece) -> bool:
    """Whether something is a number; missing momentum stands for its size."""
    match piece:
        case Quantity(flag=flag):
            return not flag
        case Momentum(text=text):
            return text == "MET"
    return False


def one_or_other(
    converter: Converter, condition: Condition, then: Quantity, otherwise: tree.Node
) -> Quantity:
    """`c ? 1.2 : 0.9`"""
    first, second = alike(converter, then, converter.quantity(otherwise))
    if first.dimension is None:
        first, second = alike(converter, second, first)[::-1]
    text = f"{inside(first, OR)} if {inside(condition, OR)} else {second.text}"
    optional = first.optional or second.optional
    return Quantity(text, CHOICE, first.dimension or NONE, optional=optional)


def as_number(found: Quantity) -> Quantity:
    """A property that is a condition, as the number that it is, too, in ADL: the discriminant behind it."""
    return replace(found, text=found.name, flag=False) if found.flag and found.name else found


def as_flag(found: Sequence[Quantity], operator: str) -> Condition | None:
    """A property that is true or false, compared with 0 or 1."""
    flag, number = found if found[0].flag else found[::-1]
    if not flag.flag or number.value is None:
        return None
    holds = HOLDS.get((operator, number.value))
    if holds is None or (flag.name and (operator, number.value) in OF_NUMBERS):
        return None
    return Condition(flag.text, flag.level) if holds else Condition(f"not {inside(flag, NOT)}", NOT)
