"""Regions on the page: cutflow with bars, and pictures.

In: a result and its pictures. Out: HTML.
"""

from __future__ import annotations

from collections.abc import Mapping

from hepir.backend.result import RegionResult, Result
from hepir.report.efficiencies import Row, is_weighted, rows
from hepir.report.names import histogram_key, picture_paths
from hepir.report.page_parts import Cell, escape, image, table, text_cell
from hepir.report.processes import yield_table
from hepir.report.systematics import shifts, signed_percent
from hepir.report.text import count, number, percent, plural, with_error
from hepir.report.without import Without, without_path


def regions(result: Result, pictures: Mapping[str, bytes], without: Without) -> str:
    """A heading, the cutflow and the pictures of each region; empty where there is no region."""
    paths = picture_paths(result)
    return "\n".join(
        f"<h3>Region {escape(region.name)}</h3>\n{cutflow(region)}\n"
        f"{yield_table(result, region.name)}{systematics(region)}"
        f"{_pictures(region, paths, pictures)}{_without(region, pictures, without)}"
        for region in result.regions
    )


def systematics(region: RegionResult) -> str:
    """What each variation leaves of the region, as a table; empty where none touches it."""
    if not region.variations:
        return ""
    titles = [("Variation", "code"), ("Events", "n"), ("Sum of weights", "n"), ("Change", "n")]
    body = [
        [
            text_cell(each.label, "code"),
            text_cell(count(each.entries), "n"),
            text_cell(number(each.sumw), "n"),
            text_cell(signed_percent(each.change), "n"),
        ]
        for each in shifts(region)
    ]
    return table(f"Systematic variations of region {region.name}", titles, body) + "\n"


def cutflow(region: RegionResult) -> str:
    """The cutflow as a table; sums of weights only where they say something else than the counts."""
    weighted = is_weighted(region)
    titles = [("Statement", ""), ("Line", "n"), ("Events", "n"), ("Sum of weights", "n")]
    titles += [("Of previous", "n"), ("Of all", "n"), ("", "")]
    shown = [number for number in range(len(titles)) if weighted or number != 3]
    body = [_cells(row) for row in rows(region)]
    caption = f"Cutflow of region {region.name}" + (", fractions of weighted sums" if weighted else "")
    return table(caption, [titles[n] for n in shown], [[cells[n] for n in shown] for cells in body])


def _cells(row: Row) -> list[Cell]:
    step = row.step
    return [
        text_cell(step.statement, "code"),
        text_cell(str(step.line) if step.line else "", "n"),
        text_cell(count(step.entries), "n"),
        text_cell(with_error(step.sumw, row.error), "n"),
        text_cell(percent(row.relative) if row.number else "", "n"),
        text_cell(percent(row.absolute), "n"),
        Cell(_bar(row.absolute)),
    ]


def _bar(fraction: float | None) -> str:
    """A bar beside the number that it shows; it says nothing new, so it is hidden from those who listen."""
    width = 100 * min(max(fraction or 0.0, 0.0), 1.0)
    return f'<span class="track" aria-hidden="true"><span style="width:{width:.2f}%"></span></span>'


def _pictures(region: RegionResult, paths: Mapping[str, str], pictures: Mapping[str, bytes]) -> str:
    drawn = [
        _figure(region, name, pictures[path])
        for name in region.histograms
        if (path := paths[histogram_key(region.name, name)]) in pictures
    ]
    return f'<div class="pictures">{"".join(drawn)}</div>' if drawn else ""


def _without(region: RegionResult, pictures: Mapping[str, bytes], without: Without) -> str:
    """What each step cuts on, for the events that pass all other steps."""
    drawn: list[str] = []
    statements = {step.line: step.statement for step in region.steps}
    for each in without:
        data = pictures.get(without_path(each))
        if each.region == region.name and data is not None:
            part = f"condition {each.part} of " if each.part else ""
            said = f"Events of region {region.name} that pass all but {part}line {each.line}"
            words = f'{part}<span class="code">{escape(statements.get(each.line, ""))}</span> left out'
            drawn.append(f"<figure>{image(data, said)}<figcaption>{words}</figcaption></figure>")
    if not drawn:
        return ""
    return f'<h4>One step left out</h4><div class="pictures">{"".join(drawn)}</div>'


def _figure(region: RegionResult, name: str, data: bytes) -> str:
    histogram = region.histograms[name]
    axes = " and ".join(str(axis.label or axis.name) for axis in histogram.axes)
    skipped = region.skipped.get(name, 0)
    missing = f"; {plural(skipped, 'missing value')} left out" if skipped else ""
    description = f"Histogram {name} of region {region.name}: {axes}"
    return (
        f"<figure>{image(data, description)}"
        f'<figcaption><span class="code">{escape(name)}</span> {escape(axes + missing)}</figcaption></figure>'
    )
