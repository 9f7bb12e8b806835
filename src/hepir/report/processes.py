"""What each process of a dataset gives.

In: a result with processes. Out: rows for tables: yields of the last step of a region, with their statistical errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import sqrt

from hepir.backend.result import RegionResult, Result
from hepir.light_dataclasses import dataclass
from hepir.report.page_parts import table, text_cell
from hepir.report.text import count, percent, printable, with_error


@dataclass(frozen=True)
class Yield:
    """A process in a region: events, their sum of weights and its error, and its share of all simulation."""

    name: str
    entries: int
    sumw: float
    error: float
    share: float | None


def yields(result: Result, region: str) -> tuple[Yield, ...]:
    """The simulated processes of a region, their total, and data."""
    whole = next(each for each in result.regions if each.name == region)
    total = whole.steps[-1].sumw
    simulated = [each for each in result.processes if each.kind == "mc"]
    rows = [row(each.name, of(each.regions, region), total) for each in simulated]
    if simulated:
        rows.append(row("total", whole, total))
    rows += [
        row(each.name, of(each.regions, region), None) for each in result.processes if each.kind == "data"
    ]
    return tuple(rows)


def of(regions: tuple[RegionResult, ...], name: str) -> RegionResult:
    """A region by its name."""
    return next(each for each in regions if each.name == name)


def row(name: str, region: RegionResult, total: float | None) -> Yield:
    """One row."""
    last = region.steps[-1]
    return Yield(name, last.entries, last.sumw, sqrt(last.sumw2), last.sumw / total if total else None)


def yield_lines(result: Result, region: str) -> Iterator[str]:
    """The processes of a region as lines of text."""
    if not result.processes:
        return
    rows = [
        (printable(each.name), count(each.entries), with_error(each.sumw, each.error), percent(each.share))
        for each in yields(result, region)
    ]
    widths = [max(len(each[column]) for each in rows) for column in range(4)]
    yield "  processes: events, expected or observed number, share of simulation"
    for name, entries, number, share in rows:
        shown = f"    {name.ljust(widths[0])}  {entries.rjust(widths[1])}  {number.rjust(widths[2])}"
        yield f"{shown}  {share.rjust(widths[3])}"


def yield_table(result: Result, region: str) -> str:
    """The processes of a region as HTML; empty without a dataset."""
    if not result.processes:
        return ""
    titles = [("Process", "code"), ("Events", "n"), ("Number", "n"), ("Share of simulation", "n")]
    body = [
        [
            text_cell(each.name, "code"),
            text_cell(count(each.entries), "n"),
            text_cell(with_error(each.sumw, each.error), "n"),
            text_cell(percent(each.share), "n"),
        ]
        for each in yields(result, region)
    ]
    return table(f"Processes in region {region}", titles, body) + "\n"


def sample_table(result: Result) -> str:
    """The samples and their normalisation as HTML."""
    if result.dataset is None:
        return ""
    titles = [("Sample", "code"), ("Process", ""), ("Kind", ""), ("Events", "n"), ("Cross-section [pb]", "n")]
    titles += [("Sum of weights", "n"), ("Weight of an event", "n")]
    body = [
        [
            text_cell(each.name, "code"),
            text_cell(each.process),
            text_cell(each.kind),
            text_cell(count(each.entries), "n"),
            text_cell("" if each.cross_section is None else f"{each.cross_section:g}", "n"),
            text_cell("" if each.sum_of_weights is None else f"{each.sum_of_weights:g}", "n"),
            text_cell(f"{each.scale:.6g}", "n"),
        ]
        for each in result.dataset.samples
    ]
    luminosity = f", luminosity {result.dataset.luminosity:g} /pb" if result.dataset.luminosity else ""
    return table(f"Samples of {result.dataset.file}{luminosity}", titles, body)
