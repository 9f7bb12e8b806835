"""The files of the demonstration.

In: a folder, which need not exist. Out: the program and the sample in it, whole or not at all. What the
demonstration did not write is never replaced: its folder bears a mark, and its program is known by its text.
"""

from __future__ import annotations

import os
from importlib.resources import files
from pathlib import Path
from secrets import token_hex

PROGRAM, SAMPLE, SCRIPT, RESULTS = "zmumu.hep", "sample.root", "analysis.py", "results"
SCHEMA = "cms_opendata_2012"
MARK = ".hepir-demo"
MARK_TEXT = "`hepir demo` wrote this folder, and writes its files again when it is run again.\n"


def program_text() -> str:
    """The example program."""
    return (files(__package__) / PROGRAM).read_text(encoding="utf-8")


def in_the_way(folder: Path) -> Path | None:
    """A file that the demonstration would replace and that is not its own; raises OSError."""
    if folder.exists() and not folder.is_dir():
        return folder
    program = folder / PROGRAM
    if program.exists() and (not program.is_file() or program.read_bytes() != program_text().encode("utf-8")):
        return program
    if (folder / MARK).is_file():
        return None
    return next((path for name in (SAMPLE, SCRIPT, RESULTS) if (path := folder / name).exists()), None)


def write_program(folder: Path) -> None:
    """Write the program; raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MARK).write_text(MARK_TEXT, encoding="utf-8")
    temporary = temporary_path(folder)
    try:
        temporary.write_bytes(program_text().encode("utf-8"))
        os.replace(temporary, folder / PROGRAM)
    finally:
        temporary.unlink(missing_ok=True)


def write_sample(folder: Path) -> int:
    """Write the sample; returns the number of its events; raises OSError."""
    from hepir.demo.events import EVENTS, generate
    from hepir.demo.root_file import write_tree

    temporary = temporary_path(folder)
    try:
        write_tree(temporary, generate(EVENTS))
        os.replace(temporary, folder / SAMPLE)
    finally:
        temporary.unlink(missing_ok=True)
    return EVENTS


def temporary_path(folder: Path) -> Path:
    """A hidden name in the folder that nothing else has."""
    return folder / f".hepir-{token_hex(8)}.part"
