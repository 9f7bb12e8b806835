"""The page that people read, `report.html`.

In: a result and the pictures drawn for it. Out: one HTML file that needs nothing else: styles and pictures
are inside, there is no script, and the page forbids itself to load anything. Every value is escaped where it
enters the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from string import Template

from hepir.backend.result import Result
from hepir.report import page_graph, page_record, page_regions
from hepir.report.page_parts import escape
from hepir.report.processes import sample_table
from hepir.report.text import count, plural
from hepir.report.without import Without

KINDS = {"data": "collision data", "simulation": "simulation", "unknown": "not known"}


def page_html(result: Result, pictures: Mapping[str, bytes], without: Without | None = None) -> str:
    """The whole page; `pictures` are PNG bytes by their path in the output folder, and may be empty."""
    sections = _sections(result, pictures, without or {})
    record = result.provenance
    return Template((files("hepir.report") / "page.html").read_text(encoding="utf-8")).substitute(
        title=escape(result.title or record.program),
        subtitle=_subtitle(result),
        facts=_facts(result),
        navigation=_navigation(sections),
        sections="\n".join(
            f'<section aria-labelledby="{anchor}"><h2 id="{anchor}">{title}</h2>\n{body}\n</section>'
            for anchor, title, body in sections
        ),
        footer=f"Made by hepir {escape(record.hepir_version)} from {escape(record.program)}.",
    )


def _sections(result: Result, pictures: Mapping[str, bytes], without: Without) -> list[tuple[str, str, str]]:
    """Anchor, title and body of the sections that have something to say."""
    candidates = [
        ("open", "Left open", page_record.notes(result)),
        ("published", "Published and found", page_record.expectations(result)),
        ("regions", "Regions", page_graph.graph(result) + page_regions.regions(result, pictures, without)),
        ("statements", "How the input expresses the program", page_record.statuses(result)),
        ("samples", "Samples", sample_table(result)),
        ("inputs", "Inputs", page_record.inputs(result)),
        ("provenance", "Provenance", page_record.provenance(result)),
    ]
    return [section for section in candidates if section[2]]


def _subtitle(result: Result) -> str:
    program = result.provenance.program if result.title else ""  # else it is the title
    parts = (result.experiment, result.sqrt_s, result.luminosity, program)
    return " · ".join(escape(part) for part in parts if part)


def _facts(result: Result) -> str:
    record = result.provenance
    departures = sum(status.status != "faithful" for status in result.statuses)
    facts = {
        "Events read": count(sum(file.entries for file in record.files)),
        "Input": plural(len(record.files), "file"),
        "Kind of input": KINDS[record.dataset_kind],
        "Regions": count(len(result.regions)),
        "Statements not faithful": f"{count(departures)} of {count(len(result.statuses))}",
    }
    rows = "".join(f"<div><dt>{name}</dt><dd>{escape(value)}</dd></div>" for name, value in facts.items())
    return f'<dl class="facts">{rows}</dl>'


def _navigation(sections: list[tuple[str, str, str]]) -> str:
    links = "".join(f'<li><a href="#{anchor}">{title}</a></li>' for anchor, title, _ in sections)
    return f'<nav aria-label="Sections"><ul>{links}</ul></nav>'
