"""How many threads decompress.

In: the machine. Out: a number: those that this process may run at once, and not more than a few.
"""

from __future__ import annotations

import os

MOST = 4


def threads() -> int:
    """At least one."""
    if hasattr(os, "sched_getaffinity"):
        return min(MOST, len(os.sched_getaffinity(0)))
    return min(MOST, os.cpu_count() or 1)


THREADS = threads()
