"""A sample of one or several files.

In: what to make. Out: the paths of the files, in the order of their events. A file that is there is used again: its
name says what it holds.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from benchmarks.sample.writing import CONTAINERS, PIECE, Request

# part of each file's name: another number where other events are made
VERSION = 1


@dataclass(frozen=True)
class Sample:
    """So many events of a seed, in files of a container and a compression."""

    events: int
    seed: int = 1
    container: str = "ttree"
    compression: str = "zstd"
    files: int = 1
    piece: int = PIECE

    @property
    def name(self) -> str:
        """What the names of its files begin with."""
        return f"nano{VERSION}-{self.container}-{self.compression}-{self.events}-{self.seed}-{self.piece}"

    def requests(self) -> tuple[Request, ...]:
        """What each file holds; earlier files never hold fewer events than later ones."""
        size = -(-self.events // self.files)
        return tuple(
            Request(
                self.seed,
                min(size * number, self.events),
                min(size * (number + 1), self.events),
                self.compression,
                self.piece,
            )
            for number in range(self.files)
        )


def made(sample: Sample, folder: Path) -> tuple[Path, ...]:
    """The files of a sample, made where they are not there."""
    folder.mkdir(parents=True, exist_ok=True)
    container, paths = CONTAINERS[sample.container], []
    for number, request in enumerate(sample.requests()):
        path = folder / f"{sample.name}-{number + 1}of{sample.files}{container.suffix}"
        if not path.exists():
            temporary = folder / f".{os.getpid()}-{path.name}"
            try:
                container.write(temporary, request)
                os.replace(temporary, path)
            finally:
                temporary.unlink(missing_ok=True)
        paths.append(path)
    return tuple(paths)
