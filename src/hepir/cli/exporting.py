"""`hepir export`: a program, or results, in another form.

In: a program. Out: ADL, a LaTeX table, JSON of the typed program, or a graph of its objects and regions. Or in: a folder of
results. Out: a workspace for pyhf, a submission to HEPData, YODA, cutflows in Markdown, a report as PDF, or its pictures.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from hepir.cli.console import NO_SOURCE, CommandError, Console, about
from hepir.cli.files import (
    STANDARD_INPUT,
    check_output,
    check_writable,
    read_program,
    write_data,
    write_folder,
    write_text,
)
from hepir.diagnostics.core import HepirError, Severity
from hepir.source import Source

if TYPE_CHECKING:
    from hepir.comparison.outputs import Outputs
    from hepir.semantics.program import Program as TypedProgram
    from hepir.syntax.tree import Program

FORMS = ("adl", "latex", "json", "dot", "mermaid")
OF_RESULTS = ("pyhf", "hepdata", "yoda", "markdown", "pdf", "pdf-pictures")
NEED_A_PLACE = ("hepdata", "pdf", "pdf-pictures")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `hepir export`."""
    parser.add_argument(
        "file", metavar="FILE", help="a program, `-` is the standard input; or the folder of a run"
    )
    parser.add_argument("--to", choices=(*FORMS, *OF_RESULTS), required=True, help="the form")
    parser.add_argument(
        "--channel",
        action="append",
        default=[],
        metavar="REGION.HISTOGRAM",
        help="for pyhf: what is to be fitted, else the grids of `bin` statements; may be repeated",
    )
    parser.add_argument(
        "-o", "--output", metavar="FILE", help="where it goes, for hepdata and pdf-pictures a folder"
    )


def run(arguments: argparse.Namespace, console: Console) -> int:
    """Write the program in another form; one with errors has none."""
    path: str = arguments.file
    output: str | None = arguments.output
    if arguments.channel and arguments.to != "pyhf":
        arguments.parser.error("--channel is for `--to pyhf`")
    if arguments.to == "pyhf":
        return run_results(arguments, console)
    if arguments.to in OF_RESULTS:
        return run_report(arguments, console)
    try:
        source = read_program(path)
        if output is not None:
            if path != STANDARD_INPUT:
                check_output(output, path)
            check_writable(output)
        text = exported(source, arguments.to)
        if output is None:
            console.write(text)
        else:
            write_text(output, text)
    except CommandError as failure:
        return console.complain(failure)
    except HepirError as error:
        return console.complain(CommandError(source, error.diagnostics))
    return 0


def run_results(arguments: argparse.Namespace, console: Console) -> int:
    """Write a folder of results in another form."""
    from hepir.interop.pyhf.writing import workspace_text

    output: str | None = arguments.output
    with about(NO_SOURCE):
        if output is not None:
            check_writable(output)
        text, remarks = workspace_text(Path(arguments.file), arguments.channel)
        if output is None:
            console.write(text)
        else:
            write_text(output, text)
    for remark in remarks:
        console.remark(f"note: {remark}")
    return 0


def run_report(arguments: argparse.Namespace, console: Console) -> int:
    """Write results as tables and reports."""
    from hepir.comparison.outputs import read_outputs

    output: str | None = arguments.output
    if output is None and arguments.to in NEED_A_PLACE:
        arguments.parser.error(f"--to {arguments.to} needs a place to write to: -o")
    outputs = read_outputs(Path(arguments.file))
    if arguments.to == "hepdata":
        from hepir.interop.results.hepdata import submission

        write_folder(Path(str(output)), submission(outputs))
    elif arguments.to == "pdf":
        from hepir.interop.results.pdf import pdf_bytes

        write_data(str(output), pdf_bytes(outputs, Path(arguments.file)))
    elif arguments.to == "pdf-pictures":
        from hepir.interop.results.pdf import pdf_pictures

        write_folder(Path(str(output)), pdf_pictures(outputs, Path(arguments.file)))
    elif output is None:
        console.write(as_text(outputs, arguments.to))
    else:
        write_text(output, as_text(outputs, arguments.to))
    return 0


def as_text(outputs: Outputs, form: str) -> str:
    """Results as text."""
    from hepir.interop.results.markdown import markdown_text
    from hepir.interop.results.yoda import yoda_text

    return yoda_text(outputs) if form == "yoda" else markdown_text(outputs)


def exported(source: Source, form: str) -> str:
    """The text in a form; raises HepirError where the program has errors."""
    from hepir.compiling import analyse
    from hepir.syntax.parsing import parse

    checked = analyse(source)
    tree = parse(source).program
    if checked.program is None or tree is None:
        raise HepirError(tuple(each for each in checked.diagnostics if each.severity is Severity.ERROR))
    typed = checked.program
    forms: dict[str, Callable[[], str]] = {
        "adl": lambda: adl(tree),
        "latex": lambda: latex(tree),
        "json": lambda: as_json(typed),
        "dot": lambda: graph(typed, "dot"),
        "mermaid": lambda: graph(typed, "mermaid"),
    }
    return forms[form]()


def adl(tree: Program) -> str:
    """As ADL."""
    from hepir.interop.adl.exporting import export_adl

    return export_adl(tree)


def latex(tree: Program) -> str:
    """As a table."""
    from hepir.interop.latex import table

    return table(tree)


def as_json(typed: TypedProgram) -> str:
    """As JSON."""
    from hepir.interop.typed_json import to_json

    return to_json(typed)


def graph(typed: TypedProgram, form: str) -> str:
    """As a graph."""
    from hepir.interop.graph import dot, mermaid

    return dot(typed) if form == "dot" else mermaid(typed)
