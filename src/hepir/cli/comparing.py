"""`hepir diff`: what differs between two programs in meaning.

In: two programs. Out: what only one of them says, and what both say in different ways; nothing where they mean the same.
"""

from __future__ import annotations

import argparse

from hepir.cli.console import Console
from hepir.cli.files import read_program
from hepir.cli.readings import reading_of

FORMATS = ("text", "json")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir diff`."""
    parser.add_argument("first", metavar="FIRST", help="a program; `-` is the standard input")
    parser.add_argument("second", metavar="SECOND", help="the program to compare it with")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to show what differs")


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Compare; status 1 where the programs differ or one of them is wrong."""
    from hepir.extract.comparing import compare
    from hepir.extract.showing_differences import diff_document, diff_text

    first, second = (reading_of(read_program(each)) for each in (arguments.first, arguments.second))
    comparison = compare(first, second)
    if arguments.format == "json":
        import json

        document = diff_document(comparison, first.name, second.name)
        console.write(json.dumps(document, indent=2, ensure_ascii=False) + "\n")
    else:
        console.write(diff_text(comparison, first.name, second.name))
    return int(not comparison.equal)
