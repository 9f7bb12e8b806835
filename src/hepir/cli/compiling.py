"""`hepir compile`: a program to readable Python.

In: a program and the name of a schema. Out: Python that runs without hepir, in a file or on the standard
output.
"""

from __future__ import annotations

import argparse

from hepir.backend.available import COMPILED
from hepir.cli.console import Console, about
from hepir.cli.files import STANDARD_INPUT, check_output, read_program, write_text


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


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Compile, and write the whole text or nothing."""
    from hepir.api import compile_source

    output: str | None = arguments.output
    if output is not None:
        check_output(output, arguments.file)
    source = read_program(arguments.file)
    with about(source):
        artifact = compile_source(
            source, arguments.schema, backend=arguments.backend, skip_holes=arguments.skip_holes
        )
    if output is None or output == STANDARD_INPUT:
        console.write(artifact.text)
    else:
        write_text(output, artifact.text)
    return 0
