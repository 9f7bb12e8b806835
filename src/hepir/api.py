"""The pipeline: text -> tree -> typed program -> plan -> module -> result.

In: program text or a path. Out: diagnostics, canonical text, generated code, or the result of a run. Each
arrow is a function of the
stage below; what cannot go on raises `HepirError` with its diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from hepir import garbage
from hepir.backend.artifact import Artifact
from hepir.compiling import analyse, emit, plan_source
from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.source import Source

if TYPE_CHECKING:
    from hepir.backend.result import Result
    from hepir.comparison.event_lists import EventComparison
    from hepir.comparison.model import Comparison as ResultComparison
    from hepir.explain.events import EventExplanation
    from hepir.explain.notebook import ShownProgram
    from hepir.extract.against import Against
    from hepir.extract.comparing import Comparison
    from hepir.extract.coverage import Coverage
    from hepir.extract.session.extraction import Extraction
    from hepir.extract.sides import Reading
    from hepir.models.core import Progress as WritingProgress
    from hepir.reading.document import Document

Progress = Callable[[int, int | None], None]


def read_program(program: str | Path) -> Source:
    """A path is read; a text with a line end is a program by itself."""
    if isinstance(program, str) and ("\n" in program or not program.strip()):
        return Source("<text>", program)
    path = Path(program)
    return Source(str(program), path.read_bytes().decode("utf-8", errors="replace"))


def program(text_or_path: str | Path) -> ShownProgram:
    """A program as text that a notebook shows; every function here takes it. OSError where a path cannot be read."""
    from hepir.explain.notebook import ShownProgram

    return ShownProgram.of(read_program(text_or_path))


def check_source(
    source: Source,
    schema: str | None = None,
    strict_evidence: bool = False,
    against: Against | None = None,
) -> tuple[Diagnostic, ...]:
    """All diagnostics of a program, in the order of the text; with a schema, also what the format lacks; with a
    publication, also quotes that it does not say and sentences that nothing cites."""
    with garbage.not_searched_for():
        found = check_alone(source, schema, strict_evidence)
    if against is None:
        return found
    from hepir.extract.against import diagnosed
    from hepir.syntax.parsing import parse

    program = parse(source).program
    return found if program is None else (*found, *diagnosed(source, program, against))


def check_alone(source: Source, schema: str | None, strict_evidence: bool) -> tuple[Diagnostic, ...]:
    """All diagnostics of a program without its publication."""
    if schema is None:
        return analyse(source, strict_evidence=strict_evidence).diagnostics
    from hepir.ir.binding import bind
    from hepir.schemas.loading import find_schema

    found = find_schema(schema)
    checked = analyse(source, found, strict_evidence=strict_evidence)
    if checked.program is None:
        return checked.diagnostics
    try:
        bind(checked.program, found, skip_holes=True)
    except HepirError as error:
        return (*checked.diagnostics, *error.diagnostics)
    return checked.diagnostics


def check(
    program: str | Path,
    schema: str | None = None,
    *,
    strict_evidence: bool = False,
    paper: str | Path | Document | None = None,
    references: Sequence[str | Path] = (),
    strict_coverage: bool = False,
) -> tuple[Diagnostic, ...]:
    """All diagnostics of a program, given as a path or as text; with its publication, also about its quotes.

    `references` are folders with publications that it quotes, too. Raises HepirError where the publication cannot be read.
    """
    against = None
    if paper is not None:
        from hepir.extract.against import opened

        against = opened(paper, references, strict_coverage)
    from hepir.diagnostics.shown import ShownDiagnostics

    source = read_program(program)
    return ShownDiagnostics.of(source, check_source(source, schema, strict_evidence, against))


def coverage_source(source: Source, against: Against) -> Coverage | None:
    """What a program makes of its publication; None where it does not parse."""
    from hepir.extract.against import covered
    from hepir.syntax.parsing import parse

    program = parse(source).program
    return None if program is None else covered(source, program, against)


def coverage(program: str | Path, paper: str | Path | Document) -> Coverage:
    """What became of each sentence of a publication that looks like a selection.

    Raises HepirError where the publication cannot be read or the program does not parse.
    """
    from hepir.extract.against import opened

    source = read_program(program)
    found = coverage_source(source, opened(paper))
    if found is None:
        raise HepirError(analyse(source).diagnostics)
    return found


def format_source(text: str) -> str:
    """The canonical text of a program; HepirError where it does not parse."""
    from hepir.syntax.formatting import format_source as formatted

    return formatted(text)


def compile_source(
    source: Source,
    schema: str,
    backend: str = "awkward",
    skip_holes: bool = False,
    without_passes: Sequence[str] = (),
    seed: int = 0,
) -> Artifact:
    """Generated code for a program on a format, with the seed of its random numbers; passes can be switched off by their
    names."""
    from hepir.backend.available import COMPILED
    from hepir.backend.errors import UnknownBackend
    from hepir.schemas.loading import find_schema
    from hepir.source import Span

    if backend not in COMPILED:
        raise HepirError((UnknownBackend(Span(0, 0), backend, COMPILED),))
    with garbage.not_searched_for():
        found = find_schema(schema)
        plan = plan_source(source, found, skip_holes=skip_holes, seed=seed)
        return emit(plan, source, found, backend, without=without_passes)


def plan_text(
    source: Source,
    schema: str,
    backend: str = "awkward",
    skip_holes: bool = False,
    without_passes: Sequence[str] = (),
    trace: bool = False,
) -> str:
    """The plan that a backend writes code for, as text; with `trace`, before and after each pass."""
    from hepir.compiling import show_plan
    from hepir.schemas.loading import find_schema

    plan = plan_source(source, find_schema(schema), skip_holes=skip_holes)
    return show_plan(plan, backend, without_passes, trace=trace)


def compile(  # noqa: A001 (`hepir.compile` is the public name)
    program: str | Path, schema: str, backend: str = "awkward", *, skip_holes: bool = False
) -> Artifact:
    """Generated code for a program, given as a path or as text."""
    return compile_source(read_program(program), schema, backend, skip_holes)


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


def reading(source: Source) -> Reading:
    """A checked program with its text, to be compared with others; HepirError where it has errors."""
    from hepir.diagnostics.core import Severity
    from hepir.extract.sides import Reading

    checked = analyse(source)
    if checked.program is None:
        raise HepirError(tuple(each for each in checked.diagnostics if each.severity is Severity.ERROR))
    return Reading(source.name, checked.program, source.text)


def diff(first: str | Path, second: str | Path) -> Comparison:
    """What differs between two programs in meaning, each given as a path or as text."""
    from hepir.extract.comparing import compare

    return compare(reading(read_program(first)), reading(read_program(second)))


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


def extract(
    path: str | Path,
    model: str | None = None,
    *,
    samples: int = 1,
    temperature: float | None = None,
    seed: int = 0,
    max_tokens: int = 8192,
    thinking: int = 0,
    context: int | None = None,
    references: Sequence[str | Path] = (),
    progress: WritingProgress | None = None,
) -> Extraction:
    """The program that a publication describes, written by a model (`transformers:FOLDER`, `openai:URL#NAME`) or, without
    one, by the built-in reader.

    Several samples are drawn at temperature 0.7 and merged. `thinking` are the characters of free text that a model may
    write first, `context` the tokens that prompt and answer may have together, where a server does not tell. What the
    publication delegates is looked for in the folders `references` and in the local cache.
    Raises HepirError: HEP08xx for what cannot be read, HEP09xx for models and what cannot be extracted.
    """
    from hepir.extract.driving import Limits
    from hepir.extract.library import Library, cache_folders
    from hepir.extract.session.extraction import extract_document
    from hepir.extract.session.loop import Asking
    from hepir.models.core import Sampling
    from hepir.models.registry import open_model

    drawn = temperature if temperature is not None else 0.0 if samples == 1 else 0.7
    sampling = Sampling(drawn, seed=seed, maximum=max_tokens)
    asking = Asking(samples, sampling, Limits(thinking=thinking), context)
    opened = None if model in (None, "", "builtin", "builtin:") else open_model(str(model))
    library = Library((*map(Path, references), *cache_folders()), read)
    return extract_document(read(path), opened, asking, library, progress)


def read(path: str | Path) -> Document:
    """The blocks, sentences, tables and references of a publication (PDF, LaTeX, Markdown, text, docling JSON).

    Raises HepirError with one diagnostic, HEP08xx, for what cannot be read.
    """
    from hepir.reading.opening import read_document

    return read_document(path)
