"""`hepir fmt`: the one canonical text of programs.

In: programs. Out: the same programs in canonical layout, in place; or with `--check` only whether they are.
"""

from __future__ import annotations

import argparse

from hepir.cli.console import CommandError, Console, about
from hepir.cli.files import STANDARD_INPUT, read_program, write_text


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir fmt`."""
    parser.add_argument(
        "files", nargs="+", metavar="FILE", help="a program; `-` formats the standard input to the output"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit status 1 if it would")


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Format each file; one that cannot be formatted does not keep the others from it."""
    files: list[str] = arguments.files
    return max(format_file(path, arguments.check, console) for path in files)


def format_file(path: str, check: bool, console: Console) -> int:
    """One program."""
    from hepir.api import format_source

    try:
        source = read_program(path)
        with about(source):
            text = format_source(source.text)
        if check:
            return compared(source.name, text != source.text, console)
        if path == STANDARD_INPUT:
            console.write(text)
        elif text != source.text:
            write_text(path, text)
            console.remark(f"formatted {source.name}")
    except CommandError as failure:
        return console.complain(failure)
    return 0


def compared(name: str, changed: bool, console: Console) -> int:
    """What `--check` says."""
    if changed:
        console.remark(f"{name} is not in canonical layout: `hepir fmt {name}` writes it so")
    return int(changed)
