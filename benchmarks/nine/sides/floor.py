"""No task at all: opening, reading and decompressing its columns with uproot, which any Python code has to do.

In: a task. Out: a function from files to no histograms.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from benchmarks.nine.reading import steps
from benchmarks.nine.tasks import COLUMNS


def prepare(task: str) -> Callable[[Sequence[str]], dict[str, list[float]]]:
    """Reading of a task's columns, in the same steps as the code written by hand."""

    def work(paths: Sequence[str]) -> dict[str, list[float]]:
        for path in paths:
            for _ in steps(path, COLUMNS[task]):
                pass
        return {}

    return work
