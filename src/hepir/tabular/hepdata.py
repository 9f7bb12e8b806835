"""HEPData tables, read.

In: a folder, and the path of a table in YAML or of a `submission.yaml` in it. Out: `Table` values, or `TableError`. The files
are not trusted: only plain YAML is loaded, a size bounds them, and a submission names files of its own folder alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot, isfinite
from pathlib import PurePosixPath

from hepir.tabular.files import Folder, TableError
from hepir.tabular.grids import Grid, Row, chosen, grid_of
from hepir.tabular.model import Measured

PLAIN = re.compile(r"[\w.+ -]+")
SUBMISSION = "submission.yaml"
Label = str | tuple[float, float]


@dataclass(frozen=True)
class Axis:
    """An independent variable: texts, or intervals (a number is an interval of no width)."""

    name: str
    units: str
    values: tuple[Label, ...]


@dataclass(frozen=True)
class Column:
    """A dependent variable: `qualifiers` say what it is about; None where a row has no number."""

    name: str
    units: str
    qualifiers: Mapping[str, str]
    values: tuple[Measured | None, ...]


@dataclass(frozen=True)
class Table:
    """A table; all its columns have the length of its axes."""

    name: str
    description: str
    axes: tuple[Axis, ...]
    columns: tuple[Column, ...]


def read_hepdata(folder: Folder, path: str) -> tuple[Table, ...]:
    """All tables of a file or a submission."""
    documents = loaded(folder, path)
    stem = PurePosixPath(path).stem
    tables = [document for document in documents if "dependent_variables" in document]
    if tables:
        return tuple(table_of(document, stem) for document in tables)
    found = tuple(submitted(folder, path, documents))
    if not found:
        raise TableError("it has no `dependent_variables`")
    return found


def submitted(folder: Folder, path: str, documents: list[dict[str, object]]) -> Iterator[Table]:
    """The tables that a submission lists."""
    for document in documents:
        name = document.get("data_file")
        if name is None:
            continue
        if not isinstance(name, str) or not PLAIN.fullmatch(name) or name.startswith("."):
            raise TableError(f"`{str(name)[:80]}` is no name of a file beside it")
        title = str(document.get("name") or PurePosixPath(name).stem)
        try:
            for table in loaded(folder, str(PurePosixPath(path).parent / name)):
                yield table_of({**table, "description": document.get("description", "")}, title)
        except TableError as error:
            raise TableError(f"in `{name}`: {error}") from None


def loaded(folder: Folder, path: str) -> list[dict[str, object]]:
    """The documents of a YAML file that are mappings."""
    try:
        import yaml
    except ImportError:
        raise TableError('reading YAML needs pyyaml: pip install "hepir[run]"') from None

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = folder.content(path)
    try:
        text = data.decode("utf-8-sig")
        return [each for each in yaml.load_all(text, loader) if isinstance(each, dict)]
    except (UnicodeDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        raise TableError(f"it is not YAML ({' '.join(str(error).split())[:120]})") from None


# ---- as a grid ----
def hepdata_grid(folder: Folder, path: str, entry: str | None) -> Grid:
    """The grid of a column. `entry`: the name of the table, of the column, or `TABLE: COLUMN (QUALIFIER, ...)`."""
    columns = [(table, column) for table in read_hepdata(folder, path) for column in table.columns]
    table, column = columns[chosen(entry, {place: labels(*each) for place, each in enumerate(columns)})]
    units = [axis.units for axis in table.axes]
    return grid_of([axis.name for axis in table.axes], rows_of(table, column), units, column.units)


def labels(table: Table, column: Column) -> Sequence[str]:
    """What a column goes by."""
    qualified = (
        f"{column.name} ({', '.join(column.qualifiers.values())})" if column.qualifiers else column.name
    )
    names = (table.name, column.name, qualified, f"{table.name}: {column.name}", f"{table.name}: {qualified}")
    return [" ".join(name.split()) for name in names]


def rows_of(table: Table, column: Column) -> list[Row]:
    """An interval for each axis, and the value."""
    for axis in table.axes:
        texts = [each for each in axis.values if isinstance(each, str)]
        if texts:
            raise TableError(f"its axis `{axis.name}` has texts such as `{texts[0][:40]}`, not bins")
    bins = zip(*(axis.values for axis in table.axes), strict=True)
    intervals = [tuple(each for each in cell if not isinstance(each, str)) for cell in bins]
    return list(zip(intervals, column.values, strict=True))


# ---- a table ----


def table_of(document: Mapping[str, object], name: str) -> Table:
    """A table; its own name where it has one."""
    try:
        axes = tuple(axis_of(each) for each in mappings(document.get("independent_variables")))
        columns = tuple(column_of(each) for each in mappings(document["dependent_variables"]))
        lengths = {len(axis.values) for axis in axes} | {len(column.values) for column in columns}
        if len(lengths) > 1:
            raise ValueError("its columns have different lengths")
    except (KeyError, TypeError, ValueError) as error:
        raise TableError(" ".join(str(error).split())[:160]) from None
    title = document.get("name")
    return Table(
        title if isinstance(title, str) else name, str(document.get("description") or ""), axes, columns
    )


def mappings(value: object) -> list[Mapping[str, object]]:
    """A list of mappings; nothing where there is none."""
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise TypeError("a list of variables is expected")
    return value


def header_of(variable: Mapping[str, object]) -> tuple[str, str]:
    """Name and units."""
    header = variable.get("header")
    if not isinstance(header, dict):
        raise TypeError("a variable without a header")
    return str(header.get("name") or ""), str(header.get("units") or "")


def axis_of(variable: Mapping[str, object]) -> Axis:
    """An independent variable."""
    return Axis(*header_of(variable), tuple(label_of(each) for each in mappings(variable.get("values"))))


def label_of(value: Mapping[str, object]) -> Label:
    """A bin, or a text; a number alone is a bin of no width."""
    if "low" in value and "high" in value:
        return number(value["low"]), number(value["high"])
    found = value.get("value")
    if isinstance(found, int | float) and not isinstance(found, bool):
        return float(found), float(found)
    return str(found)


def column_of(variable: Mapping[str, object]) -> Column:
    """A dependent variable."""
    qualifiers = {
        str(each.get("name")): str(each.get("value")) for each in mappings(variable.get("qualifiers"))
    }
    values = tuple(measured_of(each) for each in mappings(variable.get("values")))
    return Column(*header_of(variable), qualifiers, values)


def measured_of(value: Mapping[str, object]) -> Measured | None:
    """A number with all its errors in quadrature; None for `-` and other texts."""
    try:
        found = number(value.get("value"))
    except (TypeError, ValueError):
        return None
    ups, downs = [0.0], [0.0]
    for error in mappings(value.get("errors")):
        moved = sides(error, found)
        ups.append(max(*moved, 0.0))
        downs.append(max(*(-each for each in moved), 0.0))
    return Measured(found, hypot(*ups), hypot(*downs))


def sides(error: Mapping[str, object], value: float) -> tuple[float, float]:
    """By how much an error moves a value up (mostly positive) and down (mostly negative)."""
    if "symerror" in error:
        size = abs(share(error["symerror"], value))
        return size, -size
    both = error.get("asymerror")
    if not isinstance(both, dict):
        raise TypeError("an error is `symerror` or `asymerror`")
    return share(both.get("plus", 0), value), share(both.get("minus", 0), value)


def share(size: object, value: float) -> float:
    """A number, or a percentage of the value."""
    if isinstance(size, str) and size.strip().endswith("%"):
        return number(size.strip().removesuffix("%")) * abs(value) / 100
    return number(size)


def number(value: object) -> float:
    """A finite number, also one that is written as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError("a number is expected")
    found = float(value)
    if not isfinite(found):
        raise ValueError(f"`{value}` is no finite number")
    return found
