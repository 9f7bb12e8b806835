"""Workers that are threads of this process: for compiled loops, which let others go on meanwhile.

In: a job and its units. Out: what became of each unit, in their order. A worker takes its next unit itself: to be handed it,
it would wait until others let go of Python's lock, twice.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Condition, Lock

from hepir.diagnostics.core import HepirError
from hepir.pipeline.executors.core import Sharing
from hepir.pipeline.units import Unit
from hepir.pipeline.working import Counted, Counter, Job, Tell, at_work, elsewhere
from hepir.run.threads import threads_of


class GivenUpError(Exception):
    """Ends the work on a unit that nobody waits for."""


class Threads:
    """So many threads. The first has the files that are open, each of the others opens its own."""

    def __init__(self, workers: int) -> None:
        self.workers = workers

    def counted(self, job: Job, units: Sequence[Unit], tell: Tell) -> Iterator[Counted]:
        """What became of each unit, in their order."""
        board = Board(Sharing(units, self.workers))
        tell = one_at_a_time(tell, board)
        sent = elsewhere(job, [file.path for file in job.prepared.files])
        threads = threads_of(self.workers)
        with ExitStack() as stack:
            jobs = [job, *(at_work(sent, stack, threads) for _ in range(self.workers - 1))]
            pool = stack.enter_context(ThreadPoolExecutor(self.workers, "hepir-worker"))
            stack.callback(board.give_up)
            for each in jobs:
                pool.submit(work, Counter(each), board, tell)
            yield from board.handed_on()


class Board:
    """Units that several threads take from, and where they put what became of them."""

    def __init__(self, sharing: Sharing) -> None:
        self._sharing = sharing
        self._changed = Condition()
        self._fault: BaseException | None = None
        self._given_up = False

    def take(self, file_number: int | None) -> Unit | None:
        """The next unit for who had one of this file, as soon as there is one; None where there will be none."""
        with self._changed:
            while not self._given_up and not self._sharing.is_given_out:
                if (unit := self._sharing.take(file_number)) is not None:
                    return unit
                self._changed.wait()
            return None

    @property
    def is_given_up(self) -> bool:
        """Whether nobody waits for units any more."""
        return self._given_up

    def finish(self, counted: Counted) -> None:
        """A unit is done."""
        with self._changed:
            self._sharing.finish(counted)
            self._changed.notify_all()

    def fail(self, unit: Unit, error: BaseException) -> None:
        """A unit cannot be done; what is no diagnostic is a fault that ends everything."""
        with self._changed:
            if isinstance(error, HepirError):
                self._sharing.fail(unit, error.diagnostics)
            else:
                self._fault = error
            self._changed.notify_all()

    def give_up(self) -> None:
        """Nobody takes a unit any more, and who is at one ends after a chunk of it."""
        with self._changed:
            self._given_up = True
            self._changed.notify_all()

    def handed_on(self) -> Iterator[Counted]:
        """What became of each unit, in their order. Raises the fault of a worker, and HepirError where a unit failed."""
        over = False
        while not over:
            with self._changed:
                self._changed.wait_for(lambda: self._fault is not None or self._sharing.has_news)
                if self._fault is not None:
                    raise self._fault
                due, over = list(self._sharing.due()), self._sharing.is_over
                self._changed.notify_all()  # others may be ahead of what is due by so many units
            yield from due


def work(counter: Counter, board: Board, tell: Tell) -> None:
    """Count one unit after the other, as long as there are any."""
    while (unit := board.take(counter.file_number)) is not None:
        try:
            board.finish(counter.count(unit, tell))
        except BaseException as error:  # raised where the units are waited for
            board.fail(unit, error)


def one_at_a_time(tell: Tell, board: Board) -> Tell:
    """The same for several threads; raises GivenUpError where nobody hears it any more."""
    lock = Lock()

    def telling(events: int) -> None:
        with lock:
            if board.is_given_up:
                raise GivenUpError
            tell(events)

    return telling
