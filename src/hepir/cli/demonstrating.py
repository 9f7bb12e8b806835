"""`hepir demo`: everything once, without data of one's own.

In: a folder. Out: in it a program, a generated sample, the Python that the program becomes, and the results
of running it.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from hepir.cli.check import checker
from hepir.cli.console import CommandError, Console, about, status
from hepir.cli.errors import DemonstrationInTheWay, UnwritableFile
from hepir.cli.files import read_program, reason_of, write_text
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.source import Source

FOLDER = Path("hepir-demo")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir demo`."""
    parser.add_argument(
        "folder", nargs="?", type=Path, default=FOLDER, metavar="FOLDER", help=f"default: {FOLDER}"
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Write, check, compile and run, saying each step as one would type it."""
    from hepir.demo import PROGRAM, RESULTS, SAMPLE, SCHEMA, SCRIPT

    folder: Path = arguments.folder
    prepare(folder, console)
    program, sample, script, results = (folder / name for name in (PROGRAM, SAMPLE, SCRIPT, RESULTS))
    source = read_program(str(program))
    console.remark(f"\n$ hepir check {program}")
    check_demo(source, console)
    console.remark(f"\n$ hepir compile {program} --schema {SCHEMA} -o {script}")
    compile_demo(source, SCHEMA, script)
    console.remark(f"\n$ hepir run {program} {sample} -o {results}")
    run_demo(source, sample, results, console)
    console.remark(f"\n{where_to_look(folder)}")
    return 0


def prepare(folder: Path, console: Console) -> None:
    """The program and the sample; what is there already must be the demonstration's own."""
    from hepir.demo import PROGRAM, SAMPLE, in_the_way, write_program, write_sample

    try:
        foreign = in_the_way(folder)
        if foreign is not None:
            raise HepirError((DemonstrationInTheWay(NOWHERE, str(foreign)),))
        events = write_sample(folder)  # first, because it needs packages that may not be there
        write_program(folder)
        console.remark(f"wrote {folder / PROGRAM}, a program")
        console.remark(f"wrote {folder / SAMPLE}, {events:,} generated events")
    except OSError as error:
        raise HepirError((UnwritableFile(NOWHERE, str(folder), reason_of(error)),)) from error


def check_demo(source: Source, console: Console) -> None:
    """Raises CommandError where the program is wrong."""
    diagnostics = checker(None, False)(source)
    if status(diagnostics):
        raise CommandError(source, diagnostics)
    console.remark("no errors")


def compile_demo(source: Source, schema: str, script: Path) -> None:
    """The program as Python."""
    from hepir.api import compile_source
    from hepir.demo import record

    with about(source):
        artifact = compile_source(source, schema)
    write_text(str(script), artifact.text)
    record(script.parent, script.name)


def run_demo(source: Source, sample: Path, results: Path, console: Console) -> None:
    """The program on the sample."""
    from hepir.api import run_source
    from hepir.cli.progress import progress_bar
    from hepir.cli.running import show

    with about(source), progress_bar(console.remarks) as progress:
        result = run_source(source, [str(sample)], output=results, progress=progress)
    show(result, console, recognised=True)


def where_to_look(folder: Path) -> str:
    """What is in the folder now."""
    from hepir.demo import PROGRAM, RESULTS, SCRIPT

    return "\n".join(
        (
            "Where to look:",
            f"  {folder / PROGRAM}  the program; change a number and run it again",
            f"  {folder / SCRIPT}  the Python it becomes",
            f"  {folder / RESULTS / 'report.html'}  cutflows and pictures, for a browser",
        )
    )
