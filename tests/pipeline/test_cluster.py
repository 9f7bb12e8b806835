"""A Dask cluster writes the same bytes as one process, whatever happens to its workers. All of it is on this machine."""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from made_files import problems_of
from made_runs import OUTPUTS, SIZES, SOURCE, event_files, written

from hepir.api import run_source
from hepir.backend.result import RegionResult
from hepir.pipeline import units
from hepir.pipeline.counting import counted
from hepir.pipeline.executors import cluster as clusters
from hepir.pipeline.executors.cluster import Cluster, Leaf, scheduler_of, why
from hepir.pipeline.executors.errors import FileNotThere, NoScheduler, NoWorkers, OtherVersions, WorkerLost
from hepir.pipeline.options import RunOptions
from hepir.pipeline.preparing import prepare
from hepir.run.chunks import Span

distributed = pytest.importorskip("distributed", reason="needs the extra `dask`")
pytestmark = [
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The scheduler of a cluster of two processes, which ends with these tests."""
    with distributed.LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        host="127.0.0.1",
        dashboard_address="127.0.0.1:0",
        silence_logs=50,
        local_directory=str(tmp_path_factory.mktemp("dask")),
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Files of several sizes, one of them without events."""
    return event_files(tmp_path_factory.mktemp("files"))


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Several blocks a file, and several units."""
    monkeypatch.setattr(units, "BLOCK_ENTRIES", 128)
    monkeypatch.setattr(units, "SMALLEST", 300)


def test_the_same_bytes(files: list[str], tmp_path: Path, address: str) -> None:
    alone = written(files, tmp_path / "alone", backend="awkward")
    there = written(files, tmp_path / "there", backend="awkward", scheduler=address)
    assert there == alone
    assert set(alone) == set(OUTPUTS)


def regions(files: list[str], address: str, strike: bool) -> tuple[RegionResult, ...]:
    """The counts of a cluster; one of its workers is killed when the first task is done."""
    options, struck = RunOptions(backend="interpreter"), []
    with ExitStack() as stack:
        prepared = prepare(SOURCE, files, options, stack)
        cluster = stack.enter_context(Cluster(address, 2))

        def progress(done: int, total: int | None) -> None:
            if strike and not struck:
                struck.extend(cluster.client.run(os.getpid).values())
                os.kill(struck[0], signal.SIGKILL)

        found = counted(prepared, options, None, progress, cluster)
        assert bool(struck) == strike
    return found


def test_a_worker_that_is_killed_changes_nothing(files: list[str], address: str) -> None:
    alone = run_source(SOURCE, files, backend="interpreter").regions
    for strike in (False, True):
        for one, other in zip(alone, regions(files, address, strike), strict=True):
            assert other.steps == one.steps
            assert other.skipped == one.skipped
            assert other.histograms == one.histograms


def test_a_bad_file_is_one_diagnostic(files: list[str], tmp_path: Path, address: str) -> None:
    bad = tmp_path / "bad.root"
    data = bytearray(Path(files[2]).read_bytes())
    data[len(data) // 2 : len(data) * 6 // 10] = b"\xff" * (len(data) * 6 // 10 - len(data) // 2)
    bad.write_bytes(data)
    options: dict[str, object] = {"backend": "awkward", "output": tmp_path / "out"}
    (found,) = problems_of(lambda: run_source(SOURCE, [*files, str(bad)], scheduler=address, **options))
    (alone,) = problems_of(lambda: run_source(SOURCE, [*files, str(bad)], **options))
    assert found == alone
    assert not (tmp_path / "out").exists()


def test_a_file_that_workers_do_not_see(files: list[str], address: str) -> None:
    with ExitStack() as stack:
        prepared = prepare(SOURCE, files, RunOptions(), stack)
        hidden = [Hidden(file) if number == 2 else file for number, file in enumerate(prepared.files)]
        cluster = stack.enter_context(Cluster(address, 2))
        options = RunOptions(backend="awkward")
        (problem,) = problems_of(
            lambda: counted(replace(prepared, files=hidden), options, None, None, cluster)
        )
    assert isinstance(problem, FileNotThere)
    assert problem.file == "/nowhere/2.root"
    assert problem.message.startswith("`/nowhere/2.root` is here, and is not to be seen from the worker on ")


class Hidden:
    """A file under a path that nobody else knows."""

    path = Path("/nowhere/2.root")

    def __init__(self, file: object) -> None:
        self._file = file

    def __getattr__(self, name: str) -> object:
        return getattr(self._file, name)


def test_a_worker_with_other_versions(
    files: list[str], address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    here = clusters.versions
    monkeypatch.setattr(clusters, "versions", lambda names: {**here(names), "hepir": "99.0"})
    (problem,) = problems_of(lambda: run_source(SOURCE, files, backend="awkward", scheduler=address))
    assert isinstance(problem, OtherVersions)
    assert problem.message.endswith(", and here is hepir 99.0")


def test_versions_are_asked_for_before_anything_is_sent() -> None:
    def cluster(scheduler: dict[str, str], worker: dict[str, str]) -> Cluster:
        made = Cluster("tcp://127.0.0.1:8786", 1)
        made._client = SimpleNamespace(
            run_on_scheduler=lambda _: scheduler, run=lambda *_, **__: {"tcp://127.0.0.1:5": worker}
        )
        return made

    wanted = {"hepir": "1.0", "numpy": "2.0"}
    cluster({"hepir": "1.0"}, wanted).check_versions(wanted)
    found = [
        problems_of(lambda each=each: cluster(*each).check_versions(wanted))[0].message
        for each in (({"hepir": "unknown"}, wanted), ({"hepir": "1.0"}, {"hepir": "1.0", "numpy": "1.9"}))
    ]
    assert found == [
        "the scheduler has no hepir, and here is hepir 1.0",
        "the worker at tcp://127.0.0.1:5 has numpy 1.9, and here is numpy 2.0",
    ]


def test_what_asks_for_versions_needs_no_hepir(address: str) -> None:
    names = ("hepir", "numpy", "no-such-package")
    asking = clusters.installed(names)
    assert asking() == {**clusters.versions(("hepir", "numpy")), "no-such-package": "unknown"}
    with Cluster(address, 1) as cluster:
        found = list(cluster.client.run(asking).values())
    assert found
    assert all(each == asking() for each in found)
    sent = pytest.importorskip("cloudpickle").dumps(asking)
    without = (
        "import pickle, sys; sys.modules['hepir'] = None; print(pickle.load(sys.stdin.buffer)()['hepir'])"
    )
    answer = subprocess.run([sys.executable, "-c", without], input=sent, stdout=subprocess.PIPE, check=True)
    assert answer.stdout.split() == [b"unknown"]


def test_no_scheduler(files: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "CONNECTING", 0.5)
    for address in ("tcp://127.0.0.1:9", "nonsense", "http://127.0.0.1:80", ""):
        options: dict[str, object] = {"scheduler": address, "output": tmp_path / "out"}
        (problem,) = problems_of(lambda options=options: run_source(SOURCE, files, **options))
        assert isinstance(problem, NoScheduler)
        assert f"`{address}`" in problem.message
        assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("error", [AssertionError(), TimeoutError(), RuntimeError("IO loop was closed")])
def test_a_scheduler_that_is_given_up(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def refusing(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("distributed.Client", refusing)
    monkeypatch.setattr(clusters, "check_answers", lambda _: None)
    (problem,) = problems_of(lambda: Cluster("tcp://127.0.0.1:9", 1).__enter__())
    assert isinstance(problem, NoScheduler)
    assert (str(error) or type(error).__name__) in " ".join((problem.message, *problem.hints))


def test_something_else_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "CONNECTING", 0.5)
    monkeypatch.setattr(clusters, "GREETING", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"tcp://127.0.0.1:{silent.getsockname()[1]}"
        (problem,) = problems_of(lambda: Cluster(address, 1).__enter__())
    assert problem.message == (
        f"no Dask scheduler answers at `{address}`: what answers there is no Dask scheduler"
    )


def test_a_scheduler_that_is_lost() -> None:
    def refusing(*_: object, **__: object) -> None:
        raise OSError("in <TCP closed>")

    cluster = Cluster("tcp://127.0.0.1:8786", 1)
    cluster._client = SimpleNamespace(run_on_scheduler=refusing, cancel=refusing)
    job = SimpleNamespace(options=RunOptions(backend="awkward"))
    (problem,) = problems_of(lambda: list(cluster.counted(job, [], print)))
    assert isinstance(problem, NoScheduler)
    assert problem.reason == "it was lost while events were counted"
    run = object.__new__(clusters.Run)
    run.cluster, run.running = cluster, {"task": Leaf(0, ())}
    (later,) = problems_of(lambda: run.settle(SimpleNamespace(key="task", status="lost")))
    assert later == problem


def test_all_parts_of_dask_are_quiet() -> None:
    logging.getLogger("distributed.client").setLevel(logging.WARNING)
    clusters.quieten()
    assert logging.getLogger("distributed.client").level == logging.CRITICAL


def test_files_that_name_a_scheduler(tmp_path: Path) -> None:
    path = tmp_path / "scheduler.json"
    path.write_text('{"address": "tcp://127.0.0.1:8786"}')
    assert scheduler_of(str(path)) == "tcp://127.0.0.1:8786"
    assert scheduler_of("tcp://127.0.0.1:1") == "tcp://127.0.0.1:1"
    with pytest.raises(ValueError, match="no file of that name"):
        scheduler_of(str(tmp_path / "absent.json"))
    for text in ("hello", "{}", "[]", '"text"'):
        path.write_text(text)
        with pytest.raises(ValueError, match="does not say"):
            scheduler_of(str(path))


def test_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "PATIENCE", 60.0)
    cluster = Cluster("tcp://127.0.0.1:8786", 1)
    cluster._client = SimpleNamespace(nthreads=dict)
    cluster.check_workers(time.monotonic() - 30)  # they may come yet
    (problem,) = problems_of(lambda: cluster.check_workers(time.monotonic() - 61))
    assert isinstance(problem, NoWorkers)
    assert problem.hints[0] == "start some: `dask worker tcp://127.0.0.1:8786 --nworkers 4`"
    cluster._client = SimpleNamespace(nthreads=lambda: {"tcp://127.0.0.1:5": 1})
    cluster.check_workers(time.monotonic() - 61)


@pytest.mark.skipif(sys.platform == "win32", reason="a script for bash")
def test_the_script_for_a_cluster_on_this_machine(files: list[str], tmp_path: Path) -> None:
    (tmp_path / "z.hep").write_text(SOURCE.text)
    script = Path(__file__).parents[2] / "examples" / "cluster" / "local.sh"
    hepir = [sys.executable, "-m", "hepir", "run", "z.hep", *files, "-o", "out", "--no-pictures", "--events"]
    environment = {
        **os.environ,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]),
    }
    finished = subprocess.run(
        [script, "1", *hepir, "--backend", "awkward"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert finished.returncode == 0, finished.stderr
    assert "results in out" in finished.stderr
    cutflow = json.loads((tmp_path / "out" / "cutflow.json").read_text())
    assert cutflow["regions"][0]["steps"][0]["entries"] == sum(SIZES)


def test_why_a_task_failed(files: list[str]) -> None:
    from distributed.scheduler import KilledWorker

    with ExitStack() as stack:
        prepared = prepare(SOURCE, files, RunOptions(), stack)
        job = type("Job", (), {"prepared": prepared})()
        leaf = Leaf(0, (units.Unit(3, (Span(2, 100, 200),)), units.Unit(4, (Span(2, 200, 300),))))
        (lost,) = why(KilledWorker("task", None, 3), leaf, job)
        assert lost == WorkerLost(lost.span, "2.root", 100, 300, "so were 3 others that tried")
        (missing,) = why(ModuleNotFoundError("No module named 'hepir'", name="hepir"), leaf, job)
        assert missing.message.startswith("a worker has no hepir, and here is hepir ")
        with pytest.raises(RuntimeError, match="on a worker: KeyError: 'pt'"):
            why(KeyError("pt"), leaf, job)
