"""`hepir check`: are these programs right?

In: programs. Out: their diagnostics on the standard output, in the format asked for. With `--fix` the files
are mended first; a program from the standard input is then written to the standard output, and the
diagnostics beside it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence

from hepir.cli.console import CommandError, Console, status
from hepir.cli.files import STANDARD_INPUT, read_program, write_text
from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.diagnostics.rendering import FORMATS, render
from hepir.source import Source

Check = Callable[[Source], tuple[Diagnostic, ...]]
Found = tuple[Source, tuple[Diagnostic, ...]]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir check`."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a program; `-` is the standard input")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to show what is found")
    parser.add_argument("--fix", action="store_true", help="mend what can be mended, in place")
    parser.add_argument("--schema", metavar="NAME", help="also check that this dataset has what is used")
    parser.add_argument(
        "--strict-evidence", action="store_true", help="report statements that cite no source"
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Check each file, and show what is found."""
    files: list[str] = arguments.files
    check = checker(arguments.schema, arguments.strict_evidence)
    found = [check_file(path, check, arguments.fix, console) for path in files]
    text = rendered(arguments.format, found, console)
    if arguments.fix and STANDARD_INPUT in files:
        console.remarks.write(text)
    else:
        console.write(text)
    if arguments.format == "text" and console.remarks.isatty():
        for source, diagnostics in found:
            if not diagnostics:
                console.remark(f"{source.name}: no errors")
    return max(status(diagnostics) for _, diagnostics in found)


def checker(schema: str | None, strict_evidence: bool) -> Check:
    """What is wrong with a source."""
    from hepir.api import check_source

    return lambda source: check_source(source, schema, strict_evidence)


def check_file(path: str, check: Check, fix: bool, console: Console) -> Found:
    """One program, mended if asked, and what is wrong with it; a file that cannot be read is that, too."""
    try:
        source = read_program(path)
        if fix:
            source = mended(path, source, check, console)
        return source, checked(source, check)
    except CommandError as failure:
        return failure.source, failure.diagnostics


def checked(source: Source, check: Check) -> tuple[Diagnostic, ...]:
    """What is found, also where the check itself cannot start (a schema that is not there)."""
    try:
        return check(source)
    except HepirError as error:
        return error.diagnostics


def mended(path: str, source: Source, check: Check, console: Console) -> Source:
    """The program with the edits of its diagnostics, written back if there are any."""
    from hepir.diagnostics.fixing import fix_until_stable

    text, count = fix_until_stable(source.text, lambda text: checked(Source(source.name, text), check))
    if path == STANDARD_INPUT:
        console.write(text)
    elif count:
        write_text(path, text)
    if count:
        console.remark(f"{source.name}: mended {count}")
    return Source(source.name, text)


def rendered(form: str, found: Sequence[Found], console: Console) -> str:
    """All that is found as one text; of SARIF there is one log, whose runs are the files."""
    color = console.colored(console.output)
    texts = [render(form, source, diagnostics, color) for source, diagnostics in found]
    return joined_logs(texts) if form == "sarif" and len(texts) > 1 else "".join(texts)


def joined_logs(texts: Sequence[str]) -> str:
    """Several SARIF logs as one."""
    import json

    logs = [json.loads(text) for text in texts]
    runs = [run for log in logs for run in log["runs"]]
    return json.dumps({**logs[0], "runs": runs}, indent=2) + "\n"
