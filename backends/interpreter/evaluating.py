"""The value of an expression in an event.

In: a typed expression, what names stand for in the event, and the objects in view. Out: its value; None is a
missing one, and what is made from a missing part is missing.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from hepir.backends.interpreter import objects, reducing
from hepir.backends.interpreter.objects import Thing, Value
from hepir.backends.interpreter.operating import added, apply, kleene, multiplied, number
from hepir.intrinsics import ieee
from hepir.semantics.applied import function_of
from hepir.semantics.expressions import (
    Absolute,
    Add,
    Apply,
    Belonging,
    Binding,
    Compare,
    Conditional,
    Constant,
    Contains,
    Descends,
    Exists,
    Expression,
    Extreme,
    Fallback,
    First,
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
from hepir.semantics.options import lists_of
from hepir.types.core import Momentum

COMPARISONS: Mapping[str, Callable[..., object]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "==": operator.eq,
    "!=": operator.ne,
}


class Names(Protocol):
    """What the names of a program stand for in one event."""

    def lookup(self, name: str) -> Value:
        """The value of a kind, a definition or a region."""
        ...

    def fired(self, trigger: str) -> bool:
        """Whether a trigger fired."""
        ...


@dataclass(frozen=True)
class Scope:
    """An event and the objects in view by the names of their variables."""

    names: Names
    variables: Mapping[str, Value]

    def bound(self, variable: str, value: Value) -> Scope:
        """The scope with one more object in view."""
        return replace(self, variables={**self.variables, variable: value})


def evaluate(expression: Expression, scope: Scope) -> Value:
    """The value of an expression."""
    match expression:
        case Constant(value):
            return value
        case Local(name):
            return scope.variables[name]
        case Reference(name):
            return scope.names.lookup(name)
        case Trigger(name):
            return scope.names.fired(name)
        case Member(base, name, slot):
            return objects.member(evaluate(base, scope), name, slot)
        case Index(collection, position):
            found = things(collection, scope)
            return found[position] if -len(found) <= position < len(found) else None
        case Link(collection, index):
            return objects.stored_at(things(collection, scope), number(evaluate(index, scope)))
        case Extreme(collection, variable, key, largest):
            candidates = things(collection, scope)
            keys = [evaluate(key, scope.bound(variable, thing)) for thing in candidates]
            best = reducing.best(keys, largest)
            return candidates[best[0]] if best else None
        case Belonging(collection, owner, name):
            return objects.belonging(evaluate(owner, scope), name, things(collection, scope))
        case First(collection, count):
            several = listed(collection, scope)
            return None if several is None else several[:count]
        case Size(collection):
            several = listed(collection, scope)
            return None if several is None else len(several)
        case Exists(value):
            return evaluate(value, scope) is not None
        case Conditional(condition, value, otherwise):
            return evaluate(value if holds(condition, scope) else otherwise, scope)
        case Fallback(value, otherwise):
            found_value = evaluate(value, scope)
            return evaluate(otherwise, scope) if found_value is None else found_value
        case Logical(word, operands):
            return kleene(word == "or", [evaluate(operand, scope) for operand in operands])
        case Reduce():
            return reduction(expression, scope)
        case _:
            return evaluate_strict(expression, scope)


def evaluate_strict(expression: Expression, scope: Scope) -> Value:
    """The value of an operator, which is missing where an operand is."""
    match expression:
        case Not(operand):
            value = evaluate(operand, scope)
            return None if value is None else not value
        case Contains(whole, part):
            parts = [evaluate(whole, scope), evaluate(part, scope)]
            missing = any(each is None for each in parts)
            return None if missing else objects.identities(parts[1]) <= objects.identities(parts[0])
        case Descends(particle, collection, species):
            found = evaluate(particle, scope)
            return None if found is None else objects.descends(found, things(collection, scope), species)
        case Compare(operands, operators):
            values = [evaluate(operand, scope) for operand in operands]
            if any(value is None for value in values):
                return None
            triples = zip(values, operators, values[1:], strict=False)
            return all(COMPARISONS[sign](left, right) for left, sign, right in triples)
        case Apply(arguments=arguments):
            return apply(function_of(expression), [evaluate(argument, scope) for argument in arguments])
        case Add(terms) if isinstance(expression.type, Momentum):
            momenta = [objects.momentum(evaluate(term, scope)) for _, term in terms]
            return objects.sum_of(momenta, [sign for sign, _ in terms])
        case Add(terms):
            return added([(sign, evaluate(term, scope)) for sign, term in terms])
        case Multiply(factors):
            return multiplied([(sign, evaluate(factor, scope)) for sign, factor in factors])
        case Negate(inner):
            return None if (found := number(evaluate(inner, scope))) is None else -found
        case Absolute(inner):
            return None if (found := number(evaluate(inner, scope))) is None else abs(found)
        case Power(base, exponent):
            first, second = number(evaluate(base, scope)), number(evaluate(exponent, scope))
            return None if first is None or second is None else ieee.power(first, second)
        case _:
            raise TypeError(f"{type(expression).__name__} has no value")


def things(collection: Expression, scope: Scope) -> Sequence[Thing]:
    """The objects of a collection; none where it is the list of an object that is missing."""
    found = listed(collection, scope)
    return () if found is None else found


def listed(collection: Expression, scope: Scope) -> Sequence[Thing] | None:
    """The objects of a collection; None where it is the list of an object that is missing."""
    found = evaluate(collection, scope)
    if found is None or isinstance(found, list | tuple):
        return found
    raise TypeError(f"{found!r} is not a collection")


def holds(condition: Expression, scope: Scope) -> bool:
    """Whether a condition is true; a missing one is not."""
    return evaluate(condition, scope) is True


def reduction(expression: Reduce, scope: Scope) -> Value:
    """One value from all objects of one or several collections."""
    where = expression.where
    if any(evaluate(each, scope) is None for each in lists_of(expression.bindings)):
        return None
    scopes = [
        each for each in combinations(expression.bindings, scope) if where is None or holds(where, each)
    ]
    bodies = [evaluate(expression.body, each) for each in scopes]
    if expression.operation == "sum" and isinstance(expression.type, Momentum):
        present = [momentum for body in bodies if (momentum := objects.momentum(body)) is not None]
        return objects.sum_of([objects.NOTHING, *present])
    if expression.operation in ("any", "all", "none", "count"):
        return reducing.quantified(expression.operation, [body is True for body in bodies])
    numbers = [value for body in bodies if (value := number(body)) is not None]
    return reducing.reduced(expression.operation, numbers)


def combinations(bindings: Sequence[Binding], scope: Scope) -> list[Scope]:
    """All combinations of objects, the first variable moving slowest."""
    if not bindings:
        return [scope]
    first, *rest = bindings
    found = things(first.collection, scope)
    return [each for thing in found for each in combinations(rest, scope.bound(first.variable, thing))]
