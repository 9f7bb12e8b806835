"""What can go wrong with those who count the units of a run: HEP077x."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic


@dataclass(frozen=True)
class WorkerLost(Diagnostic):
    """A worker ended in the middle of its work.

    Mostly the system ended it because memory ran out: each worker needs room for the events that it has at hand. Else
    it may have been a library that cannot read a file and ends the process that asks it to. The message says which events
    the worker had; nothing is written.

    Example:

        $ hepir run selection.hep data/*.root --workers 8

    Instead: take fewer workers, or fewer events at a time. One worker alone shows whether it is the file.

        $ hepir run selection.hep data/*.root --workers 2 --chunk-events 20000
    """

    code: ClassVar[str] = "HEP0770"
    name: ClassVar[str] = "worker-lost"
    file: str
    start: int
    stop: int
    how: str

    @property
    def message(self) -> str:
        where = f"entries {self.start} to {self.stop - 1} of `{self.file}`"
        return f"the worker that counted {where} was lost: {self.how}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (
            "where memory ran out, take fewer `--workers`, or fewer events at a time with `--chunk-events`",
            "`--workers 1` shows whether it is the file",
        )
