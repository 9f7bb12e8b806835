"""The files of the demonstration.

In: a folder, which need not exist. Out: the program and the sample in it, whole or not at all. What the
demonstration did not write is never replaced: a hidden file says what it wrote, by the SHA-256 of each file.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from secrets import token_hex

PROGRAM, SAMPLE, SCRIPT, RESULTS = "zmumu.hep", "sample.root", "analysis.py", "results"
SCHEMA = "cms_opendata_2012"
RECORD = ".hepir-demo.json"


def program_text() -> str:
    """The example program."""
    return (files(__package__) / PROGRAM).read_text(encoding="utf-8")


def in_the_way(folder: Path) -> Path | None:
    """A file that the demonstration would replace and that is not as it wrote it; raises OSError."""
    if folder.exists() and not folder.is_dir():
        return folder
    written = recorded(folder)
    for name in (PROGRAM, SAMPLE, SCRIPT):
        path = folder / name
        if path.exists() and (not path.is_file() or digest(path) != written.get(name)):
            return path
    # Results are written anew by each run, so only a folder that is none of ours is in the way.
    return folder / RESULTS if (folder / RESULTS).exists() and not written else None


def write_program(folder: Path) -> None:
    """Write the program; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    temporary = temporary_path(folder)
    try:
        temporary.write_bytes(program_text().encode("utf-8"))
        os.replace(temporary, folder / PROGRAM)
    finally:
        temporary.unlink(missing_ok=True)
    record(folder, PROGRAM)


def write_sample(folder: Path) -> int:
    """Write the sample; returns the number of its events; raises OSError."""
    from hepir.demo.events import EVENTS, generate
    from hepir.demo.root_file import write_tree

    folder.mkdir(parents=True, exist_ok=True)
    temporary = temporary_path(folder)
    try:
        write_tree(temporary, generate(EVENTS))
        os.replace(temporary, folder / SAMPLE)
    finally:
        temporary.unlink(missing_ok=True)
    record(folder, SAMPLE)
    return EVENTS


def record(folder: Path, name: str) -> None:
    """Remember a file of the folder as the demonstration's own; raises OSError."""
    digests = {**recorded(folder), name: digest(folder / name)}
    temporary = temporary_path(folder)
    try:
        temporary.write_text(json.dumps(digests, indent=2, sort_keys=True) + "\n", encoding="utf-8")
        os.replace(temporary, folder / RECORD)
    finally:
        temporary.unlink(missing_ok=True)


def recorded(folder: Path) -> dict[str, str]:
    """What the demonstration wrote there before: digests by name; nothing where there is no sound record."""
    with suppress(OSError, ValueError, RecursionError):
        document: object = json.loads((folder / RECORD).read_bytes())
        if isinstance(document, dict):
            return {str(name): str(value) for name, value in document.items()}
    return {}


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal."""
    return sha256(path.read_bytes()).hexdigest()


def temporary_path(folder: Path) -> Path:
    """A hidden name in the folder that nothing else has."""
    return folder / f".hepir-{token_hex(8)}.part"
