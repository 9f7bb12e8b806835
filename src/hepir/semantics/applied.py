"""Which function a call calls.

In: a typed call. Out: the function: one of the built-in ones, one that only passes write, the one that a table of the program
is, or the draw of a random number.
"""

from __future__ import annotations

from hepir.intrinsics.computed import function_of_computation
from hepir.intrinsics.core import Function
from hepir.intrinsics.external_functions import function_of_external
from hepir.intrinsics.hit_or_miss import EVENT, function_of_draw
from hepir.intrinsics.onnx_models import function_of_model
from hepir.intrinsics.registry import functions, internal
from hepir.intrinsics.tabulated import function_of_table
from hepir.semantics.expressions import Apply, Draw, Lookup
from hepir.types.computations import Computation
from hepir.types.models import ExternalFunction, Model
from hepir.types.tables import Table


def function_called(found: Table | Computation | Model | ExternalFunction) -> Function:
    """The function that a table, a correction, a model or a function of a file is."""
    match found:
        case Computation():
            return function_of_computation(found)
        case Model():
            return function_of_model(found)
        case ExternalFunction():
            return function_of_external(found)
        case _:
            return function_of_table(found)


def function_of(expression: Apply) -> Function:
    """The function of a call."""
    if isinstance(expression, Lookup):
        return function_called(expression.table)
    if isinstance(expression, Draw):
        return function_of_draw(expression.stream, len(expression.arguments) - 1 - len(EVENT))
    known = functions().get(expression.function)
    return internal()[expression.function] if known is None else known
