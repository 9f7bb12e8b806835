"""Which function a call calls.

In: a typed call. Out: the function: one of the built-in ones, or the one that a table of the program is.
"""

from __future__ import annotations

from hepir.intrinsics.core import Function
from hepir.intrinsics.registry import functions
from hepir.intrinsics.tabulated import function_of_table
from hepir.semantics.expressions import Apply, Lookup


def function_of(expression: Apply) -> Function:
    """The function of a call."""
    if isinstance(expression, Lookup):
        return function_of_table(expression.table)
    return functions()[expression.function]
