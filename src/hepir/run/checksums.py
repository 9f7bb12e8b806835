"""Checksums of input files.

In: a path. Out: the hexadecimal SHA-256 of its bytes, read in pieces so that memory does not grow with the
file. Of several files they can be worked out while something else is done.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Event

from hepir.run.access import opened

PIECE = 1 << 20  # bytes


def sha256_of(path: Path, given_up: Event | None = None) -> str:
    """SHA-256 of a file, 64 hexadecimal digits; a file that cannot be opened raises its diagnostic.

    Where it is `given_up` meanwhile, it raises `CancelledError`.
    """
    digest, room = hashlib.sha256(), memoryview(bytearray(PIECE))
    with opened(path) as stream:
        while count := stream.readinto(room):
            if given_up is not None and given_up.is_set():
                raise CancelledError
            digest.update(room[:count])
    return digest.hexdigest()


def meanwhile(paths: Iterable[Path], threads: int, stack: ExitStack) -> Callable[[Path], str]:
    """`sha256_of` these files, begun now by so many threads (which hold no lock of Python's); what is not done when
    `stack` ends is given up.
    """
    given_up = Event()
    pool = stack.enter_context(ThreadPoolExecutor(threads, "hepir-checksums"))
    stack.callback(pool.shutdown, cancel_futures=True)
    stack.callback(given_up.set)
    begun = {path: pool.submit(sha256_of, path, given_up) for path in paths}
    return lambda path: begun[path].result()
