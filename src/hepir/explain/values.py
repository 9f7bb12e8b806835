"""Values of an event for people.

In: an expression in an event. Out: the parts of it that decide, each as it is written and with its value and unit.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hepir.backends.interpreter.evaluating import Scope, evaluate
from hepir.backends.interpreter.objects import CompositeObject, Particle, Thing, Value
from hepir.intrinsics.kinematics import CartesianVector
from hepir.semantics.expressions import (
    Absolute,
    Compare,
    Conditional,
    Constant,
    Expression,
    Logical,
    Negate,
    Not,
    Reduce,
)
from hepir.source import Source
from hepir.types.core import Number, Type


@dataclass(frozen=True)
class Shown:
    """Something as it is written, and its value."""

    name: str
    value: str


def parts(expression: Expression, scope: Scope, source: Source) -> Iterator[Shown]:
    """What decides a condition: the sides of its comparisons, and conditions that have no inside to show."""
    match expression:
        case Logical(operands=operands):
            for operand in operands:
                yield from parts(operand, scope, source)
        case Not(operand=operand):
            yield from parts(operand, scope, source)
        case Conditional(condition, value, otherwise):
            for each in (condition, value, otherwise):
                yield from parts(each, scope, source)
        case Compare(operands=operands):
            limits = [each.value for each in operands if isinstance(each, Constant)]
            for operand in operands:
                if not is_constant(operand):
                    yield shown(operand, scope, source, limits)
        case Constant():
            return
        case _:
            yield shown(expression, scope, source, ())


def is_constant(expression: Expression) -> bool:
    """Whether a side of a comparison is a number that stands in the program."""
    if isinstance(expression, Negate | Absolute):
        return is_constant(expression.value)
    return isinstance(expression, Constant)


def shown(expression: Expression, scope: Scope, source: Source, limits: object) -> Shown:
    """An expression as it is written, with its value."""
    text = " ".join(source.slice(expression.span).split())
    value = evaluate(expression, scope)
    more = f" ({counted(expression, scope)})" if isinstance(expression, Reduce) else ""
    return Shown(text, shown_value(value, expression.type, limits) + more)


def counted(expression: Reduce, scope: Scope) -> str:
    """Over how many objects a quantifier goes."""
    sizes = [evaluate(each.collection, scope) for each in expression.bindings[:1]]
    return ", ".join(f"of {len(each)}" for each in sizes if isinstance(each, list | tuple))


def shown_value(value: Value, kind: Type, limits: object = ()) -> str:
    """A value with its unit; what is not there is `missing`."""
    match value:
        case None:
            return "missing"
        case bool():
            return "true" if value else "false"
        case int() | float():
            unit = kind.dimension.unit if isinstance(kind, Number) else ""
            return f"{number(value, limits)} {unit}".strip()
        case str():
            return value
        case Particle() | CompositeObject():
            return thing_name(value)
        case CartesianVector():
            return f"a momentum ({value.px:.6g}, {value.py:.6g}, {value.pz:.6g}; {value.energy:.6g}) GeV"
        case _:
            return (
                f"{len(value)} objects: {', '.join(thing_name(each) for each in value)}"
                if value
                else "no objects"
            )


def number(value: float, limits: object) -> str:
    """Six digits, and as many more as tell a number from a limit that it is close to."""
    text = f"{value:.6g}"
    known = limits if isinstance(limits, list | tuple) else ()
    close = any(isinstance(each, int | float) and float(text) == each != value for each in known)
    return repr(float(value)) if close else text


def thing_name(thing: Thing) -> str:
    """`Jet 3` (the stored entry, from 0), `(Muon 0, Muon 1)`."""
    if isinstance(thing, Particle):
        return f"{thing.kind} {thing.position}"
    return f"({', '.join(thing_name(each) for each in thing.slots.values())})"
