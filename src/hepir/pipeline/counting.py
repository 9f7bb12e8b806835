"""Counting and filling, chunk by chunk.

In: what was prepared. Out: the results of the regions.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from types import ModuleType
from typing import TYPE_CHECKING

from hepir.backend.errors import LoopNotCompiled
from hepir.backend.result import Expectation, RegionResult, Step
from hepir.compiling import emit
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.ir.regions import steps_of
from hepir.pipeline.events import append_events
from hepir.pipeline.failing import located, said_by
from hepir.pipeline.loading import forget, load_loop, load_text
from hepir.pipeline.options import Prepared, Progress, RunOptions
from hepir.semantics.program import Program

if TYPE_CHECKING:
    from hepir.report.events import EventWriter
    from hepir.run.chunks import Chunk


# Combinations make many tuples of an event: so many events at a time keep the memory bounded.
STEP_ENTRIES = 100_000


def chunks(prepared: Prepared, options: RunOptions, progress: Progress | None) -> Iterator[Chunk]:
    """The chunks of all files, telling how far it is."""
    from hepir.run.chunks import iterate_chunks

    total = sum(file.entries for file in prepared.files)
    total = total if options.max_events is None else min(total, options.max_events)
    done = 0
    for chunk in iterate_chunks(
        prepared.files,
        prepared.columns,
        step_entries=options.step_entries or (None if options.backend == "fused" else STEP_ENTRIES),
        max_events=options.max_events,
    ):
        yield chunk
        done += chunk.stop - chunk.start
        if progress is not None:
            progress(done, total)


def counted(
    prepared: Prepared, options: RunOptions, writer: EventWriter | None, progress: Progress | None
) -> tuple[RegionResult, ...]:
    """Count and fill with the backend that was asked for."""
    if options.backend == "interpreter":
        from hepir.interpreting import interpreted

        counts = interpreted(prepared.plan, prepared.kind, chunks(prepared, options, progress))
        return tuple(region_result(name, region, prepared.plan.program) for name, region in counts.items())
    text = emit(
        prepared.plan, prepared.source, prepared.schema, options.backend, listed=writer is not None
    ).text
    pieces = chunks(prepared, options, progress)
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="hepir-first") as pool:
        first = pool.submit(next, pieces, None)  # is read while the code is compiled
        module = ready_module(text, prepared) if options.backend == "fused" else load_text(text)
        begun = first.result()
    results = module.new_results()
    for chunk in chain([begun], pieces) if begun is not None else ():
        with located(prepared, text, chunk):
            selected = module.analyse(chunk.columns, results, simulation=prepared.kind != "data")
        if writer is not None:
            append_events(writer, prepared, chunk, selected)
    return tuple(region_result(name, region, prepared.plan.program) for name, region in results.items())


def ready_module(text: str, prepared: Prepared) -> ModuleType:
    """The module of a loop, compiled for the types that the files hold; what was kept and is broken is made anew."""
    nothing = prepared.files[0].read(prepared.columns, 0, 0)
    module = load_loop(text)
    try:
        module.analyse(nothing, module.new_results())
        return module
    except Exception:
        module = forget(text)
    try:
        module.analyse(nothing, module.new_results())
    except Exception as error:
        raise HepirError((LoopNotCompiled(NOWHERE, said_by(error)),)) from error
    return module


def region_result(name: str, counts: Mapping[str, object], program: Program) -> RegionResult:
    """The counts of a region in the form that writers read."""
    entries, sumw, sumw2 = (as_floats(counts[key]) for key in ("entries", "sumw", "sumw2"))
    histograms, skipped = counts["histograms"], counts["skipped"]
    assert isinstance(histograms, dict)
    assert isinstance(skipped, dict)
    region = next(each for each in program.regions if each.name == name)
    return RegionResult(
        name,
        steps(name, entries, sumw, sumw2, program),
        histograms,
        {key: int(value) for key, value in skipped.items()},
        tuple(
            Expectation(each.name, each.value, each.uncertainty, each.origin.line)
            for each in region.expectations
        ),
    )


def as_floats(values: object) -> list[float]:
    """Numbers of an array or a list."""
    return [float(value) for value in values]  # type: ignore[attr-defined]


def steps(
    name: str, entries: list[float], sumw: list[float], sumw2: list[float], program: Program
) -> tuple[Step, ...]:
    """The cutflow of a region."""
    region = next(each for each in program.regions if each.name == name)
    labels = [("all events", 0), *((origin.text, origin.line) for origin in steps_of(region, program))]
    rows = zip(labels, entries, sumw, sumw2, strict=True)
    return tuple(Step(text, line, int(count), first, second) for (text, line), count, first, second in rows)
