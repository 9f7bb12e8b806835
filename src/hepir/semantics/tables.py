"""The typing of tables.

In: the `table` blocks of the syntax tree, and the folder of the program. Out: the tables by the names that can be called:
that of the block, and those of its values moved by their errors, `NAME_up` and `NAME_down`. Whatever is wrong with a table
is reported, and its name then means nothing that is complained of.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePosixPath

from hepir.intrinsics.registry import callable_names
from hepir.semantics import errors
from hepir.semantics.scope import Report
from hepir.syntax import tree
from hepir.tabular.files import Folder, TableError
from hepir.tabular.grids import Grid
from hepir.types.computations import Computation
from hepir.types.dimensions import NONE, Dimension
from hepir.types.tables import Beyond, Table, TableAxis
from hepir.types.units import Unit, canonical_value, parse_unit

MOST_AXES, MOST_CELLS = 4, 100_000
VALUE = "value"  # how a `unit` rule calls the values


def check_tables(
    program: tree.Program, folder: Folder, report: Report
) -> Mapping[str, Table | Computation | None]:
    """The tables of a program; None for those that are wrong."""
    found: dict[str, Table | Computation | None] = {}
    for block in program.blocks:
        if not isinstance(block, tree.TableBlock):
            continue
        if block.name.text in callable_names():
            report(errors.DuplicateName(block.name.span, block.name.text, None, "a function"))
            continue
        before = len(report.found)
        made = {table.name: table for table in tables_of(block, folder, report)}
        name = block.name.text
        names = (name, f"{name}_up", f"{name}_down") if len(report.found) > before else made
        found |= {each: made.get(each) for each in names}
    return found


def tables_of(block: tree.TableBlock, folder: Folder, report: Report) -> Iterator[Table | Computation]:
    """A table and its variations; nothing where it is wrong."""
    if block.stored is not None:
        yield from stored(block, block.stored, folder, report)
        return
    before = len(report.found)
    axes = tuple(axis_of(rule, report) for rule in block.rules if isinstance(rule, tree.TableAxis))
    values = [rule for rule in block.rules if isinstance(rule, tree.TableValues)]
    if not 1 <= len(axes) <= MOST_AXES:
        report(
            errors.UnusableTable(
                block.name.span, block.name.text, f"it has {len(axes)} axes, not 1 to {MOST_AXES}"
            )
        )
    names = [axis.name for axis in axes]
    for name in {each for each in names if names.count(each) > 1}:
        report(errors.UnusableTable(block.name.span, block.name.text, f"two of its axes are called `{name}`"))
    if len(values) != 1:
        report(
            errors.UnusableTable(
                block.name.span, block.name.text, f"it has {len(values)} lists of values, not one"
            )
        )
    if len(report.found) > before:
        return
    numbers, dimension = numbers_of(values[0].numbers, report)
    beyond, otherwise = outside_of(block, dimension, report)
    table = Table(block.name.text, axes, numbers, dimension, beyond, otherwise, block.name.text)
    if not fits(table, numbers, values[0].numbers, report) or len(report.found) > before:
        return
    yield table
    yield from moved(table, block, report)


Read = Callable[[Folder, str, str | None], Grid | Computation]


def reader_of(path: str) -> Read:
    """What reads the tables of a file; it is loaded for programs that have one."""
    match PurePosixPath(path.removesuffix(".gz")).suffix.lower():
        case ".yaml" | ".yml":
            from hepir.tabular.hepdata import hepdata_grid

            return hepdata_grid
        case ".yoda":
            from hepir.tabular.yoda import yoda_grid

            return yoda_grid
        case _:
            from hepir.tabular.correctionlib.reading import read_correction

            return read_correction


def stored(
    block: tree.TableBlock, place: tree.Stored, folder: Folder, report: Report
) -> Iterator[Table | Computation]:
    """The table of a file and its variations, with the units that the program gives where the file has none."""
    for rule in block.rules:
        if isinstance(rule, tree.TableAxis | tree.TableValues | tree.TableErrors):
            problem = "a table of a file has its axes and values there"
            report(errors.UnusableTable(rule.span, block.name.text, problem))
            return
    try:
        found = reader_of(place.path)(folder, place.path, place.entry)
        refuse_unusable(found)
    except TableError as error:
        report(errors.UnusableTable(place.path_span, block.name.text, str(error)))
        return
    if isinstance(found, Computation):
        yield computed(found, block, report)
        return
    grid = with_units(found, block, report)
    beyond, otherwise = grid.beyond, grid.otherwise
    if any(isinstance(rule, tree.Outside) for rule in block.rules):
        beyond, otherwise = outside_of(block, grid.dimension, report)
    name = block.name.text
    table = Table(name, grid.axes, grid.values, grid.dimension, beyond, otherwise, name)
    yield table
    yield from (
        shifted(table, direction, sizes)
        for direction, sizes in (("up", grid.up), ("down", grid.down))
        if sizes
    )


def computed(found: Computation, block: tree.TableBlock, report: Report) -> Computation:
    """A correction that is worked out, with the units that the program says."""
    name = block.name.text
    inputs = {each.name: each for each in found.inputs}
    result = replace(found, name=name, family=name)
    for rule in block.rules:
        if isinstance(rule, tree.Outside):
            problem = "the correction is worked out, and its file says what stands beyond edges"
            report(errors.UnusableTable(rule.span, name, problem))
        if not isinstance(rule, tree.TableUnit):
            continue
        unit = parse_unit(rule.unit)
        assert unit is not None
        if rule.name.text in inputs:
            known = inputs[rule.name.text]
            inputs[rule.name.text] = replace(known, dimension=unit.dimension, unit_size=unit.size)
        elif rule.name.text == VALUE:
            result = replace(result, dimension=unit.dimension, unit_size=unit.size)
        else:
            problem = f"it has no input `{rule.name.text}`, but {', '.join(inputs)}"
            report(errors.UnusableTable(rule.name.span, name, problem))
    return replace(result, inputs=tuple(inputs.values()))


def refuse_unusable(grid: Grid | Computation) -> None:
    """What a file gives has a few axes with plain names, and not too many cells."""
    if isinstance(grid, Computation):
        told = ", ".join(each.name for each in grid.inputs)
        if not grid.inputs or not all(each.name.isidentifier() for each in grid.inputs):
            raise TableError(f"its inputs are {told or 'none'}; one or more with plain names are possible")
        return
    named = [axis.name for axis in grid.axes]
    if not 1 <= len(named) <= MOST_AXES or not all(name.isidentifier() for name in named):
        told = ", ".join(named) or "none"
        raise TableError(f"its axes are {told}; one to {MOST_AXES} with plain names are possible")
    if len(grid.values) > MOST_CELLS:
        raise TableError(f"it has more than {MOST_CELLS} cells")
    if not all(math.isfinite(value) for value in grid.values):
        raise TableError("one of its values is not finite")


def with_units(grid: Grid, block: tree.TableBlock, report: Report) -> Grid:
    """The grid with its edges and values in the units that the program says; `value` is that of the values."""
    axes = {axis.name: axis for axis in grid.axes}
    for rule in block.rules:
        if not isinstance(rule, tree.TableUnit):
            continue
        name, unit = rule.name.text, parse_unit(rule.unit)
        assert unit is not None
        known = axes[name].dimension if name in axes else grid.dimension if name == VALUE else None
        if known is None:
            problem = f"it has no axis `{name}`, but {', '.join(axes)}"
            report(errors.UnusableTable(rule.name.span, block.name.text, problem))
        elif known != NONE:
            problem = f"the file says the unit of `{name}` itself: {known}"
            report(errors.UnusableTable(rule.name.span, block.name.text, problem))
        elif name in axes:
            axes[name] = TableAxis(name, in_unit(axes[name].edges, unit), unit.dimension)
        else:
            values, up, down = (in_unit(each, unit) for each in (grid.values, grid.up, grid.down))
            grid = replace(grid, values=values, up=up, down=down, dimension=unit.dimension)
    return replace(grid, axes=tuple(axes.values()))


def in_unit(numbers: Sequence[float], unit: Unit) -> tuple[float, ...]:
    """Numbers of some unit in canonical units."""
    return tuple(canonical_value(repr(number), unit) for number in numbers)


def shifted(table: Table, direction: str, sizes: Sequence[float]) -> Table:
    """The table with its values moved by their errors."""
    sign = 1 if direction == "up" else -1
    values = tuple(value + sign * size for value, size in zip(table.values, sizes, strict=True))
    return replace(table, name=f"{table.name}_{direction}", values=values)


def moved(table: Table, block: tree.TableBlock, report: Report) -> Iterator[Table]:
    """The table with its values moved up and down by their errors."""
    found: dict[str, tuple[float, ...]] = {}
    for rule in block.rules:
        if not isinstance(rule, tree.TableErrors):
            continue
        sizes, dimension = numbers_of(rule.numbers, report)
        if dimension != table.dimension:
            wrong = str(dimension)
            report(
                errors.WrongDimension(rule.numbers.span, str(table.dimension), wrong, "the errors", "", "")
            )
        if not fits(table, sizes, rule.numbers, report):
            continue
        found |= dict.fromkeys((rule.direction,) if rule.direction else ("up", "down"), sizes)
    yield from (shifted(table, direction, sizes) for direction, sizes in sorted(found.items(), reverse=True))


def axis_of(rule: tree.TableAxis, report: Report) -> TableAxis:
    """An axis; its edges are numbers in increasing order."""
    edges, dimension = canonical(rule.binning.edges, rule.binning.unit)
    if len(edges) < 2 or any(not low < high for low, high in pairwise(edges)):
        problem = f"the edges of `{rule.name.text}` are not two or more in increasing order"
        report(errors.UnusableTable(rule.binning.span, rule.name.text, problem))
    return TableAxis(rule.name.text, edges, dimension)


def canonical(texts: Sequence[str], unit: str | None) -> tuple[tuple[float, ...], Dimension]:
    """Numbers in canonical units."""
    known = parse_unit(unit)
    assert known is not None
    return tuple(canonical_value(text, known) for text in texts), known.dimension


def numbers_of(numbers: tree.Numbers, report: Report) -> tuple[tuple[float, ...], Dimension]:
    """A list of numbers in canonical units."""
    found, dimension = canonical(numbers.texts, numbers.unit)
    for value, place in zip(found, numbers.places, strict=True):
        if not math.isfinite(value):
            report(errors.UnusableTable(place, "", "a number is too large"))
    return found, dimension


def fits(table: Table, numbers: Sequence[float], node: tree.Numbers, report: Report) -> bool:
    """Whether there is a number for each cell."""
    cells = math.prod(table.shape)
    if cells > MOST_CELLS:
        report(errors.UnusableTable(node.span, table.name, f"it has more than {MOST_CELLS} cells"))
    elif len(numbers) != cells:
        shape = " x ".join(map(str, table.shape))
        problem = f"it has {shape} = {cells} cells, and here are {len(numbers)} numbers"
        report(errors.UnusableTable(node.span, table.name, problem))
    return len(numbers) == cells <= MOST_CELLS


def outside_of(block: tree.TableBlock, dimension: Dimension, report: Report) -> tuple[Beyond, float]:
    """What stands beyond the edges: nothing, unless the table says."""
    rules = [rule for rule in block.rules if isinstance(rule, tree.Outside)]
    if len(rules) > 1:
        report(errors.UnusableTable(rules[1].span, block.name.text, "it says twice what is beyond its edges"))
    if not rules:
        return "missing", 0.0
    value = rules[0].value
    if value is None:
        return "clamp", 0.0
    (found,), own = canonical((("-" if value.negative else "") + value.quantity.number,), value.quantity.unit)
    if own != dimension:
        report(
            errors.WrongDimension(
                value.span, str(dimension), str(own), "the value", value.quantity.number, ""
            )
        )
    return "value", found
