"""A whole generated module with one compiled loop over events.

In: a plan. Out: an artifact. The module has `COLUMNS`, `new_results()`, `analyse(events, results, simulation)`, `main()`, as
that of the awkward backend, and needs awkward, numpy, numba, hist and (in `main`) uproot. `new_counts()` and
`count(events, counts, simulation)` do the same in flat arrays, which `put_back(results, counts)` takes apart.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from pprint import pformat

from hepir.backend import membership
from hepir.backend.artifact import Artifact
from hepir.backend.empty_results import cells_of, results_code, steps_code
from hepir.backend.reweighted import writing_varied
from hepir.backend.standalone import MAIN, reading_columns
from hepir.backends.fused.calls import looped_definitions
from hepir.backends.fused.layout import Layout
from hepir.backends.fused.prelude import helpers_called, helpers_for
from hepir.backends.fused.regions import Regions
from hepir.backends.fused.wrapper import ANALYSE, FILLING, FIXED_PARTS, READING
from hepir.backends.fused.writing import INDENT, Path, printable
from hepir.ir.listed import lists_of
from hepir.ir.membership import Membership
from hepir.ir.plan import Plan
from hepir.ir.regions import histograms_of, shared_order, steps_of
from hepir.semantics.program import Program, Region

OUTPUTS = ("entries", "sums", "squares", "cells", "variances", "skipped")


def emit_module(
    plan: Plan, program_name: str, trees: tuple[str, ...], version: str, *, listed: bool = False
) -> Artifact:
    """The module of a plan. `listed`: whether it keeps which events pass, and the defined values."""
    regions, layout = written(plan, listed=listed)
    body = "\n".join(function_lines(regions, layout))
    analyse = "\n".join(analyse_lines(regions, layout))
    looped = looped_definitions(plan)
    head = header(plan, program_name, trees, version)
    parts = (
        head,
        READING,
        helpers_for(body, looped),
        body,
        results_code(plan.program),
        tables_code(regions, layout),
        lists_code(analyse),
        analyse,
        FILLING,
        reading_columns(writing_varied(MAIN, plan.program), plan),
    )
    text = "\n\n".join(part.strip("\n") + "\n" for part in parts if part.strip())
    return Artifact(text, plan.columns)


def written(plan: Plan, *, listed: bool) -> tuple[Regions, Layout]:
    """The loop, written until each definition stands in the smallest block around its uses."""
    places: dict[Hashable, Path] = {}
    while True:
        layout = Layout(plan, listed)
        regions = Regions(plan, layout, places)
        if listed:
            layout.values = [(name, regions.fresh(f"value_{name}")) for name in layout.defined()]
        regions.write()
        found = {name: common(uses) for name, uses in regions.uses.items()}
        stands = {name: places.get(name, uses[0]) for name, uses in regions.uses.items()}
        if found == stands:
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
    return (
        f'"""{title}.\n\nMade by hepir {version} from {quotable(program_name)} for the format'
        f' {plan.schema}.\nIt needs awkward, hist, numba, numpy and uproot.\n"""\n\n'
        "import argparse\nimport math\n\nimport awkward as ak\nimport hist\nimport numba\nimport numpy as np\n"
        "import uproot\n\n"
        f"TREES = {tuple(trees)!r}\n"
        f"COLUMNS = {pformat(plan.columns, width=100)}\n"
        f"{steps_code(plan.program)}"
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


# ---- the call ----
def tables_code(regions: Regions, layout: Layout) -> str:
    """What is counted under other weights; what regions take over; which of them have no weights."""
    program = regions.plan.program
    unweighted = tuple(each.name for each in program.regions if not layout.weighted(each))
    return (
        "# region and histogram (empty: steps) of the sums under other weights, as the loop takes them\n"
        f"VARIED_SUMS = {listed_code(regions.sums)}\n"
        "# region, the one it goes on from, how many first steps they share; the order of that one's other weights\n"
        f"INHERITED = {listed_code(inherited(program))}\n"
        f"UNWEIGHTED = {pformat(unweighted, width=100, compact=True)}\n"
    )


def lists_code(body: str) -> str:
    """The functions that tell what belongs to objects, where any is called."""
    return helpers_called(body, {**membership.HELPERS, "fixed_parts": FIXED_PARTS})


def listed_code(values: Iterable[object]) -> str:
    """A tuple, one of its values a line."""
    lines = [f"    {each!r}," for each in values]
    return "\n".join(["(", *lines, ")"]) if lines else "()"


def analyse_lines(regions: Regions, layout: Layout) -> Iterator[str]:
    """`new_counts`, `count`, `analyse`"""
    yield "def new_counts():"
    yield '    """Empty counts, as the loop adds to them: flat arrays of all regions together."""'
    yield "    return ("
    yield from (f"        {each}," for each in empty_arrays(regions, layout))
    yield "    )"
    yield "\n"
    yield "def count(events, counts, simulation=True):"
    yield '    """Select and fill into flat arrays; returns which events pass each region, and their weights."""'
    yield "    number = len(next(iter(events.values()))) if events else 0"
    yield "    columns = {}"
    depths = dict.fromkeys((each.branch, each.depth) for each in regions.arguments.values())
    whole = {each.branch for each in regions.arguments.values() if each.whole}
    lists = lists_by_column(regions.plan)
    for branch, depth in depths:
        made = f"numbers(events[{branch!r}], {depth}, whole={branch in whole})"
        made = f"fixed_parts({membership.code(lists[branch], parts_code)})" if branch in lists else made
        yield f"    columns[{branch!r}] = {made}"
    for length, others in regions.alike.items():
        several = [each for each in others if each != length and (each, -1) in regions.arguments]
        if several and (length, 0) in regions.arguments:
            yield f"    same_lengths(columns, {[length, *several]!r})"
    listed = listed_arguments(layout)
    if layout.listed:
        yield from (f"    {line}" for line in listed_lines(layout))
    arguments = [argument_code(each.branch, each.level) for each in regions.arguments.values()]
    yield f"    loop({', '.join(['number', 'simulation', *arguments, '*counts', *listed])})"
    yield f"    return {selection_code(layout)}"
    yield "\n"
    yield from ANALYSE.strip().splitlines()


def lists_by_column(plan: Plan) -> dict[str, Membership]:
    """What objects have several of, by what their places are called."""
    return {each.column: each for each in lists_of(plan)}


def parts_code(branch: str, depth: int) -> str:
    """The parts of a branch that tells what belongs to objects."""
    return f"numbers(events[{branch!r}], {depth}, whole=False)"


def empty_arrays(regions: Regions, layout: Layout) -> Iterator[str]:
    """Code for `entries`, `sums`, `squares`, `cells`, `variances` and `skipped`, and for sums under other weights."""
    yield f"np.zeros({layout.total_steps}, dtype=np.int64)"
    yield from (f"np.zeros({size})" for size in (layout.total_steps,) * 2 + (layout.total_cells,) * 2)
    yield f"np.zeros({len(layout.starts)}, dtype=np.int64)"
    for name, title in regions.sums:
        region = regions.plan.program.regions_by_name[name]
        sizes = {each: cells_of(axes) for _, each, axes in histograms_of(region)}
        size = sizes[title] if title else len(steps_of(region, regions.plan.program)) + 1
        yield f"np.zeros((2, {size}, {len(region.reweightings)}))"


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


def inherited(program: Program) -> Iterator[tuple[str, str, int, list[int] | None]]:
    """Region, parent, how many first steps they share, and where the other weights stand among the parent's: steps that a
    region shares with its parent are those of the parent, where the weights are the same."""
    regions = sorted(program.regions, key=lambda each: depth(each, program))
    for region in regions:
        if len(region.parents) == 1 and not region.weights:
            yield region.name, region.parents[0], len(steps_of(region, program)) - len(region.cuts) + 1, None
    for region in regions:
        order = shared_order(region, program) if region.reweightings else None
        shared = len(steps_of(region, program)) - len(region.cuts)
        if order is not None and shared:
            yield region.name, region.parents[0], shared, list(order)


def depth(region: Region, program: Program) -> int:
    """How many regions are around one."""
    return 1 + max((depth(program.regions_by_name[each], program) for each in region.parents), default=0)
