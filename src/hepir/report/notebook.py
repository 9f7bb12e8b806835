"""A result in a notebook.

In: a result. Out: HTML for `_repr_html_`: the cutflows and, for the first histograms, their pictures. No
style sheet and no script, so that nothing else in the notebook changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from hepir.backend.result import RegionResult, Result
from hepir.report.efficiencies import Row, is_weighted, rows
from hepir.report.page_parts import escape, image
from hepir.report.text import count, percent, plural, with_error

MOST_PICTURES = 8
LEFT = "text-align:left"
RIGHT = "text-align:right;font-variant-numeric:tabular-nums"


def result_html(result: Result) -> str:
    """A compact view: title, a table for each region, up to eight pictures, notes behind a fold."""
    title = escape(result.title or result.provenance.program)
    tables = "".join(_cutflow(region) for region in result.regions)
    return f"<div><h3>{title}</h3>{tables}{_pictures(result)}{_notes(result)}</div>"


def _cutflow(region: RegionResult) -> str:
    weighted = is_weighted(region)
    titles = ["statement", "events", *(["sum of weights"] if weighted else []), "of previous", "of all"]
    head = "".join(_cell("th", title, RIGHT if number else LEFT) for number, title in enumerate(titles))
    body = "".join(_row(row, weighted) for row in rows(region))
    caption = f'<caption style="{LEFT}"><b>region {escape(region.name)}</b></caption>'
    return f"<table>{caption}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _row(row: Row, weighted: bool) -> str:
    numbers = [count(row.step.entries), *([with_error(row.step.sumw, row.error)] if weighted else [])]
    numbers += [percent(row.relative) if row.number else "", percent(row.absolute)]
    cells = _cell("td", row.step.statement, LEFT) + "".join(_cell("td", text, RIGHT) for text in numbers)
    return f"<tr>{cells}</tr>"


def _cell(tag: str, text: str, style: str) -> str:
    return f'<{tag} style="{style}">{escape(text)}</{tag}>'


def _pictures(result: Result) -> str:
    total = sum(len(region.histograms) for region in result.regions)
    shown = "".join(
        f'<div style="width:24em;max-width:100%;background:white">{picture}</div>'
        for picture in islice(_drawn(result), MOST_PICTURES)
    )
    rest = f"<p>and {plural(total - MOST_PICTURES, 'more histogram')}</p>" if total > MOST_PICTURES else ""
    return (
        f'<div style="display:flex;flex-wrap:wrap;gap:1em;align-items:start">{shown}</div>{rest}'
        if shown
        else ""
    )


def _drawn(result: Result) -> Iterator[str]:
    from hepir.report.pictures import picture

    for region in result.regions:
        for name in region.histograms:
            yield image(picture(result, region, name), f"Histogram {name} of region {region.name}")


def _notes(result: Result) -> str:
    if not result.notes:
        return ""
    items = "".join(f"<li>{escape(note)}</li>" for note in result.notes)
    return f"<details><summary>{plural(len(result.notes), 'note')}</summary><ul>{items}</ul></details>"
