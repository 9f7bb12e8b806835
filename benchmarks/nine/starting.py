"""The sides that can be measured.

In: which interpreters have which rivals, and hepir's backends by name. Out: each side with the command that starts its
worker, or the reason why it cannot be.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.nine.compiling import NotBuiltError, built

REFERENCE = "by-hand"
FLOOR = "floor"
TITLES = {
    "by-hand": "awkward by hand",
    "coffea": "coffea",
    "rdataframe-compiled": "RDataFrame, compiled",
    "rdataframe-jitted": "RDataFrame, jitted",
    "floor": "reading alone",
}


@dataclass(frozen=True)
class Interpreters:
    """Pythons with what the sides need: hepir and uproot, coffea, ROOT."""

    own: str = sys.executable
    coffea: str = sys.executable
    root: str = sys.executable


@dataclass(frozen=True)
class Side:
    """A way to do the tasks; `command` is empty where it cannot be started, for the `reason`."""

    name: str
    title: str
    command: tuple[str, ...] = ()
    reason: str = ""

    @property
    def is_hepir(self) -> bool:
        """Whether its histograms must be those of the other backends to the last bit."""
        return self.name.startswith("hepir-")

    @property
    def does_tasks(self) -> bool:
        """Whether it fills histograms."""
        return self.name != FLOOR

    def whole(self) -> tuple[str, ...]:
        """The command that leaves nothing to be done before the first request."""
        return (*self.command, "--whole") if self.is_hepir else self.command

    def with_workers(self, number: int) -> tuple[str, ...]:
        """The command of a side of hepir that counts with so many workers."""
        return (*self.command, "--workers", str(number))


def all_sides(backends: Sequence[str], interpreters: Interpreters, folder: Path) -> tuple[Side, ...]:
    """All sides in the order of the tables; the compiled program is made in `folder`."""
    ours = tuple(
        Side(f"hepir-{name}", f"hepir, {name}", worker(interpreters.own, f"hepir-{name}"))
        for name in backends
    )
    rivals = (
        ("by-hand", interpreters.own),
        ("coffea", interpreters.coffea),
        ("rdataframe-jitted", interpreters.root),
        ("floor", interpreters.own),
    )
    others = {name: Side(name, TITLES[name], worker(python, name)) for name, python in rivals}
    others["rdataframe-compiled"] = compiled(interpreters.root, folder)
    return (*ours, *(others[name] for name in TITLES))


def worker(python: str, name: str) -> tuple[str, ...]:
    """The command that starts a worker."""
    return (python, "-m", "benchmarks.nine.worker", name)


def compiled(python: str, folder: Path) -> Side:
    """RDataFrame compiled ahead."""
    name = "rdataframe-compiled"
    try:
        return Side(name, TITLES[name], (str(built(python, folder)),))
    except NotBuiltError as problem:
        return Side(name, TITLES[name], reason=str(problem))
