"""Where hepir keeps what it can make or find again.

In: the environment. Out: a folder, or None where there is none; files in it.
"""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

CACHE = "HEPIR_CACHE_DIR"
"""Environment variable: the folder to use in place of the one that the platform has for caches."""


def cache_folder() -> Path | None:
    """The folder that HEPIR_CACHE_DIR names, else the one of the platform; that takes the package platformdirs, which comes
    with the extras `pdf` and `fast`, and without it there is none."""
    chosen = os.environ.get(CACHE)
    if chosen:
        return Path(chosen)
    try:
        from platformdirs import user_cache_path
    except ImportError:
        return None
    return user_cache_path("hepir", appauthor=False)


def private_folder(*names: str) -> Path | None:
    """A folder in it that is one's own, made where it is missing; None where there can be none. What is kept there is used as
    it is: nobody else may write to it."""
    folder = cache_folder()
    if folder is None:
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for name in names:
            folder /= name
            folder.mkdir(mode=0o700, exist_ok=True)
            if not is_private(folder):
                return None
    except OSError:
        return None
    return folder


def is_private(folder: Path) -> bool:
    """Whether a folder is one's own and nobody else may write to it."""
    if not hasattr(os, "getuid"):
        return True
    found = folder.lstat()
    shared = found.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    return stat.S_ISDIR(found.st_mode) and found.st_uid == os.getuid() and not shared


def write_once(path: Path, text: str) -> None:
    """The text in a file, whole or not at all; a file that has it already is left as it is."""
    if path.is_file() and path.read_text(encoding="utf-8") == text:
        return
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "w", encoding="utf-8") as stream:
        stream.write(text)
    os.replace(name, path)
