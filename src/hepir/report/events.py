"""The list of selected events, `events.parquet`, written chunk by chunk.

In: for each region and input file the columns of the events that pass. Out: a parquet file whose memory does
not grow with the number of events, and whose bytes depend only on the rows and their order.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence, Sized
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Literal

import awkward as ak
import numpy as np
import pyarrow as pa
import pyarrow.parquet as parquet

from hepir.light_dataclasses import dataclass
from hepir.report.errors import output_error
from hepir.report.files import discard, open_new, temporary_path

Kind = Literal["float", "int", "bool", "text"]
TYPES: Mapping[Kind, pa.DataType] = {
    "float": pa.float64(),
    "int": pa.int64(),
    "bool": pa.bool_(),
    "text": pa.string(),
}
FIXED: Mapping[str, pa.DataType] = {
    "region": pa.string(),
    "file": pa.string(),
    "entry": pa.int64(),
    "run": pa.int64(),
    "luminosity_block": pa.int64(),
    "event": pa.uint64(),
    "weight": pa.float64(),
}
ROWS_IN_GROUP = 65536


@dataclass(frozen=True)
class Column:
    """A `define`d value: its name, what kind of value it is, and the unit its numbers are in (empty for
    none).
    """

    name: str
    kind: Kind
    unit: str = ""


def column_name(name: str) -> str:
    """The name in the file: that of the value, with `_` behind it where a fixed column has the same name."""
    return f"{name}_" if name in FIXED else name


def events_schema(columns: tuple[Column, ...]) -> pa.Schema:
    """The fixed columns and then the values in the program's order, each with its unit as metadata."""
    fixed = [
        pa.field(name, kind, nullable=name not in {"region", "file", "entry"}) for name, kind in FIXED.items()
    ]
    values = [
        pa.field(
            column_name(column.name),
            TYPES[column.kind],
            metadata={"unit": column.unit} if column.unit else None,
        )
        for column in columns
    ]
    return pa.schema(fixed + values)


class EventWriter:
    """Writes `events.parquet` under a temporary name; `commit` moves it into place, leaving without it
    discards it.

    Use as a context manager. Raises HepirError (HEP0730 to HEP0732) where the folder cannot be written to.
    """

    def __init__(self, path: Path, columns: tuple[Column, ...]) -> None:
        self.path = path
        self.columns = columns
        self.schema = events_schema(columns)
        self._pending: list[pa.Table] = []
        self._rows = 0
        self._temporary = temporary_path(path.parent)
        with self._diagnosed():
            path.parent.mkdir(parents=True, exist_ok=True)
            self._file = open_new(self._temporary)
        with self._diagnosed():
            self._writer = parquet.ParquetWriter(self._file, self.schema, compression="zstd")

    def append(self, region: str | Sequence[str], file: str, columns: Mapping[str, object]) -> None:
        """Add events of one file. `region` is that of all, or of each.

        `columns` holds numpy or awkward arrays of the same length: `entry` always; `run`, `luminosity_block`,
        `event` and `weight` where the input has them (null else; a weight is 1 else); and each value under
        its own name, missing ones as None in an option-type array or masked.
        """
        length = _length(columns["entry"])
        known: dict[str, object] = {"weight": np.ones(length), **columns}
        regions = [region] * length if isinstance(region, str) else list(region)
        arrays = [pa.array(regions, pa.string()), pa.array([file] * length, pa.string())]
        names = [*list(FIXED)[2:], *(column.name for column in self.columns)]
        kinds = self.schema.types[2:]
        arrays += [_arrow(known.get(name), kind, length) for name, kind in zip(names, kinds, strict=True)]
        self._pending.append(pa.Table.from_arrays(arrays, schema=self.schema))
        self._rows += length
        self._write_whole_groups()

    @property
    def waiting(self) -> int:
        """Rows that are in memory and not written yet, fewer than a group has."""
        return self._rows

    def finish(self) -> Path:
        """Write what is pending and close; returns the temporary path, which is to be moved to `path`."""
        with self._diagnosed():
            if self._rows:
                self._writer.write_table(pa.concat_tables(self._pending), row_group_size=ROWS_IN_GROUP)
            self._pending, self._rows = [], 0
            self._writer.close()
            self._file.close()
        return self._temporary

    def commit(self) -> Path:
        """Finish and move the file into place; returns its path."""
        finished = self.finish()
        with self._diagnosed():
            os.replace(finished, self.path)
        return self.path

    def discard(self) -> None:
        """Remove the temporary file; harmless after `commit`."""
        if hasattr(self, "_writer"):
            with suppress(OSError, ValueError):
                self._writer.close()
            self._writer.is_open = False  # or it tries once more when it is collected, and complains
        if hasattr(self, "_file"):
            discard(self._file)
        with suppress(OSError):
            self._temporary.unlink(missing_ok=True)

    def __enter__(self) -> EventWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.discard()

    def _write_whole_groups(self) -> None:
        whole = self._rows // ROWS_IN_GROUP * ROWS_IN_GROUP
        if not whole:
            return
        table = pa.concat_tables(self._pending)
        self._pending, self._rows = [table.slice(whole)], self._rows - whole
        with self._diagnosed():
            self._writer.write_table(table.slice(0, whole), row_group_size=ROWS_IN_GROUP)

    @contextmanager
    def _diagnosed(self) -> Iterator[None]:
        """Turns the system's complaints into a diagnostic, and leaves no temporary file."""
        try:
            yield
        except OSError as error:
            self.discard()
            raise output_error(str(self.path.parent), error) from error


def _length(column: object) -> int:
    return len(column) if isinstance(column, Sized) else 0


def _arrow(column: object, kind: pa.DataType, length: int) -> pa.Array:
    """An Arrow array of the column's kind; missing values and absent columns are null."""
    if column is None:
        return pa.nulls(length, kind)
    if isinstance(column, ak.Array):
        array = ak.to_arrow(column, extensionarray=False)
        merged = array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array
        return merged.cast(kind, safe=False)
    masked: np.ma.MaskedArray[tuple[int, ...], np.dtype[np.generic]] = np.ma.asarray(column)
    mask = np.ma.getmaskarray(masked)
    return pa.array(masked.data, mask=mask if mask.any() else None).cast(kind, safe=False)
