"""Counting and filling, by one or by many.

In: what was prepared. Out: the results of the regions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from types import ModuleType
from typing import TYPE_CHECKING

from hepir import garbage
from hepir.backend.artifact import Artifact
from hepir.backend.result import Expectation, RegionResult, Step, VariationResult
from hepir.backend.reweighted import written_out
from hepir.ir.plan import Plan, Variant
from hepir.ir.regions import steps_of
from hepir.ir.variations import varied
from hepir.pipeline.executors.core import Executor
from hepir.pipeline.options import Prepared, Progress, RunOptions
from hepir.pipeline.units import blocks, is_weighted, units
from hepir.pipeline.working import Job, Tell, chunks_of, count_chunks, job_of, module_of
from hepir.semantics.program import Program

if TYPE_CHECKING:
    from hist import Hist
    from hist.storage import Weight

    from hepir.interpreting import Interpreted
    from hepir.pipeline.events import Rows
    from hepir.pipeline.totals import Results, Totals
    from hepir.report.events import EventWriter

    Counts = tuple[tuple[Step, ...], Mapping[str, Hist[Weight]], Mapping[str, int]]


def counted(
    prepared: Prepared,
    options: RunOptions,
    writer: EventWriter | None,
    progress: Progress | None,
    executor: Executor | None = None,
    code: Artifact | None = None,
) -> tuple[RegionResult, ...]:
    """Count and fill with the backend that was asked for, here or by an executor. `code`: its module of the plan,
    where that is known."""
    job = job_of(prepared, options, listed=writer is not None, code=code)
    return counted_by(job, writer, progress, executor)


def counted_by(
    job: Job, writer: EventWriter | None, progress: Progress | None, executor: Executor | None = None
) -> tuple[RegionResult, ...]:
    """As `counted`, with the code that a job has."""
    tell = teller(job.prepared, job.options, progress)
    results = (
        counted_here(job, tell, writer) if executor is None else put_together(job, executor, tell, writer)
    )
    return regions_of(job, results)


@garbage.not_searched_for()
def regions_of(job: Job, counted: Results) -> tuple[RegionResult, ...]:
    """The regions of a job from what its module counted."""
    plan = job.prepared.plan
    results = written_out(counted, job.whole.program)
    shared = varied(plan) if job.options.backend == "interpreter" else job.whole
    touching = frozenset(shared.variants.values())
    variants = {name: each for name, each in job.whole.variants.items() if each in touching}
    return region_results(results, variants, plan)


def teller(prepared: Prepared, options: RunOptions, progress: Progress | None) -> Tell:
    """What is told how many events were done since the last time."""
    total = sum(file.entries for file in prepared.files)
    total = total if options.max_events is None else min(total, options.max_events)
    done = 0

    def tell(events: int) -> None:
        nonlocal done
        done += events
        if progress is not None:
            progress(done, total)

    return tell


def counted_here(job: Job, tell: Tell, writer: EventWriter | None) -> Results:
    """One chunk after the other."""
    prepared, options = job.prepared, job.options
    weighted = is_weighted(prepared.plan.program)
    spans = blocks(prepared.files, prepared.plan.columns, weighted, options.max_events)
    pieces = chunks_of(job, spans, read_ahead=True)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="hepir-first") as pool:
        first = pool.submit(next, pieces, None)  # is read while the code is compiled
        module = module_of(job)
        begun = first.result()
    read = chain([begun], pieces) if begun is not None else ()
    totals = count_chunks(job, module, read, tell, keeper(writer))
    return whole_results(module, totals)


def put_together(job: Job, executor: Executor, tell: Tell, writer: EventWriter | None) -> Results:
    """What workers count, in the order of the units."""
    from hepir.pipeline.totals import Totals

    prepared, options = job.prepared, job.options
    weighted = is_weighted(prepared.plan.program)
    pieces = units(
        prepared.files,
        prepared.plan.columns,
        weighted,
        options.max_events,
        executor.workers,
        anywhere=options.backend == "interpreter",
        alike=options.scheduler is not None,
    )
    module = module_of(job)  # compiled once, before workers ask for it
    totals, keep = Totals(), keeper(writer)
    for part in executor.counted(job, pieces, tell):
        totals.merge(part.totals)
        for rows in part.rows:
            keep(rows)
    return whole_results(module, totals)


@garbage.not_searched_for()
def whole_results(module: ModuleType | Interpreted, totals: Totals) -> Results:
    """The results of a module with the sums of all pieces."""
    from hepir.pipeline.tallies import tally_of

    return tally_of(module).with_totals(totals)


def keeper(writer: EventWriter | None) -> Callable[[Rows], None]:
    """Where rows go."""
    return lambda rows: None if writer is None else rows.write_to(writer)


def region_results(results: Results, variants: Mapping[str, Variant], plan: Plan) -> tuple[RegionResult, ...]:
    """The counts of all regions in the form that writers read, each with its variations."""
    found: dict[str, list[VariationResult]] = {each.name: [] for each in plan.program.regions}
    for name, variant in variants.items():
        systematic, direction = variant.direction
        counts = counts_of(variant.region, results[name], plan.program)
        found[variant.region].append(VariationResult(systematic, direction, *counts))
    return tuple(
        RegionResult(
            region.name,
            *counts_of(region.name, results[region.name], plan.program),
            expectations=tuple(
                Expectation(each.name, each.value, each.uncertainty, each.origin.line)
                for each in region.expectations
            ),
            variations=tuple(found[region.name]),
        )
        for region in plan.program.regions
    )


def counts_of(name: str, counts: object, program: Program) -> Counts:
    """The steps, histograms and skipped values of a region."""
    assert isinstance(counts, dict)
    entries, sumw, sumw2 = (as_floats(counts[key]) for key in ("entries", "sumw", "sumw2"))
    histograms, skipped = counts["histograms"], counts["skipped"]
    assert isinstance(histograms, dict)
    assert isinstance(skipped, dict)
    return (
        steps(name, entries, sumw, sumw2, program),
        histograms,
        {key: int(value) for key, value in skipped.items()},
    )


def as_floats(values: object) -> list[float]:
    """Numbers of an array or a list."""
    return [float(value) for value in values]  # type: ignore[attr-defined]


def steps(
    name: str, entries: list[float], sumw: list[float], sumw2: list[float], program: Program
) -> tuple[Step, ...]:
    """The cutflow of a region."""
    region = program.regions_by_name[name]
    labels = [("all events", 0), *((origin.text, origin.line) for origin in steps_of(region, program))]
    rows = zip(labels, entries, sumw, sumw2, strict=True)
    return tuple(Step(text, line, int(count), first, second) for (text, line), count, first, second in rows)
