"""Small event files: the same events, from a fixed seed, in every container; and what reading objects to."""

from collections.abc import Callable, Mapping
from pathlib import Path

import awkward as ak
import numpy as np
import pytest
import uproot

from hepir.diagnostics.core import Diagnostic, HepirError

ENTRIES = 1000
CLUSTER = 400  # entries that are written at a time: baskets, clusters and row groups

Columns = Mapping[str, ak.Array]


def made_events() -> Columns:
    """Columns of every plain shape, with empty lists."""
    random = np.random.default_rng(7)
    counts = random.poisson(1.5, ENTRIES)
    total = int(counts.sum())
    return {
        "run": ak.Array(np.full(ENTRIES, 3, dtype=np.int32)),
        "event": ak.Array(np.arange(ENTRIES, dtype=np.uint64)),
        "MET_pt": ak.Array(random.exponential(30, ENTRIES).astype(np.float32)),
        "trigger": ak.Array(random.random(ENTRIES) < 0.5),
        "Muon_pt": ak.unflatten(random.exponential(20, total).astype(np.float32), counts),
        "Muon_charge": ak.unflatten(random.choice([-1, 1], total).astype(np.int32), counts),
        "Muon_tight": ak.unflatten(random.random(total) < 0.5, counts),
    }


def write_ttree(path: Path, columns: Columns, name: str = "Events") -> Path:
    with uproot.recreate(path, compression=uproot.ZLIB(1)) as file:
        extend_ttree(file, columns, name)
    return path


def extend_ttree(file: uproot.WritableDirectory, columns: Columns, name: str) -> None:
    tree = file.mktree(name, {branch: array.type.content for branch, array in columns.items()})
    for start in range(0, _entries(columns), CLUSTER):
        tree.extend({branch: array[start : start + CLUSTER] for branch, array in columns.items()})


def write_rntuple(path: Path, columns: Columns, name: str = "Events") -> Path:
    with uproot.recreate(path) as file:
        ntuple = file.mkrntuple(name, {branch: array[:CLUSTER] for branch, array in columns.items()})
        for start in range(CLUSTER, _entries(columns), CLUSTER):
            ntuple.extend({branch: array[start : start + CLUSTER] for branch, array in columns.items()})
    return path


def write_parquet(path: Path, columns: Columns) -> Path:
    ak.to_parquet(ak.zip(dict(columns), depth_limit=1), path, row_group_size=CLUSTER)
    return path


def write_histogram(path: Path) -> Path:
    """A ROOT file without a tree."""
    with uproot.recreate(path) as file:
        file["mass"] = np.histogram([1.0, 2.0], bins=2)
    return path


def problems_of(action: Callable[[], object]) -> tuple[Diagnostic, ...]:
    """What an action complains about, each in one line; it must complain."""
    with pytest.raises(HepirError) as caught:
        action()
    for diagnostic in caught.value.diagnostics:
        assert diagnostic.message
        assert "\n" not in diagnostic.message
        assert all(diagnostic.hints)
    return caught.value.diagnostics


def same(left: ak.Array, right: ak.Array) -> bool:
    """Equal in values and shape; widths of numbers may differ."""
    return bool(ak.array_equal(left, right, dtype_exact=False, equal_nan=True))


def _entries(columns: Columns) -> int:
    return len(next(iter(columns.values())))
