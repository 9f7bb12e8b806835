"""A whole run.

In: options. Out: a record of everything that was measured; a side that is not there is told with its reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from benchmarks.nine import measuring
from benchmarks.nine.processes import CORES, FailedError, Worker, pin
from benchmarks.nine.starting import Interpreters, Side, all_sides
from benchmarks.showing.record import Record, circumstances

GROWTH_FILE = 250_000
GROWTH_FILES = (1, 2, 4, 8, 16)
COMPILER_ROUNDS = 3
VARIED = ("50 weights", "6 jet energies", "200 regions")
WORKER_TASKS = ("q6", "q7", "q8", "four_leptons")


@dataclass(frozen=True)
class Options:
    """What to measure, and with what."""

    events: int
    rounds: int
    cold_rounds: int
    cores: int
    backends: tuple[str, ...]
    tasks: tuple[str, ...]
    growth_tasks: tuple[str, ...]
    sides: tuple[str, ...]
    parts: tuple[str, ...]
    container: str
    compression: str
    interpreters: Interpreters
    folder: Path
    note: str
    growth_files: tuple[int, ...] = GROWTH_FILES
    large_events: int = 1_000_000


def measured(options: Options, say: measuring.Say) -> Record:
    """Everything that was asked for; raises DifferentError where histograms disagree, before anything is timed."""
    pin(options.cores)
    sides = all_sides(options.backends, options.interpreters, options.folder)
    sides = tuple(each for each in sides if not options.sides or each.name in options.sides)
    able, missing, versions = present(sides)
    for side, why in missing.items():
        say(f"{side} is left out: {why}")
    record = Record(circumstances())
    record.update(
        cores=options.cores,
        events=options.events,
        sample=f"{options.container.replace('ttree', 'TTree')} {options.compression.upper()}",
        note=options.note,
        rounds=options.rounds,
        versions={**own_versions(), **versions},
        sides={side.name: side.title for side in sides},
        missing=missing,
    )
    measure(record, able, options, say)
    return record


def measure(record: Record, sides: tuple[Side, ...], options: Options, say: measuring.Say) -> None:
    """Add the figures of each part to the record."""
    if {"warm", "cold"} & set(options.parts):
        paths = files(options, options.events, 1, say)
        if "warm" in options.parts:
            with ExitStack() as stack:
                workers, _ = measuring.started(sides, stack)
                found = measuring.warm(workers, sides, options.tasks, paths, options.rounds, say)
            record["warm"] = plain(found)
        if "cold" in options.parts:
            found = measuring.cold(sides, options.tasks, paths, options.cold_rounds, say)
            record["cold"] = plain(found)
    if "growth" in options.parts:
        add_growth(record, sides, options, say)
    if "workers" in options.parts:
        add_workers(record, sides, options, say)
    if "varying" in options.parts:
        add_varying(record, options, say)
    if "compiler" in options.parts:
        from benchmarks.checking.machine_code import by_regions
        from benchmarks.checking.stages import by_backend, by_length

        record["stages"] = by_length(COMPILER_ROUNDS)
        record["backends"] = by_backend(options.backends, COMPILER_ROUNDS)
        if "fused" in options.backends:
            record["machine"] = by_regions(COMPILER_ROUNDS)


def add_growth(record: Record, sides: Sequence[Side], options: Options, say: measuring.Say) -> None:
    """The growth with the number of files."""
    most = max(GROWTH_FILES)
    paths = files(options, GROWTH_FILE * most, most, say)
    found = measuring.growth(sides, options.growth_tasks, paths, options.growth_files, say)
    record["growth_events"] = [GROWTH_FILE * number for number in options.growth_files]
    record["growth"] = {
        task: {side: [asdict(each) for each in points] for side, points in by_side.items()}
        for task, by_side in found.items()
    }


def add_workers(record: Record, sides: Sequence[Side], options: Options, say: measuring.Say) -> None:
    """One worker, and one for each core."""
    if len(CORES) < 2:
        say("there is one core, so that workers are left out")
        return
    paths = files(options, options.large_events, 1, say)
    pin(len(CORES))
    tasks = [task for task in options.tasks if task in WORKER_TASKS]
    found = measuring.with_workers(sides, tasks, paths, (1, len(CORES)), options.rounds, say)
    pin(options.cores)
    record["workers_events"] = options.large_events
    record["workers"] = {
        task: {side: {number: asdict(each) for number, each in cells.items()} for side, cells in row.items()}
        for task, row in found.items()
    }


def add_varying(record: Record, options: Options, say: measuring.Say) -> None:
    """What variations and regions cost."""
    from benchmarks.varying.weights import measured as varied

    (path,) = files(options, options.large_events, 1, say)
    record["varied_events"] = options.large_events
    record["varying"] = {
        backend: varied(backend, path, options.rounds, VARIED) for backend in options.backends
    }
    say("variations done")


def plain(table: measuring.Table) -> dict[str, dict[str, dict[str, object]]]:
    """A table as JSON has it."""
    return {task: {side: asdict(each) for side, each in cells.items()} for task, cells in table.items()}


def files(options: Options, events: int, number: int, say: measuring.Say) -> tuple[Path, ...]:
    """The sample, made where it is not there."""
    from benchmarks.sample.files import Sample, made

    say(f"{events:,} events in {number} files of {options.container} {options.compression}")
    sample = Sample(events, container=options.container, compression=options.compression, files=number)
    return made(sample, options.folder)


def present(sides: Sequence[Side]) -> tuple[tuple[Side, ...], dict[str, str], dict[str, str]]:
    """The sides that start, why others do not, and the versions of rivals."""
    able: list[Side] = []
    missing: dict[str, str] = {}
    versions: dict[str, str] = {}
    for side in sides:
        try:
            if side.reason:
                raise FailedError(side.reason)
            with Worker(side.command) as worker:
                versions = {**worker.versions, **versions}
            able.append(side)
        except FailedError as problem:
            missing[side.name] = str(problem)
    return tuple(able), missing, versions


def own_versions() -> dict[str, str]:
    """hepir's own version."""
    from hepir.version import __version__

    return {"hepir": __version__}


def smaller(options: Options) -> Options:
    """A run that takes less than a quarter of an hour on two cores."""
    return replace(
        options,
        events=min(options.events, 500_000),
        rounds=min(options.rounds, 4),
        cold_rounds=1,
        growth_tasks=options.growth_tasks[:1],
        growth_files=GROWTH_FILES[::2],
        large_events=min(options.large_events, 2 * options.events),
    )
