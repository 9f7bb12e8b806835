"""Workers that are processes of this machine.

In: how many; then jobs and their units. Out: what became of each unit, in their order. The processes are started at once, so
that they load what they need while the run is prepared, and end with the `with` block, whatever happens in it.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.reduction import ForkingPickler
from types import TracebackType

from hepir.diagnostics.core import Diagnostic
from hepir.diagnostics.places import NOWHERE
from hepir.pipeline.executors.core import Sharing
from hepir.pipeline.executors.errors import WorkerLost
from hepir.pipeline.executors.worker import Done, Failed, Hello
from hepir.pipeline.units import Unit
from hepir.pipeline.working import Counted, Job, Tell, elsewhere

PATIENCE = 5.0  # seconds for the news of how a process ended
START = "import sys; sys.path[:] = {path!r}; from hepir.pipeline.executors.worker import main; main({descriptors!r})"


@dataclass
class Worker:
    """A process: its connection, who started it and others, its number once it is known, and the unit that it counts."""

    connection: Connection
    starter: subprocess.Popen[str]
    process: int = 0
    unit: Unit | None = None
    file_number: int | None = None


class Processes:
    """So many processes."""

    def __init__(self, workers: int) -> None:
        self.workers = workers
        self._workers: list[Worker] = []
        self._ended: dict[int, int] = {}

    def __enter__(self) -> Processes:
        pairs = [socket.socketpair() for _ in range(self.workers)]
        together = sys.platform == "linux"  # elsewhere what libraries have loaded does not survive a fork
        for group in [pairs] if together else [[each] for each in pairs]:
            starter = started([theirs.fileno() for _, theirs in group])
            self._workers += [Worker(Connection(ours.detach()), starter) for ours, _ in group]
        for _, theirs in pairs:
            theirs.close()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for worker in self._workers:
            worker.connection.close()
            end(worker.starter)

    def counted(self, job: Job, units: Sequence[Unit], tell: Tell) -> Iterator[Counted]:
        """What became of each unit, in their order."""
        sent = ForkingPickler.dumps(elsewhere(job, [file.path for file in job.prepared.files]))
        for worker in self._workers:
            worker.connection.send_bytes(sent)
        sharing = Sharing(units, self.workers)
        while not sharing.is_over:
            self._give(sharing)
            for worker in self._answering():
                unit = worker.unit
                assert unit is not None
                match self._answer(worker, job):
                    case Done(events):
                        tell(events)
                    case Counted() as counted:
                        sharing.finish(counted)
                    case Failed(diagnostics, fault):
                        if fault:
                            raise RuntimeError(fault)
                        sharing.fail(unit, diagnostics)
            yield from sharing.due()
        for worker in self._workers:
            worker.connection.send(None)

    def _give(self, sharing: Sharing) -> None:
        """A unit to each who has none."""
        for worker in self._workers:
            if worker.unit is None and (unit := sharing.take(worker.file_number)) is not None:
                worker.unit, worker.file_number = unit, unit.file_number
                with suppress(OSError):  # that it has ended is seen where its answer is read
                    worker.connection.send(unit)

    def _answering(self) -> list[Worker]:
        by_connection = {each.connection: each for each in self._workers if each.unit is not None}
        return [by_connection[each] for each in wait(by_connection) if isinstance(each, Connection)]

    def _answer(self, worker: Worker, job: Job) -> Done | Counted | Failed | Hello:
        """The next message of a worker; who has ended has failed."""
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            message = Failed((self._lost(worker, job),))
        if isinstance(message, Hello):
            worker.process = message.process
        if isinstance(message, Counted | Failed):
            worker.unit = None
        assert isinstance(message, Done | Counted | Failed | Hello)
        return message

    def _lost(self, worker: Worker, job: Job) -> Diagnostic:
        """What is known of a process that has ended by itself."""
        assert worker.unit is not None
        span = worker.unit.whole
        file = job.prepared.files[span.file_number].path.name
        return WorkerLost(NOWHERE, file, span.start, span.stop, ending(self._status(worker)))

    def _status(self, worker: Worker) -> int | None:
        """How a process ended: its starter tells of those that it split off."""
        said = worker.starter.stdout
        while said is not None and worker.process not in self._ended and (line := said.readline()):
            process, status = line.split()
            self._ended[int(process)] = int(status)
        if worker.process in self._ended:
            return self._ended[worker.process]
        with suppress(subprocess.TimeoutExpired):
            return worker.starter.wait(PATIENCE)
        return None


def started(descriptors: Sequence[int]) -> subprocess.Popen[str]:
    """A process that becomes the workers at the other ends of these connections; in a group of its own, so that Ctrl-C
    comes here alone.
    """
    command = [sys.executable, "-c", START.format(path=sys.path, descriptors=list(descriptors))]
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        text=True,
        pass_fds=descriptors,
        start_new_session=True,
        # threads of a library do not survive a fork, and each worker has one core
        env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"},
    )


def end(starter: subprocess.Popen[str]) -> None:
    """The end of a process and of those that it split off: what they had to say, they have said."""
    with suppress(ProcessLookupError):
        if starter.poll() is None:
            os.killpg(starter.pid, signal.SIGKILL)
    starter.wait()
    if starter.stdout is not None:
        starter.stdout.close()


def ending(status: int | None) -> str:
    """How a process ended, in words."""
    if status is None:
        return "how it ended is not known"
    if status >= 0:
        return f"it ended with status {status}"
    with suppress(ValueError):
        return f"it was ended by {signal.Signals(-status).name}"
    return f"it was ended by signal {-status}"
