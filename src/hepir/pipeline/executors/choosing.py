"""Who counts.

In: what a person asked for. Out: an executor, or None where all is done here. Processes are started while the run is
prepared, where it is known that they will be needed: what they load takes as long.
"""

from __future__ import annotations

import os
from contextlib import ExitStack

from hepir.pipeline.executors.core import Executor
from hepir.pipeline.options import RunOptions

MOST_EACH = 4  # workers of this machine for each of its cores: more take memory and save no time


class Executors:
    """The executor of a run, which ends with `stack`."""

    def __init__(self, options: RunOptions, stack: ExitStack) -> None:
        self._stack = stack
        self._processes = self._started(options) if kind_of(options) == "processes" else None

    def of(self, options: RunOptions) -> Executor | None:
        """The executor for options whose backend is known by now."""
        match kind_of(options):
            case "threads":
                from hepir.pipeline.executors.threads import Threads

                return Threads(here(options.workers))
            case "processes":
                return self._processes or self._started(options)
            case "dask":
                from hepir.pipeline.executors.cluster import Cluster

                return self._stack.enter_context(Cluster(options.scheduler or "", options.workers))
            case _:
                return None

    def _started(self, options: RunOptions) -> Executor:
        from hepir.pipeline.executors.processes import Processes

        return self._stack.enter_context(Processes(here(options.workers)))


def here(workers: int) -> int:
    """How many workers this machine is given."""
    return min(workers, MOST_EACH * (os.cpu_count() or 1))


def kind_of(options: RunOptions) -> str:
    """What the workers are; empty where there are none, or where the backend has to be known first.

    A compiled loop runs beside others in one process; everything else holds Python's lock for too much of its time.
    """
    if options.scheduler is not None or options.executor == "dask":
        return "dask"
    if options.workers == 1:
        return ""
    if options.executor != "auto":
        return options.executor
    by_backend = {"auto": "", "fused": "threads"}
    return by_backend.get(options.backend, "processes")
