"""Cutflows in Markdown.

In: the results of a run. Out: a heading and a table for each region.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hepir.backend.result import RegionResult
from hepir.comparison.outputs import Outputs
from hepir.report.efficiencies import is_weighted, rows
from hepir.report.text import count, percent, printable, with_error


def markdown_text(outputs: Outputs) -> str:
    """All regions."""
    parts = [f"# {escaped(outputs.title or 'Cutflows')}"] + [
        region_text(region) for region in outputs.regions
    ]
    return "\n\n".join(parts) + "\n"


def region_text(region: RegionResult) -> str:
    """One region."""
    return f"## Region {escaped(region.name)}\n\n" + "\n".join(lines(region))


def lines(region: RegionResult) -> Iterator[str]:
    """The table; sums of weights only where they say something else than the counts."""
    weighted = is_weighted(region)
    heads = [
        "line",
        "statement",
        "events",
        *(["sum of weights"] if weighted else []),
        "of previous",
        "of all",
    ]
    yield f"| {' | '.join(heads)} |"
    yield f"|{'|'.join('---' if head == 'statement' else '---:' for head in heads)}|"
    for row in rows(region):
        cells = [
            str(row.step.line) if row.step.line else "",
            code(row.step.statement),
            count(row.step.entries),
        ]
        cells += [with_error(row.step.sumw, row.error)] if weighted else []
        cells += [percent(row.relative) if row.number else "", percent(row.absolute)]
        yield f"| {' | '.join(cells)} |"


def code(text: str) -> str:
    """A statement as code in a table: a bar would end the cell, and as many backquotes stand around as none inside has."""
    plain = printable(text).replace("|", "\\|")
    longest = max((len(each) for each in re.findall(r"`+", plain)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest else ""
    return f"{fence}{space}{plain}{space}{fence}"


def escaped(text: str) -> str:
    """Text without meaning in Markdown or HTML."""
    return re.sub(r"([\\`*_{}\[\]()#+!|<>&~-])", r"\\\1", printable(text))
