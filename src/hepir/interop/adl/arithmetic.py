"""Arithmetic of ADL.

In: an operation and the converter that met it. Out: a number with its dimension, or a sum of momenta. A bare number takes the
unit of what it is added to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from hepir.interop.adl import tree, units
from hepir.interop.adl.pieces import ATOM, POWER, PRODUCT, SUM, UNARY, Many, Momentum, Piece, Quantity, inside
from hepir.interop.adl.scope import MET
from hepir.interop.adl.stopping import cannot
from hepir.source import Span
from hepir.types.dimensions import ENERGY, NONE, Dimension

if TYPE_CHECKING:
    from hepir.interop.adl.expressions import Converter


def summed(found: Sequence[Momentum], span: Span) -> Momentum:
    """A sum of momenta."""
    if any(each.transverse for each in found):
        raise cannot(span, "missing momentum is transverse; its sum with another momentum is not known here")
    text = " + ".join(inside(each, PRODUCT) for each in found)
    parts = tuple(part for each in found for part in (each.parts or (each.text,)))
    return Momentum(text, SUM, (), parts, optional=any(each.optional for each in found))


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
    left, right = converter.piece(node.left), converter.piece(node.right)
    if isinstance(left, Momentum | Many) and isinstance(right, Momentum | Many):
        if node.operator == "+" and not (left == MET and right == MET):
            return summed([converter.momentum(node.left), converter.momentum(node.right)], node.span)
        if node.operator == "-" and MET not in (left, right):
            raise cannot(node.span, "a difference of momenta is neither a number nor an object here")
    first, second = converter.quantity(node.left), converter.quantity(node.right)
    if node.operator in "*/":
        return product(converter, node.operator, first, second)
    first, second = alike(converter, first, second)
    text = f"{inside(first, SUM)} {node.operator} {inside(second, PRODUCT)}"
    return combined(text, SUM, first.dimension, first, second, difference=node.operator == "-")


def product(converter: Converter, operator: str, first: Quantity, second: Quantity) -> Quantity:
    """A product or a ratio.

    What divides a difference within a square is a resolution in the same unit, and a number over an energy is an energy.
    """
    if operator == "/" and first.dimension == ENERGY and first.difference and converter.squared:
        _, second = alike(converter, first, second)
    elif operator == "/" and second.dimension == ENERGY:
        first, _ = alike(converter, first, second)
    dimension: Dimension | None = None
    if first.dimension is not None or second.dimension is not None:
        one, other = first.dimension or NONE, second.dimension or NONE
        dimension = one * other if operator == "*" else one / other
    text = f"{inside(first, PRODUCT)} {operator} {inside(second, UNARY)}"
    return combined(text, PRODUCT, dimension, first, second)


def raised(converter: Converter, node: tree.Binary) -> Quantity:
    """A power by a number."""
    outer, converter.squared = converter.squared, True
    base = converter.quantity(node.left)
    converter.squared = outer
    exponent = converter.quantity(node.right)
    if exponent.value is None:
        raise cannot(node.span, "an exponent that is not a number")
    power = Fraction(exponent.value).limit_denominator(100)
    dimension = base.dimension**power if base.dimension is not None else None
    return combined(f"{inside(base, ATOM)}^{inside(exponent, ATOM)}", POWER, dimension, base, exponent)


def alike(converter: Converter, first: Quantity, second: Quantity) -> tuple[Quantity, Quantity]:
    """Two numbers of which one may need the unit of the other."""
    if first.dimension is None and second.dimension is not None:
        return with_unit(converter, first, second), second
    if second.dimension is None and first.dimension is not None:
        return first, with_unit(converter, second, first)
    return first, second


def with_unit(converter: Converter, literal: Quantity, other: Quantity) -> Quantity:
    """A number in the unit of what it stands beside."""
    unit, decision = units.unit_for(other.dimension or NONE, other.name, converter.scope.length)
    if decision:
        converter.decide(decision)
    return replace(literal, text=units.attached(literal, unit), dimension=other.dimension or NONE)


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
