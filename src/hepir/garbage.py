"""Python's search for objects that refer to each other and that nobody needs.

In: a piece of work. Out: the same, without searches while it lasts. What is made from a program is trees, which end by
themselves: to look through all of them again and again takes an eighth of the time to prepare a run.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def not_searched_for() -> Iterator[None]:
    """No search while the block runs, for work of bounded memory; where there was none before, there is none after."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
