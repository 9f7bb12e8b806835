"""A picture of what was measured.

In: a record, a path. Out: a PNG file: ratios of all tasks, and time and memory of one task with more and more events.
"""

from __future__ import annotations

from pathlib import Path

import matplotlib as mpl

mpl.use("Agg")
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from benchmarks.showing.numbers import peaks_of, ratio, seconds_of
from benchmarks.showing.record import Record
from benchmarks.showing.tables import FLOOR, NAMES, REFERENCE

MARKERS = "osD^vPX*<>"


def draw(record: Record, path: Path) -> None:
    """Write the picture."""
    growing = next(iter(record.growth), None)
    columns = 3 if growing else 1
    figure, axes = plt.subplots(
        1,
        columns,
        figsize=(15 if growing else 7, 5),
        squeeze=False,
        layout="constrained",
        gridspec_kw={"width_ratios": [1.7, 1, 1][:columns]},
    )
    draw_ratios(axes[0][0], record)
    if growing:
        draw_growth(axes[0][1], axes[0][2], record, growing)
    handles, labels = axes[0][0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside lower center", ncols=7 if growing else 3, frameon=False)
    # matplotlib would write its version into the file
    figure.savefig(path, dpi=130, metadata={"Software": None})
    plt.close(figure)


def style(record: Record, side: str) -> dict[str, object]:
    """The same colour and marker for a side in all panels."""
    number = list(record.sides).index(side)
    return {
        "color": "0.6" if side == FLOOR else f"C{number}",
        "marker": MARKERS[number % len(MARKERS)],
        "label": record.sides[side],
    }


def draw_ratios(axes: Axes, record: Record) -> None:
    """Ratios to code written by hand, best left."""
    table = record.table("warm")
    tasks = list(table)
    for side in record.sides:
        points = [
            (ratio(one, two), place)
            for place, task in enumerate(tasks)
            if (one := seconds_of(table[task].get(side))) and (two := seconds_of(table[task].get(REFERENCE)))
        ]
        if points:
            axes.errorbar(
                [each.middle for each, _ in points],
                [place for _, place in points],
                xerr=[each.half for each, _ in points],
                linestyle="none",
                markersize=7,
                **style(record, side),
            )
    axes.set_yticks(range(len(tasks)), [NAMES.get(task, task).split(",")[0] for task in tasks])
    axes.invert_yaxis()
    axes.set_xscale("log")
    axes.xaxis.set_major_locator(LogLocator(subs=(1, 2, 5)))
    axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}"))
    axes.xaxis.set_minor_formatter(NullFormatter())
    axes.set_xlabel("time, as a ratio to awkward by hand")
    axes.grid(alpha=0.3, which="both")


def draw_growth(times: Axes, memory: Axes, record: Record, task: str) -> None:
    """Time and memory with more and more events."""
    numbers = record["growth_events"]
    assert isinstance(numbers, list)
    millions = [number / 1e6 for number in numbers]
    for side, points in record.growth[task].items():
        for axes, values_of in ((times, seconds_of), (memory, peaks_of)):
            values = [values_of(each) for each in points]
            if all(values):
                axes.plot(millions, [each[0] for each in values], **style(record, side))
    for axes, label in ((times, "seconds"), (memory, "most memory resident, MB")):
        axes.set_xlabel("million events")
        axes.set_ylabel(label)
        axes.set_ylim(bottom=0)
        axes.set_title(NAMES.get(task, task), fontsize="medium")
        axes.grid(alpha=0.3)
