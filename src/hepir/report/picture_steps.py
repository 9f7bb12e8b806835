"""Bins as steps.

In: contents, edges and deviations of bins in a row. Out: a filled outline, bars for the deviations, and a
vertical range that leaves room for the notes.
"""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes

from hepir.report.arrays import Floats
from hepir.report.picture_axes import centres, vertical_range
from hepir.report.picture_style import FAINT, FILL, INK


def draw_steps(
    axes: Axes,
    values: Floats,
    edges: Floats,
    deviations: Floats,
    moved: tuple[Floats, Floats] | None = None,
) -> None:
    """Draw the bins; deviations of zero have no bar. `moved`: how far systematics may move a bin up and down, as a band."""
    axes.stairs(values, edges, fill=True, color=FILL)
    axes.stairs(values, edges, color=INK, linewidth=1.4)
    if deviations.any():
        axes.errorbar(centres(edges), values, yerr=deviations, fmt="none", ecolor=INK, elinewidth=1.0)
    if moved is not None:
        axes.stairs(
            values + moved[0],
            edges,
            baseline=values - moved[1],
            fill=True,
            facecolor="none",
            edgecolor=FAINT,
            hatch="//////",
            linewidth=0,
            label="systematic uncertainty",
        )
        deviations = np.maximum(deviations, moved[0])
    if (values < 0).any():
        axes.axhline(0, color=FAINT, linewidth=0.8, zorder=0.5)
    axes.set_xlim(edges[0], edges[-1])
    axes.set_ylim(*vertical_range(values, deviations))
