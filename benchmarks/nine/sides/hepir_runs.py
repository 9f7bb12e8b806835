"""The nine tasks in hepir.

In: a task, and a backend by name. Out: a function from files to histograms. The program is checked, bound to the
format and made into code once; each call opens the files anew, reads and counts. What a run records beside its results,
such as checksums of the files, is part of `whole` alone.
"""

from __future__ import annotations

import atexit
import gc
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from functools import cache
from pathlib import Path

import hist

from benchmarks.nine.tasks import SCHEMA, TREE, program
from hepir.api import run_source
from hepir.backend.result import RegionResult
from hepir.pipeline.counting import counted_by
from hepir.pipeline.executors.choosing import Executors
from hepir.pipeline.executors.core import Executor
from hepir.pipeline.options import RunOptions
from hepir.pipeline.preparing import prepare as bound_to
from hepir.pipeline.working import Job, job_of
from hepir.run.files import open_events
from hepir.run.threads import threads_of
from hepir.run.together import open_run
from hepir.source import Source

Contents = dict[str, list[float]]


def prepare(task: str, backend: str, workers: int = 1) -> Callable[[Sequence[str]], Contents]:
    """A task; a backend that hepir does not have raises its diagnostic at the first call."""
    source, executor = source_of(task), executor_of(backend, workers)
    options = RunOptions(schema=SCHEMA, tree=TREE, backend=backend, workers=workers)
    known: list[Job] = []

    def work(paths: Sequence[str]) -> Contents:
        if not known:
            run_source(source, paths[:1], schema=SCHEMA, tree=TREE, backend=backend, max_events=1)
            with ExitStack() as stack:
                known.append(job_of(bound_to(source, paths[:1], options, stack), options, listed=False))
        return again(known[0], [Path(path) for path in paths], task, executor)

    return work


@cache
def executor_of(backend: str, workers: int) -> Executor | None:
    """Workers as a run takes them; processes are started once."""
    stack = ExitStack()
    atexit.register(stack.close)
    options = RunOptions(backend=backend, workers=workers)
    return Executors(options, stack).of(options)


def again(job: Job, paths: Sequence[Path], task: str, executor: Executor | None = None) -> Contents:
    """Open files of the format of those before, read and count."""
    prepared, tree = job.prepared, job.options.tree
    trees, threads = prepared.schema.trees, threads_of(job.options.workers)
    with ExitStack() as stack:
        first = stack.enter_context(open_events(paths[0], tree, trees, threads))
        files = open_run(first, paths[1:], prepared.columns, tree, trees, threads)
        for file in files:
            stack.enter_context(file)
        regions = counted_by(replace(job, prepared=replace(prepared, files=files)), None, None, executor)
    return contents(regions, task)


def whole(task: str, backend: str) -> Callable[[Sequence[str]], Contents]:
    """A task from its text, as `hepir run` does it: checking, binding, compiling, counting, recording, and an end at which
    Python does not search all objects for what nobody needs."""
    atexit.register(gc.freeze)

    def work(paths: Sequence[str]) -> Contents:
        return contents(run_source(source_of(task), paths, tree=TREE, backend=backend).regions, task)

    return work


def source_of(task: str) -> Source:
    """The task's program."""
    path = program(task)
    return Source(path.name, path.read_text(encoding="utf-8"))


def contents(regions: Sequence[RegionResult], task: str) -> Contents:
    """The histograms of the task's region."""
    histograms: Mapping[str, hist.Hist] = next(each for each in regions if each.name == task).histograms
    return {name: each.values(flow=True).tolist() for name, each in histograms.items()}
