"""A whole generated module with one compiled loop over events.

In: a plan. Out: an artifact. The module has `COLUMNS`, `new_results()`, `analyse(events, results, simulation)`, `main()`, as
that of the awkward backend, and needs awkward, numpy, numba, hist and (in `main`) uproot.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import prod
from pprint import pformat

from hepir.backend.artifact import Artifact
from hepir.backend.reweighted import varied_code, writing_varied
from hepir.backend.standalone import MAIN
from hepir.backends.fused.calls import functions_of
from hepir.backends.fused.layout import Layout, shape
from hepir.backends.fused.prelude import helpers_for
from hepir.backends.fused.regions import Regions
from hepir.backends.fused.wrapper import FILLING, READING
from hepir.backends.fused.writing import INDENT, Path, printable
from hepir.intrinsics.looping import compiled_text
from hepir.intrinsics.registry import functions
from hepir.ir.plan import Plan
from hepir.ir.regions import shared_order, steps_of
from hepir.semantics.program import AxisDefinition, Program, Region

OUTPUTS = ("entries", "sums", "squares", "cells", "variances", "skipped")


def emit_module(
    plan: Plan, program_name: str, trees: tuple[str, ...], version: str, *, listed: bool = False
) -> Artifact:
    """The module of a plan. `listed`: whether it keeps which events pass, and the defined values."""
    regions, layout = written(plan, listed=listed)
    body = "\n".join(function_lines(regions, layout))
    looped = looped_definitions(plan)
    head = header(plan, program_name, trees, version)
    parts = (
        head,
        READING,
        helpers_for(body, looped),
        body,
        results_code(plan),
        "\n".join(analyse_lines(regions, layout)),
        FILLING,
        writing_varied(MAIN, plan.program),
    )
    text = "\n\n".join(part.strip("\n") + "\n" for part in parts if part.strip())
    return Artifact(text, plan.columns)


def looped_definitions(plan: Plan) -> dict[str, str]:
    """What calls of built-in functions in a loop may call."""
    called = functions_of(plan)
    every = (*functions().values(), *called)
    texts = {each.looped_name: each.looped_helper for each in every if each.looped_helper}
    sources = (source for each in called for source in each.looped_sources)
    return texts | {each.__name__: compiled_text(each) for each in sources}


def written(plan: Plan, *, listed: bool) -> tuple[Regions, Layout]:
    """The loop, written until each definition stands in the smallest block around its uses."""
    places: dict[str, Path] = {}
    while True:
        layout = Layout(plan, listed)
        regions = Regions(plan, layout, places)
        if listed:
            layout.values = [(name, regions.fresh(f"value_{name}")) for name in layout.defined()]
        regions.write()
        found = {name: common(uses) for name, uses in regions.uses.items()}
        if found == places:
            return regions, layout
        places = found


def common(paths: list[Path]) -> Path:
    """The longest path that all begin with."""
    first = paths[0]
    length = len(first)
    for path in paths[1:]:
        same = 0
        while same < min(length, len(path)) and path[same] == first[same]:
            same += 1
        length = same
    return first[:length]


# ---- the module's head ----
def header(plan: Plan, program_name: str, trees: tuple[str, ...], version: str) -> str:
    """What the module is and what it reads."""
    title = quotable(plan.program.publication.title) or "Event selection"
    labels = {
        region.name: ("all events", *(step.text for step in steps_of(region, plan.program)))
        for region in plan.program.regions
    }
    return (
        f'"""{title}.\n\nMade by hepir {version} from {quotable(program_name)} for the format'
        f' {plan.schema}.\nIt needs awkward, hist, numba, numpy and uproot.\n"""\n\n'
        "import argparse\nimport math\n\nimport awkward as ak\nimport hist\nimport numba\nimport numpy as np\n"
        "import uproot\n\n"
        f"TREES = {tuple(trees)!r}\n"
        f"COLUMNS = {pformat(plan.columns, width=100)}\n"
        f"STEPS = {pformat(labels, width=100, sort_dicts=False)}\n"
    )


def quotable(text: str) -> str:
    """Text that stays inside a docstring."""
    return printable(text).replace("\\", "/").replace('"', "'")


# ---- the loop ----
def function_lines(regions: Regions, layout: Layout) -> Iterator[str]:
    """The loop over events."""
    yield from (f"{name} = np.array({list(edges)!r})" for edges, name in layout.edge_names.items())
    if layout.edge_names:
        yield "\n"
    yield "@compiled"
    yield f"def loop({', '.join(parameters(regions, layout))}):"
    yield '    """Count and fill all events, one after the other."""'
    for block in (regions.prologue, regions.event):
        if block is regions.event or block.parts:
            yield from (f"{INDENT}{line}" if line else "" for line in block.lines())
    yield ""


def parameters(regions: Regions, layout: Layout) -> list[str]:
    """What the loop takes."""
    listed = [name for _, value in layout.values for name in (value, f"{value}_there")]
    listed = ["passed", "weights", *listed] if layout.listed else []
    return [
        "number",
        "simulation",
        *(each.name for each in regions.arguments.values()),
        *OUTPUTS,
        *regions.sums.values(),
        *listed,
    ]


# ---- results ----
def results_code(plan: Plan) -> str:
    """`new_results`"""
    lines = ["def new_results():", '    """Empty counts and histograms of each region."""', "    return {"]
    for region in plan.program.regions:
        count = len(steps_of(region, plan.program)) + 1
        bins = {title: prod(shape(axes)) for title, axes in titles(region)}
        lines += [
            f"        {region.name!r}: {{",
            f'            "entries": np.zeros({count}, dtype=np.int64),',
            f'            "sumw": np.zeros({count}),',
            f'            "sumw2": np.zeros({count}),',
            *([f"            {varied_code(region, count, bins)}"] if region.reweightings else []),
            '            "histograms": {',
        ]
        lines += [f"                {title!r}: {histogram_code(axes)}," for title, axes in titles(region)]
        lines += [
            "            },",
            f'            "skipped": {dict.fromkeys((t for t, _ in titles(region)), 0)!r},',
        ]
        lines += ["        },"]
    return "\n".join([*lines, "    }", ""])


def titles(region: Region) -> Iterator[tuple[str, tuple[AxisDefinition, ...]]]:
    """Histograms by name; the product grid of `bin` is `bins`."""
    yield from ((each.name, each.axes) for each in region.histograms)
    if region.bins:
        yield "bins", tuple(axis for _, axis in region.bins)


def histogram_code(axes: tuple[AxisDefinition, ...]) -> str:
    """An empty histogram."""
    return f"hist.Hist({', '.join(axis_code(axis) for axis in axes)}, storage=hist.storage.Weight())"


def axis_code(axis: AxisDefinition) -> str:
    """An axis, labelled with its unit."""
    label = repr(f"{axis.label} [{axis.unit}]" if axis.unit else axis.label)
    if axis.equal:
        return (
            f"hist.axis.Regular({len(axis.edges) - 1}, {axis.edges[0]!r}, {axis.edges[-1]!r}, label={label})"
        )
    return f"hist.axis.Variable({list(axis.edges)!r}, label={label})"


# ---- the call ----
def analyse_lines(regions: Regions, layout: Layout) -> Iterator[str]:
    """`analyse`"""
    program = regions.plan.program
    yield "def analyse(events, results, simulation=True):"
    yield '    """Select and fill. events: arrays by branch; returns which events pass each region, and their weights."""'
    yield "    number = len(next(iter(events.values()))) if events else 0"
    yield "    columns = {}"
    depths = dict.fromkeys((each.branch, each.depth) for each in regions.arguments.values())
    whole = {each.branch for each in regions.arguments.values() if each.whole}
    for branch, depth in depths:
        yield f"    columns[{branch!r}] = numbers(events[{branch!r}], {depth}, whole={branch in whole})"
    for length, others in regions.alike.items():
        several = [each for each in others if each != length and (each, -1) in regions.arguments]
        if several and (length, 0) in regions.arguments:
            yield f"    same_lengths(columns, {[length, *several]!r})"
    yield f"    counts = counts_of(results, {len(layout.starts)})"
    listed = listed_arguments(layout)
    if layout.listed:
        yield from (f"    {line}" for line in listed_lines(layout))
    arguments = [argument_code(each.branch, each.level) for each in regions.arguments.values()]
    yield f"    loop({', '.join(['number', 'simulation', *arguments, '*counts', *varied_arguments(regions), *listed])})"
    yield "    put_back(results, counts)"
    yield from (f"    {line}" for line in inherited_lines(program, layout))
    yield from (f"    {line}" for line in varied_lines(regions))
    yield f"    return {selection_code(layout)}"


def argument_code(branch: str, level: int) -> str:
    """An array as the wrapper has it: the numbers, or offsets."""
    return f"columns[{branch!r}][{level}]"


def listed_arguments(layout: Layout) -> list[str]:
    """What keeps the events that pass."""
    if not layout.listed:
        return []
    return ["passed", "weights", *(name for _, value in layout.values for name in (value, f"{value}_there"))]


def listed_lines(layout: Layout) -> Iterator[str]:
    """Room for the events that pass."""
    count = len(layout.plan.program.regions)
    yield f"passed = np.zeros(({count}, number), dtype=np.bool_)"
    yield f"weights = np.ones(({count}, number))"
    for _, value in layout.values:
        yield f"{value} = np.full(number, np.nan)"
        yield f"{value}_there = np.zeros(number, dtype=np.bool_)"


def selection_code(layout: Layout) -> str:
    """What `analyse` returns."""
    if not layout.listed:
        return "None"
    names = [each.name for each in layout.plan.program.regions]
    regions = ", ".join(f"{name!r}: (passed[{row}], weights[{row}])" for row, name in enumerate(names))
    values = ", ".join(f"{name!r}: ak.mask({value}, {value}_there)" for name, value in layout.values)
    return f'{{"regions": {{{regions}}}, "values": {{{values}}}}}'


def inherited_lines(program: Program, layout: Layout) -> Iterator[str]:
    """Steps that a region shares with its parent are those of the parent; where no weight is given, sums are counts."""
    for region in sorted(program.regions, key=lambda each: depth(each, program)):
        if len(region.parents) == 1 and not region.weights:
            shared = len(steps_of(region, program)) - len(region.cuts) + 1
            yield f"take_over(results[{region.parents[0]!r}], results[{region.name!r}], {shared})"
        if not layout.weighted(region):
            yield f"count_as_one(results[{region.name!r}])"


def varied_lines(regions: Regions) -> Iterator[str]:
    """Under other weights, too, steps that a region shares with the one that it goes on from are those of that one."""
    program = regions.plan.program
    for region in sorted(regions.reweighted, key=lambda each: depth(each, program)):
        order = shared_order(region, program)
        shared = len(steps_of(region, program)) - len(region.cuts)
        if order is not None and shared:
            sums = [f'results[{name!r}]["varied"]["stopped"]' for name in (region.name, region.parents[0])]
            yield f"{sums[0]}[:, :{shared}] = {sums[1]}[:, :{shared}, {list(order)!r}]"


def varied_arguments(regions: Regions) -> list[str]:
    """The sums under other weights, in the order in which the loop takes them."""
    return [
        f'results[{name!r}]["varied"]["cells"][{title!r}]'
        if title
        else f'results[{name!r}]["varied"]["stopped"]'
        for name, title in regions.sums
    ]


def depth(region: Region, program: Program) -> int:
    """How many regions are around one."""
    by_name = {each.name: each for each in program.regions}
    return 1 + max((depth(by_name[each], program) for each in region.parents), default=0)
