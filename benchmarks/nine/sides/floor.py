"""No task at all: opening, reading and decompressing its columns with uproot, which any Python code has to do.

In: a task. Out: a function from files to no histograms.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import uproot

from benchmarks.nine.tasks import COLUMNS, STEP, TREE


def prepare(task: str) -> Callable[[Sequence[str]], dict[str, list[float]]]:
    """Reading of a task's columns, in the same steps as the code written by hand."""
    columns = list(COLUMNS[task])

    def work(paths: Sequence[str]) -> dict[str, list[float]]:
        for path in paths:
            with uproot.open(path) as file:
                for _ in file[TREE].iterate(columns, step_size=STEP, how=dict):
                    pass
        return {}

    return work
