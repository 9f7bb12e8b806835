"""`hepir explain`: what a diagnostic means, or what a program says.

In: the code of a diagnostic, or a program. Out: its explanation, with an example; or the selection in plain English.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from hepir.cli.console import Console
from hepir.cli.files import STANDARD_INPUT, read_program
from hepir.cli.readings import reading_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir explain`."""
    parser.add_argument(
        "what",
        metavar="CODE|PROGRAM",
        help="a diagnostic, such as HEP0301, 301 or missing-unit; or a program to say in plain English",
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Print the explanation."""
    what: str = arguments.what
    if is_program(what):
        from hepir.explain.english import english

        console.write(english(reading_of(read_program(what)).program))
        return 0
    from hepir.diagnostics.catalogue import explain

    console.write(explain(what))
    return 0


def is_program(what: str) -> bool:
    """Whether this is the path of a program, and no code: codes have no dot and no folder."""
    return what == STANDARD_INPUT or Path(what).suffix != "" or "/" in what or Path(what).is_file()
