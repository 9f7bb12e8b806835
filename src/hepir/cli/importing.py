"""`hepir import`: a program of another language becomes one of this.

In: an ADL or CutLang program. Out: a program, and what is wrong or was decided with its place in the ADL text. The new
program is written whatever is found; what could not be converted stands in it as `unresolved`.
"""

from __future__ import annotations

import argparse

from hepir.cli.console import CommandError, Console, status
from hepir.cli.files import STANDARD_INPUT, check_output, check_writable, read_program, write_text
from hepir.diagnostics.core import Severity
from hepir.diagnostics.rendering import FORMATS, render


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir import`."""
    parser.add_argument("file", metavar="FILE", help="an ADL or CutLang program; `-` is the standard input")
    parser.add_argument("-o", "--output", metavar="FILE", help="where the program goes; else to the output")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to show what is found")
    parser.add_argument(
        "--quiet", action="store_true", help="do not show what was decided, only what is wrong"
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Convert, write, and show what was found: on the standard error, so that the program can be piped."""
    from hepir.interop.adl.importing import import_adl

    path: str = arguments.file
    output: str | None = arguments.output
    try:
        source = read_program(path)
        if output is not None:
            if path != STANDARD_INPUT:
                check_output(output, path)
            check_writable(output)
        imported = import_adl(source)
        if output is None:
            console.write(imported.text)
        else:
            write_text(output, imported.text)
    except CommandError as failure:
        return console.complain(failure)
    shown = [
        each for each in imported.diagnostics if not (arguments.quiet and each.severity is Severity.NOTE)
    ]
    console.remarks.write(render(arguments.format, source, shown, console.colored(console.remarks)))
    if arguments.format == "text":
        spoken = ", ".join(imported.dialects) or "none that can be told"
        console.remark(
            f"{source.name}: {imported.converted} of {imported.statements} statements converted (dialects: {spoken})"
        )
    return status(imported.diagnostics)
