"""Typed expressions as text: two expressions that are the same to the last name give the same text.

In: an expression, and how to spell it. Out: text that reads like the language, with numbers in canonical units (GeV, mm,
rad).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from hepir.intrinsics.hit_or_miss import EVENT
from hepir.semantics.expressions import (
    Absolute,
    Add,
    Apply,
    Belonging,
    Compare,
    Conditional,
    Constant,
    Contains,
    Descends,
    Draw,
    Exists,
    Expression,
    Extreme,
    Fallback,
    First,
    Hole,
    Index,
    Link,
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


@dataclass(frozen=True)
class Spelling:
    """How things are called that a program named (`.name` is a property that `let` gave). With `by_place`, members of
    combinations go by their place; with `exact`, numbers have all their digits, and no unit."""

    names: Names = field(default_factory=dict)
    by_place: bool = True
    exact: bool = False


AS_WRITTEN = Spelling(by_place=False, exact=True)
ATOMS = (
    Constant,
    Hole,
    Local,
    Reference,
    Member,
    Trigger,
    Index,
    Link,
    Belonging,
    First,
    Size,
    Exists,
    Contains,
    Descends,
    Apply,
    Absolute,
    Extreme,
    Reduce,
)


def worded(expression: Expression, names: Names) -> str:
    """An expression as text, for comparing: `names` says what to call what a program named."""
    return spelled(expression, Spelling(names))


def said(expression: Expression) -> str:
    """An expression as text, for people who look at a plan; it is the same for the same computation alone."""
    return spelled(expression, AS_WRITTEN)


def spelled(expression: Expression, how: Spelling) -> str:
    """An expression as text."""
    match expression:
        case Constant(value):
            return constant(expression, value, how)
        case Hole():
            return "?"
        case Local(name):
            return name
        case Reference(name):
            return how.names.get(name, name)
        case Member(base, name, slot):
            called = place_of(base, name) if slot and how.by_place else how.names.get(f".{name}", name)
            return member(base, called, how)
        case Link(collection, index):
            return link(collection, index, how)
        case Belonging(_, owner, name):
            return f"{inside(owner, how)}.{name}"
        case Descends(particle, _, species):
            return f"descends_from({spelled(particle, how)}, {', '.join(map(str, species))})"
        case Trigger(name):
            return f"trigger({quote(name)})"
        case Index(collection, position):
            return f"{inside(collection, how)}[{position}]"
        case Size(inner):
            return f"size({spelled(inner, how)})"
        case Exists(inner):
            return f"exists({spelled(inner, how)})"
        case Contains(whole, part):
            return f"contains({spelled(whole, how)}, {spelled(part, how)})"
        case Draw(arguments=(probability, *numbers)):
            return draw(probability, numbers, how)
        case Apply(function, arguments):
            return f"{function}({', '.join(spelled(each, how) for each in arguments)})"
        case First(collection, count):
            return f"first({spelled(collection, how)}, {count})"
        case Extreme() | Reduce():
            return quantified(expression, how)
        case _:
            return operation(expression, how)


def operation(expression: Expression, how: Spelling) -> str:
    """An operator and its operands."""
    match expression:
        case Absolute(inner):
            return f"|{spelled(inner, how)}|"
        case Negate(inner):
            return f"-{inside(inner, how)}"
        case Not(inner):
            return f"not {inside(inner, how)}"
        case Add(terms):
            return alternating(terms, ("+", "-"), how)
        case Multiply(factors):
            return alternating(factors, ("*", "/"), how)
        case Power(base, exponent):
            return f"{inside(base, how)} ^ {inside(exponent, how)}"
        case Compare(operands, operators):
            first, *rest = (inside(operand, how) for operand in operands)
            return first + "".join(f" {sign} {text}" for sign, text in zip(operators, rest, strict=True))
        case Logical(word, operands):
            return f" {word} ".join(inside(operand, how) for operand in operands)
        case Conditional(condition, value, otherwise):
            kept, asked, other = (inside(each, how) for each in (value, condition, otherwise))
            return f"{kept} if {asked} else {other}"
        case Fallback(value, otherwise):
            return f"{inside(value, how)} else {inside(otherwise, how)}"
        case _:
            raise TypeError(f"no wording for {type(expression).__name__}")


def inside(expression: Expression, how: Spelling) -> str:
    """An operand, in parentheses where it is an operation itself."""
    text = spelled(expression, how)
    return text if isinstance(expression, ATOMS) else f"({text})"


def alternating(signed: tuple[tuple[int, Expression], ...], signs: tuple[str, str], how: Spelling) -> str:
    """`a + b - c`; what comes first shows its sign where it is the second one."""
    parts = [(signs[0] if sign == 1 else signs[1], inside(each, how)) for sign, each in signed]
    text = " ".join(f"{sign} {part}" for sign, part in parts)
    return text.removeprefix(f"{signs[0]} ")


def member(base: Expression, name: str, how: Spelling) -> str:
    """`base.name`; a property of the object spoken of stands alone."""
    alone = not how.exact and base == Local("this", type=base.type, span=base.span)
    return name if alone else f"{inside(base, how)}.{name}"


def link(collection: Expression, index: Expression, how: Spelling) -> str:
    """`muon.gen_particle`"""
    match index:
        case Member(base, name) if name.endswith("_index"):
            return member(base, name.removesuffix("_index"), how)
        case _:
            return f"{inside(collection, how)}[{spelled(index, how)}]"


def place_of(base: Expression, slot: str) -> str:
    """A member of a combination by its place: `member1`."""
    assert isinstance(base.type, Composite)
    return f"member{[name for name, _ in base.type.slots].index(slot) + 1}"


def quantified(expression: Extreme | Reduce, how: Spelling) -> str:
    """`any(condition for x1 in jets)`"""
    match expression:
        case Extreme(collection, variable, key, largest):
            word, body, where = ("largest" if largest else "smallest"), key, None
            binders = [(variable, collection)]
        case Reduce(word, body, bindings, where):
            binders = [(each.variable, each.collection) for each in bindings]
    text = "".join(f" for {variable} in {inside(each, how)}" for variable, each in binders)
    asked = f" where {spelled(where, how)}" if where is not None else ""
    return f"{word}({spelled(body, how)}{text}{asked})"


def draw(probability: Expression, numbers: Sequence[Expression], how: Spelling) -> str:
    """`hit_or_miss(probability, object)`; the numbers of the event are the same for all."""
    objects = dict.fromkeys(
        spelled(each.base, how) for each in numbers[len(EVENT) :] if isinstance(each, Member)
    )
    return f"hit_or_miss({', '.join((spelled(probability, how), *objects))})"


def constant(expression: Constant, value: float | int | bool | str, how: Spelling) -> str:
    """A literal; an angle is a pure number in radians."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return quote(value)
    if how.exact:
        return repr(value)
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
