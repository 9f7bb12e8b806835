"""Many workers write the same bytes as one, and end with one diagnostic where one of them cannot go on."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from interrupting import heeding_interrupts
from made_files import problems_of
from made_runs import PROGRAM, SIZES, SOURCE, event_files, written

from hepir.api import run_source
from hepir.pipeline import units
from hepir.pipeline.counting import counted
from hepir.pipeline.executors.choosing import here, kind_of
from hepir.pipeline.executors.errors import WorkerLost
from hepir.pipeline.executors.processes import Processes, ending
from hepir.pipeline.options import RunOptions
from hepir.pipeline.preparing import prepare

pytest.importorskip("uproot", reason="running needs the extra `run`")
pytestmark = pytest.mark.filterwarnings("ignore::RuntimeWarning")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Files of several sizes, one of them without events."""
    return event_files(tmp_path_factory.mktemp("files"))


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several blocks a file, and several units."""
    monkeypatch.setattr(units, "BLOCK_ENTRIES", 256)
    monkeypatch.setattr(units, "SMALLEST", 300)


WAYS = [
    pytest.param({"workers": 2, "executor": "processes"}, id="processes"),
    pytest.param({"workers": 3, "executor": "processes", "step_entries": 77}, id="small chunks"),
    pytest.param({"workers": 2, "executor": "threads"}, id="threads"),
    pytest.param({"step_entries": 77}, id="alone, small chunks"),
]


@pytest.mark.parametrize("backend", ["awkward", "fused"])
@pytest.mark.usefixtures("small_pieces")
def test_the_same_bytes_for_any_workers_and_chunks(files: list[str], tmp_path: Path, backend: str) -> None:
    if backend == "fused":
        pytest.importorskip("numba", reason="compiling needs the extra `fast`")
    alone = written(files, tmp_path / "alone", backend=backend)
    for number, way in enumerate(WAYS if backend == "awkward" else WAYS[1:3]):
        (options,) = way.values
        assert written(files, tmp_path / str(number), backend=backend, **options) == alone, way.id


@pytest.mark.usefixtures("small_pieces")
def test_the_interpreter_has_workers_too(files: list[str], tmp_path: Path) -> None:
    options: dict[str, object] = {"backend": "interpreter", "max_events": 1000}
    alone = run_source(SOURCE, files, **options)
    many = run_source(SOURCE, files, workers=2, executor="threads", **options)
    assert many.provenance == alone.provenance
    for one, other in zip(alone.regions, many.regions, strict=True):
        assert other.steps == one.steps
        assert other.histograms == one.histograms
    assert alone.regions[0].steps[0].entries == 1000


@pytest.mark.parametrize("limit", [1, 700, 701, 2500, 10_000])
@pytest.mark.usefixtures("small_pieces")
def test_units_cover_all_events_once(files: list[str], limit: int) -> None:
    with ExitStack() as stack:
        prepared = prepare(SOURCE, files, RunOptions(), stack)
        for weighted in (True, False):
            found = units.units(prepared.files, prepared.columns, weighted, limit, 2)
            assert [each.number for each in found] == list(range(len(found)))
            entries = [
                (span.file_number, entry)
                for each in found
                for span in each.spans
                for entry in range(span.start, span.stop)
            ]
            expected = [(number, entry) for number, size in enumerate(SIZES) for entry in range(size)]
            assert entries == expected[:limit]


def damaged(path: Path, folder: Path) -> str:
    """A copy of a file with the compressed content of its last tenth overwritten."""
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + len(data) // 10] = b"\xff" * (len(data) // 10)
    copy = folder / f"bad-{path.name}"
    copy.write_bytes(data)
    return str(copy)


@pytest.mark.parametrize("executor", ["processes", "threads"])
@pytest.mark.usefixtures("small_pieces")
def test_one_bad_file_among_many_is_one_diagnostic(files: list[str], tmp_path: Path, executor: str) -> None:
    bad = damaged(Path(files[2]), tmp_path)
    options: dict[str, object] = {"backend": "awkward", "output": tmp_path / "out"}
    (alone,) = problems_of(lambda: run_source(SOURCE, [*files, bad], **options))
    (found,) = problems_of(lambda: run_source(SOURCE, [*files, bad], workers=2, executor=executor, **options))
    assert found == alone
    assert bad in found.message
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("small_pieces")
def test_a_worker_that_is_lost_is_named_with_its_events(files: list[str]) -> None:
    with ExitStack() as stack:
        prepared = prepare(SOURCE, files, RunOptions(), stack)
        processes = stack.enter_context(Processes(2))

        def strike(done: int, total: int | None) -> None:
            victim = next(each for each in processes._workers if each.unit is not None and each.process)
            os.kill(victim.process, signal.SIGKILL)

        options = RunOptions(backend="interpreter")
        (problem,) = problems_of(lambda: counted(prepared, options, None, strike, processes))
    assert isinstance(problem, WorkerLost)
    assert problem.file in {Path(each).name for each in files}
    assert problem.stop > problem.start
    assert "it was ended by SIGKILL" in problem.message


def test_what_is_compressed_together_stays_together(
    files: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(units, "SMALLEST", 100)
    with ExitStack() as stack:
        prepared = prepare(SOURCE, files, RunOptions(), stack)
        together, anywhere = (
            [
                (each.file_number, each.spans[-1].stop)
                for each in units.units(prepared.files, prepared.columns, False, None, 50, anywhere=choice)
            ]
            for choice in (False, True)
        )
    assert together == [(0, 400), (0, 700), (2, 400), (2, 800), (2, 1200), (2, 1500), (3, 300)]
    assert len(anywhere) == 25
    assert anywhere[:4] == [(0, 100), (0, 200), (0, 300), (0, 400)]


@pytest.mark.parametrize("weighted", [True, False])
def test_units_become_smaller_unless_they_shall_be_alike(
    files: list[str], monkeypatch: pytest.MonkeyPatch, weighted: bool
) -> None:
    monkeypatch.setattr(units, "SMALLEST", 20)
    monkeypatch.setattr(units, "BLOCK_ENTRIES", 10)
    with ExitStack() as stack:
        prepared = prepare(SOURCE, [files[2]], RunOptions(), stack)
        falling, alike = (
            [
                each.entries
                for each in units.units(
                    prepared.files, ["run"], weighted, None, 2, anywhere=True, alike=choice
                )
            ]
            for choice in (False, True)
        )
    assert sum(falling) == sum(alike) == 1500
    assert falling[0] == max(falling) in range(230, 251)
    assert max(falling[-4:]) < 75
    assert all(each in range(60, 190) for each in alike[:-1])  # around 125, as the file can be cut


@pytest.mark.parametrize(
    ("start", "place", "distance", "found"),
    [
        (0, 90, 50, 100),
        (0, 60, 50, 100),
        (0, 49, 50, 49),
        (100, 190, 500, 200),
        (200, 290, 500, 290),
        (100, 130, 50, 130),
        (100, 120, 500, 200),
    ],
)
def test_the_nearest_boundary(start: int, place: int, distance: int, found: int) -> None:
    assert units.nearest((0, 100, 200), start, place, distance) == found


def test_what_the_workers_are() -> None:
    asked = [
        ({}, ""),
        ({"workers": 2}, ""),  # the backend is not known yet
        ({"workers": 2, "backend": "fused"}, "threads"),
        ({"workers": 2, "backend": "awkward"}, "processes"),
        ({"workers": 2, "backend": "interpreter"}, "processes"),
        ({"workers": 2, "backend": "fused", "executor": "processes"}, "processes"),
        ({"executor": "threads"}, ""),
        ({"scheduler": "tcp://127.0.0.1:8786"}, "dask"),
    ]
    assert [kind_of(RunOptions(**options)) for options, _ in asked] == [kind for _, kind in asked]
    assert here(1) == 1
    assert here(1_000_000) == 4 * (os.cpu_count() or 1)


def test_how_a_process_ended_in_words() -> None:
    assert ending(3) == "it ended with status 3"
    assert ending(-11) == "it was ended by SIGSEGV"
    assert ending(-64) == "it was ended by SIGRTMAX"
    assert ending(None) == "how it ended is not known"


def descendants(process: int) -> set[int]:
    """All processes that one has started, and those that they have."""
    found: set[int] = set()
    for task in Path(f"/proc/{process}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found |= {child, *descendants(child)}
    return found


def until(condition: Callable[[], object], seconds: float = 60) -> None:
    """Wait until something is the case."""
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture
def running(files: list[str], tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A run by two processes that takes long."""
    (tmp_path / "z.hep").write_text(PROGRAM)
    words = ["run", "z.hep", *files, "-o", "out", "--workers", "2", "--backend", "interpreter"]
    command = [sys.executable, "-m", "hepir", *words, "--executor", "processes", "--chunk-events", "1"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        command,
        cwd=tmp_path,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heeding_interrupts,
    ) as process:
        yield process
        process.kill()


@pytest.mark.skipif(sys.platform != "linux", reason="looks for processes in /proc")
def test_interrupted(running: subprocess.Popen[str], tmp_path: Path) -> None:
    until(lambda: len(descendants(running.pid)) == 3)  # two, and who started them
    workers = descendants(running.pid)
    running.send_signal(signal.SIGINT)
    assert running.wait(30) == 130
    assert running.stderr is not None
    assert running.stderr.read() == "interrupted\n"
    until(lambda: not any(Path(f"/proc/{each}").exists() for each in workers))
    assert not (tmp_path / "out").exists()
