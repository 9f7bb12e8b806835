"""Threads that take units by themselves: in order, not too far ahead, and all of them end."""

import threading
from collections.abc import Callable

import pytest
from made_runs import SOURCE, event_files

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.pipeline import units
from hepir.pipeline.executors.core import AHEAD, Sharing
from hepir.pipeline.executors.errors import WorkerLost
from hepir.pipeline.executors.threads import Board, one_at_a_time, work
from hepir.pipeline.totals import Totals
from hepir.pipeline.units import Unit
from hepir.pipeline.working import Counted
from hepir.run.chunks import Span

PROBLEM = WorkerLost(NOWHERE, "a.root", 0, 1, "it was asked to")


def some(number: int) -> list[Unit]:
    """Units of one file."""
    return [Unit(each, (Span(0, each, each + 1),)) for each in range(number)]


class Counts:
    """What counts units, and does something before."""

    file_number = 0

    def __init__(self, before: Callable[[Unit], object]) -> None:
        self.before = before

    def count(self, unit: Unit, tell: Callable[[int], None]) -> Counted:
        """Nothing but the unit."""
        self.before(unit)
        tell(1)
        return Counted(unit, Totals(), ())


def started(board: Board, *before: Callable[[Unit], object]) -> list[threading.Thread]:
    """A worker for each."""
    counting: list[object] = [Counts(each) for each in before]
    workers = [threading.Thread(target=work, args=(each, board, lambda _: None)) for each in counting]
    for each in workers:
        each.start()
    return workers


def ended(workers: list[threading.Thread]) -> bool:
    """Whether all of them end."""
    for each in workers:
        each.join(30)
    return not any(each.is_alive() for each in workers)


def test_units_are_handed_on_in_their_order_and_one_is_not_far_ahead_of_another() -> None:
    number, last = AHEAD * 2 * 3, AHEAD * 2 - 1
    reached = threading.Event()
    taken: list[int] = []

    def first_waits(unit: Unit) -> None:
        taken.append(unit.number)
        if unit.number == last:
            reached.set()
        if unit.number == 0:
            assert reached.wait(30)  # until the other has done all that it may

    board = Board(Sharing(some(number), 2))
    workers = started(board, first_waits, first_waits)
    assert [each.unit.number for each in board.handed_on()] == list(range(number))
    assert ended(workers)
    assert max(taken[: last + 1]) == last


def test_the_first_problem_is_told_whichever_came_first() -> None:
    second = threading.Event()

    def fails(unit: Unit) -> None:
        if unit.number == 0:
            assert second.wait(30)
            raise HepirError((PROBLEM,))
        second.set()
        raise HepirError(())

    board = Board(Sharing(some(5), 2))
    workers = started(board, fails, fails)
    with pytest.raises(HepirError) as caught:
        list(board.handed_on())
    assert caught.value.diagnostics == (PROBLEM,)
    assert ended(workers)


def test_a_fault_ends_everything() -> None:
    def fails(unit: Unit) -> None:
        raise ZeroDivisionError(unit.number)

    board = Board(Sharing(some(5), 1))
    workers = started(board, fails)
    with pytest.raises(ZeroDivisionError):
        list(board.handed_on())
    board.give_up()
    assert ended(workers)


def test_who_gives_up_waits_for_nobody_who_waits() -> None:
    board = Board(Sharing(some(AHEAD + 5), 1))
    workers = started(board, lambda _: None)  # waits, because nothing is handed on
    board.give_up()
    assert ended(workers)


def test_who_gives_up_does_not_wait_for_the_rest_of_a_unit() -> None:
    board = Board(Sharing(some(2), 1))
    begun, told = threading.Event(), list[int]()

    def endless(unit: Unit) -> None:
        begun.set()
        while True:
            tell(unit.number)

    tell = one_at_a_time(told.append, board)
    workers = started(board, endless)
    assert begun.wait(30)
    board.give_up()
    assert ended(workers)
    assert set(told) <= {0}


def test_a_run_that_is_given_up_ends_its_threads(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    from hepir.api import run_source

    monkeypatch.setattr(units, "SMALLEST", 100)
    files = event_files(tmp_path_factory.mktemp("files"))

    seen: set[str] = set()

    def strike(done: int, total: int | None) -> None:
        seen.update(each.name for each in threading.enumerate())
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_source(SOURCE, files, backend="interpreter", workers=2, executor="threads", progress=strike)
    assert any(each.startswith("hepir-worker") for each in seen)
    assert not [each for each in threading.enumerate() if each.name.startswith("hepir-worker")]
