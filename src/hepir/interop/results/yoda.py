"""Results in the text format of YODA 2.

In: the results of a run. Out: text: each histogram as an estimate (`Estimate1D` to `Estimate3D`): for each bin, under- and
overflow included, the sum of weights and its statistical error. A histogram of YODA needs moments that a run does not keep.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from hepir.comparison.outputs import Outputs
from hepir.report.arrays import Histogram, contents, squares
from hepir.report.names import distinct, safe_name
from hepir.report.text import printable

AXES = 3


def yoda_text(outputs: Outputs) -> str:
    """All histograms with up to three axes, under `/program/region/histogram`."""
    stem = (
        safe_name(outputs.program.name.rsplit("/", 1)[-1].removesuffix(".hep"))
        if outputs.program
        else "results"
    )
    folders = distinct({region.name: safe_name(region.name) for region in outputs.regions})
    return "\n".join(
        estimate(f"/{stem}/{folders[region.name]}/{safe_name(name)}", name, histogram)
        for region, name, histogram in outputs.histograms
        if histogram.ndim <= AXES
    )


def estimate(path: str, name: str, histogram: Histogram) -> str:
    """One histogram."""
    kind = f"ESTIMATE{histogram.ndim}D_V3"
    labels = [printable(str(axis.label or axis.name)) for axis in histogram.axes]
    notes = [f"{letter}Label: {quoted(label)}" for letter, label in zip("XYZ", labels, strict=False)]
    head = [
        f"BEGIN YODA_{kind} {path}",
        f"Path: {path}",
        f"Title: {quoted(name)}",
        f"Type: Estimate{histogram.ndim}D",
        *notes,
    ]
    return "\n".join(
        [
            *head,
            "---",
            *edge_lines(histogram),
            'ErrorLabels: ["stats"]',
            *rows(histogram),
            f"END YODA_{kind}",
            "",
        ]
    )


def quoted(text: str) -> str:
    """A text of YAML, which the head of an object is."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def edge_lines(histogram: Histogram) -> Iterator[str]:
    """The edges of each axis."""
    for number, axis in enumerate(histogram.axes, 1):
        yield f"Edges(A{number}): [{', '.join(f'{float(edge):.16e}' for edge in axis.edges)}]"


def rows(histogram: Histogram) -> Iterator[str]:
    """A line a bin, flow included, the first axis moving fastest."""
    yield "# value\terrDn(1)\terrUp(1)"
    values = contents(histogram, flow=True).ravel(order="F")
    errors = np.sqrt(np.maximum(squares(histogram, flow=True), 0.0)).ravel(order="F")
    for value, error in zip(values, errors, strict=True):
        yield f"{float(value):.16e}\t{0.0 - float(error):.16e}\t{float(error):.16e}"
