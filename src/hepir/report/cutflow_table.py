"""The cutflow as a table for a terminal.

In: a result and where to print. Out: a table of rich where a person looks on, aligned plain text elsewhere.
"""

from __future__ import annotations

from typing import TextIO

from hepir.backend.result import RegionResult, Result
from hepir.report.efficiencies import Row, is_weighted, rows
from hepir.report.processes import yield_lines
from hepir.report.systematics import shift_lines
from hepir.report.text import count, percent, printable, shorten, with_error

STATEMENT_WIDTH = 60
TITLES = {
    "step": "step",
    "line": "line",
    "statement": "statement",
    "entries": "events",
    "weights": "sum of weights",
    "relative": "of previous",
    "absolute": "of all",
}


def print_cutflow(result: Result, stream: TextIO) -> None:
    """Print every region's cutflow, with colours and rules only if `stream` is a terminal."""
    if stream.isatty():
        _print_rich(result, stream)
    else:
        stream.write(cutflow_text(result))


def cutflow_text(result: Result, *, width: int = STATEMENT_WIDTH) -> str:
    """The cutflows as aligned plain text; statements take `width` characters at most."""
    return "\n".join(
        _region_text(region, width) + "".join(f"{line}\n" for line in yield_lines(result, region.name))
        for region in result.regions
    )


def _cells(row: Row, width: int) -> dict[str, str]:
    return {
        "step": str(row.number),
        "line": str(row.step.line) if row.step.line else "",
        "statement": shorten(row.step.statement, width),
        "entries": count(row.step.entries),
        "weights": with_error(row.step.sumw, row.error),
        "relative": percent(row.relative) if row.number else "",
        "absolute": percent(row.absolute),
    }


def _columns(region: RegionResult) -> list[str]:
    return [column for column in TITLES if column != "weights" or is_weighted(region)]


def _region_text(region: RegionResult, width: int) -> str:
    columns = _columns(region)
    lines = [TITLES, *(_cells(row, width) for row in rows(region))]
    widths = {column: max(len(line[column]) for line in lines) for column in columns}
    body = "\n".join((*(_line(line, widths) for line in lines), *shift_lines(region)))
    return f"region {printable(region.name)}\n{body}\n"


def _line(cells: dict[str, str], widths: dict[str, int]) -> str:
    texts = (
        cells[column].ljust(width) if column == "statement" else cells[column].rjust(width)
        for column, width in widths.items()
    )
    return ("  " + "  ".join(texts)).rstrip()


def _print_rich(result: Result, stream: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(file=stream)
    for region in result.regions:
        columns = _columns(region)
        table = Table(
            title=Text(f"region {printable(region.name)}"), title_justify="left", box=box.SIMPLE_HEAD
        )
        for column in columns:
            statement = column == "statement"
            table.add_column(
                TITLES[column],
                justify="left" if statement else "right",
                no_wrap=not statement,
                overflow="fold" if statement else "ellipsis",
            )
        for row in rows(region):
            cells = _cells(row, 4 * STATEMENT_WIDTH)
            table.add_row(*(Text(cells[column]) for column in columns))
        console.print(table)
        for line in (*shift_lines(region), *yield_lines(result, region.name)):
            console.print(Text(line))
