"""The types of calls: built-in functions, reductions over collections, and the forms that speak of objects.

In: a call of the syntax tree and a `Scope`. Out: a typed expression.
"""

from __future__ import annotations

from typing import get_args

from hepir.diagnostics.nearest import nearest
from hepir.intrinsics.registry import FORMS, REDUCTIONS, callable_names
from hepir.intrinsics.registry import signatures as known
from hepir.semantics import errors, forms, habits, modelled, signatures, typing
from hepir.semantics.applied import function_called
from hepir.semantics.expressions import Apply, Binding, Expression, Local, Lookup, Operation, Reduce
from hepir.semantics.scope import Scope, is_poison, poison
from hepir.syntax import tree
from hepir.types.computations import Computation
from hepir.types.core import (
    BOOLEAN,
    INTEGER,
    OPEN_NUMBER,
    Collection,
    Composite,
    Element,
    Momentum,
    Number,
    Open,
    Type,
)
from hepir.types.tables import Table

CONDITIONS = ("any", "all", "none", "count")
USAGE = {
    "any": "any(j.pt > 30 GeV for j in jets)",
    "all": "all(j.pt > 30 GeV for j in jets)",
    "none": "none(j.pt > 30 GeV for j in jets)",
    "count": "count(j.pt > 30 GeV for j in jets)",
    "sum": "sum(jets.pt)`, `sum(j.pt for j in jets where j.pt > 30 GeV)",
    "min": "min(jets.pt)`, `min(a, b)`, `min(dr(a, j) for j in jets)",
    "max": "max(jets.pt)`, `max(a, b)`, `max(j.pt for j in jets)",
    "mean": "mean(jets.pt)`, `mean(j.pt for j in jets)",
}


def infer_call(node: tree.Call, scope: Scope) -> Expression:
    """The typed expression of a call."""
    name = node.function.text
    if name in FORMS:
        return forms.infer_form(node, scope)
    if name in REDUCTIONS and (node.binders or len(node.arguments) == 1):
        return infer_reduction(node, scope)
    if name in scope.tables and not node.binders:
        return looked_up(scope.tables[name], node, scope)
    if name in scope.models and not node.binders:
        return modelled.infer_model(scope.models[name], node, scope)
    if name in known() and not node.binders:
        return signatures.infer_function(known()[name], node, scope)
    if name in REDUCTIONS or name in known():
        usage = USAGE.get(name) or known()[name].signature()
        scope.report(errors.WrongArguments(node.span, name, "is not used in this way", usage))
    else:
        scope.report(
            errors.UnknownName(
                node.function.span,
                name,
                nearest(name, (*callable_names(), *scope.tables, *scope.models)),
                "function",
                habits.of_function(name),
            )
        )
    return poison(node.span)


def looked_up(table: Table | Computation | None, node: tree.Call, scope: Scope) -> Expression:
    """A table at some values: a function of the program."""
    if table is None:
        return poison(node.span)
    found = signatures.infer_function(function_called(table), node, scope)
    match found:
        case Apply(function, arguments):
            return Lookup(function, arguments, table, type=found.type, span=found.span)
        case _:
            return found


def infer_reduction(node: tree.Call, scope: Scope) -> Expression:
    """`any(...)`, `sum(...)` and the like."""
    if node.binders:
        return infer_comprehension(node, scope)
    inner, lift = scope.with_lift(node.arguments[0])
    body = typing.infer(node.arguments[0], inner)
    if is_poison(body):
        return poison(node.span)
    if isinstance(body.type, Collection):
        each = Local(lift.variable, type=body.type.element, span=body.span)
        return reduction(node, each, (Binding(lift.variable, body),), None, scope)
    if lift.binding is None:
        name = node.function.text
        scope.report(
            errors.WrongArguments(node.span, name, "takes a collection or a property of one", USAGE[name])
        )
        return poison(node.span)
    return reduction(node, body, (lift.binding,), None, scope)


def infer_comprehension(node: tree.Call, scope: Scope) -> Expression:
    """`sum(body for x in xs for y in ys where condition)`"""
    bindings: list[Binding] = []
    inner = scope.without_lift()
    for binder in node.binders:
        collection = collection_of(typing.infer(binder.collection, inner), scope)
        name = binder.name.text
        if name in inner.locals or name in scope.names or name in scope.kinds:
            scope.report(errors.ShadowedName(binder.name.span, name))
        if collection is None:
            return poison(node.span)
        assert isinstance(collection.type, Collection)
        local = Local(name, type=collection.type.element, span=binder.name.span)
        bindings.append(Binding(name, collection))
        inner = inner.with_local(name, local)
    where = typing.infer_condition(node.where, inner) if node.where else None
    body = typing.infer(node.arguments[0], inner)
    return reduction(node, body, tuple(bindings), where, inner)


def collection_of(expression: Expression, scope: Scope) -> Expression | None:
    """The expression if it is a collection; else it is reported."""
    if isinstance(expression.type, Collection):
        return expression
    if not is_poison(expression):
        scope.report(errors.WrongType(expression.span, "a collection", str(expression.type)))
    return None


def reduction(
    node: tree.Call, body: Expression, bindings: tuple[Binding, ...], where: Expression | None, scope: Scope
) -> Expression:
    """A reduction whose parts are typed: the body must fit the operation."""
    name = node.function.text
    result = result_type(name, body, scope)
    if result is None or is_poison(body):
        return poison(node.span)
    operation: Operation = next(operation for operation in get_args(Operation) if operation == name)
    return Reduce(operation, body, bindings, where, type=result, span=node.span)


def result_type(name: str, body: Expression, scope: Scope) -> Type | None:
    """The type of a reduction, or None where the body does not fit (reported)."""
    match body.type:
        case Collection():
            shown = scope.text(body.span)
            scope.report(errors.CollectionAsScalar(body.span, shown, typing.QUANTIFIERS.format(shown)))
            return None
        case Element() | Composite() | Momentum() if name == "sum":
            return body.type if isinstance(body.type, Momentum) else Momentum()
        case Number(dimension, integer) if name not in CONDITIONS:
            return Number(dimension, integer and name != "mean")
        case _ if body.type == BOOLEAN and name in CONDITIONS:
            return INTEGER if name == "count" else BOOLEAN
        case Open(numeric) if not (numeric and name in CONDITIONS):
            return INTEGER if name == "count" else BOOLEAN if name in CONDITIONS else OPEN_NUMBER
        case _:
            report_body(name, body, scope)
            return None


def report_body(name: str, body: Expression, scope: Scope) -> None:
    """Says what the body of a reduction should be."""
    if is_poison(body):
        return
    expected = "a condition" if name in CONDITIONS else "a number"
    scope.report(
        errors.WrongType(body.span, f"{expected} inside `{name}`", str(body.type), f"write `{USAGE[name]}`")
    )
