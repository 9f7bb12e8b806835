"""A whole run: recognise the format, bind, generate, read in chunks, count, write.

In: a program, input patterns, options. Out: a `Result`, and the files of the output folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Literal

from hepir.backend.errors import UnknownBackend, UnknownDatasetKind
from hepir.backend.result import (
    Expectation,
    InputFile,
    Provenance,
    RegionResult,
    Result,
    StatementStatus,
    Step,
)
from hepir.compiling import checked_program, emit
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.nearest import nearest
from hepir.ir.binding import bind
from hepir.ir.plan import Plan
from hepir.ir.regions import steps_of
from hepir.schemas.loading import all_schemas, find_schema
from hepir.schemas.matching import recognise
from hepir.schemas.model import Schema
from hepir.schemas.naming import adapt, available
from hepir.semantics.program import Program, ValueDefinition
from hepir.source import Source, Span
from hepir.types.core import Boolean, Number
from hepir.version import __version__

if TYPE_CHECKING:
    import numpy as np

    from hepir.report.events import EventWriter
    from hepir.run.chunks import Chunk
    from hepir.run.files import EventFile

DataKind = Literal["data", "simulation", "unknown"]
Progress = Callable[[int, int | None], None]
PACKAGES = ("awkward", "hist", "numpy", "uproot", "vector")
IDENTITY = ("run", "luminosity_block", "event")


@dataclass(frozen=True)
class RunOptions:
    """What a person may choose for a run."""

    schema: str | None = None
    tree: str | None = None
    backend: str = "awkward"
    dataset_kind: str | None = None
    max_events: int | None = None
    step_entries: int | None = None
    events: bool = False
    pictures: bool = True
    skip_holes: bool = False


@dataclass(frozen=True)
class Prepared:
    """Everything that is known before the first event is read."""

    source: Source
    plan: Plan
    schema: Schema
    files: tuple[EventFile, ...]
    columns: tuple[str, ...]
    identity: Mapping[str, str]
    kind: DataKind


def execute(
    source: Source, inputs: Sequence[str], options: RunOptions, output: Path | None, progress: Progress | None
) -> Result:
    """Run and, where there is an output folder, write."""
    if options.backend not in ("awkward", "interpreter"):
        raise HepirError((UnknownBackend(Span(0, 0), options.backend, ("awkward", "interpreter")),))
    with ExitStack() as stack:
        if output is not None:
            from hepir.report.folder import prepare_folder

            existed = output.exists()
            prepare_folder(output)
            if not existed:
                stack.callback(remove_if_empty, output)
        prepared = prepare(source, inputs, options, stack)
        writer = event_writer(prepared, output, stack) if options.events and output is not None else None
        regions = counted(prepared, options, writer, progress)
        result = result_of(prepared, options, regions)
        if output is not None:
            from hepir.report.folder import write_outputs

            write_outputs(result, output, pictures=options.pictures, events=writer)
    return result


def remove_if_empty(folder: Path) -> None:
    """A run that failed leaves no folder behind that it made for nothing."""
    with suppress(OSError):
        folder.rmdir()


def prepare(source: Source, inputs: Sequence[str], options: RunOptions, stack: ExitStack) -> Prepared:
    """Open the files, find their format, bind the program to it."""
    from hepir.run.files import open_events
    from hepir.run.inputs import expand_inputs
    from hepir.run.together import open_run

    named = find_schema(options.schema) if options.schema else None
    if named is not None:
        checked_program(source, named)
    paths = expand_inputs(inputs)
    schemas = (named,) if named else all_schemas()
    trees = tuple(dict.fromkeys(name for each in schemas for name in each.trees))
    first = stack.enter_context(open_events(paths[0], options.tree, trees))
    schema = recognised(named, first)
    whole = checked_program(source, schema)
    fitting = available(schema, branch_names(schema, first))
    plan = bound(whole, schema, fitting, first, options)
    kind = dataset_kind(plan, schema, first, options)
    identity = identity_branches(fitting) if options.events else {}
    columns = tuple(sorted({*plan.columns, *identity.values()})) or (next(iter(first.branches)),)
    files = open_run(first, paths[1:], columns, options.tree, trees)
    for file in files:
        stack.enter_context(file)
    return Prepared(source, plan, schema, files, columns, identity, kind)


def bound(program: Program, schema: Schema, fitting: Schema, first: EventFile, options: RunOptions) -> Plan:
    """The plan on what the file holds; what the format has and this file has not is said with the branch's name."""
    try:
        return bind(program, fitting, skip_holes=options.skip_holes, branches=first.branches)
    except HepirError:
        said = replace(fitting, unavailable={**fitting.unavailable, **absences(schema, fitting, first)})
        return bind(program, said, skip_holes=options.skip_holes, branches=first.branches)


def absences(schema: Schema, fitting: Schema, first: EventFile) -> dict[str, str]:
    """Why this file does not give what its format has: the branches that are not there, and the nearest that are."""
    reasons: dict[str, str] = {}
    for kind, collection in schema.collections.items():
        left = fitting.collections.get(kind)
        for name, source in collection.properties.items():
            if source.branch and source.branch not in first.branches:
                near = nearest(source.branch, first.branches)
                hint = f" (the nearest are {', '.join(near)})" if near else ""
                reason = f"the file has no branch `{source.branch}`{hint}"
                reasons[f"{kind}.{name}"] = reason
                if left is None:
                    reasons.setdefault(kind, reason)
    return reasons


def recognised(named: Schema | None, first: EventFile) -> Schema:
    """The schema with the branch names of this file."""
    names = tuple(first.branches)
    if named is not None:
        return adapt(named, spellings(named, first, names))
    everything = tuple(name for each in all_schemas() for name in spellings(each, first, names))
    return recognise(tuple(dict.fromkeys(everything)), first.tree, all_schemas()).schema


def spellings(schema: Schema, first: EventFile, names: tuple[str, ...]) -> tuple[str, ...]:
    """The file's branch names, and the schema's own spellings of them that the file understands."""
    return (*names, *branch_names(schema, first))


def branch_names(schema: Schema, first: EventFile) -> tuple[str, ...]:
    """The branches of a schema that a file has, by whatever spelling it understands, and all of the file's own."""
    own: dict[str, None] = {}
    for collection in schema.collections.values():
        for source in collection.properties.values():
            for name in (source.branch, *source.alternatives):
                if name and name in first.branches:
                    own[name] = None
    for name in (
        *schema.required,
        *schema.triggers.values(),
        *((schema.dataset_kind.branch,) if schema.dataset_kind else ()),
    ):
        if name in first.branches:
            own[name] = None
    return (*own, *first.branches)


def identity_branches(schema: Schema) -> dict[str, str]:
    """Where the run, luminosity block and event numbers stand."""
    event = schema.collections.get("event")
    sources = event.properties if event is not None and event.entry is None else {}
    return {name: sources[name].branch or "" for name in IDENTITY if name in sources and sources[name].branch}


def dataset_kind(plan: Plan, schema: Schema, first: EventFile, options: RunOptions) -> DataKind:
    """Data or simulation: as told, or as the schema tells from the first file."""
    match options.dataset_kind:
        case "data":
            return "data"
        case "simulation":
            return "simulation"
        case _:
            pass
    rule = schema.dataset_kind
    if rule is not None:
        if rule.branch not in first.branches:
            return "data"
        if rule.rule == "present":
            return "simulation"
        values = first.read([rule.branch], 0, min(first.entries, 1000))[rule.branch]
        return "simulation" if any(value != 0 for value in values) else "data"
    weights = [factor for region in plan.program.regions for factor in region.weights]
    asked = [each.name for each in weights if each.dataset is not None]
    if asked:
        raise HepirError((UnknownDatasetKind(Span(0, 0), tuple(dict.fromkeys(asked))),))
    return "unknown"


def chunks(prepared: Prepared, options: RunOptions, progress: Progress | None) -> Iterator[Chunk]:
    """The chunks of all files, telling how far it is."""
    from hepir.run.chunks import iterate_chunks

    total = sum(file.entries for file in prepared.files)
    total = total if options.max_events is None else min(total, options.max_events)
    done = 0
    for chunk in iterate_chunks(
        prepared.files, prepared.columns, step_entries=options.step_entries, max_events=options.max_events
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
    module = load_module(prepared)
    results = module.new_results()
    for chunk in chunks(prepared, options, progress):
        selected = module.analyse(chunk.columns, results, simulation=prepared.kind != "data")
        if writer is not None:
            append_events(writer, prepared, chunk, selected)
    return tuple(region_result(name, region, prepared.plan.program) for name, region in results.items())


def load_module(prepared: Prepared) -> ModuleType:
    """The generated module, loaded from its text."""
    artifact = emit(prepared.plan, prepared.source, prepared.schema)
    module = ModuleType("hepir_generated")
    exec(compile(artifact.text, "<generated by hepir>", "exec"), module.__dict__)
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


def defined_values(program: Program) -> tuple[ValueDefinition, ...]:
    """The `define`d numbers and conditions."""
    return tuple(
        each
        for each in program.definitions
        if isinstance(each, ValueDefinition) and isinstance(each.type, Number | Boolean)
    )


def event_writer(prepared: Prepared, output: Path, stack: ExitStack) -> EventWriter:
    """The writer of the event list."""
    from hepir.report.events import Column, EventWriter

    columns = tuple(
        Column(each.name, "bool" if isinstance(each.type, Boolean) else "float", unit_of(each))
        for each in defined_values(prepared.plan.program)
    )
    return stack.enter_context(EventWriter(output / "events.parquet", columns))


def unit_of(value: ValueDefinition) -> str:
    """The canonical unit of a defined value."""
    return value.type.dimension.unit if isinstance(value.type, Number) else ""


def append_events(
    writer: EventWriter, prepared: Prepared, chunk: Chunk, selected: Mapping[str, object]
) -> None:
    """The events of a chunk that pass a region, with their numbers and defined values."""
    import awkward as ak
    import numpy as np

    regions, values = selected["regions"], selected["values"]
    assert isinstance(regions, dict)
    assert isinstance(values, dict)
    entries = np.arange(chunk.start, chunk.stop)
    file = prepared.files[chunk.file_number].path.name
    for name, (passed, weight) in regions.items():
        columns = {"entry": entries[passed], "weight": weight[passed]}
        for key, branch in prepared.identity.items():
            columns[key] = ak.to_numpy(chunk.columns[branch])[passed].astype(np.int64)
        for key, value in values.items():
            columns[key] = full(value, len(entries))[passed]
        writer.append(name, file, columns)


def full(value: object, count: int) -> np.ndarray:
    """A value for each event, even where it is a constant."""
    import awkward as ak
    import numpy as np

    if not isinstance(value, ak.Array | np.ndarray):
        return np.full(count, value)
    return np.asarray(value) if isinstance(value, np.ndarray) else value


def result_of(prepared: Prepared, options: RunOptions, regions: tuple[RegionResult, ...]) -> Result:
    """The result with everything that is needed to repeat it."""
    from hepir.run.checksums import sha256_of

    plan, publication = prepared.plan, prepared.plan.program.publication
    left = options.max_events
    files: list[InputFile] = []
    for file in prepared.files:
        read = file.entries if left is None else min(left, file.entries)
        left = None if left is None else left - read
        files.append(InputFile(file.path.name, sha256_of(file.path), file.tree, read))
    provenance = Provenance(
        __version__,
        {name: version_of(name) for name in PACKAGES},
        Path(prepared.source.name).name,
        sha256(prepared.source.text.encode("utf-8", errors="surrogatepass")).hexdigest(),
        plan.schema,
        plan.schema_sha256,
        options.backend,
        prepared.kind,
        tuple(files),
        {"max_events": options.max_events, "skip_holes": options.skip_holes, "tree": options.tree},
    )
    notes = list(plan.program.notes)
    if options.skip_holes:
        notes.append("holes were skipped: statements with a hole are left out")
    if plan.program.variations:
        names = dict.fromkeys(each.systematic for each in plan.program.variations)
        notes.append(f"systematic variations are checked, not run: {', '.join(names)}")
    return Result(
        publication.title,
        publication.experiment,
        publication.sqrt_s,
        publication.luminosity,
        regions,
        tuple(StatementStatus(each.line, each.statement, each.status, each.note) for each in plan.statuses),
        tuple(notes),
        provenance,
    )


def version_of(package: str) -> str:
    """The installed version of a package."""
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
