"""Checksums of input files.

In: a path. Out: the hexadecimal SHA-256 of its bytes, read in pieces so that memory does not grow with the
file. Of several files they can be worked out while something else is done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from hepir.run.access import opened


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, 64 hexadecimal digits; a file that cannot be opened raises its diagnostic."""
    with opened(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def meanwhile(paths: Iterable[Path], threads: int, stack: ExitStack) -> Callable[[Path], str]:
    """`sha256_of` these files, begun now by so many threads (which hold no lock of Python's); what is not begun when
    `stack` ends is given up.
    """
    pool = stack.enter_context(ThreadPoolExecutor(threads, "hepir-checksums"))
    stack.callback(pool.shutdown, cancel_futures=True)
    begun = {path: pool.submit(sha256_of, path) for path in paths}
    return lambda path: begun[path].result()
