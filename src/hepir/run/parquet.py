"""Reading parquet through pyarrow.

In: the path of a parquet file. Out: the `Reader` interface. Rows stream through in batches, so that a file
written as one huge row group takes no more memory than another; reading on where the last reading ended
continues the stream.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import awkward as ak
import pyarrow as pa
import pyarrow.parquet as pq

from hepir.light_dataclasses import dataclass
from hepir.run.reader import OFFSET_BYTES, Container

BATCH_ROWS = 1 << 16
BUFFER_BYTES = 1 << 18  # of each column that is read ahead, instead of its whole part of the row group
WIDTHS = {"BOOLEAN": 1, "INT32": 4, "INT64": 8, "FLOAT": 4, "DOUBLE": 8}
WIDEST = 16  # for texts and the like, whose lengths are not known beforehand


@dataclass(frozen=True)
class Leaf:
    """A column: its path in the table (`("Jet", "pt")`), its number and path in the parquet schema, its
    type in words."""

    path: tuple[str, ...]
    number: int
    stored_path: str
    type: str


class _Stream:
    """Rows of some columns in order; `take` gives the next ones."""

    def __init__(self, file: pq.ParquetFile, columns: Sequence[str], start: int) -> None:
        group, self.position = _group_of(file, start)
        groups = range(group, file.metadata.num_row_groups)
        self._batches = file.iter_batches(BATCH_ROWS, row_groups=groups, columns=columns, use_threads=False)
        self._waiting: pa.RecordBatch | None = None
        self.take(start - self.position)

    def take(self, rows: int) -> list[pa.RecordBatch]:
        taken: list[pa.RecordBatch] = []
        while rows > 0 and (batch := self._next()) is not None:
            taken.append(batch.slice(0, rows))
            self._waiting = batch.slice(rows) if len(batch) > rows else None
            rows -= len(taken[-1])
            self.position += len(taken[-1])
        return taken

    def _next(self) -> pa.RecordBatch | None:
        return self._waiting if self._waiting is not None else next(self._batches, None)


def _group_of(file: pq.ParquetFile, row: int) -> tuple[int, int]:
    """The row group that holds a row, and the number of its first row."""
    first = 0
    for group in range(file.metadata.num_row_groups):
        rows = file.metadata.row_group(group).num_rows
        if row < first + rows:
            return group, first
        first += rows
    return file.metadata.num_row_groups, first


class ParquetReader:
    """A parquet file; parts of records go by their dotted path (`Jet.pt`)."""

    container: Container = "parquet"
    tree = ""

    def __init__(self, path: Path) -> None:
        self._file = pq.ParquetFile(path, buffer_size=BUFFER_BYTES, pre_buffer=False)
        self.entries = int(self._file.metadata.num_rows)
        self._leaves = {".".join(leaf.path): leaf for leaf in _leaves(self._file)}
        self._stream: tuple[tuple[str, ...], _Stream] | None = None

    def spellings(self) -> Sequence[tuple[str, ...]]:
        return tuple((name,) for name in self._leaves)

    def stored_type(self, branch: str) -> str:
        return self._leaves[branch].type

    def empty(self, branch: str) -> ak.Array:
        leaf = self._leaves[branch]
        field = self._file.schema_arrow.field(leaf.path[0])
        return _column(pa.schema([field]).empty_table(), leaf)

    def read(self, branches: Sequence[str], start: int, stop: int) -> Iterator[ak.Array]:
        stream = self._stream_at(tuple(branches), start)
        table = pa.Table.from_batches(stream.take(stop - start))
        for branch in branches:
            yield _column(table, self._leaves[branch])

    def bytes_per_entry(self, branches: Sequence[str]) -> float:
        return sum(map(self._width, branches)) if self.entries else 0.0

    def _width(self, branch: str) -> float:
        number = self._leaves[branch].number
        metadata = self._file.metadata
        parts = [metadata.row_group(group).column(number) for group in range(metadata.num_row_groups)]
        values = sum(part.num_values for part in parts)
        width = WIDTHS.get(parts[0].physical_type, WIDEST)
        return float(values * width / self.entries + OFFSET_BYTES)

    def boundaries(self, branches: Sequence[str]) -> Sequence[int]:
        del branches  # the stream can be cut anywhere at no cost
        return ()

    def close(self) -> None:
        self._stream = None
        self._file.close()

    def _stream_at(self, branches: tuple[str, ...], start: int) -> _Stream:
        match self._stream:
            case (same, stream) if same == branches and stream.position == start:
                return stream
        stream = _Stream(self._file, [self._leaves[name].stored_path for name in branches], start)
        self._stream = (branches, stream)
        return stream


def _column(table: pa.Table, leaf: Leaf) -> ak.Array:
    array = ak.from_arrow(table.column(leaf.path[0]).combine_chunks())
    for part in leaf.path[1:]:
        array = array[part]
    return array


def _leaves(file: pq.ParquetFile) -> Iterator[Leaf]:
    """The columns in the order of the parquet schema, which is that of the fields, depth first."""
    number = 0
    for field in file.schema_arrow:
        for path, leaf_type, width in _walk((field.name,), field.type):
            yield Leaf(path, number, file.schema.column(number).path, leaf_type)
            number += width


def _walk(path: tuple[str, ...], kind: pa.DataType) -> Iterator[tuple[tuple[str, ...], str, int]]:
    """Path, type and number of stored columns of what is in a type; only records have parts with names."""
    kind, lists = _inside_lists(kind)
    if pa.types.is_struct(kind):
        for field in kind:
            for part, leaf_type, width in _walk((*path, field.name), field.type):
                yield part, "list of " * lists + leaf_type, width
    else:
        yield path, "list of " * lists + str(kind), 2 if pa.types.is_map(kind) else 1


def _inside_lists(kind: pa.DataType) -> tuple[pa.DataType, int]:
    lists = 0
    while True:
        if isinstance(kind, pa.BaseExtensionType):
            kind = kind.storage_type
        elif pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
            kind, lists = kind.value_type, lists + 1
        else:
            return kind, lists
