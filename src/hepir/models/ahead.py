"""What may be asked for next, made while a model reads.

In: pieces of work for an owner, such as a text that is being written. Out: nothing: what they make is remembered where it is
asked for, so that results are the same with and without them. llguidance reads a grammar without Python's lock: a model that
is reading, too, is not held up by it, and several grammars are read at a time.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Lock

Work = Callable[[], object]
# the rules of several grammars are written one after the other: more threads than these would wait for each other
MOST_THREADS = 3


class Ahead:
    """Does pieces of work, each owner's in order and one of each owner in turn, in threads of its own."""

    def __init__(self, threads: int) -> None:
        self.threads, self.running = threads, 0
        self.executor = ThreadPoolExecutor(threads, "hepir-ahead")
        self.lock = Lock()
        self.wanted: dict[Hashable, deque[Work]] = {}

    def start(self, owner: Hashable, work: Iterable[Work]) -> None:
        """Do this some time, in place of what is left of what its owner wanted before."""
        pieces = deque(work)
        with self.lock:
            self.wanted[owner] = pieces
            more = min(self.threads - self.running, len(pieces))
            self.running += more
        for _ in range(more):
            self.executor.submit(self._run)

    def stop(self, owner: Hashable) -> None:
        """Leave what is left."""
        with self.lock:
            self.wanted.pop(owner, None)

    def _run(self) -> None:
        """One piece after the other, until nobody wants anything."""
        while (work := self._next()) is not None:
            # what goes wrong goes wrong again for whoever asks for it, and is told there
            with suppress(Exception):
                work()

    def _next(self) -> Work | None:
        """The next piece of whoever waits longest."""
        with self.lock:
            while self.wanted:
                owner = next(iter(self.wanted))
                pieces = self.wanted.pop(owner)
                if pieces:
                    self.wanted[owner] = pieces
                    return pieces.popleft()
            self.running -= 1
            return None


def free_threads() -> int:
    """As many as there are processors besides the one that the model keeps busy."""
    return max(1, min(MOST_THREADS, (os.cpu_count() or 1) - 1))


AHEAD = Ahead(free_threads())
