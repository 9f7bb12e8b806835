"""Functions that are written in the language: a call becomes the expression that its function is.

In: a `Defined` function and typed arguments. Out: a typed expression, all of whose own parts stand at the place of the call.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from functools import cache

from hepir.intrinsics.core import Defined, Given
from hepir.semantics import typing
from hepir.semantics.expressions import Binding, Expression, Extreme, Local, Reduce, walk
from hepir.semantics.scope import Report, Scope
from hepir.source import Source, Span
from hepir.syntax import tree
from hepir.syntax.parsing import parse
from hepir.types.core import Collection, Composite, Element, Number, Single


def written_out(function: Defined, arguments: Sequence[Expression], span: Span, scope: Scope) -> Expression:
    """The expression that a call means."""
    named = {f"{chr(ord('a') + place)}_": value for place, value in enumerate(arguments)}
    text = function.text([given(name, value) for name, value in named.items()])
    report = Report()
    inner = Scope(Source(function.name, text), scope.kinds, {}, report, locals=named)
    typed = typing.infer(parsed(text), inner)
    assert not report.found, (function.name, text, report.found)
    variables = fresh_variables(typed, arguments, scope)
    return placed(typed, frozenset(map(id, arguments)), variables, span)


def given(name: str, value: Expression) -> Given:
    """What a function's text may know of an argument."""
    several, particle = isinstance(value.type, Collection), isinstance(value.type, Element | Composite)
    sure = several or isinstance(value, Local) or isinstance(value.type, Single | Number)
    return Given(name, several, particle, sure)


@cache
def parsed(text: str) -> tree.Expression:
    """The syntax tree of an expression."""
    program = parse(Source("function", f"define value = {text}\n")).program
    assert program is not None, text
    block = program.blocks[0]
    assert isinstance(block, tree.Define)
    return block.value


def fresh_variables(typed: Expression, arguments: Sequence[Expression], scope: Scope) -> dict[str, str]:
    """New names for the variables that the text binds, which neither the place nor an argument has."""
    taken = taken_by(arguments, scope)
    found: dict[str, str] = {}
    for variable in bound(typed):
        if variable.endswith("_") and variable not in found:
            found[variable] = unlike(variable.rstrip("_"), taken)
            taken.add(found[variable])
    return found


def taken_by(arguments: Sequence[Expression], scope: Scope) -> set[str]:
    """The variables that a place and the arguments of a call have."""
    taken = {each.name for value in arguments for each in walk(value) if isinstance(each, Local)}
    taken |= {name for value in arguments for name in bound(value)}
    return taken | {*scope.locals, *([scope.lift.variable] if scope.lift else [])}


def unlike(stem: str, taken: set[str]) -> str:
    """A name that is not taken."""
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}{number}"
    return name


def bound(expression: Expression) -> tuple[str, ...]:
    """The variables that an expression binds."""
    found: list[str] = []
    for node in walk(expression):
        match node:
            case Reduce(bindings=bindings):
                found += [each.variable for each in bindings]
            case Extreme(variable=variable):
                found.append(variable)
            case _:
                pass
    return tuple(found)


def placed(
    expression: Expression, given: frozenset[int], variables: Mapping[str, str], span: Span
) -> Expression:
    """An expression at a place, with its variables renamed; what is given stays as it is."""
    if id(expression) in given:
        return expression
    changed = {
        each.name: placed_value(getattr(expression, each.name), given, variables, span)
        for each in fields(expression)
        if each.name not in ("type", "span")
    }
    if isinstance(expression, Local):
        changed["name"] = variables.get(expression.name, expression.name)
    if isinstance(expression, Extreme):
        changed["variable"] = variables.get(expression.variable, expression.variable)
    return replace(expression, **changed, span=span)  # type: ignore[arg-type]


def placed_value(value: object, given: frozenset[int], variables: Mapping[str, str], span: Span) -> object:
    """As `placed`, of a part of an expression."""
    match value:
        case Expression():
            return placed(value, given, variables, span)
        case Binding(variable, collection):
            return Binding(variables.get(variable, variable), placed(collection, given, variables, span))
        case tuple():
            return tuple(placed_value(each, given, variables, span) for each in value)
        case _:
            return value
