"""What may be asked for next, made while a model reads.

In: pieces of work for an owner, such as a text that is being written. Out: nothing: what they make is remembered where it is
asked for, so that results are the same with and without them. llguidance reads a grammar without Python's lock: a model that
is reading, too, is not held up by it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Lock

Work = Callable[[], object]


class Ahead:
    """Does one piece of work after the other, in a thread of its own."""

    def __init__(self) -> None:
        self.executor = ThreadPoolExecutor(1, "hepir-ahead")
        self.lock = Lock()
        self.wanted: dict[Hashable, Sequence[Work]] = {}

    def start(self, owner: Hashable, work: Sequence[Work]) -> None:
        """Do this some time, in place of what is left of what its owner wanted before."""
        with self.lock:
            is_idle = owner not in self.wanted
            self.wanted[owner] = work
        if is_idle:
            self.executor.submit(self._next, owner)

    def stop(self, owner: Hashable) -> None:
        """Leave what is left."""
        with self.lock:
            if owner in self.wanted:
                self.wanted[owner] = ()

    def _next(self, owner: Hashable) -> None:
        """One piece, and the rest after what others want."""
        with self.lock:
            first, rest = self.wanted[owner][:1], self.wanted[owner][1:]
            self.wanted[owner] = rest
            if not first:
                del self.wanted[owner]
                return
        # what goes wrong goes wrong again for whoever asks for it, and is told there
        with suppress(Exception):
            first[0]()
        self.executor.submit(self._next, owner)


AHEAD = Ahead()
