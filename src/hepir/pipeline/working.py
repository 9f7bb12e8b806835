"""What is done with events, whoever does it.

In: a job, which is all that there is to know about a run and can be sent elsewhere, and spans of its files. Out: counts,
and rows for `events.parquet`.
"""

from __future__ import annotations

import copyreg
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import field, replace
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, overload

from hepir import garbage
from hepir.backend.artifact import Artifact
from hepir.backend.errors import LoopNotCompiled
from hepir.compiling import emit
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.ir.listed import lists_of
from hepir.ir.plan import Plan
from hepir.ir.variations import varied
from hepir.light_dataclasses import dataclass
from hepir.pipeline import function_files
from hepir.pipeline.events import Rows, rows_of
from hepir.pipeline.failing import located, said_by
from hepir.pipeline.loading import forget, load_loop, load_text
from hepir.pipeline.models import Contents, contents_of, keep, put_into
from hepir.pipeline.options import Prepared, RunOptions

if TYPE_CHECKING:
    from hepir.interpreting import Interpreted
    from hepir.pipeline.totals import Totals
    from hepir.pipeline.units import Unit
    from hepir.run.chunks import Chunk, Span
    from hepir.run.files import EventFile

# Combinations make many tuples of an event: so many events at a time keep the memory bounded.
STEP_ENTRIES = 100_000

Tell = Callable[[int], None]


def read_only(members: dict[object, object]) -> MappingProxyType[object, object]:
    """A dictionary that cannot be changed."""
    return MappingProxyType(members)


# Schemas and kinds hold such dictionaries, and a job is sent with them.
copyreg.pickle(MappingProxyType, lambda proxy: (read_only, (dict(proxy),)))


@dataclass(frozen=True)
class Job:
    """A whole run. `text`: the generated module, empty for the interpreter. `listed`: whether rows are wanted. `whole`: the
    plan with its variations written out, as it is counted. `columns`: those that the code reads. `models`: the contents of
    the files of its models."""

    prepared: Prepared
    options: RunOptions
    text: str
    listed: bool
    whole: Plan
    columns: tuple[str, ...]
    models: Contents = field(default_factory=dict)


@dataclass(frozen=True)
class Counted:
    """What became of a unit."""

    unit: Unit
    totals: Totals
    rows: tuple[Rows, ...]


class OnDemand(Sequence["EventFile"]):
    """Files that are opened when they are asked for, to be read by so many threads."""

    def __init__(self, paths: Sequence[Path], tree: str | None, trees: Sequence[str], threads: int) -> None:
        self._paths, self._tree, self._trees, self._threads = paths, tree, trees, threads
        self._known: dict[int, EventFile] = {}

    def __len__(self) -> int:
        return len(self._paths)

    @overload
    def __getitem__(self, number: int) -> EventFile: ...

    @overload
    def __getitem__(self, number: slice) -> Sequence[EventFile]: ...

    def __getitem__(self, number: int | slice) -> EventFile | Sequence[EventFile]:
        from hepir.run.files import open_events

        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        if number not in self._known:
            self._known[number] = open_events(self._paths[number], self._tree, self._trees, self._threads)
        return self._known[number]

    def close(self) -> None:
        """Close all."""
        while self._known:
            self._known.popitem()[1].close()


@garbage.not_searched_for()
def job_of(prepared: Prepared, options: RunOptions, *, listed: bool, code: Artifact | None = None) -> Job:
    """The job of a run, with the code that is generated for it, if none was before."""
    if options.backend == "interpreter":
        whole = varied(prepared.plan, shared=False)
        return Job(prepared, options, "", listed, whole, prepared.columns, contents_of(whole))
    whole = varied(prepared.plan)
    artifact = code or emit(whole, prepared.source, prepared.schema, options.backend, listed=listed)
    identity = prepared.identity.values() if listed else ()
    # what lists are checked with is read, too, where passes let the code do without
    of_lists = (branch for each in lists_of(whole) for branch in each.branches)
    columns = tuple(sorted({*artifact.columns, *identity, *of_lists})) or prepared.columns[:1]
    return Job(prepared, options, artifact.text, listed, whole, columns, contents_of(whole))


def elsewhere(job: Job, paths: Sequence[Path]) -> Job:
    """The job without open files, to be sent to whoever opens them by these paths."""
    return replace(job, prepared=replace(job.prepared, files=(), paths=tuple(paths)))


def at_work(job: Job, stack: ExitStack, threads: int = 1) -> Job:
    """The job with files that are opened on demand and read by so many threads, for one who got it from elsewhere."""
    files = OnDemand(job.prepared.paths, job.options.tree, job.prepared.schema.trees, threads)
    stack.callback(files.close)
    return replace(job, prepared=replace(job.prepared, files=files))


def chunks_of(job: Job, spans: Iterable[Span], *, read_ahead: bool) -> Iterator[Chunk]:
    """The chunks of spans. With `read_ahead` each is read while the one before is worked on, and each file closed after its
    last; without, files stay open for further spans.
    """
    from hepir.run.chunks import iterate_chunks
    from hepir.run.memory import keep_memory

    keep_memory()
    step = None if job.options.backend == "fused" else STEP_ENTRIES
    return iterate_chunks(
        job.prepared.files,
        job.columns,
        step_entries=job.options.step_entries or step,
        spans=spans,
        read_ahead=read_ahead,
        keep_open=not read_ahead,
        flat=takes_flat(job),
    )


def takes_flat(job: Job) -> bool:
    """Whether columns may stay as they are read: a loop needs no awkward arrays, lists of events do."""
    return job.options.backend == "fused" and not job.listed


def count_chunks(
    job: Job,
    module: ModuleType | Interpreted,
    pieces: Iterable[Chunk],
    tell: Tell,
    keep: Callable[[Rows], None],
) -> Totals:
    """The totals of chunks that end with their spans; rows are handed on as they come."""
    from hepir.pipeline.tallies import tally_of
    from hepir.pipeline.totals import Totals
    from hepir.run.belonging import Events, check

    totals, tally = Totals(), tally_of(module)
    lists = lists_of(job.whole)
    for chunk in pieces:
        if lists:
            check(lists, Events(job.prepared.files[chunk.file_number].path.name, chunk.start, chunk.columns))
        with located(job.prepared, job.text, chunk):
            selected = tally.count(chunk.columns, simulation=job.prepared.kind != "data")
        if job.listed and selected is not None:
            keep(rows_of(job.prepared, chunk, selected))
        if chunk.ends_span:
            totals.add(*tally.taken())
        tell(chunk.stop - chunk.start)
    return totals


class Counter:
    """Who counts one unit after the other; `job` has files that can be opened, of which one stays open."""

    def __init__(self, job: Job) -> None:
        self.file_number: int | None = None
        self._job = job
        self._module: ModuleType | Interpreted | None = None

    def count(self, unit: Unit, tell: Tell) -> Counted:
        """One unit."""
        if self.file_number not in (None, unit.file_number):
            self._job.prepared.files[self.file_number].close()
        self.file_number = unit.file_number
        if self._module is None:
            self._module = module_of(self._job)
        rows: list[Rows] = []
        pieces = chunks_of(self._job, unit.spans, read_ahead=False)
        totals = count_chunks(self._job, self._module, pieces, tell, rows.append)
        return Counted(unit, totals, tuple(rows))


def module_of(job: Job) -> ModuleType | Interpreted:
    """What counts: generated code, ready, or the interpreter."""
    if job.options.backend == "interpreter":
        from hepir.interpreting import Interpreted

        keep(job.models)
        function_files.ready(job.prepared.functions)
        return Interpreted(job.whole, job.prepared.kind, listed=job.listed)
    if job.options.backend == "fused":
        return ready_module(job)
    module = load_text(job.text)
    put_into(module, job.models)
    function_files.put_into(module, function_files.ready(job.prepared.functions))
    return module


@garbage.not_searched_for()
def ready_module(job: Job) -> ModuleType:
    """The module of a loop, compiled for the types that the files hold; what was kept and is broken is made anew."""
    nothing = job.prepared.files[0].read_columns(job.columns, 0, 0)
    module = load_loop(job.text)
    try:
        module.count(nothing, module.new_counts())
        return module
    except Exception:  # what numba kept and cannot load any more fails in many ways
        module = forget(job.text)
    try:
        module.count(nothing, module.new_counts())
    except Exception as error:  # whatever a compiler trips over is told to whoever wrote the program
        raise HepirError((LoopNotCompiled(NOWHERE, said_by(error)),)) from error
    return module
