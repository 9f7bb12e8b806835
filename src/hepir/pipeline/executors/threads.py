"""Workers that are threads of this process: for compiled loops, which let others go on meanwhile.

In: a job and its units. Out: what became of each unit, in their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from threading import Lock

from hepir.diagnostics.core import HepirError
from hepir.pipeline.executors.core import Sharing
from hepir.pipeline.units import Unit
from hepir.pipeline.working import Counted, Counter, Job, Tell, at_work, elsewhere


class Threads:
    """So many threads. The first has the files that are open, each of the others opens its own."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def counted(self, job: Job, units: Sequence[Unit], tell: Tell) -> Iterator[Counted]:
        """What became of each unit, in their order."""
        sharing, tell = Sharing(units, self.workers), one_at_a_time(tell)
        sent = elsewhere(job, [file.path for file in job.prepared.files])
        with ExitStack() as stack:
            jobs = [job, *(at_work(sent, stack) for _ in range(self.workers - 1))]
            idle = [Counter(each) for each in jobs]
            pool = stack.enter_context(ThreadPoolExecutor(self.workers, "hepir-worker"))
            stack.callback(pool.shutdown, cancel_futures=True)
            running: dict[Future[Counted], tuple[Counter, Unit]] = {}
            while not sharing.is_over:
                while idle and (unit := sharing.take(idle[-1].file_number)) is not None:
                    counter = idle.pop()
                    running[pool.submit(counter.count, unit, tell)] = (counter, unit)
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    counter, unit = running.pop(done)
                    idle.append(counter)
                    settle(sharing, unit, done)
                yield from sharing.due()


def settle(sharing: Sharing, unit: Unit, done: Future[Counted]) -> None:
    """Say what became of a unit."""
    try:
        sharing.finish(done.result())
    except HepirError as error:
        sharing.fail(unit, error.diagnostics)


def one_at_a_time(tell: Tell) -> Tell:
    """The same for several threads."""
    lock = Lock()

    def telling(events: int) -> None:
        with lock:
            tell(events)

    return telling
