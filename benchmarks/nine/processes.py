"""Processes that do tasks.

In: a command of the protocol of `worker.py`. Out: answers, one after the other. A process that ends, that cannot start
or that takes too long raises `FailedError` with the reason.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).parents[2]
PATIENCE = 600.0  # seconds
# One thread a core that it may use: what starts threads of its own is told how many.
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
CORES = sorted(os.sched_getaffinity(0))  # that this process had when it began


class FailedError(Exception):
    """Why there is no answer."""


@dataclass(frozen=True)
class Answer:
    """How long a task took, how much of that on a processor, the most memory of the process so far in KiB,
    histograms by name."""

    seconds: float
    processor: float
    peak: int
    histograms: Mapping[str, Sequence[float]]


def pin(cores: int) -> None:
    """This process, and all that it starts from now on, stay on so many cores."""
    os.sched_setaffinity(0, CORES[-cores:])
    os.environ.update(dict.fromkeys(THREADS, str(cores)))


class Worker:
    """A process that does tasks; on so many `cores`, else on those of this process."""

    def __init__(
        self, command: Sequence[str], environment: Mapping[str, str] | None = None, cores: int | None = None
    ) -> None:
        threads = {} if cores is None else dict.fromkeys(THREADS, str(cores))
        # modules are compiled once, as they are where they were installed
        inherited = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                text=True,
                cwd=ROOT,
                env={**inherited, **threads, **(environment or {})},
                preexec_fn=None if cores is None else partial(os.sched_setaffinity, 0, CORES[-cores:]),
            )
        except OSError as problem:
            raise FailedError(f"cannot be started: {problem.strerror}") from problem
        try:
            first = self._line()
            if "missing" in first:
                raise FailedError(str(first["missing"]))
        except FailedError:
            self.close()
            raise
        versions = first["versions"]
        assert isinstance(versions, dict)
        self.versions: dict[str, str] = versions

    def __enter__(self) -> Worker:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def ask(self, task: str, paths: Sequence[Path]) -> Answer:
        """Do a task on files."""
        assert self._process.stdin is not None
        try:
            self._process.stdin.write("\t".join([task, *map(str, paths)]) + "\n")
            self._process.stdin.flush()
        except BrokenPipeError as problem:
            raise FailedError("the process has ended") from problem
        document = self._line()
        if "error" in document:
            raise FailedError(str(document["error"]))
        return Answer(**document)  # type: ignore[arg-type]

    def close(self) -> None:
        """End it."""
        for stream in (self._process.stdin, self._process.stdout):
            # what was written to a process that has ended is lost, as it should be
            with suppress(BrokenPipeError):
                if stream is not None:
                    stream.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _line(self) -> dict[str, object]:
        assert self._process.stdout is not None
        if not select.select([self._process.stdout], [], [], PATIENCE)[0]:
            raise FailedError(f"no answer in {PATIENCE:.0f} s")
        line = self._process.stdout.readline()
        if not line:
            raise FailedError(f"the process has ended with status {self._process.wait()}")
        document = json.loads(line)
        assert isinstance(document, dict)
        return document
