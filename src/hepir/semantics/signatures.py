"""The types of built-in functions, from their signatures.

In: a `Signature` of the table, a call and a `Scope`. Out: a typed application, or the expression that a `Defined` one is.
"""

from __future__ import annotations

from hepir.intrinsics.core import Defined, Function, Parameter, Signature
from hepir.semantics import errors, inlining, operators, typing
from hepir.semantics.expressions import Apply, Constant, Expression
from hepir.semantics.scope import Scope, is_poison, poison
from hepir.syntax import tree
from hepir.types.core import (
    BOOLEAN,
    OPEN_NUMBER,
    Collection,
    Composite,
    Element,
    Momentum,
    Number,
    Open,
    Single,
    Type,
)
from hepir.types.dimensions import Dimension, compatible

SEVERAL = ("collection", "summed")


def infer_function(function: Signature, node: tree.Call, scope: Scope) -> Expression:
    """`function(arguments)`"""
    parameters = matching(function, len(node.arguments))
    if parameters is None:
        problem = f"takes {taken(function)}, not {len(node.arguments)}"
        scope.report(errors.WrongArguments(node.span, function.name, problem, function.signature()))
        return poison(node.span)
    variables: dict[str, tuple[Dimension, Expression]] = {}
    arguments = tuple(
        infer_argument(function, parameter, argument, variables, scope)
        for parameter, argument in zip(parameters, node.arguments, strict=False)
    )
    if any(is_poison(argument) for argument in arguments):
        return poison(node.span)
    arguments += tuple(left_out(each, node) for each in parameters[len(arguments) :])
    match function:
        case Defined():
            return inlining.written_out(function, arguments, node.span, scope)
        case Function():
            return Apply(
                function.name, arguments, type=result(function, arguments, variables), span=node.span
            )
        case _:
            raise AssertionError(function)


def result(
    function: Function, arguments: tuple[Expression, ...], variables: dict[str, tuple[Dimension, Expression]]
) -> Type:
    """The type of what a function gives."""
    match function.returns.gives:
        case "condition":
            return BOOLEAN
        case "momentum":
            return Momentum()
        case "transverse":
            return Momentum(transverse=True)
        case _:
            returns = function.returns.dimension
            if isinstance(returns, str) and returns not in variables:
                return OPEN_NUMBER  # the arguments that would tell have holes
            bound = variables[returns][0] if isinstance(returns, str) else returns
            dimension = bound**function.returns.power
            integer = function.keeps_integers and all(
                isinstance(argument.type, Number) and argument.type.integer for argument in arguments
            )
            return Number(dimension, integer)


def left_out(parameter: Parameter, node: tree.Call) -> Constant:
    """What stands for an argument that a call does not give."""
    assert parameter.default is not None
    assert isinstance(parameter.dimension, Dimension)
    return Constant(parameter.default, type=Number(parameter.dimension), span=node.span)


def taken(function: Signature) -> str:
    """How many arguments a function takes, in words."""
    most = len(function.parameters)
    least = sum(each.default is None for each in function.parameters)
    if function.repeated:
        return f"at least {most} argument{'s' * (most > 1)}"
    number = f"{least} or {most}" if least < most else str(most)
    return f"{number} argument{'s' * (most > 1)}"


def matching(function: Signature, count: int) -> tuple[Parameter, ...] | None:
    """The parameters for `count` arguments, the repeated ones as often as needed; None if it cannot be."""
    surplus = count - len(function.parameters)
    if surplus == 0 or (surplus < 0 and function.parameters[count].default is not None):
        return function.parameters
    if surplus < 0 or not function.repeated or surplus % function.repeated:
        return None
    group = function.parameters[-function.repeated :]
    return function.parameters + group * (surplus // function.repeated)


def infer_argument(
    function: Signature,
    parameter: Parameter,
    node: tree.Expression,
    variables: dict[str, tuple[Dimension, Expression]],
    scope: Scope,
) -> Expression:
    """One argument, of the type that its parameter takes."""
    value = typing.infer(node, scope.without_lift() if parameter.takes in SEVERAL else scope)
    if is_poison(value):
        return value
    if parameter.takes in SEVERAL and isinstance(value.type, Collection):
        return as_collection(function, parameter, value, scope)
    if parameter.takes == "collection":
        expected = f"a collection as `{parameter.name}` of `{function.name}`"
        scope.report(errors.WrongType(value.span, expected, str(value.type)))
        return poison(value.span)
    if parameter.takes != "number":
        return as_momentum(function, parameter, value, scope)
    value = typing.as_number(value, scope)
    if is_poison(value) or isinstance(value.type, Open):
        return value
    if parameter.whole and not (isinstance(value.type, Number) and value.type.integer):
        expected = f"a whole number as `{parameter.name}` of `{function.name}`"
        scope.report(errors.WrongType(value.span, expected, str(value.type)))
        return poison(value.span)
    if parameter.constant and not isinstance(value, Constant):
        expected = f"a number that is written out as `{parameter.name}` of `{function.name}`"
        scope.report(errors.WrongType(value.span, expected, "a value that events decide"))
        return poison(value.span)
    return value if dimension_fits(function, parameter, value, node, variables, scope) else poison(value.span)


def as_collection(function: Signature, parameter: Parameter, value: Expression, scope: Scope) -> Expression:
    """An argument that is a collection: of objects with a momentum."""
    assert isinstance(value.type, Collection)
    match value.type.element:
        case Element(kinds) if not all(scope.kinds[kind].has_momentum for kind in kinds):
            expected = f"objects with a momentum as `{parameter.name}` of `{function.name}`"
            scope.report(errors.WrongType(value.span, expected, str(value.type)))
            return poison(value.span)
        case _:
            return value


def as_momentum(function: Signature, parameter: Parameter, value: Expression, scope: Scope) -> Expression:
    """An argument that must be an object with a direction, or one with a transverse momentum."""
    match value.type:
        case Element(kinds) if all(scope.kinds[kind].has_momentum for kind in kinds):
            return value
        case Composite() | Momentum(transverse=False):
            return value
        case Momentum() | Single() if is_transverse(value.type, scope):
            if parameter.takes in ("transverse", "summed"):
                return value
            problem = f"eta, so `{function.name}` has no meaning"
            scope.report(errors.TransverseOnly(value.span, problem, scope.text(value.span)))
        case Collection():
            shown = scope.text(value.span)
            scope.report(errors.CollectionAsScalar(value.span, shown, typing.QUANTIFIERS.format(shown)))
        case _:
            expected = f"an object as `{parameter.name}` of `{function.name}`"
            scope.report(errors.WrongType(value.span, expected, str(value.type)))
    return poison(value.span)


def is_transverse(kind: Type, scope: Scope) -> bool:
    """Whether something has a momentum in the transverse plane alone: missing momentum, and sums with it."""
    match kind:
        case Single(name):
            return scope.kinds[name].transverse
        case Momentum(transverse):
            return transverse
        case _:
            return False


def dimension_fits(
    function: Signature,
    parameter: Parameter,
    value: Expression,
    node: tree.Expression,
    variables: dict[str, tuple[Dimension, Expression]],
    scope: Scope,
) -> bool:
    """Whether a number has the dimension its parameter takes; binds dimension variables."""
    found = operators.dimension_of(value)
    if isinstance(parameter.dimension, Dimension):
        if compatible(parameter.dimension, found):
            return True
        place = f"`{parameter.name}` of `{function.name}`"
        scope.report(errors.WrongDimension(value.span, str(parameter.dimension), str(found), place))
        return False
    bound = variables.setdefault(parameter.dimension, (found, value))
    if compatible(bound[0], found):
        return True
    literal = operators.bare(node)
    if isinstance(literal, tree.Quantity) and literal.unit is None:
        unit = operators.spelled(bound[0])
        place = f"`{parameter.name}` of `{function.name}`"
        scope.report(
            errors.WrongDimension(literal.span, str(bound[0]), str(found), place, literal.number, unit)
        )
    else:
        scope.report(errors.DimensionMismatch(value.span, bound[1].span, str(bound[0]), str(found)))
    return False
