"""Several files as one run.

In: the first file, the paths of the others and the branches that are needed. Out: all of them as event files,
proven to hold these branches in the same form, before any event is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.run.branches import depth
from hepir.run.errors import NOWHERE, DisagreeingBranches, raise_all
from hepir.run.files import EventFile, open_events
from hepir.run.threads import THREADS

KEPT_OPEN = 8  # files of one run; the others are opened again when their turn comes


def open_run(
    first: EventFile,
    others: Iterable[Path],
    names: Sequence[str],
    tree: str | None = None,
    preferred_trees: Sequence[str] = (),
    threads: int = THREADS,
) -> tuple[EventFile, ...]:
    """`first` and the other files of its run, each proven to have the named branches in the same form as
    `first`, to be read by so many threads.

    Only a few of them stay open; all of their problems are raised together.
    """
    files, problems = [first], _problems(first, first, names)
    for path in others:
        try:
            file = open_events(path, tree, preferred_trees, threads)
        except HepirError as error:
            problems.extend(error.diagnostics)
            continue
        problems.extend(_problems(first, file, names))
        files.append(file)
        if len(files) > KEPT_OPEN:
            if not problems:
                file.boundaries(names)  # or it would be opened for them alone
            file.close()
    raise_all(problems)
    return tuple(files)


def _problems(first: EventFile, file: EventFile, names: Sequence[str]) -> list[Diagnostic]:
    missing = file.missing(names)
    if missing is not None:
        return [missing]
    return [
        DisagreeingBranches(
            NOWHERE, name, str(first.path), first.branches[name], str(file.path), file.branches[name]
        )
        for name in names
        if file is not first and name in first.branches and _form(file, name) != _form(first, name)
    ]


def _form(file: EventFile, name: str) -> tuple[int, bool]:
    """What of a type matters: levels of lists, and whether the values are texts."""
    type_name = file.branches[name]
    return depth(type_name), type_name.endswith("string")
