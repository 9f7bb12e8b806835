"""The rest of the page: what is left open, published numbers, statuses, inputs, provenance.

In: a result. Out: HTML, empty where there is nothing to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import sqrt

from hepir.backend.result import Expectation, RegionResult, Result, StatementStatus
from hepir.report.cited import citations
from hepir.report.efficiencies import is_weighted
from hepir.report.page_parts import Cell, escape, table, text_cell
from hepir.report.text import count, number, with_error

MARKS = {"faithful": "●", "approximated": "◐", "implicit": "○", "unsupported": "✕"}
MEANINGS = {
    "faithful": "the input says exactly this",
    "approximated": "the input says something close",
    "implicit": "the input was already selected so",
    "unsupported": "the input cannot say this",
}


def notes(result: Result) -> str:
    """What the program leaves open or hands to others, and what was not evaluated."""
    items = "".join(f"<li>{escape(note)}</li>" for note in result.notes)
    return f'<ul class="notes">{items}</ul>' if items else ""


def expectations(result: Result) -> str:
    """Published numbers beside what the last step of their region holds."""
    body = [
        [
            text_cell(region.name, "code"),
            text_cell(expectation.name),
            text_cell(str(expectation.line), "n"),
            text_cell(_published(expectation), "n"),
            text_cell(_found(region), "n"),
        ]
        for region in result.regions
        for expectation in region.expectations
    ]
    titles = [("Region", ""), ("Number", ""), ("Line", "n"), ("Published", "n"), ("Found in this input", "n")]
    return table("Published numbers and the events that pass all steps", titles, body) if body else ""


def statuses(result: Result) -> str:
    """Each statement with its status, as a mark and a word, and the reason."""
    said = citations(result)
    titles = [("Statement", ""), ("Line", "n"), ("Status", ""), ("Why", "")]
    titles += [("Rests on", "")] if said else []
    present = [word for word in MARKS if any(status.status == word for status in result.statuses)]
    legend = "; ".join(f"{MARKS[word]} {word}: {MEANINGS[word]}" for word in present)
    return (
        table(legend, titles, [_status_row(each, said) for each in result.statuses])
        if result.statuses
        else ""
    )


def inputs(result: Result) -> str:
    """The files that were read."""
    body = [
        [
            text_cell(file.name, "code"),
            text_cell(file.tree, "code"),
            text_cell(count(file.entries), "n"),
            text_cell(file.sha256, "sum code"),
        ]
        for file in result.provenance.files
    ]
    titles = [("File", ""), ("Tree", ""), ("Events", "n"), ("SHA-256", "")]
    return table("Files in the order they were read", titles, body) if body else ""


def provenance(result: Result) -> str:
    """What is needed to repeat the run: program, schema, backend, options, versions."""
    record = result.provenance
    facts = {
        "program": (record.program, record.program_sha256),
        "schema": (record.schema, record.schema_sha256),
        "backend": (record.backend, ""),
        "hepir": (record.hepir_version, ""),
        **{f"option {name}": (_option(value), "") for name, value in sorted(record.options.items())},
        **{f"package {name}": (version, "") for name, version in sorted(record.packages.items())},
    }
    body = [
        [text_cell(name), text_cell(value), text_cell(checksum, "sum code")]
        for name, (value, checksum) in facts.items()
    ]
    return table("How to repeat this run", [("What", ""), ("Value", ""), ("SHA-256", "")], body)


def _published(expectation: Expectation) -> str:
    if expectation.uncertainty is None:
        return number(expectation.value)
    return f"{number(expectation.value)} ± {number(expectation.uncertainty)}"


def _found(region: RegionResult) -> str:
    if not region.steps:
        return "–"
    last = region.steps[-1]
    return with_error(last.sumw, sqrt(last.sumw2)) if is_weighted(region) else count(last.entries)


def _status_row(status: StatementStatus, said: Mapping[int, str]) -> list[Cell]:
    mark = f'<span aria-hidden="true">{MARKS[status.status]}</span> {status.status}'
    return [
        text_cell(status.statement, "code"),
        text_cell(str(status.line), "n"),
        Cell(mark, f"status {status.status}"),
        text_cell(status.note),
        *([text_cell(said.get(status.line, ""), "said")] if said else []),
    ]


def _option(value: str | int | float | bool | None) -> str:
    match value:
        case None:
            return "not given"
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)
