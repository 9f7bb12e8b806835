"""Expressions as text, for people who look at a plan.

In: typed expressions. Out: one line each, much like the language, numbers in canonical units (GeV, mm, rad). Two expressions
have the same text when they mean the same computation.
"""

from __future__ import annotations

from hepir.intrinsics.hit_or_miss import EVENT
from hepir.semantics.expressions import (
    Absolute,
    Add,
    Apply,
    Binding,
    Compare,
    Conditional,
    Constant,
    Contains,
    Draw,
    Exists,
    Expression,
    Extreme,
    Fallback,
    First,
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


def said(expression: Expression) -> str:
    """An expression in one line."""
    match expression:
        case Constant(bool(value)):
            return str(value).lower()
        case Constant(value):
            return repr(value)
        case Local(name) | Reference(name):
            return name
        case Member(base, name):
            return f"{said(base)}.{name}"
        case Trigger(name):
            return f"trigger({name!r})"
        case Index(collection, position):
            return f"{said(collection)}[{position}]"
        case First(collection, count):
            return f"first({said(collection)}, {count})"
        case Size(collection):
            return f"size({said(collection)})"
        case Exists(value):
            return f"exists({said(value)})"
        case Contains(whole, part):
            return f"contains({said(whole)}, {said(part)})"
        case Extreme(collection, variable, key, largest):
            word = "largest" if largest else "smallest"
            return f"{word}({variable} in {said(collection)} by {said(key)})"
        case Reduce(operation, body, bindings, where):
            return f"{operation}({said(body)} {loops(bindings)}{f' where {said(where)}' if where else ''})"
        case _:
            return operation_said(expression)


def operation_said(expression: Expression) -> str:
    """Operators and functions."""
    match expression:
        case Draw(arguments=(probability, *numbers)):
            objects = dict.fromkeys(
                said(each.base) for each in numbers[len(EVENT) :] if isinstance(each, Member)
            )
            return f"hit_or_miss({', '.join((said(probability), *objects))})"
        case Apply(function, arguments):
            return f"{function}({', '.join(map(said, arguments))})"
        case Add(terms):
            return signed([(sign, said(each)) for sign, each in terms], " + ", " - ", "-")
        case Multiply(factors):
            return signed([(sign, said(each)) for sign, each in factors], " * ", " / ", "1 / ")
        case Power(base, exponent):
            return f"({said(base)} ^ {said(exponent)})"
        case Negate(value):
            return f"-{said(value)}"
        case Absolute(value):
            return f"|{said(value)}|"
        case Compare(operands, operators):
            first, *others = map(said, operands)
            rest = (f" {sign} {each}" for sign, each in zip(operators, others, strict=True))
            return f"({first}{''.join(rest)})"
        case Logical(operator, operands):
            return f"({f' {operator} '.join(map(said, operands))})"
        case Not(operand):
            return f"not {said(operand)}"
        case Conditional(condition, value, otherwise):
            return f"({said(value)} if {said(condition)} else {said(otherwise)})"
        case Fallback(value, otherwise):
            return f"({said(value)} else {said(otherwise)})"
        case _:
            return type(expression).__name__.lower()


def loops(bindings: tuple[Binding, ...]) -> str:
    """`for j in jets for m in muons`"""
    return " ".join(f"for {each.variable} in {said(each.collection)}" for each in bindings)


def signed(parts: list[tuple[int, str]], plus: str, minus: str, first: str) -> str:
    """Terms or factors from left to right."""
    (sign, text), *rest = parts
    text = text if sign > 0 else f"{first}{text}"
    return f"({text}{''.join(f'{plus if sign > 0 else minus}{each}' for sign, each in rest)})"
