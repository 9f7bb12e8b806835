"""What all executors have in common: who takes which unit, and in which order units are handed on.

In: units. Out: the same, as workers take them, and what became of them in their order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.pipeline.units import Unit
from hepir.pipeline.working import Counted, Job, Tell

AHEAD = 8  # units a worker that may be done before those before them: what waits takes memory


class Executor(Protocol):
    """Counts units with `workers` at a time.

    Where units fail, HepirError has the diagnostics of the first of them, whichever failed first. Giving up the iterator
    ends the work.
    """

    @property
    def workers(self) -> int:
        """How many units at a time."""
        ...

    def counted(self, job: Job, units: Sequence[Unit], tell: Tell) -> Iterator[Counted]:
        """What became of each unit, in their order; `tell` hears of events as they are done."""
        ...


class Sharing:
    """Units that several workers share. A worker stays with its file as long as there is something left of it, and then
    takes one that nobody is at, so that files are opened few times.
    """

    def __init__(self, units: Sequence[Unit], workers: int) -> None:
        self._waiting = {unit.number: unit for unit in units}
        self._taken: dict[int, Unit] = {}
        self._done: dict[int, Counted] = {}
        self._problems: dict[int, tuple[Diagnostic, ...]] = {}
        self._due, self._number, self._ahead = 0, len(units), AHEAD * workers

    @property
    def is_over(self) -> bool:
        """Whether all units are handed on. Raises HepirError where one failed and those before it are done."""
        if self._problems and min(self._problems) < min(self._taken, default=self._number):
            raise HepirError(self._problems[min(self._problems)])
        return self._due == self._number

    @property
    def has_news(self) -> bool:
        """Whether something can be handed on or all is over; raises HepirError as `is_over` does."""
        return self._due in self._done or self.is_over

    @property
    def is_given_out(self) -> bool:
        """Whether nobody will be given another unit."""
        return bool(self._problems) or not self._waiting

    def take(self, file_number: int | None) -> Unit | None:
        """The next unit for who had one of this file; None where there is nothing to do just now."""
        near = [unit for unit in self._waiting.values() if unit.number < self._due + self._ahead]
        if self._problems or not near:
            return None
        busy = {unit.file_number for unit in self._taken.values()}
        unit = min(near, key=lambda unit: (unit.file_number != file_number, unit.file_number in busy))
        self._taken[unit.number] = self._waiting.pop(unit.number)
        return unit

    def finish(self, counted: Counted) -> None:
        """A unit is done."""
        del self._taken[counted.unit.number]
        self._done[counted.unit.number] = counted

    def fail(self, unit: Unit, diagnostics: tuple[Diagnostic, ...]) -> None:
        """A unit cannot be done."""
        del self._taken[unit.number]
        self._problems[unit.number] = diagnostics

    def due(self) -> Iterator[Counted]:
        """What can be handed on now."""
        while self._due in self._done:
            yield self._done.pop(self._due)
            self._due += 1
