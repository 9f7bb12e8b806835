"""`hepir run`: a program on event files.

In: a program and event files. Out: the cutflow on the standard output, everything in a folder if one is
named, and beside it what the file was recognised as, a progress bar, and what the data could not express.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from hepir.backend.available import EXECUTORS, RUNNING
from hepir.cli.console import Console, about
from hepir.cli.files import add_functions, read_program
from hepir.cli.numbers import positive, whole, workers

if TYPE_CHECKING:
    from hepir.backend.result import Result

KINDS = ("data", "simulation")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir run`."""
    parser.add_argument("file", metavar="FILE", help="a program; `-` is the standard input")
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="event files (ROOT, parquet) or patterns")
    parser.add_argument(
        "--dataset",
        metavar="TOML",
        help="samples of data and simulation, instead of INPUT, to be normalised and added",
    )
    parser.add_argument("--schema", metavar="NAME", help="the format of the data, else it is recognised")
    parser.add_argument("-o", "--output", metavar="DIR", type=Path, help="the folder to write everything to")
    parser.add_argument("--tree", metavar="NAME", help="the tree to read, where a file has several")
    parser.add_argument("--kind", choices=KINDS, help="what the events are, else the schema tells")
    parser.add_argument("--max-events", metavar="N", type=positive, help="stop after N events")
    parser.add_argument("--chunk-events", metavar="N", type=positive, help="read N events at a time")
    parser.add_argument("--events", action="store_true", help="also list the selected events (needs -o)")
    parser.add_argument(
        "--n-minus-one",
        action="store_true",
        help="also draw what each step cuts on after all others (needs -o)",
    )
    parser.add_argument("--no-pictures", action="store_true", help="draw no pictures")
    parser.add_argument("--skip-holes", action="store_true", help="leave out statements with a `?`")
    parser.add_argument("--backend", choices=RUNNING, default="auto", help="what to run it with")
    parser.add_argument(
        "--workers", metavar="N", type=workers, default=1, help="count with N at a time, or `all` cores"
    )
    parser.add_argument("--executor", choices=EXECUTORS, default="auto", help="what the workers are")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="of a Dask cluster: tcp://HOST:PORT")
    parser.add_argument(
        "--seed", metavar="N", type=whole, default=0, help="of the random numbers of `hit_or_miss`; 0 without"
    )
    add_functions(parser)


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Run, then show the cutflow and say where the outputs are."""
    if arguments.dataset is None and not arguments.inputs:
        arguments.parser.error("what is it to run on? Name event files, or a dataset: --dataset TOML")
    if arguments.dataset is not None:
        given = {
            "INPUT": arguments.inputs,
            "--kind": arguments.kind,
            "--tree": arguments.tree,
            "--events": arguments.events,
        }
        if others := [name for name, value in given.items() if value]:
            arguments.parser.error(f"with --dataset, the samples say what {others[0]} says; leave it out")
    if arguments.n_minus_one and arguments.output is None:
        arguments.parser.error("--n-minus-one needs a folder to write to: -o DIR")
    if arguments.events and arguments.output is None:
        arguments.parser.error("--events needs a folder to write the list to: -o DIR")
    if arguments.executor == "dask" and arguments.scheduler is None:
        arguments.parser.error("--executor dask needs a cluster: --scheduler tcp://HOST:PORT")
    if arguments.scheduler is not None and arguments.executor not in ("auto", "dask"):
        arguments.parser.error(f"--scheduler is for --executor dask, not for {arguments.executor}")
    result = result_of(arguments, console)
    show(result, console, recognised=arguments.schema is None)
    tell_outputs(arguments.output, console)
    return 0


def result_of(arguments: argparse.Namespace, console: Console) -> Result:
    """The run itself, under a progress bar."""
    source = read_program(arguments.file)
    from hepir.api import run_dataset, run_source
    from hepir.cli.progress import progress_bar

    with about(source), progress_bar(console.remarks) as progress:
        if arguments.dataset is not None:
            return run_dataset(
                source,
                arguments.dataset,
                schema=arguments.schema,
                output=arguments.output,
                backend=arguments.backend,
                max_events=arguments.max_events,
                step_entries=arguments.chunk_events,
                pictures=not arguments.no_pictures,
                skip_holes=arguments.skip_holes,
                workers=arguments.workers,
                executor=arguments.executor,
                scheduler=arguments.scheduler,
                seed=arguments.seed,
                n_minus_one=arguments.n_minus_one,
                functions=arguments.functions,
                progress=progress,
            )
        return run_source(
            source,
            arguments.inputs,
            schema=arguments.schema,
            tree=arguments.tree,
            output=arguments.output,
            backend=arguments.backend,
            dataset_kind=arguments.kind,
            max_events=arguments.max_events,
            step_entries=arguments.chunk_events,
            events=arguments.events,
            pictures=not arguments.no_pictures,
            skip_holes=arguments.skip_holes,
            workers=arguments.workers,
            executor=arguments.executor,
            scheduler=arguments.scheduler,
            n_minus_one=arguments.n_minus_one,
            seed=arguments.seed,
            functions=arguments.functions,
            progress=progress,
        )


def show(result: Result, console: Console, recognised: bool) -> None:
    """The schema, the cutflows, and what the numbers leave out."""
    from hepir.report.cutflow_table import cutflow_text, print_cutflow

    taken = result.provenance
    how = "recognised" if recognised else "as asked"
    if result.dataset is None:
        console.remark(f"schema {taken.schema} ({how}), {taken.dataset_kind} events")
    else:
        samples = result.dataset.samples
        console.remark(f"{len(samples)} samples of {len(result.processes)} processes, schema {taken.schema}")
    if console.color == "never" or not console.output.isatty():
        console.write(cutflow_text(result))
    else:
        print_cutflow(result, console.output)
    for line in caveats(result):
        console.remark(line)


def caveats(result: Result) -> list[str]:
    """What is not exactly as the program says, a line each."""
    unfaithful = [
        f"line {status.line}: {status.status}: {status.note or status.statement}"
        for status in result.statuses
        if status.status in ("approximated", "unsupported")
    ]
    skipped = [
        f"{region.name}.{name}: {count} events have no value"
        for region in result.regions
        for name, count in region.skipped.items()
        if count
    ]
    return [*unfaithful, *skipped, *(f"note: {note}" for note in result.notes)]


def tell_outputs(folder: Path | None, console: Console) -> None:
    """Where to look."""
    if folder is None:
        console.remark("nothing was written: `-o DIR` keeps histograms, pictures and a report")
    else:
        console.remark(f"results in {folder}: open {folder / 'report.html'}")
