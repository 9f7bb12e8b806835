"""Workers of a Dask cluster.

In: the address of its scheduler; then jobs and their units. Out: what became of the units. A task takes neighbouring units of
one file, more of them the faster they turn out to be. Dask does again what a lost worker had done. Sums are put together by
eights, on the workers; they are exact, so that no bit depends on which of them there were. Rows come here, in order.
"""

from __future__ import annotations

import json
import queue
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.pipeline.executors.errors import NoDask, NoScheduler, NoWorkers, OtherVersions, WorkerLost
from hepir.pipeline.executors.leaves import count_units, merged, versions
from hepir.pipeline.recording import ABSENT, PACKAGES
from hepir.pipeline.units import Unit
from hepir.pipeline.working import Counted, Job, Tell, elsewhere

if TYPE_CHECKING:
    from distributed import Client, Future

CONNECTING, GREETING = 10.0, 5.0  # seconds to wait for the scheduler, and for what it says first
PATIENCE = 600.0  # seconds to wait for the first worker
TASK_SECONDS = 8.0  # what a task should take
AHEAD = 3  # tasks a thread of the cluster that are handed out
BITS = 3
BRANCHES = 1 << BITS


@dataclass
class Leaf:
    """Units that one task counts."""

    number: int
    units: tuple[Unit, ...]

    @property
    def entries(self) -> int:
        """How many events."""
        return sum(unit.entries for unit in self.units)


class Cluster:
    """The workers that a scheduler has."""

    def __init__(self, address: str, workers: int) -> None:
        self._address, self._least = address, workers
        self._client: Client | None = None
        self._counted, self._threads = 0.0, 0

    def __enter__(self) -> Cluster:
        try:
            from distributed import Client
        except ImportError as error:
            raise HepirError((NoDask(NOWHERE),)) from error
        quieten()
        try:
            address = scheduler_of(self._address)
            check_answers(address)
            self._client = Client(address, timeout=CONNECTING, set_as_default=False)
        except (OSError, ValueError, TypeError, RuntimeError, AssertionError) as error:
            # the last where a client is closed that is still connecting
            said = " ".join(str(error).split()) or type(error).__name__
            raise HepirError((NoScheduler(NOWHERE, self._address, said),)) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._client is not None:
            self._client.close()

    @property
    def client(self) -> Client:
        """The connection."""
        assert self._client is not None
        return self._client

    @property
    def workers(self) -> int:
        """How many units can be counted at a time, as far as is known."""
        if time.monotonic() - self._counted > 1:
            self._counted, self._threads = time.monotonic(), sum(self.client.nthreads().values())
        return max(self._least, self._threads, 1)

    def counted(self, job: Job, units: Sequence[Unit], tell: Tell) -> Iterator[Counted]:
        """What became of the units, in their order, or of all of them together."""
        from distributed.client import FutureCancelledError

        futures: dict[tuple[int, int], Future] = {}
        try:
            yield from Run(self, job, deque(units), tell, futures).results()
        except (OSError, FutureCancelledError) as error:
            raise self.lost() from error
        finally:
            with suppress(OSError):
                self.client.cancel([*futures.values()])

    def lost(self) -> HepirError:
        """What is raised where the scheduler has gone."""
        return HepirError((NoScheduler(NOWHERE, self._address, "it was lost while events were counted"),))

    def check_versions(self, wanted: Mapping[str, str]) -> None:
        """Raises HepirError where the scheduler or one of its workers could not understand what it is sent."""
        own = self.client.run_on_scheduler(installed(("hepir",)))
        theirs = self.client.run(installed(tuple(wanted)), on_error="ignore")
        for place, found in (
            ("the scheduler", own),
            *((f"the worker at {at}", each) for at, each in theirs.items()),
        ):
            for package, version in found.items():
                if version != wanted[package]:
                    there = "" if version == ABSENT else version
                    raise HepirError((OtherVersions(NOWHERE, place, package, there, wanted[package]),))

    def check_workers(self, since: float) -> None:
        """Raises HepirError where there has been no worker for long."""
        if time.monotonic() - since > PATIENCE and not self.client.nthreads():
            raise HepirError((NoWorkers(NOWHERE, self._address, PATIENCE),))


@dataclass
class Run:
    """One job on a cluster."""

    cluster: Cluster
    job: Job
    waiting: deque[Unit]
    tell: Tell
    futures: dict[tuple[int, int], Future]
    running: dict[str, Leaf] = field(default_factory=dict)
    problems: dict[int, tuple[Diagnostic, ...]] = field(default_factory=dict)
    entries: int = 0

    def __post_init__(self) -> None:
        compiled = ("numba",) if self.job.options.backend == "fused" else ()
        self.wanted = versions(("hepir", *PACKAGES, *compiled))
        self.cluster.check_versions(self.wanted)
        paths = [Path(file.path).resolve() for file in self.job.prepared.files]
        # The result of a task is brought to each worker once, and made again should its worker be lost.
        self.sent = self.cluster.client.submit(same, elsewhere(self.job, paths), pure=False)
        self.done: queue.SimpleQueue[Future] = queue.SimpleQueue()
        self.start, self.leaves, self.due = time.monotonic(), 0, 0

    def results(self) -> Iterator[Counted]:
        """Rows in order; else everything at once, in the end."""
        while self.waiting or self.running:
            self.hand_out()
            try:
                self.settle(self.done.get(timeout=1.0))
            except queue.Empty:
                self.cluster.check_workers(self.start)
            if self.problems and min(self.problems) < min(self.numbers(), default=self.leaves):
                raise HepirError(self.problems[min(self.problems)])
            if self.job.listed:
                yield from self.in_order()
            else:
                self.join()
        left = [self.futures[key] for key in sorted(self.futures, key=order)]
        if left and not self.job.listed:
            yield self.cluster.client.submit(merged, left, pure=False).result()

    def numbers(self) -> Iterator[int]:
        return (leaf.number for leaf in self.running.values())

    def hand_out(self) -> None:
        """Give tasks to the cluster, some more than it has threads."""
        client = self.cluster.client
        while self.waiting and not self.problems and len(self.running) < AHEAD * self.cluster.workers:
            leaf = Leaf(self.leaves, self.next_units())
            future = client.submit(count_units, self.sent, leaf.units, self.wanted, pure=False)
            self.leaves += 1
            self.running[future.key] = leaf
            self.futures[0, leaf.number] = future
            future.add_done_callback(self.done.put)

    def next_units(self) -> tuple[Unit, ...]:
        """Neighbours of one file that should take a task's time together, and a share of what is left at most."""
        speed = self.entries / (time.monotonic() - self.start) / self.cluster.workers
        left = sum(unit.entries for unit in self.waiting)
        entries = min(speed * TASK_SECONDS, left / (2 * self.cluster.workers))
        taken = [self.waiting.popleft()]
        while (
            self.waiting
            and self.waiting[0].file_number == taken[0].file_number
            and sum(unit.entries for unit in (*taken, self.waiting[0])) <= entries
        ):
            taken.append(self.waiting.popleft())
        return tuple(taken)

    def settle(self, future: Future) -> None:
        """Note what became of a task."""
        leaf = self.running.pop(future.key)
        if future.status == "finished":
            self.entries += leaf.entries
            self.tell(leaf.entries)
        elif future.status != "error":
            raise self.cluster.lost()
        else:
            del self.futures[0, leaf.number]
            self.problems[leaf.number] = why(future.exception(), leaf, self.job)

    def in_order(self) -> Iterator[Counted]:
        """The results that can be handed on, fetched."""
        while (0, self.due) in self.futures and self.due not in self.numbers():
            yield self.futures.pop((0, self.due)).result()
            self.due += 1

    def join(self) -> None:
        """Put together what is complete, on the workers."""
        running = set(self.numbers())
        level = 0
        while groups := self.complete(level, running if not level else set()):
            for group in groups:
                parts = [self.futures.pop((level, group * BRANCHES + place)) for place in range(BRANCHES)]
                self.futures[level + 1, group] = self.cluster.client.submit(merged, parts, pure=False)
            level += 1

    def complete(self, level: int, running: set[int]) -> list[int]:
        """The groups of eight of which all are there."""
        there = {number for depth, number in self.futures if depth == level and number not in running}
        groups = {number // BRANCHES for number in there}
        return sorted(
            group for group in groups if all(group * BRANCHES + place in there for place in range(BRANCHES))
        )


def scheduler_of(place: str) -> str:
    """The address of a scheduler, or the one in the file that the scheduler wrote it to; ValueError where there is none."""
    if not Path(place).is_file():
        if ":" not in place:
            raise ValueError("there is no file of that name, and an address has a port")
        return place
    try:
        return str(json.loads(Path(place).read_text(encoding="utf-8"))["address"])
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError("the file does not say where a scheduler is") from error


def check_answers(address: str) -> None:
    """Raises OSError where something else than Dask answers at an address: Dask itself would wait for its greeting."""
    from distributed import Security
    from distributed.comm import connect
    from distributed.utils import LoopRunner, sync

    async def greeting() -> None:
        comm = await connect(address, timeout=CONNECTING, **Security().get_connection_args("client"))
        await comm.close()

    runner = LoopRunner()
    runner.start()
    try:
        sync(runner.loop, greeting, callback_timeout=CONNECTING + GREETING)
    except TimeoutError as error:
        raise OSError("what answers there is no Dask scheduler") from error
    finally:
        runner.stop()


def installed(packages: Sequence[str]) -> Callable[[], dict[str, str]]:
    """What says which versions there are. It is no function of a module: it is sent whole to where hepir may be absent."""

    def found() -> dict[str, str]:
        from importlib import import_module
        from importlib.metadata import version

        there = {}
        for package in packages:
            try:
                own = package == "hepir"
                there[package] = import_module("hepir.version").__version__ if own else version(package)
            except Exception:  # whatever is wrong with it, it cannot be used
                there[package] = "unknown"
        return there

    return found


def same(job: Job) -> Job:
    """The job, as the result of a task."""
    return job


def order(key: tuple[int, int]) -> int:
    """Where what was put together begins."""
    level, number = key
    return number << (level * BITS)


def why(error: BaseException, leaf: Leaf, job: Job) -> tuple[Diagnostic, ...]:
    """Why a task failed; a fault of hepir is raised."""
    from distributed.scheduler import KilledWorker

    match error:
        case HepirError():
            return error.diagnostics
        case KilledWorker():
            first, last = leaf.units[0].whole, leaf.units[-1].whole
            file = job.prepared.files[first.file_number].path.name
            how = f"so were {error.allowed_failures} others that tried"
            return (WorkerLost(NOWHERE, file, first.start, last.stop, how),)
        case ModuleNotFoundError(name=str(package)):
            return (OtherVersions(NOWHERE, "a worker", package, "", versions([package])[package]),)
    raise RuntimeError(f"on a worker: {type(error).__name__}: {error}") from error


def quieten() -> None:
    """What Dask logs about its connections is said by diagnostics. It gives levels to some of its parts, too."""
    import logging

    for name in ("distributed", *logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)
