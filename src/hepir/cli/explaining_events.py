"""`hepir explain-event`: what a program makes of one event.

In: a program, or the folder of a run that kept it, and the name of an event. Out: each criterion with its values and verdict.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from hepir.cli.console import Console, about
from hepir.cli.files import add_functions, read_program
from hepir.cli.numbers import whole

FORMATS = ("text", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir explain-event`."""
    parser.add_argument("program", metavar="PROGRAM", help="a program, or the folder of a run")
    parser.add_argument(
        "event", metavar="EVENT", help="FILE:RUN:LUMINOSITY_BLOCK:EVENT, or FILE:ENTRY with entries from 0"
    )
    parser.add_argument(
        "--region",
        action="append",
        default=[],
        metavar="NAME",
        help="only this region; may be given several times",
    )
    parser.add_argument("--schema", metavar="NAME", help="the format of the file; recognised without")
    parser.add_argument("--tree", metavar="NAME", help="the tree to read, where a file has several")
    parser.add_argument("--kind", choices=("data", "simulation"), help="what the events are")
    parser.add_argument("--skip-holes", action="store_true", help="leave out statements with a `?`")
    parser.add_argument(
        "--seed",
        metavar="N",
        type=whole,
        help="of the random numbers of `hit_or_miss`; without, that of the run, or 0",
    )
    add_functions(parser)
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to show it")


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Explain; status 0 also for an event that is removed."""
    from hepir.api import explain_event_source
    from hepir.explain.showing_events import event_document, event_text
    from hepir.report.folder import PROGRAM
    from hepir.report.recorded import recorded_seed

    path = Path(arguments.program)
    source = read_program(str(path / PROGRAM) if path.is_dir() else arguments.program)
    with about(source):
        found = explain_event_source(
            source,
            arguments.event,
            regions=arguments.region,
            schema=arguments.schema,
            tree=arguments.tree,
            dataset_kind=arguments.kind,
            skip_holes=arguments.skip_holes,
            seed=recorded_seed(path) if arguments.seed is None else arguments.seed,
            functions=arguments.functions,
        )
    if arguments.format == "json":
        console.write(json.dumps(event_document(found), indent=2, ensure_ascii=False) + "\n")
    else:
        console.write(event_text(found))
    return 0
