"""The types of calls of models and of external functions.

In: a call of the syntax tree, what it calls, and a `Scope`. Out: a typed call, of as many numbers as that takes.
"""

from __future__ import annotations

from collections.abc import Iterator

from hepir.intrinsics.core import Parameter
from hepir.semantics import errors, signatures
from hepir.semantics.applied import function_called
from hepir.semantics.expressions import Constant, Expression, Index, Local, Lookup, Padded, Reference
from hepir.semantics.rewriting import rewritten
from hepir.semantics.scope import Lift, Scope, is_poison, poison
from hepir.syntax import tree
from hepir.types.core import Collection, Number
from hepir.types.dimensions import NONE, Dimension
from hepir.types.models import ExternalFunction, Model, ModelArgument, ModelSignature


def infer_model(called: ModelSignature | None, node: tree.Call, scope: Scope) -> Expression:
    """`classifier(ht, jets.pt)`: one argument for each `input`; one with places takes a property of a collection."""
    if called is None:
        return poison(node.span)
    wanted = called.arguments
    if len(node.arguments) != len(wanted):
        problem = f"takes {len(wanted)} argument{'s' * (len(wanted) > 1)}, not {len(node.arguments)}"
        scope.report(errors.WrongArguments(node.span, called.model.name, problem, called.signature()))
        return poison(node.span)
    found = [
        value
        for argument, given in zip(wanted, node.arguments, strict=True)
        for value in values_of(argument, called, given, scope)
    ]
    if any(is_poison(value) for value in found):
        return poison(node.span)
    kind = Number(dimension_of(called.model))
    return Lookup(called.model.name, tuple(found), called.model, type=kind, span=node.span)


def dimension_of(called: Model | ExternalFunction) -> Dimension:
    """The dimension of what is found; a model gives a pure number."""
    return called.dimension if isinstance(called, ExternalFunction) else NONE


def values_of(
    argument: ModelArgument, called: ModelSignature, given: tree.Expression, scope: Scope
) -> Iterator[Expression]:
    """The numbers that an argument gives, with what stands where there is none."""
    lift: Lift | None = None
    inner = scope
    if argument.places is not None:
        inner, lift = scope.with_lift(given)
    parameter = Parameter(argument.name, "number", argument.inputs[0].dimension)
    value = signatures.infer_argument(function_called(called.model), parameter, given, {}, inner)
    if lift is not None and not is_poison(value):
        value = checked(lift, given, called, value, scope)
    for place in range(argument.places or 1):
        one = value if lift is None or lift.binding is None else at_place(value, lift, place)
        yield one if argument.pad is None or is_poison(one) else padded(one, argument.pad)


def checked(
    lift: Lift, given: tree.Expression, called: ModelSignature, value: Expression, scope: Scope
) -> Expression:
    """An argument with places is a property of a collection whose order is known."""
    collection = lift.binding.collection if lift.binding is not None else None
    if collection is None or not isinstance(collection.type, Collection):
        expected = f"a property of a collection, such as `jets.pt`, as input of `{called.model.name}`"
        scope.report(errors.WrongType(given.span, expected, str(value.type)))
        return poison(given.span)
    if collection.type.ordering is None:
        declared = scope.names.get(collection.name) if isinstance(collection, Reference) else None
        insertion = declared.insertion if declared else None
        scope.report(errors.UnorderedIndex(collection.span, scope.text(collection.span), insertion))
    return value


def at_place(value: Expression, lift: Lift, place: int) -> Expression:
    """The property of the object at a place."""
    assert lift.binding is not None
    collection = lift.binding.collection
    assert isinstance(collection.type, Collection)
    element = Index(collection, place, type=collection.type.element, span=value.span)

    def change(node: Expression) -> Expression:
        return element if isinstance(node, Local) and node.name == lift.variable else node

    return rewritten(value, change)


def padded(value: Expression, pad: float) -> Padded:
    """A value, or what is taken where there is none."""
    return Padded(value, Constant(pad, type=value.type, span=value.span), type=value.type, span=value.span)
