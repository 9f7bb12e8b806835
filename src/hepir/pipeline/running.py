"""A whole run: recognise the format, bind, generate, read in chunks, count, write.

In: a program, input patterns, options. Out: a `Result`, and the files of the output folder.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from hepir import garbage
from hepir.backend.available import RUNNING
from hepir.backend.errors import UnknownBackend
from hepir.backend.result import Result
from hepir.diagnostics.core import HepirError
from hepir.pipeline.choosing import with_backend
from hepir.pipeline.counting import counted
from hepir.pipeline.events import event_writer
from hepir.pipeline.executors.choosing import Executors
from hepir.pipeline.function_files import not_needed
from hepir.pipeline.options import Prepared, Progress, RunOptions
from hepir.pipeline.preparing import prepare
from hepir.pipeline.recording import result_of
from hepir.pipeline.varied_trees import with_trees
from hepir.source import Source, Span


def execute(
    source: Source, inputs: Sequence[str], options: RunOptions, output: Path | None, progress: Progress | None
) -> Result:
    """Run and, where there is an output folder, write."""
    if options.backend not in RUNNING:
        raise HepirError((UnknownBackend(Span(0, 0), options.backend, RUNNING),))
    with ExitStack() as stack:
        stack.enter_context(writing_to(output))
        executors = Executors(options, stack)
        with garbage.not_searched_for():
            prepared = prepare(source, inputs, options, stack)
        if output is not None:
            from hepir.report.folder import refuse_clashes

            refuse_clashes(each.path for each in prepared.plan.program.files)
        chosen = with_backend(prepared, options, listed=options.events and output is not None)
        options = chosen.options
        remarks = (*chosen.remarks, *not_needed(prepared.functions, options.functions))
        checksum = checksums(prepared, options, stack)
        writer = event_writer(prepared, output, stack) if options.events and output is not None else None
        executor = executors.of(options)
        regions = counted(prepared, options, writer, progress, executor, chosen.code)
        regions = with_trees(regions, prepared, inputs, options, executor)
        result = result_of(prepared, options, regions, remarks, checksum)
        if output is not None:
            from hepir.pipeline.without import without_steps
            from hepir.report.folder import write_outputs

            plain = replace(options, events=False, pictures=False, n_minus_one=False)
            without = (
                without_steps(source, options.schema, lambda text: execute(text, inputs, plain, None, None))
                if options.n_minus_one
                else {}
            )
            write_outputs(result, output, pictures=options.pictures, events=writer, without=without)
    return result


def checksums(prepared: Prepared, options: RunOptions, stack: ExitStack) -> Callable[[Path], str]:
    """Checksums of the input, which are worked out while events are counted."""
    from hepir.run.checksums import meanwhile

    return meanwhile([file.path for file in prepared.files], options.workers, stack)


@contextmanager
def writing_to(output: Path | None) -> Iterator[None]:
    """The output folder, made and tried before a long run; one that was made for nothing is removed again."""
    with ExitStack() as stack:
        if output is not None:
            from hepir.report.folder import prepare_folder

            existed = output.exists()
            prepare_folder(output)
            if not existed:
                stack.callback(remove_if_empty, output)
        yield


def remove_if_empty(folder: Path) -> None:
    """A run that failed leaves no folder behind that it made for nothing."""
    with suppress(OSError):
        folder.rmdir()
