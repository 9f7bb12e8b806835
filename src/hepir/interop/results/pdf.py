"""A report as PDF, and pictures as PDF.

In: the folder of a run. Out: the bytes of a PDF, the same for the same results: of each region its cutflow, then a page for
each histogram, drawn anew as lines and letters; or such a page alone for each.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from hepir.backend.result import Provenance, RegionResult, Result
from hepir.comparison.outputs import Outputs
from hepir.report.efficiencies import is_weighted, rows
from hepir.report.names import histogram_key, picture_paths_of
from hepir.report.text import count, percent, printable, shorten, with_error
from hepir.report.without import read_without, without_path

if TYPE_CHECKING:
    from matplotlib.figure import Figure

ROWS = 34
SIZE = (8.27, 11.69)
METADATA = {"CreationDate": None, "ModDate": None}
Kind = Literal["data", "simulation", "unknown"]
KINDS: Mapping[str, Kind] = {"data": "data", "simulation": "simulation"}


def pdf_bytes(outputs: Outputs, folder: Path) -> bytes:
    """The whole report."""
    from matplotlib.backends.backend_pdf import PdfPages

    buffer = io.BytesIO()
    with embedding(), PdfPages(buffer, metadata={**METADATA, "Title": outputs.title}) as file:
        for region in outputs.regions:
            for page in (*table_pages(region, outputs.title), *figures(outputs, folder, region).values()):
                file.savefig(page)
    return buffer.getvalue()


def pdf_pictures(outputs: Outputs, folder: Path) -> Mapping[str, bytes]:
    """Each histogram as a PDF of its own, by its path."""
    found: dict[str, bytes] = {}
    with embedding():
        for region in outputs.regions:
            for path, figure in figures(outputs, folder, region).items():
                buffer = io.BytesIO()
                figure.savefig(buffer, format="pdf", metadata=METADATA)
                found[path.removeprefix("pictures/").removesuffix(".png") + ".pdf"] = buffer.getvalue()
    return found


@contextmanager
def embedding() -> Iterator[None]:
    """The settings of pictures, with letters that are embedded as such."""
    import matplotlib as mpl

    from hepir.report.picture_style import settings

    with settings():
        mpl.rcParams["pdf.fonttype"] = 42
        yield


def figures(outputs: Outputs, folder: Path, region: RegionResult) -> dict[str, Figure]:
    """The histograms of a region, and what its steps cut on, by the paths of the pictures of the run."""
    from hepir.report.pictures import draw, results_without

    result, paths = as_result(outputs), picture_paths_of(outputs.regions)
    drawn = {
        paths[histogram_key(region.name, name)]: draw(result, region, name) for name in region.histograms
    }
    own = {
        left_out: each for left_out, each in read_without(folder).items() if left_out.region == region.name
    }
    for left_out, alone in results_without(result, own):
        drawn[without_path(left_out)] = draw(alone, alone.regions[0], left_out.name)
    return drawn


def as_result(outputs: Outputs) -> Result:
    """What a folder tells in the form that pictures are drawn from."""
    facts = outputs.facts
    kind: Kind = KINDS.get(facts.get("dataset_kind", ""), "unknown")
    provenance = Provenance("", {}, outputs.name, "", outputs.schema, "", "", kind, outputs.files)
    experiment, sqrt_s, luminosity = (facts.get(name, "") for name in ("experiment", "sqrt_s", "luminosity"))
    regions, processes = outputs.regions, outputs.processes
    return Result(
        outputs.title, experiment, sqrt_s, luminosity, regions, outputs.statuses, (), provenance, processes
    )


def table_pages(region: RegionResult, title: str) -> Iterator[Figure]:
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
