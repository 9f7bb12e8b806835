"""A report as PDF.

In: the folder of a run, with its pictures. Out: the bytes of a PDF, the same for the same results: a page with the cutflow of
each region, and its pictures behind it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path

from hepir.backend.result import RegionResult
from hepir.comparison.outputs import Outputs
from hepir.report.efficiencies import is_weighted, rows
from hepir.report.names import histogram_key, picture_paths_of
from hepir.report.text import count, percent, printable, shorten, with_error

ROWS, PICTURES = 34, 6
SIZE = (8.27, 11.69)


def pdf_bytes(outputs: Outputs, folder: Path) -> bytes:
    """The whole report."""
    import matplotlib as mpl
    from matplotlib.backends.backend_pdf import PdfPages

    buffer = io.BytesIO()
    paths = picture_paths_of(outputs.regions)
    with (
        mpl.rc_context({"pdf.fonttype": 42}),
        PdfPages(buffer, metadata={"CreationDate": None, "Title": outputs.title}) as file,
    ):
        for region in outputs.regions:
            for page in table_pages(region, outputs.title):
                file.savefig(page)
            drawn = [folder / paths[histogram_key(region.name, name)] for name in region.histograms]
            for start in range(0, len(drawn), PICTURES):
                file.savefig(
                    picture_page(region, [each for each in drawn[start : start + PICTURES] if each.is_file()])
                )
    return buffer.getvalue()


def table_pages(region: RegionResult, title: str) -> Iterator[object]:
    """The cutflow, as many rows a page as fit."""
    from matplotlib.figure import Figure

    lines = list(rows(region))
    weighted = is_weighted(region)
    heads = [
        "line",
        "statement",
        "events",
        *(["sum of weights"] if weighted else []),
        "of previous",
        "of all",
    ]
    widths = [0.06, 0.46, 0.12, *([0.16] if weighted else []), 0.1, 0.1]
    for start in range(0, len(lines), ROWS):
        figure = Figure(figsize=SIZE)
        figure.text(
            0.06, 0.955, shorten(title or "Results", 80), fontsize=13, weight="bold", parse_math=False
        )
        figure.text(0.06, 0.935, f"Region {printable(region.name)}", fontsize=10, parse_math=False)
        axes = figure.add_axes((0.06, 0.05, 0.88, 0.87))
        axes.set_axis_off()
        cells = [
            [
                str(row.step.line) if row.step.line else "",
                shorten(row.step.statement, 56),
                count(row.step.entries),
                *([with_error(row.step.sumw, row.error)] if weighted else []),
                percent(row.relative) if row.number else "",
                percent(row.absolute),
            ]
            for row in lines[start : start + ROWS]
        ]
        table = axes.table([heads, *cells], colWidths=widths, loc="upper left", edges="horizontal")
        table.auto_set_font_size(False)
        table.set_fontsize(7.5)
        for (_, column), cell in table.get_celld().items():
            cell.get_text().set_parse_math(False)
            cell.set_text_props(ha="left" if column == 1 else "right")
        yield figure


def picture_page(region: RegionResult, paths: Sequence[Path]) -> object:
    """Up to six pictures."""
    from matplotlib.figure import Figure
    from matplotlib.image import imread

    figure = Figure(figsize=SIZE)
    figure.text(0.06, 0.955, f"Region {printable(region.name)}", fontsize=10, parse_math=False)
    for place, path in enumerate(paths):
        axes = figure.add_axes((0.05 + 0.46 * (place % 2), 0.65 - 0.3 * (place // 2), 0.44, 0.28))
        axes.set_axis_off()
        axes.imshow(imread(path), interpolation="none")
    return figure
