"""Sums of a branch over files, such as of the weights of generated events.

In: a path, the names of a tree and a branch. Out: the exact sum, rounded; None where there is no such branch.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum
from pathlib import Path

import awkward as ak
import numpy as np

from hepir.run.files import open_events

STEP = 1_000_000


def sum_of_branch(
    path: Path, tree: str | None, trees: Sequence[str], branch: str, entry: int | None
) -> float | None:
    """The sum of a branch of one file; of lists, of one entry of each."""
    with open_events(path, tree, tuple(trees)) as file:
        if branch not in file.branches:
            return None
        parts: list[float] = []
        for start in range(0, file.entries, STEP):
            values = file.read([branch], start, min(start + STEP, file.entries))[branch]
            chosen = values[:, entry] if entry is not None else values
            parts += np.asarray(ak.to_numpy(ak.flatten(chosen, axis=None)), dtype=np.float64).tolist()
    return fsum(parts)


def branches_of(path: Path, tree: str | None, trees: Sequence[str]) -> tuple[str, ...]:
    """The branches of a tree."""
    with open_events(path, tree, tuple(trees)) as file:
        return tuple(file.branches)
