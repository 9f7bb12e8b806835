"""Which files a run reads.

In: what the user gave, a mixture of files, folders and patterns. Out: the paths, sorted, each once. The files
are not opened.
"""

from __future__ import annotations

import glob
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from hepir.diagnostics.core import Diagnostic
from hepir.diagnostics.nearest import nearest
from hepir.run.access import is_remote
from hepir.run.errors import NOWHERE, InputNotAllowed, InputNotFound, NoInputs, RemoteInput, fail, raise_all

SUFFIXES = frozenset({".root", ".parquet"})
WITH_TREE = re.compile(r"(?P<file>.+\.(?:root|parquet)):(?P<tree>[^:]+)")


def expand_inputs(patterns: Sequence[str]) -> tuple[Path, ...]:
    """The files that the inputs stand for, sorted by path, none twice (links and `./` are seen through).

    A folder stands for the `*.root` and `*.parquet` files in it and in the folders below it; `**` in a
    pattern stands for any number of folders; a leading `~` is the home folder. Every input that is not there,
    holds nothing or is remote is reported, all in one error.
    """
    if not patterns:
        fail(NoInputs(NOWHERE))
    found: list[Path] = []
    problems: list[Diagnostic] = []
    for pattern in patterns:
        match _expand(pattern):
            case Diagnostic() as problem:
                problems.append(problem)
            case paths:
                found.extend(paths)
    raise_all(problems)
    return _without_duplicates(found)


def _expand(pattern: str) -> tuple[Path, ...] | Diagnostic:
    if is_remote(pattern):
        return RemoteInput(NOWHERE, pattern)
    if not pattern:  # as a path it would be the current folder
        return InputNotFound(NOWHERE, pattern, "file")
    path = Path(pattern).expanduser() if pattern.startswith("~") else Path(pattern)
    try:
        if path.is_dir():
            return _in_folder(path) or InputNotFound(NOWHERE, pattern, "folder")
        if path.exists():
            return (path,)
        return _matches(path) if glob.has_magic(pattern) else _absent(path, pattern)
    except OSError as error:
        return InputNotAllowed(NOWHERE, pattern, error.strerror or str(error))


def _in_folder(folder: Path) -> tuple[Path, ...]:
    inside = (path.relative_to(folder) for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    visible = (path for path in inside if not any(part.startswith(".") for part in path.parts))
    return tuple(folder / path for path in visible if (folder / path).is_file())


def _matches(pattern: Path) -> tuple[Path, ...] | Diagnostic:
    paths = [Path(match) for match in glob.glob(str(pattern), recursive=True)]
    inside = [path for folder in paths if folder.is_dir() for path in _in_folder(folder)]
    files = tuple(path for path in paths if path.is_file())
    return (*files, *inside) or InputNotFound(NOWHERE, str(pattern), "pattern")


def _absent(path: Path, written: str) -> InputNotFound:
    split = WITH_TREE.fullmatch(written)
    if split is not None and Path(split["file"]).is_file():
        return InputNotFound(NOWHERE, written, "file", tree=split["tree"])
    neighbours = [entry.name for entry in path.parent.iterdir()] if path.parent.is_dir() else []
    return InputNotFound(NOWHERE, written, "file", nearest(path.name, neighbours))


def _without_duplicates(paths: Iterable[Path]) -> tuple[Path, ...]:
    first: dict[Path, Path] = {}
    for path in sorted(paths):
        first.setdefault(path.resolve(), path)
    return tuple(first.values())
