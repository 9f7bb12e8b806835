"""Columns of a file, piece by piece, as columnar code reads them.

In: a path, names of branches. Out: arrays by branch for each step of `STEP` events, or each row group of parquet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import awkward as ak
import uproot

from benchmarks.nine.tasks import STEP, TREE


def steps(path: str, columns: Sequence[str]) -> Iterator[dict[str, ak.Array]]:
    """The steps of a file, in order."""
    if path.endswith(".parquet"):
        yield from row_groups(path, columns)
        return
    with uproot.open(path) as file:
        yield from file[TREE].iterate(list(columns), step_size=STEP, how=dict)


def row_groups(path: str, columns: Sequence[str]) -> Iterator[dict[str, ak.Array]]:
    """The row groups of a parquet file."""
    import pyarrow.parquet

    with pyarrow.parquet.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            arrays = ak.from_arrow(file.read_row_group(group, columns=list(columns), use_threads=False))
            yield {name: arrays[name] for name in columns}
