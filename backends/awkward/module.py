"""A whole generated module.

In: a plan. Out: an artifact. The module has `COLUMNS`, `new_results()`, `analyse(events, results,
simulation)` and `main()`, and needs
awkward, numpy, vector, hist and (in `main`) uproot.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pprint import pformat

from hepir.backend.artifact import Artifact
from hepir.backend.empty_results import results_code, steps_code
from hepir.backend.reweighted import writing_varied
from hepir.backend.standalone import MAIN, naming_functions, reading_columns
from hepir.backends.awkward.comments import printable
from hepir.backends.awkward.expressions import Writer
from hepir.backends.awkward.objects import Objects
from hepir.backends.awkward.prelude import COUNTING, helpers_for
from hepir.backends.awkward.regions import Regions
from hepir.ir.needs import expressions_of
from hepir.ir.plan import Computed, Plan
from hepir.ir.regions import in_order
from hepir.ir.schedule import ALL_EVENTS
from hepir.semantics.applied import function_of
from hepir.semantics.expressions import Apply, Expression, Lookup, walk
from hepir.semantics.options import Knowledge
from hepir.semantics.program import ValueDefinition
from hepir.types.core import Boolean, Number
from hepir.types.models import ExternalFunction

IMPORTS = """\
import argparse

import awkward as ak
import boost_histogram as bh
import hist
import numpy as np
import uproot
"""
NEEDS = "It needs awkward, hist, numpy and uproot."


def emit_module(
    plan: Plan,
    program_name: str,
    trees: tuple[str, ...],
    version: str,
    *,
    imports: str = IMPORTS,
    needs: str = NEEDS,
    ending: str = MAIN,
) -> Artifact:
    """The module of a plan; `ending` is how it is used."""
    knowledge = Knowledge(plan.program.kinds, plan.program.by_name)
    objects = Objects(Writer(plan, knowledge))
    body = "\n".join(("", *analyse_lines(plan, objects), ""))
    used = intrinsic_helpers(plan, objects.nodes, body)
    helpers = helpers_for("\n".join((body, *used)))
    if any("math." in each for each in used):
        first = "import argparse\n" if "import argparse\n" in imports else ""
        imports = f"{first}import math\n{imports.removeprefix(first)}"
    if any("onnxruntime" in each for each in used):
        needs = needs.replace("numpy and", "numpy, onnxruntime and")
    if files := function_files(plan):
        needs += calling(files)
        ending = naming_functions(ending)
        imports = imports.replace("import argparse\n", "import argparse\nimport os\n")
    head = header(plan, program_name, trees, version, imports, needs)
    if files:
        head += "\nFUNCTION_FILES = {}  # where the files of functions are, by their names\n"
    parts = (
        head,
        COUNTING,
        *used,
        helpers,
        results_code(plan.program),
        body,
        reading_columns(writing_varied(ending, plan.program), plan),
    )
    text = "\n\n".join(part.strip("\n") + "\n" for part in parts if part.strip())
    return Artifact(text, plan.columns)


def function_files(plan: Plan) -> dict[str, str]:
    """The files of functions that a plan calls, with their checksums."""
    nodes = (node for each in expressions_of(plan.program) for node in walk(each))
    called = (node.table for node in nodes if isinstance(node, Lookup))
    return {each.path: each.sha256 for each in called if isinstance(each, ExternalFunction)}


def calling(files: Mapping[str, str]) -> str:
    """What a module says of the files of functions that it calls."""
    first = "\n\nIt calls functions of files that whoever runs it names: `--functions`, or FUNCTION_FILES."
    return "\n".join(
        (first, *(f"  {quotable(file)}, sha256 {quotable(digest)}" for file, digest in sorted(files.items())))
    )


def header(
    plan: Plan, program_name: str, trees: tuple[str, ...], version: str, imports: str, needs: str
) -> str:
    """What the module is and what it reads."""
    title = quotable(plan.program.publication.title) or "Event selection"
    return (
        f'"""{title}.\n\nMade by hepir {version} from {quotable(program_name)} for the format'
        f' {plan.schema}.\n{needs}\n"""\n\n'
        f"{imports}\n"
        f"TREES = {tuple(trees)!r}\n"
        f"COLUMNS = {pformat(plan.columns, width=100)}\n"
        f"{steps_code(plan.program)}"
    )


def quotable(text: str) -> str:
    """Text that stays inside a docstring."""
    return printable(text).replace("\\", "/").replace('"', "'")


def intrinsic_helpers(plan: Plan, nodes: Iterable[Expression], body: str) -> tuple[str, ...]:
    """The definitions that built-in functions call, each once, and none that nothing calls."""
    bound = [each.source for kind in plan.kinds.values() for each in kind.properties.values()]
    schema = [each.value for each in bound if isinstance(each, Computed)]
    schema += [kind.where for kind in plan.kinds.values() if kind.where is not None]
    called_functions = {
        node.function: function_of(node)
        for node in (*nodes, *(node for each in schema for node in walk(each)))
        if isinstance(node, Apply)
    }
    helpers = (function.helper for _, function in sorted(called_functions.items()))
    blocks = {named(each): each for helper in helpers for each in helper.strip("\n").split("\n\n\n") if each}
    called: dict[str, None] = {}
    waiting = [body]
    while waiting:
        words = set(re.findall(r"(?<![\w.])\w+", waiting.pop()))
        for name, block in blocks.items():
            if name not in called and name in words:
                called[name] = None
                waiting.append(block)
    return tuple(block for name, block in blocks.items() if name in called)


def named(block: str) -> str:
    """The name of the function that a block defines."""
    return block.removeprefix("def ").partition("(")[0]


def analyse_lines(plan: Plan, objects: Objects) -> Iterator[str]:
    """`analyse`"""
    yield "def analyse(events, results, simulation=True):"
    yield '    """Select and fill. events: arrays by branch; returns which events pass each region, and their weights."""'
    yield '    with np.errstate(all="ignore"):'
    yield "        return _analyse(events, results, simulation)"
    yield ""
    yield ""
    yield "def _analyse(events, results, simulation):"
    for line in analyse_body(plan, objects):
        yield f"    {line}" if line else ""


def analyse_body(plan: Plan, objects: Objects) -> Iterator[str]:
    """The statements of the program, one after the other."""
    yield "number = len(next(iter(events.values()))) if events else 0"
    regions = Regions(plan, objects)
    yield from regions.placed_lines(ALL_EVENTS)
    yield ""
    yield "selected = {}"
    for region in in_order(plan.program):
        yield ""
        yield from regions.region_lines(region)
    yield from regions.reweighting.ending()
    values = {
        each.name: f"{each.name!r}: {regions.for_all_events(each.name)}"
        for each in plan.program.definitions
        if isinstance(each, ValueDefinition)
        and isinstance(each.type, Number | Boolean)
        and each.name not in plan.copies | plan.shared
    }
    yield ""
    yield f'return {{"regions": selected, "values": {{{", ".join(values.values())}}}}}'
