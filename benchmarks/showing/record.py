"""The record of a run.

In: what was measured. Out: a JSON document, and one read back.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import cast

Table = Mapping[str, Mapping[str, Mapping[str, object]]]  # by task, by side
Growth = Mapping[str, Mapping[str, list[Mapping[str, object]]]]
Stages = Mapping[str, Mapping[str, float]]


class Record(dict[str, object]):
    """A run, as its JSON says it."""

    def table(self, name: str) -> Table:
        """The measurements of one kind, `warm` or `cold`; empty where they were not made."""
        return cast(Table, self.get(name) or {})

    @property
    def growth(self) -> Growth:
        """The measurements of more and more files."""
        return cast(Growth, self.get("growth") or {})

    @property
    def workers(self) -> Mapping[str, Table]:
        """The measurements of workers: by task, side and number of workers."""
        return cast(Mapping[str, Table], self.get("workers") or {})

    @property
    def costs(self) -> Mapping[str, Mapping[str, Mapping[str, float]]]:
        """What variations and regions cost: by backend and program, `ratio` and `seconds`."""
        return cast(Mapping[str, Mapping[str, Mapping[str, float]]], self.get("varying") or {})

    def stages(self, name: str) -> Stages:
        """Seconds of the compiler, `stages` or `backends`, by rows."""
        return cast(Stages, self.get(name) or {})

    @property
    def sides(self) -> dict[str, str]:
        """The titles of the sides in their order."""
        return cast(dict[str, str], self["sides"])

    @property
    def missing(self) -> dict[str, str]:
        """Why some sides were not measured."""
        return cast(dict[str, str], self["missing"])

    @property
    def versions(self) -> dict[str, str]:
        """The versions of all packages."""
        return cast(dict[str, str], self["versions"])

    @property
    def events(self) -> int:
        """How many events each task had."""
        return cast(int, self["events"])


def circumstances() -> dict[str, object]:
    """When, and on what machine."""
    return {
        "date": date.today().isoformat(),
        "processor": processor(),
        "processors": os.cpu_count(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def processor() -> str:
    """The name of the processor, as far as the system tells."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def save(path: Path, record: Record) -> None:
    """Write a record."""
    path.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


def load(path: Path) -> Record:
    """Read a record."""
    return Record(json.loads(path.read_text(encoding="utf-8")))
