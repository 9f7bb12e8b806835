"""How many threads a worker decompresses with, and that their number changes nothing that is read."""

from pathlib import Path

import pytest
from made_files import Columns

from hepir.run import threads
from hepir.run.columns import as_awkward
from hepir.run.flat.reader import FlatTreeReader
from hepir.run.reader import Container
from hepir.run.threads import MOST, pool_of, threads_of
from hepir.run.ttree import TTreeReader, opened_root


@pytest.mark.parametrize(
    ("cores", "workers", "found"),
    [(1, 1, 1), (2, 1, 2), (2, 2, 1), (2, 8, 1), (8, 2, 4), (8, 3, 2), (64, 1, MOST)],
)
def test_workers_share_the_cores(
    monkeypatch: pytest.MonkeyPatch, cores: int, workers: int, found: int
) -> None:
    monkeypatch.setattr(threads, "cores", lambda: cores)
    assert threads_of(workers) == found


def test_one_thread_is_the_callers_own() -> None:
    assert pool_of(1, "alone") is None
    pool = pool_of(2, "two")
    assert pool is not None
    with pool:
        assert pool.submit(int, "7").result() == 7


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_threads_changes_nothing(
    columns: Columns, containers: dict[Container, Path], number: int
) -> None:
    path = containers["ttree"]
    names = ("Muon_pt", "run")
    readers = (
        FlatTreeReader(path, "Events", threads=number),
        TTreeReader(opened_root(path), "Events", number),
    )
    for reader in readers:
        for name, column in zip(names, reader.read(names, 1, 300), strict=True):
            assert as_awkward(column).tolist() == columns[name][1:300].tolist()
        reader.close()
