"""Writing files so that each is either whole or not there.

In: contents by path inside a folder. Out: the files under their names, moved there when all of them are
written.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path, PurePosixPath
from typing import BinaryIO

SAFE_PART = re.compile(r"(?!\.)[^/\\\x00-\x1f]+")


def temporary_path(folder: Path) -> Path:
    """A hidden name in the folder that no other run has."""
    return folder / f".hepir-{secrets.token_hex(8)}.part"


def open_new(path: Path) -> BinaryIO:
    """Open a file that must not exist yet, with the permissions that files usually get."""
    return open(path, "xb")


def discard(file: BinaryIO) -> None:
    """Close without complaint, also where the disk has no room for what is still in memory."""
    with suppress(OSError, ValueError):
        file.close()


def inside(folder: Path, path: str) -> Path:
    """The path in the folder. Raises ValueError where a part of it could lead out."""
    parts = PurePosixPath(path).parts
    if not parts or not all(SAFE_PART.fullmatch(part) for part in parts):
        raise ValueError(f"not a path inside the output folder: {path!r}")
    return folder.joinpath(*parts)


def write_all(folder: Path, contents: Mapping[str, bytes], finished: Mapping[str, Path]) -> tuple[Path, ...]:
    """Write `contents`, then move them and the `finished` temporary files to their names, in the order given.

    Until all are written nothing is moved. Raises OSError, and leaves no temporary file and no empty folder
    in `folder` behind, whatever happens.
    """
    targets = {path: inside(folder, path) for path in (*finished, *contents)}
    waiting = dict(finished)
    try:
        for path, data in contents.items():
            targets[path].parent.mkdir(parents=True, exist_ok=True)
            waiting[path] = temporary_path(folder)
            _write(waiting[path], data)
        for path, temporary in waiting.items():
            os.replace(temporary, targets[path])
    finally:
        for temporary in waiting.values():
            temporary.unlink(missing_ok=True)
        for parent in {target.parent for target in targets.values()} - {folder}:
            with suppress(OSError):
                parent.rmdir()  # where nothing was moved there
    return tuple(targets.values())


def _write(path: Path, data: bytes) -> None:
    with open_new(path) as file:
        file.write(data)
