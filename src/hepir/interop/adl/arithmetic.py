"""Arithmetic of ADL.

In: an operation and the converter that met it. Out: a number with its dimension, or a sum of momenta. A bare number takes the
unit of what it is added to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from hepir.interop.adl import bits, tree, units
from hepir.interop.adl.pieces import ATOM, POWER, PRODUCT, SUM, UNARY, Many, Momentum, Piece, Quantity, inside
from hepir.interop.adl.scope import MET
from hepir.interop.adl.stopping import cannot
from hepir.types.dimensions import ENERGY, NONE, Dimension

MOST_PARTS = 100
ZERO_TIMES = "zero times something adds nothing, and is left out"
SCALED = "a number times a number of objects, or times a charge, has the unit of what it stands beside"

if TYPE_CHECKING:
    from hepir.interop.adl.expressions import Converter


def summed(found: Sequence[Momentum]) -> Momentum:
    """A sum of momenta; one with missing momentum is transverse."""
    text = " + ".join(inside(each, PRODUCT) for each in found)
    optional = any(each.optional for each in found)
    if any(each.transverse for each in found):
        return Momentum(text, SUM, transverse=True, optional=optional)
    parts = tuple(part for each in found for part in (each.parts or (each.text,)))
    if len(parts) > MOST_PARTS:
        return Momentum(text, SUM, optional=optional)
    kinds = tuple(kind for each in found for kind in (each.of if each.parts else (each.kinds,)))
    return Momentum(text, SUM, (), parts, optional=optional, of=kinds)


def signed(converter: Converter, operator: str, operand: tree.Node) -> Quantity:
    """A sign."""
    found = converter.quantity(operand)
    if operator == "+":
        return found
    value = -found.value if found.value is not None else None
    text = f"-{inside(found, UNARY)}"
    return replace(found, text=text, level=UNARY, value=value, flag=False, name="")


def binary(converter: Converter, node: tree.Binary) -> Piece:
    """Arithmetic; momenta are added."""
    if node.operator == "^":
        return raised(converter, node)
    if node.operator in bits.OPERATORS:
        return bits.of_operator(converter, node)
    left, right = converter.piece(node.left), converter.piece(node.right)
    if node.operator == "+" and (kept := without_nothing(converter, node, left, right)) is not None:
        return kept
    if isinstance(left, Momentum | Many) and isinstance(right, Momentum | Many):
        if node.operator == "+" and not (left == MET and right == MET):
            return summed([converter.momentum(node.left), converter.momentum(node.right)])
        if node.operator == "-" and MET not in (left, right):
            raise cannot(node.span, "a difference of momenta is neither a number nor an object here")
    first, second = converter.quantity(node.left), converter.quantity(node.right)
    if node.operator in "*/":
        return product(converter, node.operator, first, second)
    first, second = alike(converter, first, second)
    text = f"{inside(first, SUM)} {node.operator} {inside(second, PRODUCT)}"
    return combined(text, SUM, first.dimension, first, second, difference=node.operator == "-")


def without_nothing(converter: Converter, node: tree.Binary, left: Piece, right: Piece) -> Piece | None:
    """Of `a + 0*b` only a counts; ADL programs write the rest so that it is worked out."""
    for term, other in ((node.right, left), (node.left, right)):
        match term:
            case tree.Binary(operator="*", left=tree.Number() as zero) if zero.value == 0:
                converter.decide(ZERO_TIMES)
                return other
    return None


def product(converter: Converter, operator: str, first: Quantity, second: Quantity) -> Quantity:
    """A product or a ratio.

    What divides a difference within a square is a resolution in the same unit, and a number over an energy is an energy.
    """
    resolved = converter.squared if first.dimension == ENERGY else is_energy(first)
    if operator == "/" and first.difference and resolved:
        _, second = alike(converter, first, second)
    elif operator == "/" and second.dimension == ENERGY:
        first, _ = alike(converter, first, second)
    dimension: Dimension | None = None
    if first.dimension is not None or second.dimension is not None:
        one, other = first.dimension or NONE, second.dimension or NONE
        dimension = one * other if operator == "*" else one / other
    text = f"{inside(first, PRODUCT)} {operator} {inside(second, UNARY)}"
    found = combined(text, PRODUCT, dimension, first, second)
    return replace(found, scaled=operator == "*" and (is_scaled(first, second) or is_scaled(second, first)))


def is_scaled(number: Quantity, other: Quantity) -> bool:
    """Whether a number without a unit is multiplied with a whole number."""
    return number.dimension is None and other.dimension == NONE and (other.integer or other.scaled)


def raised(converter: Converter, node: tree.Binary) -> Quantity:
    """A power by a number."""
    outer, converter.squared = converter.squared, True
    base = converter.quantity(node.left)
    converter.squared = outer
    exponent = converter.quantity(node.right)
    if exponent.value is None:
        raise cannot(node.span, "an exponent that is not a number")
    number = folded(node.right)
    power = Fraction(exponent.value if number is None else number).limit_denominator(100)
    dimension = base.dimension**power if base.dimension is not None else None
    found = combined(f"{inside(base, ATOM)}^{inside(exponent, ATOM)}", POWER, dimension, base, exponent)
    return replace(found, scaled=base.scaled, difference=base.difference)


def folded(node: tree.Node) -> float | None:
    """The value of arithmetic of numbers; None where it is something else."""
    match node:
        case tree.Number(value=value):
            return value
        case tree.Group(inside=child):
            return folded(child)
        case tree.Signed(operator=sign, operand=operand):
            inner = folded(operand)
            return -inner if inner is not None and sign == "-" else inner
        case tree.Binary(operator="/", left=left, right=right):
            above, below = folded(left), folded(right)
            return above / below if above is not None and below else None
    return None


def alike(converter: Converter, first: Quantity, second: Quantity) -> tuple[Quantity, Quantity]:
    """Two numbers of which one may need the unit of the other."""
    if first.dimension is None and second.dimension is not None:
        return with_unit(converter, first, second), second
    if second.dimension is None and first.dimension is not None:
        return first, with_unit(converter, second, first)
    if first.scaled and is_energy(second):
        return scaled_in(converter, first, second), second
    if second.scaled and is_energy(first):
        return first, scaled_in(converter, second, first)
    return first, second


def is_energy(found: Quantity) -> bool:
    """Whether something is a power of an energy."""
    dimension = found.dimension or NONE
    return dimension != NONE and dimension == ENERGY**dimension.energy


def scaled_in(converter: Converter, found: Quantity, other: Quantity) -> Quantity:
    """A number times a whole number, in the unit of what it stands beside."""
    unit, _ = units.unit_for(other.dimension or NONE, "", converter.scope.length)
    converter.decide(SCALED)
    text = f"{inside(found, PRODUCT)} * 1 {unit}"
    return replace(found, text=text, level=PRODUCT, dimension=other.dimension, integer=False, scaled=False)


def with_unit(converter: Converter, literal: Quantity, other: Quantity) -> Quantity:
    """A number in the unit of what it stands beside."""
    unit, decision = units.unit_for(other.dimension or NONE, other.name, converter.scope.length)
    if decision:
        converter.decide(decision)
    text = units.attached(literal, unit)
    level = min(literal.level, PRODUCT) if " * 1 " in text else literal.level
    return replace(literal, text=text, level=level, dimension=other.dimension or NONE)


def combined(
    text: str,
    level: int,
    dimension: Dimension | None,
    first: Quantity,
    second: Quantity,
    *,
    difference: bool = False,
) -> Quantity:
    """The result of arithmetic."""
    optional = first.optional or second.optional
    integer = first.integer and second.integer and "/" not in text
    value = 0.0 if dimension is None else None  # it is a number alone; which, does not matter
    return Quantity(text, level, dimension, value, optional=optional, integer=integer, difference=difference)
