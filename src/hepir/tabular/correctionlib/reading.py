"""Corrections from correctionlib files.

In: a file in the program's folder, the name of a correction or of a compound one, and the values of its texts. Out: a `Grid`
where it is a table of its number inputs, else a `Computation` of them, both in their order; raises `TableError`. Inputs are
numbers without units until the program says which.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from functools import reduce
from itertools import product

from hepir.tabular.correctionlib.json_values import Object, objects, texts
from hepir.tabular.correctionlib.making import Making, where_known
from hepir.tabular.files import Folder, TableError
from hepir.tabular.grids import Grid, listed
from hepir.types.computations import Calculation, Computation, Given, Looked, Node, Quantity, parts_of

ENTRY = re.compile(r"(?P<name>[^()]+?)\s*(?:\((?P<texts>[^()]*)\))?$")
KINDS = ("string", "int", "real")
DEEPEST = 60  # levels: what is nested more deeply is no code that Python reads
INPUT_SIGNS, OUTPUT_SIGNS = ("+", "*", "/"), ("+", "*", "/", "last")


def read_correction(folder: Folder, path: str, entry: str | None) -> Grid | Computation:
    """A correction; `entry` is its name, with the values of its text inputs in parentheses, in their order."""
    found = loaded(folder, path)
    simple, compound = named(found, "corrections"), named(found, "compound_corrections")
    every = {**simple, **compound}
    match = ENTRY.match((entry or "").strip())
    name = match["name"] if match else next(iter(every), "") if len(every) == 1 else ""
    if name not in every:
        raise TableError(f"it has no correction `{name or entry or ''}`, but {listed(list(every))}")
    given = [each.strip() for each in (match["texts"] or "").split(",") if each.strip()] if match else []
    kinds = inputs_of(every[name])
    chosen = texts_of(kinds, given)
    try:
        return made(every[name], kinds, chosen, simple if name in compound else None)
    except RecursionError:
        raise TableError("it is nested too deeply") from None


def loaded(folder: Folder, path: str) -> Object:
    """The JSON of a file that stands in the folder of the program, or below."""
    data = folder.unpacked(path)
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        raise TableError("the file is no JSON") from None
    if not isinstance(found, dict) or found.get("schema_version") != 2:
        raise TableError("the file is no correctionlib file of schema version 2")
    return found


def named(found: Object, key: str) -> dict[str, Object]:
    """The corrections under a key, by their names."""
    return {str(each.get("name")): each for each in objects(found.get(key) or [])}


def inputs_of(correction: Object) -> dict[str, str]:
    """The kinds of the inputs by their names, in their order."""
    kinds = {str(each.get("name")): str(each.get("type")) for each in objects(correction.get("inputs"))}
    for name, kind in kinds.items():
        if kind not in KINDS:
            raise TableError(f"its input `{name}` is a `{kind}`, no string, int or real")
    return kinds


def texts_of(kinds: Mapping[str, str], given: Sequence[str]) -> dict[str, str]:
    """The texts that are chosen, by the names of the inputs."""
    words = [name for name, kind in kinds.items() if kind == "string"]
    if len(words) != len(given):
        expected = ", ".join(words) or "none"
        raise TableError(f"its text inputs are {expected}: write their values in parentheses after its name")
    return dict(zip(words, given, strict=True))


def made(
    correction: Object,
    kinds: Mapping[str, str],
    chosen: Mapping[str, str],
    parts: Mapping[str, Object] | None,
) -> Grid | Computation:
    """A correction, or one that is made of several (`parts`), once its texts are chosen."""
    whole = frozenset(name for name, kind in kinds.items() if kind == "int")
    making = Making(chosen, whole, objects(correction.get("generic_formulas") or []))
    inputs: dict[str, Node] = {name: Given(name) for name in kinds if name not in chosen}
    data = correction.get("data")
    result = making.node(data, inputs) if parts is None else stacked(correction, parts, making, inputs)
    for node in (result, *(step.value for step in making.steps)):
        if depth(node) > DEEPEST:
            raise TableError(f"a formula of it is nested more than {DEEPEST} levels deep")
    grid = as_grid(result, list(inputs)) if not making.steps else None
    quantities = tuple(Quantity(name, whole=name in whole) for name in inputs)
    return grid or Computation("", quantities, tuple(making.steps), result)


def depth(node: Node) -> int:
    """How many levels a node has."""
    return 1 + max(map(depth, parts_of(node)), default=0)


def stacked(
    correction: Object, parts: Mapping[str, Object], making: Making, inputs: Mapping[str, Node]
) -> Node:
    """Corrections one after the other, each of which changes inputs of those that follow."""
    changed = dict(inputs)
    sign, last = str(correction.get("input_op")), str(correction.get("output_op"))
    if sign not in INPUT_SIGNS or last not in OUTPUT_SIGNS:
        raise TableError("it combines its corrections in a way that is not known")
    result: Node | None = None
    factors: list[Node] = []
    for name in texts(correction.get("stack")):
        if name not in parts:
            raise TableError(f"it is made of a correction `{name}` that is not there")
        own = inputs_of(parts[name])
        making.formulas = objects(parts[name].get("generic_formulas") or [])
        number = {each: changed[each] for each in own if each in changed}
        factor = making.step(making.node(parts[name].get("data"), number))
        factors.append(factor)
        for each in texts(correction.get("inputs_update")):
            changed[each] = making.step(Calculation(sign, (making.input(each, changed), factor)))
        both = result is not None and last != "last"
        result = making.step(Calculation(last, (result, factor))) if both and result is not None else factor
    if result is None:
        raise TableError("it is made of no corrections")
    return reduce(lambda whole, factor: where_known(factor, whole), factors[:-1], result)


def as_grid(result: Node, inputs: Sequence[str]) -> Grid | None:
    """A table of all inputs, in their order; None where it is something else."""
    if not isinstance(result, Looked):
        return None
    names = [each.name for each in result.parts if isinstance(each, Given)]
    if sorted(names) != sorted(inputs) or len(names) != len(result.parts):
        return None
    table, order = result.table, [names.index(name) for name in inputs]
    axes, shape = [table.axes[place] for place in order], table.shape
    strides = [math.prod(shape[place + 1 :]) for place in order]
    cells = product(*(range(shape[place]) for place in order))
    values = (table.values[sum(map(int.__mul__, cell, strides))] for cell in cells)
    return Grid(tuple(axes), tuple(values), table.beyond, table.otherwise)
