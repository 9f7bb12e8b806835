"""Measurements.

In: sides, tasks, files. Out: what is measured of each task and side: seconds of repetitions in turn, within processes
that did the task before; and what new processes take. Histograms are compared before anything is timed.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.nine.agreement import Contents, DifferentError, compared
from benchmarks.nine.processes import Answer, FailedError, Worker
from benchmarks.nine.starting import Side

Say = Callable[[str], None]
ALONE = "alone"  # one worker, on one core


@dataclass
class Measured:
    """What was measured of a task on a side; `reason` where it could not be done."""

    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)
    peak: list[int] = field(default_factory=list)
    moved: float = 0.0
    entries: float = 0.0
    reason: str = ""


Table = dict[str, dict[str, Measured]]  # by task, by side


def started(sides: Sequence[Side], stack: ExitStack) -> tuple[dict[str, Worker], dict[str, str]]:
    """Workers by side, and why the others have none."""
    workers, reasons = {}, {}
    for side in sides:
        try:
            if side.reason:
                raise FailedError(side.reason)
            workers[side.name] = stack.enter_context(Worker(side.command))
        except FailedError as problem:
            reasons[side.name] = str(problem)
    return workers, reasons


def checked(
    workers: dict[str, Worker], sides: Sequence[Side], task: str, paths: Sequence[Path]
) -> dict[str, Measured]:
    """The first answer of each side, compared with the first that fills histograms; raises DifferentError."""
    results: dict[str, Measured] = {}
    reference: tuple[Side, Contents] | None = None
    for side in sides:
        if side.name not in workers:
            continue
        try:
            answer = workers[side.name].ask(task, paths)
        except FailedError as problem:
            results[side.name] = Measured(reason=str(problem))
            continue
        results[side.name] = Measured()
        if not side.does_tasks:
            continue
        if reference is None:
            reference = (side, answer.histograms)
            continue
        try:
            moved = compared(reference[1], answer.histograms, side.is_hepir and reference[0].is_hepir)
        except DifferentError as problem:
            raise DifferentError(f"{task}: {reference[0].title} and {side.title}: {problem}") from problem
        results[side.name] = Measured(moved=moved.entries, entries=moved.total)
    return results


def warm(
    workers: dict[str, Worker],
    sides: Sequence[Side],
    tasks: Sequence[str],
    paths: Sequence[Path],
    rounds: int,
    say: Say,
) -> Table:
    """Repetitions in turn: each round asks every side once, and each round begins with another side."""
    table: Table = {}
    for task in tasks:
        table[task] = checked(workers, sides, task, paths)
        able = [name for name, each in table[task].items() if not each.reason]
        for turn in range(rounds):
            first = turn % max(len(able), 1)
            for name in (*able[first:], *able[:first]):
                answer = workers[name].ask(task, paths)
                table[task][name].seconds.append(answer.seconds)
                table[task][name].processor.append(answer.processor)
        say(f"{task}: {', '.join(f'{name} {min(table[task][name].seconds):.3f} s' for name in able)}")
    return table


def cold(sides: Sequence[Side], tasks: Sequence[str], paths: Sequence[Path], rounds: int, say: Say) -> Table:
    """New processes, in turn, without any cache of compiled code but Python's own."""
    table: Table = {task: {side.name: Measured() for side in sides} for task in tasks}
    for task in tasks:
        for _ in range(rounds):
            for side in sides:
                one = table[task][side.name]
                if one.reason:
                    continue
                try:
                    seconds, answer = from_nothing(side, task, paths)
                except FailedError as problem:
                    table[task][side.name] = Measured(reason=str(problem))
                    continue
                one.seconds.append(seconds)
                one.peak.append(answer.peak)
        say(f"{task}: new processes done")
    return table


def from_nothing(side: Side, task: str, paths: Sequence[Path]) -> tuple[float, Answer]:
    """Seconds from the start of a process to its end, and its answer."""
    with tempfile.TemporaryDirectory() as folder:
        start = time.perf_counter()
        with Worker(side.whole(), {"XDG_CACHE_HOME": folder, "NUMBA_CACHE_DIR": folder}) as worker:
            answer = worker.ask(task, paths)
        return time.perf_counter() - start, answer


def growth(
    sides: Sequence[Side], tasks: Sequence[str], paths: Sequence[Path], numbers: Sequence[int], say: Say
) -> dict[str, dict[str, list[Measured]]]:
    """For more and more files: seconds and memory of a process that did the task on one file before."""
    table: dict[str, dict[str, list[Measured]]] = {task: {} for task in tasks}
    for task in tasks:
        for side in sides:
            points = table[task][side.name] = []
            for number in numbers:
                try:
                    with Worker(side.command) as worker:
                        worker.ask(task, paths[:1])
                        answer = worker.ask(task, paths[:number])
                    points.append(Measured([answer.seconds], [answer.processor], [answer.peak]))
                except FailedError as problem:
                    points.append(Measured(reason=str(problem)))
        say(f"{task}: growth done")
    return table


def with_workers(
    sides: Sequence[Side],
    tasks: Sequence[str],
    paths: Sequence[Path],
    numbers: Sequence[int],
    rounds: int,
    say: Say,
) -> dict[str, dict[str, dict[str, Measured]]]:
    """By task, side of hepir and number of workers: repetitions in turn. `ALONE` is one worker on one core: with more than
    one, a worker reads ahead on another. Histograms must be the same to the last bit.
    """
    ours = [side for side in sides if side.is_hepir]
    table: dict[str, dict[str, dict[str, Measured]]] = {task: {} for task in tasks}
    for side in ours:
        with ExitStack() as stack:
            workers = {str(n): stack.enter_context(Worker(side.with_workers(n))) for n in numbers}
            workers[ALONE] = stack.enter_context(Worker(side.with_workers(1), cores=1))
            for task in tasks:
                cells = table[task][side.name] = {number: Measured() for number in workers}
                first = {number: worker.ask(task, paths).histograms for number, worker in workers.items()}
                if any(each != first[ALONE] for each in first.values()):
                    raise DifferentError(f"{task}: {side.title} counts otherwise with more workers")
                for _ in range(rounds):
                    for number, worker in workers.items():
                        cells[number].seconds.append(worker.ask(task, paths).seconds)
                say(f"{task}: {side.title} with workers done")
    return table
