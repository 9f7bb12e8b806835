"""The code of computations.

In: a `Computation`. Out: definitions of functions, for columns and for a loop, with those of the tables inside.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from hepir.intrinsics import seeded
from hepir.intrinsics.tabulated import called, columnar, looped, number_code
from hepir.types.computations import (
    Calculation,
    Chosen,
    Computation,
    Given,
    Hashed,
    Known,
    Looked,
    Node,
    parts_of,
)
from hepir.types.tables import Table, TableAxis

COMPARED = ("<", "<=", ">", ">=", "==", "!=")
NUMPY = {
    "acos": "arccos",
    "asin": "arcsin",
    "atan": "arctan",
    "acosh": "arccosh",
    "asinh": "arcsinh",
    "atanh": "arctanh",
}

WITHOUT_MISSING = '''
def without_missing(function, *arguments):
    """A function of numbers, of arrays in which some may be missing; where one is, the result is no number."""
    known = [np.asarray(ak.is_none(each)) for each in arguments if isinstance(each, ak.Array)]
    found = function(*(np.asarray(ak.fill_none(each, 0)) if isinstance(each, ak.Array) else each for each in arguments))
    for each in known:
        found = np.where(each, np.nan, found)
    return found
'''
COLUMNS = '''
def {name}({arguments}):
    """{words}"""
    return without_missing({inner}, {arguments})


def {inner}({arguments}):
    """{words}"""
{body}


def erf(values):
    """The error function."""
    return np.vectorize(math.erf, otypes=[float])(values)


def larger(left, right):
    """The larger of two; the first where one is no number."""
    return np.where(left < right, right, left)


def smaller(left, right):
    """The smaller of two; the first where one is no number."""
    return np.where(right < left, right, left)


def rounded(values):
    """The nearest whole numbers, away from zero where two are."""
    return np.copysign(np.floor(np.abs(values) + 0.5), values)
'''
LOOP = '''

@compiled
def {name}({arguments}):
    """{words}"""
{body}
'''


def called_computation(computation: Computation) -> str:
    """What the function is called in generated code; no name of a program becomes this."""
    return f"lookup_{computation.name}"


def words(computation: Computation) -> str:
    """What a computation is, in words."""
    return f"The correction {computation.name}, worked out."


def nodes_of(computation: Computation) -> Iterator[Node]:
    """All nodes."""
    waiting: list[Node] = [computation.result, *(step.value for step in computation.steps)]
    while waiting:
        node = waiting.pop()
        yield node
        waiting += parts_of(node)


def tables_of(computation: Computation) -> dict[Table, Table]:
    """The tables inside, each once, with the names that they have in generated code."""
    found = dict.fromkeys(each.table for each in nodes_of(computation) if isinstance(each, Looked))
    return {
        table: replace(table, name=f"{number + 1}_of_{computation.name}", axes=plain_axes(table))
        for number, table in enumerate(found)
    }


def plain_axes(table: Table) -> tuple[TableAxis, ...]:
    """The axes under names that are those of Python."""
    return tuple(replace(axis, name=f"x{number + 1}") for number, axis in enumerate(table.axes))


def in_columns(computation: Computation, tables: Mapping[Table, Table]) -> str:
    """The definition for columns."""
    body = COLUMNS.format(
        name=called_computation(computation),
        inner=f"lookup_0_of_{computation.name}",
        arguments=", ".join(f"of_{each.name}" for each in computation.inputs),
        words=words(computation),
        body="\n".join(body_lines(computation, Columns(tables))),
    )
    hashes = seeded.HELPER if any(isinstance(each, Hashed) for each in nodes_of(computation)) else ""
    return "\n".join((body, WITHOUT_MISSING, *(columnar(table) for table in tables.values()), hashes))


def in_a_loop(computation: Computation, tables: Mapping[Table, Table]) -> str:
    """The definition for a loop."""
    body = LOOP.format(
        name=called_computation(computation),
        arguments=", ".join(f"of_{each.name}" for each in computation.inputs),
        words=words(computation),
        body="\n".join(body_lines(computation, Loop(tables))),
    )
    return "".join((*(looped(table) for table in tables.values()), body))


def body_lines(computation: Computation, writing: Columns) -> Iterator[str]:
    """The statements of the function."""
    for each in computation.inputs:
        size = "" if each.unit_size == 1 else f" / {each.unit_size!r}"
        yield f"    {variable(each.name)} = {writing.real(f'of_{each.name}')}{size}"
    for step in computation.steps:
        yield f"    {variable(step.name)} = {writing.code(step.value)}"
    size = "" if computation.unit_size == 1 else f" * {computation.unit_size!r}"
    yield f"    return {writing.code(computation.result)}{size}"


def variable(name: str) -> str:
    """What an input or a step is called inside the function."""
    return f"in_{name}"


class Columns:
    """Writes nodes as code for columns."""

    def __init__(self, tables: Mapping[Table, Table]) -> None:
        self.tables = tables

    def real(self, code: str) -> str:
        """A number as a real one."""
        return f"np.asarray({code}, dtype=np.float64)"

    def code(self, node: Node) -> str:
        """The code of a node."""
        match node:
            case Known(value):
                return number_code(value)
            case Given(name):
                return variable(name)
            case Calculation(name, (part,)):
                return self.function(name, self.code(part))
            case Calculation(name, (left, right)):
                return self.both(name, self.code(left), self.code(right))
            case Looked(table, parts):
                return f"{called(self.tables[table])}({', '.join(map(self.code, parts))})"
            case Chosen(condition, yes, no):
                return self.choice(self.code(condition), self.code(yes), self.code(no))
            case Hashed(distribution, parts, whole):
                return f"seeded({distribution!r}, {whole!r}, {', '.join(map(self.code, parts))})"
            case _:
                raise AssertionError(node)

    def function(self, name: str, value: str) -> str:
        """A function of one number."""
        match name:
            case "negative":
                return f"(-{value})"
            case "erf":
                return f"erf({value})"
            case "round":
                return f"rounded({value})"
            case _:
                return f"np.{NUMPY.get(name, name)}({value})"

    def both(self, name: str, left: str, right: str) -> str:
        """An operator, or a function of two numbers."""
        if name in COMPARED:
            return f"np.float64({left} {name} {right})"
        match name:
            case "^":
                return f"np.power(np.float64({left}), {right})"
            case "/":
                return f"np.divide({left}, {right})"
            case "max":
                return f"larger({left}, {right})"
            case "min":
                return f"smaller({left}, {right})"
            case "atan2":
                return f"np.arctan2({left}, {right})"
            case "&&" | "||":
                return f"np.float64(({left} != 0) {name[0]} ({right} != 0))"
            case _:
                return f"({left} {name} {right})"

    def choice(self, condition: str, yes: str, no: str) -> str:
        """One of two."""
        return f"np.where({condition} != 0, {yes}, {no})"


class Loop(Columns):
    """Writes nodes as code for one event."""

    def real(self, code: str) -> str:
        """A number as a real one."""
        return f"np.float64({code})"

    def function(self, name: str, value: str) -> str:
        """A function of one number."""
        match name:
            case "erf":
                return f"math.erf({value})"
            case "abs":
                return f"abs({value})"
            case _:
                return super().function(name, value)

    def both(self, name: str, left: str, right: str) -> str:
        """An operator, or a function of two numbers."""
        if name in COMPARED:
            return f"(1.0 if {left} {name} {right} else 0.0)"
        match name:
            case "^":
                return f"math.pow(np.float64({left}), np.float64({right}))"
            case "/":
                return f"(np.float64({left}) / np.float64({right}))"
            case "&&" | "||":
                word = "and" if name == "&&" else "or"
                return f"(1.0 if {left} != 0 {word} {right} != 0 else 0.0)"
            case _:
                return super().both(name, left, right)

    def choice(self, condition: str, yes: str, no: str) -> str:
        """One of two."""
        return f"(({yes}) if {condition} != 0 else ({no}))"
