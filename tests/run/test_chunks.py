"""Events in pieces of bounded size."""

import threading
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path

import awkward as ak
import numpy as np
import pytest
from made_files import CLUSTER, ENTRIES, Columns, problems_of, write_rntuple, write_ttree

from hepir.run.chunks import entries_per_chunk, iterate_chunks
from hepir.run.errors import MissingBranches
from hepir.run.files import EventFile, open_events

NAMES = ["event", "Muon_pt"]


@pytest.fixture
def three(containers: dict[str, Path], tmp_path: Path, columns: Columns) -> Iterator[list[EventFile]]:
    """A full file, one without entries, and one of another container."""
    empty = write_ttree(tmp_path / "empty.root", {name: array[:0] for name, array in columns.items()})
    files = [open_events(path) for path in (containers["ttree"], empty, containers["rntuple"])]
    yield files
    for file in files:
        file.close()


@pytest.fixture(params=[True, False], ids=["ahead", "in turn"])
def read_ahead(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


@pytest.mark.parametrize("step", [1000, 333, 1, 5000])
def test_every_event_comes_once_and_in_order(
    event_path: Path, columns: Columns, step: int, read_ahead: bool
) -> None:
    with open_events(event_path) as file:
        last = ENTRIES if step > 1 else 50
        chunks = list(
            iterate_chunks([file], NAMES, step_entries=step, max_events=last, read_ahead=read_ahead)
        )
    assert [(chunk.start, chunk.stop) for chunk in chunks] == [
        (start, min(last, start + step)) for start in range(0, last, step)
    ]
    for name in NAMES:
        joined = ak.concatenate([chunk.columns[name] for chunk in chunks])
        assert ak.array_equal(joined, columns[name][:last])


def test_several_files(three: list[EventFile], read_ahead: bool) -> None:
    chunks = list(iterate_chunks(three, NAMES, step_entries=600, read_ahead=read_ahead))
    assert [(chunk.file_number, chunk.start, chunk.stop) for chunk in chunks] == [
        (0, 0, 600),
        (0, 600, 1000),
        (2, 0, 600),
        (2, 600, 1000),
    ]
    assert not any(file.is_open for file in three)


@pytest.mark.parametrize(
    ("limit", "expected"), [(0, []), (10, [10]), (700, [600, 100]), (1300, [600, 400, 300])]
)
def test_the_limit_counts_over_all_files(three: list[EventFile], limit: int, expected: list[int]) -> None:
    chunks = iterate_chunks(three, NAMES, step_entries=600, max_events=limit)
    assert [chunk.stop - chunk.start for chunk in chunks] == expected


def test_chunks_take_the_memory_they_may(event_path: Path) -> None:
    with open_events(event_path) as file:
        names = list(file.branches)
        sizes = [
            sum(array.nbytes for array in chunk.columns.values())
            for chunk in iterate_chunks([file], names, chunk_bytes=10_000)
        ]
    assert 3 < len(sizes) < 30
    assert max(sizes) < 13_000


def test_chunks_end_with_clusters_where_that_costs_little(containers: dict[str, Path]) -> None:
    with open_events(containers["ttree"]) as file:
        bytes_per_entry = file.bytes_per_entry(NAMES)
        chunks = iterate_chunks([file], NAMES, chunk_bytes=int(bytes_per_entry * CLUSTER * 1.5))
        assert [chunk.stop for chunk in chunks] == [400, 800, 1000]
        small = iterate_chunks([file], NAMES, chunk_bytes=int(bytes_per_entry * 300.5))
        assert [chunk.stop for chunk in small] == [300, 600, 800, 1000]


def test_a_chunk_has_at_least_one_entry(event_path: Path) -> None:
    with open_events(event_path) as file:
        assert entries_per_chunk(file, NAMES, chunk_bytes=1) == 1


def test_events_can_be_counted_without_columns(event_path: Path) -> None:
    with open_events(event_path) as file:
        assert [(chunk.start, chunk.stop) for chunk in iterate_chunks([file], [])] == [(0, ENTRIES)]


def test_nothing_to_read() -> None:
    assert list(iterate_chunks([], NAMES)) == []


def test_problems_reach_the_caller(event_path: Path, read_ahead: bool) -> None:
    with open_events(event_path) as file:
        chunks = iterate_chunks([file], ["absent"], read_ahead=read_ahead)
        (problem,) = problems_of(lambda: next(chunks))
    assert isinstance(problem, MissingBranches)


def reading_threads() -> int:
    return sum(thread.name.startswith("hepir-reading") for thread in threading.enumerate())


def test_reading_ahead_is_one_chunk_ahead(
    containers: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    starts: list[int] = []
    read = EventFile.read

    def noted(file: EventFile, names: list[str], start: int, stop: int) -> dict[str, ak.Array]:
        starts.append(start)
        return read(file, names, start, stop)

    monkeypatch.setattr(EventFile, "read", noted)
    with open_events(containers["ttree"]) as file:
        for chunk in iterate_chunks([file], NAMES, step_entries=100):
            assert len(starts) <= chunk.start // 100 + 2
    assert starts == list(range(0, ENTRIES, 100))


@pytest.mark.parametrize("error", [KeyboardInterrupt, ZeroDivisionError])
def test_leaving_in_the_middle_leaves_no_thread(event_path: Path, error: type[BaseException]) -> None:
    def interrupted() -> None:
        with open_events(event_path) as file:
            for chunk in iterate_chunks([file], NAMES, step_entries=100):
                assert reading_threads() == 1
                if chunk.start == 200:
                    raise error

    with pytest.raises(error):
        interrupted()
    assert reading_threads() == 0


@pytest.mark.parametrize("write", [write_ttree, write_rntuple])
def test_memory_does_not_grow_with_the_file(tmp_path: Path, write: Callable[[Path, Columns], Path]) -> None:
    def peak(entries: int) -> int:
        columns = {"x": ak.Array(np.random.default_rng(1).normal(size=entries))}
        with open_events(write(tmp_path / f"{entries}", columns)) as file:
            del columns
            tracemalloc.start()
            for _ in iterate_chunks([file], ["x"], chunk_bytes=16_000):
                pass
            highest = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return highest

    peak(1000)  # what is imported and cached on first use
    small, large = peak(8_000), peak(32_000)
    assert large < 1.2 * small


def test_the_same_chunks_every_time(event_path: Path, read_ahead: bool) -> None:
    def sums() -> list[float]:
        with open_events(event_path) as file:
            chunks = iterate_chunks([file], ["MET_pt"], chunk_bytes=3000, read_ahead=read_ahead)
            return [float(np.sum(ak.to_numpy(chunk.columns["MET_pt"]))) for chunk in chunks]

    first = sums()
    assert len(first) > 1
    assert sums() == first
