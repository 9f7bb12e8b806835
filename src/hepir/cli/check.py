"""`hepir check`: are these programs right?

In: programs. Out: their diagnostics on the standard output, in the format asked for. With `--fix` the files
are mended first; a program from the standard input is then written to the standard output, and the
diagnostics beside it. With `--paper` also what the publication says that the programs do not.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from hepir.cli.console import CommandError, Console, status
from hepir.cli.errors import NoSuchFile
from hepir.cli.files import STANDARD_INPUT, fail, read_program, write_text
from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.diagnostics.rendering import FORMATS, render
from hepir.light_dataclasses import dataclass
from hepir.source import Source

if TYPE_CHECKING:
    from hepir.extract.against import Against
    from hepir.extract.coverage import Coverage

IN_TABLE = ("unclaimed-sentence", "numbers-not-said")
WITH_COVERAGE = ("text", "json")
Check = Callable[[Source], tuple[Diagnostic, ...]]


@dataclass(frozen=True)
class Found:
    """A program, what is wrong with it, and what it makes of its publication where one is given."""

    source: Source
    diagnostics: tuple[Diagnostic, ...]
    coverage: Coverage | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir check`."""
    parser.add_argument("files", nargs="+", metavar="FILE", help="a program; `-` is the standard input")
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to show what is found")
    parser.add_argument("--fix", action="store_true", help="mend what can be mended, in place")
    parser.add_argument("--schema", metavar="NAME", help="also check that this dataset has what is used")
    parser.add_argument(
        "--strict-evidence", action="store_true", help="report statements that cite no source"
    )
    parser.add_argument(
        "--paper", metavar="FILE", help="the publication: verify quotes, list sentences that nothing cites"
    )
    parser.add_argument(
        "--references",
        metavar="DIR",
        action="append",
        default=[],
        help="a folder with publications that are quoted too, named by arXiv id or DOI",
    )
    parser.add_argument(
        "--strict-coverage",
        action="store_true",
        help="sentences that are likely selections and that nothing cites are errors",
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Check each file, and show what is found."""
    files: list[str] = arguments.files
    against = publication(arguments)
    check = checker(arguments.schema, arguments.strict_evidence, against)
    found = [check_file(path, check, arguments.fix, console) for path in files]
    if against is not None and arguments.format in WITH_COVERAGE:
        found = [covered(each, against) for each in found]
    text = rendered(arguments.format, found, console)
    if arguments.fix and STANDARD_INPUT in files:
        console.remarks.write(text)
    else:
        console.write(text)
    if arguments.format == "text" and console.remarks.isatty():
        for each in found:
            if not each.diagnostics:
                console.remark(f"{each.source.name}: no errors")
    return max(status(each.diagnostics) for each in found)


def publication(arguments: argparse.Namespace) -> Against | None:
    """What `--paper` and the options that go with it say; None without."""
    paper: str | None = arguments.paper
    references: list[str] = arguments.references
    if paper is None:
        if references or arguments.strict_coverage:
            option = "--references" if references else "--strict-coverage"
            arguments.parser.error(f"{option} needs the publication: --paper FILE")
        return None
    for folder in references:
        if not Path(folder).is_dir():
            fail(folder, NoSuchFile(NOWHERE, folder, folder=True))
    from hepir.extract.against import opened

    return opened(paper, references, arguments.strict_coverage)


def checker(schema: str | None, strict_evidence: bool, against: Against | None = None) -> Check:
    """What is wrong with a source."""
    from hepir.api import check_source

    return lambda source: check_source(source, schema, strict_evidence, against)


def covered(found: Found, against: Against) -> Found:
    """The same with what the program makes of its publication."""
    from hepir.api import coverage_source

    return Found(found.source, found.diagnostics, coverage_source(found.source, against))


def check_file(path: str, check: Check, fix: bool, console: Console) -> Found:
    """One program, mended if asked, and what is wrong with it; a file that cannot be read is that, too."""
    try:
        source = read_program(path)
        if fix:
            source = mended(path, source, check, console)
        return Found(source, checked(source, check))
    except CommandError as failure:
        return Found(failure.source, failure.diagnostics)


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
    texts = [
        render(form, each.source, shown(form, each.diagnostics), color) + coverage_shown(form, each)
        for each in found
    ]
    return joined_logs(texts) if form == "sarif" and len(texts) > 1 else "".join(texts)


def shown(form: str, diagnostics: Sequence[Diagnostic]) -> Sequence[Diagnostic]:
    """What is shown as diagnostics: for people, the table has what the publication says and the program does not."""
    return [each for each in diagnostics if form != "text" or each.name not in IN_TABLE]


def coverage_shown(form: str, found: Found) -> str:
    """The table for people, an object a line for programs; other formats have the diagnostics alone."""
    if found.coverage is None:
        return ""
    from hepir.extract import showing_coverage

    if form == "text":
        return showing_coverage.coverage_text(found.coverage)
    import json

    return f"{json.dumps(showing_coverage.coverage_object(found.coverage, found.source.name))}\n"


def joined_logs(texts: Sequence[str]) -> str:
    """Several SARIF logs as one."""
    import json

    logs = [json.loads(text) for text in texts]
    runs = [run for log in logs for run in log["runs"]]
    return json.dumps({**logs[0], "runs": runs}, indent=2) + "\n"
