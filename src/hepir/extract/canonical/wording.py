"""Typed expressions as text: two expressions that are the same to the last name give the same text.

In: an expression, and what to call the things that a program named (`.name` is a property that `let` gave). Out: text that
reads like the language, with numbers in canonical units; members of combinations go by their place.
"""

from __future__ import annotations

from collections.abc import Mapping

from hepir.semantics.expressions import (
    Absolute,
    Add,
    Apply,
    Compare,
    Conditional,
    Constant,
    Contains,
    Exists,
    Expression,
    Extreme,
    Fallback,
    First,
    Hole,
    Index,
    Local,
    Logical,
    Member,
    Multiply,
    Negate,
    Not,
    Power,
    Reduce,
    Reference,
    Size,
    Trigger,
)
from hepir.syntax.wording import quote
from hepir.types.core import Composite, Number
from hepir.types.dimensions import without_angle

Names = Mapping[str, str]
ATOMS = (
    Constant,
    Hole,
    Local,
    Reference,
    Member,
    Trigger,
    Index,
    Size,
    Exists,
    Contains,
    Apply,
    Absolute,
    Reduce,
)


def worded(expression: Expression, names: Names) -> str:
    """An expression as text."""
    match expression:
        case Constant(value):
            return constant(expression, value)
        case Hole():
            return "?"
        case Local(name):
            return name
        case Reference(name):
            return names.get(name, name)
        case Member(base, name, slot):
            return member(base, place_of(base, name) if slot else names.get(f".{name}", name), names)
        case Trigger(name):
            return f"trigger({quote(name)})"
        case Index(collection, position):
            return f"{inside(collection, names)}[{position}]"
        case Size(inner):
            return f"size({worded(inner, names)})"
        case Exists(inner):
            return f"exists({worded(inner, names)})"
        case Contains(whole, part):
            return f"contains({worded(whole, names)}, {worded(part, names)})"
        case Apply(function, arguments):
            return f"{function}({', '.join(worded(each, names) for each in arguments)})"
        case First(collection, count):
            return f"first({worded(collection, names)}, {count})"
        case Extreme() | Reduce():
            return quantified(expression, names)
        case _:
            return operation(expression, names)


def operation(expression: Expression, names: Names) -> str:
    """An operator and its operands."""
    match expression:
        case Absolute(inner):
            return f"|{worded(inner, names)}|"
        case Negate(inner):
            return f"-{inside(inner, names)}"
        case Not(inner):
            return f"not {inside(inner, names)}"
        case Add(terms):
            return alternating(terms, ("+", "-"), names)
        case Multiply(factors):
            return alternating(factors, ("*", "/"), names)
        case Power(base, exponent):
            return f"{inside(base, names)} ^ {inside(exponent, names)}"
        case Compare(operands, operators):
            first, *rest = (inside(operand, names) for operand in operands)
            return first + "".join(f" {sign} {text}" for sign, text in zip(operators, rest, strict=True))
        case Logical(word, operands):
            return f" {word} ".join(inside(operand, names) for operand in operands)
        case Conditional(condition, value, otherwise):
            kept, asked, other = (inside(each, names) for each in (value, condition, otherwise))
            return f"{kept} if {asked} else {other}"
        case Fallback(value, otherwise):
            return f"{inside(value, names)} else {inside(otherwise, names)}"
        case _:
            raise TypeError(f"no wording for {type(expression).__name__}")


def inside(expression: Expression, names: Names) -> str:
    """An operand, in parentheses where it is an operation itself."""
    text = worded(expression, names)
    return text if isinstance(expression, ATOMS) else f"({text})"


def alternating(signed: tuple[tuple[int, Expression], ...], signs: tuple[str, str], names: Names) -> str:
    """`a + b - c`; what comes first shows its sign where it is the second one."""
    parts = [(signs[0] if sign == 1 else signs[1], inside(each, names)) for sign, each in signed]
    text = " ".join(f"{sign} {part}" for sign, part in parts)
    return text.removeprefix(f"{signs[0]} ")


def member(base: Expression, name: str, names: Names) -> str:
    """`base.name`; a property of the object spoken of stands alone."""
    return name if base == Local("this", type=base.type, span=base.span) else f"{inside(base, names)}.{name}"


def place_of(base: Expression, slot: str) -> str:
    """A member of a combination by its place: `member1`."""
    assert isinstance(base.type, Composite)
    return f"member{[name for name, _ in base.type.slots].index(slot) + 1}"


def quantified(expression: Extreme | Reduce, names: Names) -> str:
    """`any(condition for x1 in jets)`"""
    match expression:
        case Extreme(collection, variable, key, largest):
            word, body, where = ("largest" if largest else "smallest"), key, None
            binders = [(variable, collection)]
        case Reduce(word, body, bindings, where):
            binders = [(each.variable, each.collection) for each in bindings]
    text = "".join(f" for {variable} in {inside(each, names)}" for variable, each in binders)
    asked = f" where {worded(where, names)}" if where is not None else ""
    return f"{word}({worded(body, names)}{text}{asked})"


def constant(expression: Constant, value: float | int | bool | str) -> str:
    """A literal; an angle is a pure number in radians."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quote(value)
    unit = unit_of(expression)
    return f"{number(value)} {unit}" if unit else number(value)


def number(value: float) -> str:
    """A number with as many digits as survive a change of units."""
    text = f"{value:.12g}"
    return "0" if text == "-0" else text


def unit_of(expression: Expression) -> str:
    """The canonical unit of a number; none for angles and pure numbers."""
    if not isinstance(expression.type, Number):
        return ""
    return without_angle(expression.type.dimension).unit
