"""Bits of numbers: `(statusFlags >> 13) & 1`, `statusFlags & 8192`, `bitset(statusFlags, 13)`.

In: `&` or a shift, or its comparison with a number, and the converter that met it. Out: a condition on single bits; raises
ConversionError. `a & 12` has one of these bits, `(a & 12) == 12` both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hepir.interop.adl import tree
from hepir.interop.adl.pieces import AND, NOT, OR, Condition, Quantity, inside
from hepir.interop.adl.stopping import cannot

if TYPE_CHECKING:
    from hepir.interop.adl.expressions import Converter

OPERATORS = ("&", "<<", ">>")
MOST_BITS = 63
PRECEDENCE = "`&` binds tighter than a comparison"


def constant(node: tree.Node) -> int | None:
    """The value of a whole number that is written out: `8192`, `1 << 13`, `2^13`."""
    match node:
        case tree.Number(value=value) if value.is_integer() and 0 <= value < 2**MOST_BITS:
            return int(value)
        case tree.Group(inside=child):
            return constant(child)
        case tree.Binary(operator=operator, left=left, right=right):
            first, second = constant(left), constant(right)
            return None if first is None or second is None else of_constants(operator, first, second)
    return None


def of_constants(operator: str, first: int, second: int) -> int | None:
    """An operation on whole numbers; None where the result is none that has bits."""
    if operator in ("<<", ">>", "^") and second > MOST_BITS:
        return None
    match operator:
        case "&":
            found = first & second
        case "<<":
            found = first << second
        case ">>":
            found = first >> second
        case "+":
            found = first + second
        case "^" if first <= 2:
            found = first**second
        case _:
            return None
    return found if found < 2**MOST_BITS else None


def masked(node: tree.Node) -> tuple[tree.Node, int, int] | None:
    """What is looked at in a number: of `(x >> 13) & 1` the number `x`, the mask 1, and by how much it is shifted."""
    match node:
        case tree.Group(inside=child):
            return masked(child)
        case tree.Binary(operator="&", left=left, right=right):
            for value, mask in ((left, constant(right)), (right, constant(left))):
                if mask is not None:
                    of, shift = shifted(value)
                    return of, mask, shift
    return None


def shifted(node: tree.Node) -> tuple[tree.Node, int]:
    """A number, and by how much it is shifted to the right."""
    match node:
        case tree.Group(inside=child):
            return shifted(child)
        case tree.Binary(operator=">>", left=left, right=right) if (count := constant(right)) is not None:
            return left, min(count, MOST_BITS)
    return node, 0


def asked_of(converter: Converter, node: tree.Node, *, whole: bool = False) -> Condition | None:
    """Whether a number has one of the bits, or the `whole` of them; None where `node` asks for none."""
    found = masked(node)
    if found is None:
        return None
    of, mask, shift = found
    mask <<= shift
    places = [place for place in range(mask.bit_length()) if mask >> place & 1]
    if not places or places[-1] > MOST_BITS:
        raise cannot(node.span, "no bit is asked for")
    value = converter.quantity(of)
    texts = [f"bit({value.text}, {place})" for place in places]
    level = NOT if len(texts) == 1 else AND if whole else OR
    return Condition((" and " if whole else " or ").join(texts), level)


def of_operator(converter: Converter, node: tree.Binary) -> Quantity:
    """`&` or a shift as a number: it is one where all is written out, else it counts as true or false."""
    value = constant(node)
    if value is not None:
        return Quantity(str(value), value=float(value), dimension=None, integer=True)
    condition = asked_of(converter, node)
    if condition is None:
        raise cannot(node.span, "a number whose bits are moved is no number here; a test of its bits is")
    converter.decide(PRECEDENCE)
    return Quantity(condition.text, condition.level, flag=True)


def compared(converter: Converter, node: tree.Compared) -> Condition | None:
    """`(x & 8192) != 0`, `(x & 12) == 12`, `(x >> 13) & 1 == 1`."""
    if len(node.operands) != 2:
        return None
    value, wanted = node.operands
    found, number, sign = masked(value), constant(wanted), node.operators[0]
    if found is None or number is None:
        return None
    if number == 0 and sign in ("==", "=", "!=", ">"):
        some = asked_of(converter, value)
        holds = sign in ("!=", ">")
    elif number == found[1] and sign in ("==", "=", "!=", ">="):
        some, holds = asked_of(converter, value, whole=True), sign != "!="
    else:
        raise cannot(node.span, "bits are compared with zero, or with the bits that are asked for")
    assert some is not None
    converter.decide(PRECEDENCE)
    return some if holds else Condition(f"not {inside(some, NOT)}", NOT)
