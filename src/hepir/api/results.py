"""What is done with events: a program is run on them, one of them is explained, results are compared.

In: a program, event files or a dataset, the folder of a run. Out: results, comparisons, explanations. What cannot go on
raises `HepirError` with its diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from hepir.api.programs import read_program
from hepir.source import Source

if TYPE_CHECKING:
    from hepir.backend.result import Result
    from hepir.comparison.event_lists import EventComparison
    from hepir.comparison.model import Comparison as ResultComparison
    from hepir.explain.events import EventExplanation

Progress = Callable[[int, int | None], None]


def run_source(
    source: Source,
    inputs: Sequence[str],
    *,
    schema: str | None = None,
    tree: str | None = None,
    output: Path | None = None,
    backend: str = "auto",
    dataset_kind: str | None = None,
    max_events: int | None = None,
    step_entries: int | None = None,
    events: bool = False,
    pictures: bool = True,
    skip_holes: bool = False,
    workers: int = 1,
    executor: str = "auto",
    scheduler: str | None = None,
    n_minus_one: bool = False,
    seed: int = 0,
    functions: Sequence[str | Path] = (),
    progress: Progress | None = None,
) -> Result:
    """Run a program on files; writes all outputs to `output` where one is given. `workers` change no bit of a result, `seed`
    those that depend on random numbers.
    `n_minus_one` also fills what each step cuts on for the events that pass all other steps, in a second run.
    `functions` are files with the functions that the program declares; their code is run, and no other is."""
    from hepir.pipeline.options import RunOptions
    from hepir.pipeline.running import execute

    options = RunOptions(
        schema,
        tree,
        backend,
        dataset_kind,
        max_events,
        step_entries,
        events,
        pictures,
        skip_holes,
        workers,
        executor,
        scheduler,
        n_minus_one,
        seed,
        tuple(map(str, functions)),
    )
    return shown(execute(source, inputs, options, output, progress))


def run_dataset(
    source: Source,
    dataset: str | Path,
    *,
    schema: str | None = None,
    output: Path | None = None,
    backend: str = "auto",
    max_events: int | None = None,
    step_entries: int | None = None,
    pictures: bool = True,
    skip_holes: bool = False,
    workers: int = 1,
    executor: str = "auto",
    scheduler: str | None = None,
    seed: int = 0,
    n_minus_one: bool = False,
    functions: Sequence[str | Path] = (),
    progress: Progress | None = None,
) -> Result:
    """Run a program on the samples of a dataset file, normalised and added by process; `functions` as in `run`."""
    from hepir.datasets.reading import read_dataset
    from hepir.pipeline.datasets import execute_dataset
    from hepir.pipeline.options import RunOptions

    samples, written = read_dataset(Path(dataset))
    options = RunOptions(
        schema=schema,
        backend=backend,
        max_events=max_events,
        step_entries=step_entries,
        pictures=pictures,
        skip_holes=skip_holes,
        workers=workers,
        executor=executor,
        scheduler=scheduler,
        seed=seed,
        n_minus_one=n_minus_one,
        functions=tuple(map(str, functions)),
    )
    return shown(execute_dataset(source, samples, written, options, output, progress))


def shown(result: Result) -> Result:
    """The result in a form that notebooks show as cutflows and pictures."""
    from hepir.report.shown import ShownResult

    return ShownResult(**{each.name: getattr(result, each.name) for each in fields(result)})


def run(
    program: str | Path,
    inputs: Sequence[str],
    *,
    schema: str | None = None,
    output: Path | None = None,
    backend: str = "auto",
    workers: int = 1,
    scheduler: str | None = None,
    functions: Sequence[str | Path] = (),
) -> Result:
    """Run a program, given as a path or as text, on files; with several workers, or those of a Dask cluster. `functions` are
    files with the functions that the program declares: their code is run, and no other is."""
    return run_source(
        read_program(program),
        inputs,
        schema=schema,
        output=output,
        backend=backend,
        workers=workers,
        scheduler=scheduler,
        functions=functions,
    )


def compare(
    results: str | Path,
    published: str | Path | None = None,
    *,
    mapped: Mapping[str, str] | None = None,
    column: str | None = None,
    deviations: float = 3.0,
) -> ResultComparison:
    """The results in a folder against published tables (HEPData YAML), another run's folder, or the program's `expect` rows.

    `mapped` says which table is which region or `region.histogram`, where names do not tell; `column` which column counts;
    `deviations` from how many standard deviations on a number departs. Raises HepirError.
    """
    from hepir.comparison.whole import compare_folder

    other = None if published is None else Path(published)
    return compare_folder(Path(results), other, mapped, column, deviations)


def compare_events(
    here: str | Path,
    there: str | Path,
    *,
    inputs: Sequence[str] = (),
    most: int = 20,
    functions: Sequence[str | Path] = (),
) -> EventComparison:
    """Two lists `events.parquet` against each other. With the event files that both come from, up to `most` events of each
    region that one list lacks are put through the program that stands beside it, to tell what removed them; `functions` are
    the files of functions that it calls."""
    from hepir.comparison.event_lists import compare_events as compared
    from hepir.pipeline.finding import with_removals

    found = compared(Path(here), Path(there))
    if not inputs:
        return found
    return with_removals(
        found, Path(here).parent, Path(there).parent, inputs, most, tuple(map(str, functions))
    )


def explain_event_source(
    source: Source,
    event: str,
    *,
    regions: Sequence[str] = (),
    schema: str | None = None,
    tree: str | None = None,
    dataset_kind: str | None = None,
    skip_holes: bool = False,
    seed: int = 0,
    functions: Sequence[str | Path] = (),
) -> EventExplanation:
    """What a program makes of one event, `FILE:RUN:LUMINOSITY_BLOCK:EVENT` or `FILE:ENTRY`: criteria with their values."""
    from hepir.pipeline.finding import explained
    from hepir.pipeline.options import RunOptions

    options = RunOptions(
        schema,
        tree,
        dataset_kind=dataset_kind,
        skip_holes=skip_holes,
        seed=seed,
        functions=tuple(map(str, functions)),
    )
    return explained(source, event, options, regions)


def explain_event(
    program: str | Path, event: str, *, schema: str | None = None, functions: Sequence[str | Path] = ()
) -> EventExplanation:
    """What a program, given as a path or as text, makes of one event: `FILE:RUN:LUMINOSITY_BLOCK:EVENT` or `FILE:ENTRY`."""
    return explain_event_source(read_program(program), event, schema=schema, functions=functions)
