"""Values that are made once, though several threads ask for them.

In: a key, and how its value is made. Out: the value. The last ones are remembered; whoever asks for one that is being made
waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future
from threading import Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Once(Generic[Value]):
    """Remembers `most` values: those that were asked for last."""

    def __init__(self, most: int) -> None:
        self.most, self.lock = most, Lock()
        self.kept: dict[Hashable, Future[Value]] = {}

    def get(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The value of a key. What `make` raises is raised to all who wait, and is not remembered."""
        with self.lock:
            known = self.kept.pop(key, None)
            found = self.kept[key] = Future() if known is None else known
            if len(self.kept) > self.most:
                del self.kept[next(iter(self.kept))]
        if known is None:
            self._make(key, found, make)
        return found.result()

    def forget(self, key: Hashable) -> None:
        """Make the value anew when it is asked for again."""
        with self.lock:
            self.kept.pop(key, None)

    def clear(self) -> None:
        """Forget all values."""
        with self.lock:
            self.kept.clear()

    def _make(self, key: Hashable, found: Future[Value], make: Callable[[], Value]) -> None:
        try:
            found.set_result(make())
        except BaseException as error:  # whoever waits for it gets it
            self.forget(key)
            found.set_exception(error)
