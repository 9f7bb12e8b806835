"""A table as a function.

In: a `Table`. Out: the `Function` that looks it up: in plain Python, in columns, and in a loop. A value that is not a number
has no cell: there is no result, unless the table says what stands beyond its edges.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache

from hepir.intrinsics.core import Function, Parameter, Returns
from hepir.types.tables import Table

COLUMNAR = '''
def {name}({arguments}):
    """{words}"""
    edges = ({edges},)
    values = np.array({values})
    place, known = 0, True
    for value, axis in zip(({arguments},), edges):
        cell = bin_numbers(value, axis)
        known = known & (cell >= 0) & (cell < len(axis) - 1)
        place = place * (len(axis) - 1) + np.minimum(np.maximum(cell, 0), len(axis) - 2)
    return from_cells(values, place, known, {otherwise})


def bin_numbers(values, edges):
    """The number of the bin of each value, from the left edges on; -1 below, the number of bins beyond."""
    if isinstance(values, ak.Array):
        return ak.transform(lambda layout, **_: replaced(layout, lambda x: bin_numbers(x, edges)), values)
    return np.searchsorted(edges, np.float64(values), side="right") - 1


def from_cells(values, place, known, otherwise):
    """The values of cells, and another where a value lies in none."""
    if isinstance(place, ak.Array):
        found = ak.transform(lambda layout, **_: replaced(layout, lambda x: values[x]), place)
        return found if otherwise is None else ak.where(known, found, otherwise)
    return values[place] if otherwise is None else np.where(known, values[place], otherwise)


def replaced(layout, change):
    """The layout of numbers after a change of each."""
    if layout.is_numpy:
        return ak.contents.NumpyArray(change(layout.data))
'''

LOOPED = '''
{constants}


@compiled
def {name}({arguments}):
    """{words}"""
    place, known = 0, True
{steps}
    return {name}_VALUES[place]{beyond}
'''
STEP = """    cell = bin_number({argument}, {name}_EDGES_{number})
    known = known and 0 <= cell < {bins}
    place = place * {bins} + min(max(cell, 0), {last})
"""


@cache
def function_of_table(table: Table) -> Function:
    """The function that looks a table up."""
    optional = table.beyond == "missing"
    return Function(
        table.name,
        tuple(Parameter(axis.name, "number", axis.dimension) for axis in table.axes),
        Returns(table.dimension),
        words(table),
        lambda *values: looked_up(table, values),
        lambda arguments: f"{called(table)}({', '.join(arguments)})",
        helper=columnar(table),
        looped=lambda arguments: f"{called(table)}({', '.join(map(str, arguments))})",
        looped_name=called(table),
        looped_helper=looped(table),
        looped_sources=(bin_number,),
        bounds=bounds(table),
        optional=optional,
    )


def called(table: Table) -> str:
    """What the function is called in generated code; no name of a program becomes this."""
    return f"lookup_{table.name}"


def arguments_of(table: Table) -> tuple[str, ...]:
    """What the arguments are called in generated code: as the axes, but like nothing else there."""
    return tuple(f"of_{axis.name}" for axis in table.axes)


def words(table: Table) -> str:
    """What a table is, in words."""
    beyond = {
        "missing": "nothing beyond the edges",
        "clamp": "the nearest cell beyond the edges",
        "value": f"{table.otherwise!r} beyond the edges",
    }
    return f"The table {table.name}: {beyond[table.beyond]}."


def bounds(table: Table) -> tuple[float, float]:
    """The smallest and the largest result."""
    values = (*table.values, table.otherwise) if table.beyond == "value" else table.values
    return min(values), max(values)


def bin_number(value: float, edges: tuple[float, ...]) -> int:
    """The number of the bin of a value, from its left edge on; -1 below, the number of bins beyond, or for no number."""
    low, high = 0, len(edges)
    while low < high:
        middle = (low + high) >> 1
        if value < edges[middle]:
            high = middle
        else:
            low = middle + 1
    return low - 1


def looked_up(table: Table, values: Sequence[float]) -> float:
    """The value of the cell that some values lie in; NaN where there is none."""
    place, known = 0, True
    for value, axis in zip(values, table.axes, strict=True):
        bins = len(axis.edges) - 1
        cell = bin_number(value, axis.edges)
        known = known and 0 <= cell < bins
        place = place * bins + min(max(cell, 0), bins - 1)
    if known or table.beyond == "clamp":
        return table.values[place]
    return table.otherwise if table.beyond == "value" else math.nan


def number_code(value: float) -> str:
    """The code of a number."""
    return (
        repr(value)
        if math.isfinite(value)
        else {math.inf: "np.inf", -math.inf: "-np.inf"}.get(value, "np.nan")
    )


def otherwise(table: Table) -> str:
    """The code of what stands beyond the edges."""
    return {"missing": "np.nan", "clamp": "None", "value": number_code(table.otherwise)}[table.beyond]


def columnar(table: Table) -> str:
    """The definition for columns."""
    edges = ", ".join(f"({', '.join(map(number_code, axis.edges))})" for axis in table.axes)
    return COLUMNAR.format(
        name=called(table),
        arguments=", ".join(arguments_of(table)),
        words=words(table),
        edges=edges,
        values=f"[{', '.join(map(number_code, table.values))}]",
        otherwise=otherwise(table),
    )


def looped(table: Table) -> str:
    """The definition for a loop."""
    arrays = {f"{called(table)}_EDGES_{number}": axis.edges for number, axis in enumerate(table.axes)}
    arrays[f"{called(table)}_VALUES"] = table.values
    steps = (
        STEP.format(
            name=called(table),
            number=number,
            argument=argument,
            bins=len(axis.edges) - 1,
            last=len(axis.edges) - 2,
        )
        for number, (axis, argument) in enumerate(zip(table.axes, arguments_of(table), strict=True))
    )
    beyond = "" if table.beyond == "clamp" else f" if known else {otherwise(table)}"
    return LOOPED.format(
        constants="\n".join(
            f"{name} = np.array([{', '.join(map(number_code, each))}])" for name, each in arrays.items()
        ),
        name=called(table),
        arguments=", ".join(arguments_of(table)),
        words=words(table),
        steps="".join(steps).rstrip("\n"),
        beyond=beyond,
    )
