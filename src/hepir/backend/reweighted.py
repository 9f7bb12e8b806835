"""Regions under other weights, as results of their own.

In: the results that a generated module fills. A region with reweightings has, under `varied`, arrays whose last axis runs
over them: `stopped` are the sums of weights, and of their squares, of the events by the last step that they pass; `cells`
those of the bins of each histogram, flow bins included. Out: the same results with an entry for each reweighting, like those
of regions.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from hepir.semantics.program import Program, Region

if TYPE_CHECKING:
    import numpy as np
    from hist import Hist
    from hist.storage import Weight
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

Results = Mapping[str, object]


def written_out(results: Results, program: Program) -> dict[str, object]:
    """Results with an entry for each reweighting; events, steps and skipped values are those of the region."""
    found = dict(results)
    for region in program.regions:
        entry = results[region.name]
        assert isinstance(entry, dict)
        if region.reweightings:
            found |= {each.name: under(entry, index) for index, each in enumerate(region.reweightings)}
    return found


def under(entry: Mapping[str, object], index: int) -> dict[str, object]:
    """A region under one of its other weights."""
    import numpy as np  # here, because generating code needs no arrays

    varied, histograms = entry["varied"], entry["histograms"]
    assert isinstance(varied, dict)
    assert isinstance(histograms, dict)
    sums, squares = (np.cumsum(each[::-1, index])[::-1] for each in varied["stopped"])
    return {
        "entries": entry["entries"],
        "sumw": sums,
        "sumw2": squares,
        "histograms": {
            name: filled(histogram, varied["cells"][name][:, :, index])
            for name, histogram in histograms.items()
        },
        "skipped": entry["skipped"],
    }


def filled(histogram: Hist[Weight], cells: Floats) -> Hist[Weight]:
    """A histogram with the same axes and other contents."""
    made = histogram.copy()
    view = made.view(flow=True)
    view["value"], view["variance"] = (each.reshape(view.shape) for each in cells)
    return made


def varied_code(region: Region, steps: int, cells: Mapping[str, int]) -> str:
    """Python for the empty arrays of a region with reweightings: so many steps, and bins by histogram."""
    count = len(region.reweightings)
    inside = ", ".join(f"{title!r}: np.zeros((2, {number}, {count}))" for title, number in cells.items())
    return f'{{"stopped": np.zeros((2, {steps}, {count})), "cells": {{{inside}}}}}'


# The last line of a generated module's `main` that writes a histogram, and what follows it where there are other weights.
WRITTEN = """                if histogram.ndim <= 3:
                    file[f"{name}/{title}"] = histogram
"""
VARIED = """            for index, varied in enumerate(VARIED.get(name, ())):
                for title, cells in region["varied"]["cells"].items():
                    histogram = region["histograms"][title].copy()
                    view = histogram.view(flow=True)
                    view["value"], view["variance"] = (each[:, index].reshape(view.shape) for each in cells)
                    if histogram.ndim <= 3:
                        file[f"{varied}/{title}"] = histogram
"""


def writing_varied(ending: str, program: Program) -> str:
    """The end of a generated module, which also writes the histograms under other weights, where there are some."""
    names = {
        each.name: tuple(one.name for one in each.reweightings)
        for each in program.regions
        if each.reweightings
    }
    if not names or WRITTEN not in ending:
        return ending
    return f"VARIED = {names!r}\n\n{ending.replace(WRITTEN, WRITTEN + VARIED)}"
