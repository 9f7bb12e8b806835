"""`hepir compile`: a program to readable Python.

In: a program and the name of a schema. Out: Python that runs without hepir, in a file or on the standard
output.
"""

from __future__ import annotations

import argparse

from hepir.backend.available import COMPILED
from hepir.cli.console import Console, about
from hepir.cli.files import STANDARD_INPUT, check_output, read_program, write_text
from hepir.cli.numbers import whole
from hepir.source import Source


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir compile`."""
    parser.add_argument("file", metavar="FILE", help="a program; `-` is the standard input")
    parser.add_argument(
        "--schema", required=True, metavar="NAME", help="the format of the data: a name or a path"
    )
    parser.add_argument("--backend", choices=COMPILED, default="awkward", help="what to compile to")
    parser.add_argument(
        "-o", "--output", metavar="OUT", help="the file to write; the standard output without"
    )
    parser.add_argument("--skip-holes", action="store_true", help="leave out statements with a `?`")
    parser.add_argument(
        "--seed", metavar="N", type=whole, default=0, help="of the random numbers of `hit_or_miss`; 0 without"
    )
    parser.add_argument(
        "--emit", choices=("code", "plan"), default="code", help="the code, or the plan behind it as text"
    )
    parser.add_argument(
        "--trace-passes",
        action="store_true",
        help="show the plan before and after each pass (with --emit plan)",
    )
    parser.add_argument(
        "--without-pass",
        action="append",
        default=[],
        metavar="NAME",
        help="switch off a pass; can be repeated",
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Compile, and write the whole text or nothing."""
    output: str | None = arguments.output
    if output is not None:
        check_output(output, arguments.file)
    source = read_program(arguments.file)
    with about(source):
        text = emitted(source, arguments)
    if output is None or output == STANDARD_INPUT:
        console.write(text)
    else:
        write_text(output, text)
    return 0


def emitted(source: Source, arguments: argparse.Namespace) -> str:
    """What was asked for: generated code, or the plan."""
    from hepir.api import compile_source, plan_text

    schema, backend, skip_holes = arguments.schema, arguments.backend, arguments.skip_holes
    without: list[str] = arguments.without_pass
    if arguments.emit == "plan" or arguments.trace_passes:
        return plan_text(source, schema, backend, skip_holes, without, arguments.trace_passes)
    return compile_source(source, schema, backend, skip_holes, without, arguments.seed).text
