"""What a run has left in its folder.

In: the folder. Out: the program that was run, and the seed of its random numbers.
"""

from __future__ import annotations

import json
from pathlib import Path

from hepir.report.folder import PROGRAM, RECORD
from hepir.source import Source


def recorded_program(folder: Path) -> Source | None:
    """The program, where there is one."""
    path = folder / PROGRAM
    return Source(str(path), path.read_bytes().decode("utf-8", errors="replace")) if path.is_file() else None


def recorded_seed(folder: Path) -> int:
    """The seed of random numbers; 0 where the folder says none."""
    try:
        options = json.loads((folder / RECORD).read_bytes())["options"]
        return int(options.get("seed", 0))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return 0
