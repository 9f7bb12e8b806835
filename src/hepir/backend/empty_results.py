"""What generated modules have in common: the labels of steps, and counts and histograms that are empty.

In: a plan's program. Out: text of Python.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod

from hepir.backend.reweighted import varied_code
from hepir.ir.regions import ancestors, histograms_of, steps_of
from hepir.semantics.program import AxisDefinition, Program, Region

EMPTY = '''
def empty(steps, histograms, **others):
    """A region without events: so many steps, and histograms."""
    return {
        "entries": np.zeros(steps, dtype=np.int64),
        "sumw": np.zeros(steps),
        "sumw2": np.zeros(steps),
        **others,
        "histograms": histograms,
        "skipped": dict.fromkeys(histograms, 0),
    }


def weighted(*axes):
    """An empty histogram of weights."""
    return hist.Hist(*axes, storage=hist.storage.Weight())
'''


def steps_code(program: Program) -> str:
    """`STEPS`: the steps of each region's cutflow; those of a region that goes on from another begin with the other's."""
    known: set[str] = set()
    lines = ["STEPS = {}"]
    for region in program.regions:
        own = [cut.origin.text for cut in region.cuts]
        if len(region.parents) == 1 and region.parents[0] in known:
            start = f"*STEPS[{region.parents[0]!r}]"
        else:
            above = ancestors(region, program)
            start, own = "'all events'", [*(cut.origin.text for each in above for cut in each.cuts), *own]
        known.add(region.name)
        parts = [start, *(repr(each) for each in own)]
        inside = ["(", *(f"    {each}," for each in parts), ")"] if own else [f"({start},)"]
        lines += [f"STEPS[{region.name!r}] = {inside[0]}", *inside[1:]]
    return "\n".join([*lines, ""])


def results_code(program: Program) -> str:
    """`new_results`, and what it calls."""
    lines = ["def new_results():", '    """Empty counts and histograms of each region."""', "    return {"]
    for region in program.regions:
        lines += [f"        {line}" for line in region_lines(region, program)]
    return "\n".join([EMPTY.strip("\n"), "\n", *lines, "    }", ""])


def region_lines(region: Region, program: Program) -> Iterator[str]:
    """A region of `new_results`."""
    steps = len(steps_of(region, program)) + 1
    histograms = [f"{name!r}: {histogram_code(axes)}" for _, name, axes in histograms_of(region)]
    bins = {name: cells_of(axes) for _, name, axes in histograms_of(region)}
    varied = f", varied={varied_code(region, steps, bins)}" if region.reweightings else ""
    if len(histograms) < 2:
        yield f"{region.name!r}: empty({steps}, {{{''.join(histograms)}}}{varied}),"
        return
    yield f"{region.name!r}: empty({steps}, {{"
    yield from (f"    {each}," for each in histograms)
    yield f"}}{varied}),"


def cells_of(axes: tuple[AxisDefinition, ...]) -> int:
    """How many bins a histogram has, flow bins included."""
    return prod(len(axis.edges) + 1 for axis in axes)


def histogram_code(axes: tuple[AxisDefinition, ...]) -> str:
    """An empty histogram."""
    return f"weighted({', '.join(axis_code(axis) for axis in axes)})"


def axis_code(axis: AxisDefinition) -> str:
    """An axis, labelled with its unit."""
    label = repr(f"{axis.label} [{axis.unit}]" if axis.unit else axis.label)
    if axis.equal:
        return (
            f"hist.axis.Regular({len(axis.edges) - 1}, {axis.edges[0]!r}, {axis.edges[-1]!r}, label={label})"
        )
    return f"hist.axis.Variable({list(axis.edges)!r}, label={label})"
