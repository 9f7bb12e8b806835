"""How many threads decompress.

In: the machine, and how many workers share it. Out: a number of threads for each of them, and these threads. Where each core
has a worker, that one decompresses by itself: to hand it over and to wait for it takes longer.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

MOST = 4


def cores() -> int:
    """Those that this process may use, at least one."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def threads_of(workers: int) -> int:
    """Threads of one of so many workers: those that it may run at once, and not more than a few."""
    return max(1, min(MOST, cores() // workers))


def pool_of(threads: int, name: str) -> ThreadPoolExecutor | None:
    """So many threads; None for one, which is the caller's own."""
    return ThreadPoolExecutor(threads, thread_name_prefix=name) if threads > 1 else None


THREADS = threads_of(1)
