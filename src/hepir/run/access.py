"""Is this a file that can be read, and of which kind?

In: a path as the user gave it. Out: the container its first bytes announce, or the diagnostic that says why
it cannot be read. Nothing is decoded here beyond the few bytes of a header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path
from typing import Literal

from hepir.run.errors import (
    NOWHERE,
    InputNotAllowed,
    InputNotFound,
    NotAnEventFile,
    RemoteInput,
    TruncatedFile,
    fail,
    reason_of,
)

HEADER_BYTES = 512
ROOT_END_AT = 12  # after `root`, the version and where the data begins
BIG_FILE_VERSION = 1_000_000  # from this version number on, places in the file have eight bytes
# One slash is enough: a path object folds the two of `root://` into one.
REMOTE = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.\-]*://|(?:https?|root|xroot|xrootd|s3|ftp|gs|file):/)")

Family = Literal["root", "parquet"]


def is_remote(text: str) -> bool:
    """Whether an input is an address rather than a path."""
    return REMOTE.match(text) is not None


@contextmanager
def opened(path: Path) -> Iterator[BufferedReader]:
    """The file's bytes; whatever the operating system objects to becomes a diagnostic."""
    if is_remote(str(path)):
        fail(RemoteInput(NOWHERE, str(path)))
    try:
        with path.open("rb") as stream:
            yield stream
    except FileNotFoundError:
        fail(InputNotFound(NOWHERE, str(path), "file"))
    except IsADirectoryError:
        fail(NotAnEventFile(NOWHERE, str(path), "it is a folder"))
    except OSError as error:
        fail(InputNotAllowed(NOWHERE, str(path), error.strerror or reason_of(error)))


def family_of(path: Path) -> Family:
    """`root` or `parquet`, from the first bytes; the file's end has been looked for as well."""
    with opened(path) as stream:
        header = stream.read(HEADER_BYTES)
        size = stream.seek(0, 2)
        stream.seek(max(0, size - 4))
        tail = stream.read(4)
    if header.startswith(b"root"):
        _check_root_end(path, header, size)
        return "root"
    if header.startswith(b"PAR1"):
        if tail != b"PAR1" or size < 12:
            fail(TruncatedFile(NOWHERE, str(path), size))
        return "parquet"
    return _not_events(path, header)


def _check_root_end(path: Path, header: bytes, size: int) -> None:
    width = 8 if int.from_bytes(header[4:8], "big") >= BIG_FILE_VERSION else 4
    if len(header) < ROOT_END_AT + width:
        fail(TruncatedFile(NOWHERE, str(path), size))
    end = int.from_bytes(header[ROOT_END_AT : ROOT_END_AT + width], "big")
    if size < end:
        fail(TruncatedFile(NOWHERE, str(path), size, end))


def _not_events(path: Path, header: bytes) -> Family:
    found, advice = _guess(header)
    fail(NotAnEventFile(NOWHERE, str(path), found, advice))


def _guess(header: bytes) -> tuple[str, str]:
    """What the first bytes look like, and what to do about it."""
    start = header.lstrip().lower()
    if not header:
        return "it is empty (0 bytes)", "copy or download the file again"
    if start.startswith((b"<!doctype html", b"<html")):
        return (
            "it is a web page",
            "the download got a page about the file, perhaps a login page, not the file",
        )
    if start.startswith(b"version https://git-lfs"):
        return "it is a pointer of Git LFS", "fetch the file itself with `git lfs pull`"
    if header.startswith(b"\x1f\x8b"):
        return "it is compressed with gzip", "unpack it first with `gunzip`"
    if header.startswith(b"PK\x03\x04"):
        return "it is a zip archive", "unpack it first with `unzip`"
    if header.startswith(b"\x89HDF"):
        return "it is an HDF5 file", "convert it to ROOT or parquet first"
    if all(byte >= 32 or byte in b"\t\n\r" for byte in header):
        return "it is text", ""
    return "it begins with neither `root` nor `PAR1`", ""
