"""Several texts at a time, each in a thread of its own.

In: how many, and what writes one. Out: what came of each, in order. An interrupt is raised at once: nobody waits for an
answer that may take minutes, and the threads end with the process.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from threading import Event, Thread
from typing import TypeVar

Result = TypeVar("Result")


def together(count: int, write: Callable[[int], Result], most: int) -> tuple[Result, ...]:
    """`write(0)` to `write(count - 1)`, at most `most` at a time; the first failure of one is raised."""
    if count == 1:
        return (write(0),)
    futures: tuple[Future[Result], ...] = tuple(Future() for _ in range(count))
    waiting, stopped = iter(range(count)), Event()
    for _ in range(min(count, most)):
        Thread(target=work, args=(waiting, futures, write, stopped), daemon=True).start()
    try:
        return tuple(each.result() for each in futures)
    finally:
        stopped.set()


def work(
    waiting: Iterator[int],
    futures: tuple[Future[Result], ...],
    write: Callable[[int], Result],
    stopped: Event,
) -> None:
    """One after the other, until there is none left, or nobody wants more. Taking a number from a range is not interrupted by
    another thread."""
    for number in waiting:
        if stopped.is_set():
            return
        try:
            futures[number].set_result(write(number))
        except BaseException as error:  # whoever waits for it gets it
            futures[number].set_exception(error)
