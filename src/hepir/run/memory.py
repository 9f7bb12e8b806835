"""Memory that stays with the process from one chunk to the next.

In: nothing. Out: nothing; asks the C library to keep what is freed. The next chunk needs as much again, and new memory
from the system has to be cleared page by page, which takes longer than the arithmetic on it.
"""

from __future__ import annotations

import ctypes
import sys
from functools import cache

TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3  # of `mallopt` in glibc's malloc.h
KEPT_BYTES = 1 << 30


@cache
def keep_memory() -> bool:
    """Keep freed memory, once; whether the C library understood. Only glibc is asked."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        library = ctypes.CDLL("libc.so.6")
        return bool(
            library.mallopt(TRIM_THRESHOLD, KEPT_BYTES) and library.mallopt(MMAP_THRESHOLD, KEPT_BYTES)
        )
    except (OSError, AttributeError):
        return False
