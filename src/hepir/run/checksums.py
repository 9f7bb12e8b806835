"""Checksums of input files.

In: a path. Out: the hexadecimal SHA-256 of its bytes, read in pieces so that memory does not grow with the
file.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from hepir.run.access import opened


def sha256_of(path: Path) -> str:
    """SHA-256 of a file, 64 hexadecimal digits; a file that cannot be opened raises its diagnostic."""
    with opened(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
