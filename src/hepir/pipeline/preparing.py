"""Before the first event: open the files, find their format, bind the program to it.

In: a program, input patterns, options. Out: `Prepared`, or HepirError.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING

from hepir.backend.errors import UnknownDatasetKind
from hepir.compiling import checked_program
from hepir.diagnostics.core import HepirError
from hepir.diagnostics.nearest import nearest
from hepir.ir.binding import bind
from hepir.ir.data import for_data
from hepir.ir.kinds import kinds_of
from hepir.ir.plan import Plan
from hepir.pipeline.function_files import named_functions
from hepir.pipeline.models import refuse_without_runtime
from hepir.pipeline.options import DataKind, Prepared, RunOptions
from hepir.schemas.loading import all_schemas, find_schema, named_schema, outlines
from hepir.schemas.matching import match_one, recognise
from hepir.schemas.model import CollectionSource, ListSource, Schema
from hepir.schemas.naming import adapt, available
from hepir.semantics.program import Program
from hepir.source import Source, Span

if TYPE_CHECKING:
    from hepir.run.files import EventFile

WORD = re.compile(r"[A-Za-z_]\w*")
IDENTITY = ("run", "luminosity_block", "event")


def prepare(source: Source, inputs: Sequence[str], options: RunOptions, stack: ExitStack) -> Prepared:
    """Open the files, find their format, bind the program to it."""
    from hepir.run.files import open_events
    from hepir.run.inputs import expand_inputs
    from hepir.run.threads import threads_of
    from hepir.run.together import open_run

    named = find_schema(options.schema) if options.schema else None
    known = checked_program(source, named) if named is not None else None
    paths = expand_inputs(inputs)
    schemas = (named,) if named else outlines().values()
    trees = tuple(dict.fromkeys(name for each in schemas for name in each.trees))
    threads = threads_of(options.workers)
    first = stack.enter_context(open_events(paths[0], options.tree, trees, threads))
    schema = recognised(named, first)
    alike = named is not None and kinds_of(named) == kinds_of(schema)
    whole = known if known is not None and alike else checked_program(source, schema)
    fitting = available(schema, branch_names(schema, first))
    kind = dataset_kind(whole, schema, first, options)
    kept, left_out = for_data(whole) if kind == "data" else (whole, ())
    plan = bound(kept, schema, fitting, first, options)
    refuse_without_runtime(plan)
    functions = named_functions(plan, source, options.functions)
    identity = identity_branches(fitting) if options.events else {}
    columns = tuple(sorted({*plan.columns, *identity.values()})) or (next(iter(first.branches)),)
    files = open_run(first, paths[1:], columns, options.tree, trees, threads)
    for file in files:
        stack.enter_context(file)
    return Prepared(
        source, plan, schema, files, columns, identity, kind, left_out=left_out, functions=functions
    )


def bound(program: Program, schema: Schema, fitting: Schema, first: EventFile, options: RunOptions) -> Plan:
    """The plan on what the file holds; what the format has and this file has not is said with the branch's name."""
    try:
        return bind(
            program, fitting, skip_holes=options.skip_holes, branches=first.branches, seed=options.seed
        )
    except HepirError:
        said = replace(fitting, unavailable={**fitting.unavailable, **absences(schema, fitting, first)})
        return bind(program, said, skip_holes=options.skip_holes, branches=first.branches, seed=options.seed)


def absences(schema: Schema, fitting: Schema, first: EventFile) -> dict[str, str]:
    """Why this file does not give what its format has: the branches that are not there, and the nearest that are."""
    reasons: dict[str, str] = {}
    for kind, collection in schema.collections.items():
        left = fitting.collections.get(kind)
        for name, source in collection.properties.items():
            if source.branch and source.branch not in first.branches:
                near = nearest(source.branch, first.branches)
                hint = f" (the nearest are {', '.join(near)})" if near else ""
                reason = f"the file has no branch `{source.branch}`{hint}"
                reasons[f"{kind}.{name}"] = reason
                if left is None:
                    reasons.setdefault(kind, reason)
        for name, listed in collection.lists.items():
            if lacking := absent_list(listed, first):
                reasons[f"{kind}.{name}"] = f"the file has no branch {lacking}"
        reasons |= absent_results(kind, collection, reasons)
    return reasons


def absent_list(listed: ListSource, first: EventFile) -> str:
    """The branches without which a file does not tell a list: the first of each way to store it; empty where one is there."""
    ways = (listed, *listed.alternatives)
    lacking = [[each for each in way.branches if each not in first.branches] for way in ways]
    named = [f"`{each}`" for each in dict.fromkeys(each[0] for each in lacking if each)]
    return " or ".join(each for each in (", ".join(named[:-1]), *named[-1:]) if each) if all(lacking) else ""


def absent_results(kind: str, collection: CollectionSource, reasons: Mapping[str, str]) -> dict[str, str]:
    """Why properties cannot be computed: one that they are computed from, directly or not, is absent."""
    found: dict[str, str] = {}
    while True:
        known = {**reasons, **found}
        more = {
            f"{kind}.{name}": known[f"{kind}.{word}"]
            for name, source in collection.properties.items()
            for word in WORD.findall(source.compute or "")
            if f"{kind}.{word}" in known and f"{kind}.{name}" not in known
        }
        if not more:
            return found
        found |= more


def recognised(named: Schema | None, first: EventFile) -> Schema:
    """The schema with the branch names of this file."""
    names = tuple(first.branches)
    if named is not None:
        return adapt(named, spellings(named, first, names))
    schemas = possible(first, names)
    return recognise(all_spellings(schemas, first, names), first.tree, schemas).schema


def possible(first: EventFile, names: tuple[str, ...]) -> tuple[Schema, ...]:
    """The schemas that can be that of a file; all where none can be, for they are told."""
    known = outlines()
    spelled = all_spellings(known.values(), first, names)
    fitting = [name for name, each in known.items() if match_one(spelled, first.tree, each).fits]
    return tuple(map(named_schema, fitting)) or all_schemas()


def all_spellings(schemas: Iterable[Schema], first: EventFile, names: tuple[str, ...]) -> frozenset[str]:
    """The file's branch names, and the spellings of all schemas that it understands."""
    return frozenset(name for each in schemas for name in spellings(each, first, names))


def spellings(schema: Schema, first: EventFile, names: tuple[str, ...]) -> tuple[str, ...]:
    """The file's branch names, and the schema's own spellings of them that the file understands."""
    return (*names, *branch_names(schema, first))


def branch_names(schema: Schema, first: EventFile) -> tuple[str, ...]:
    """The branches of a schema that a file has, by whatever spelling it understands, and all of the file's own."""
    own: dict[str, None] = {}
    for collection in schema.collections.values():
        for source in collection.properties.values():
            for name in (source.branch, *source.alternatives):
                if name and name in first.branches:
                    own[name] = None
        for listed in collection.lists.values():
            own |= {name: None for name in listed.branches if name in first.branches}
    for name in (
        *schema.required,
        *schema.absent,
        *schema.triggers.values(),
        *((schema.dataset_kind.branch,) if schema.dataset_kind else ()),
    ):
        if name in first.branches:
            own[name] = None
    return (*own, *first.branches)


def identity_branches(schema: Schema) -> dict[str, str]:
    """Where the run, luminosity block and event numbers stand."""
    event = schema.collections.get("event")
    sources = event.properties if event is not None and event.entry is None else {}
    return {name: sources[name].branch or "" for name in IDENTITY if name in sources and sources[name].branch}


def dataset_kind(program: Program, schema: Schema, first: EventFile, options: RunOptions) -> DataKind:
    """Data or simulation: as told, or as the schema tells from the first file."""
    match options.dataset_kind:
        case "data":
            return "data"
        case "simulation":
            return "simulation"
        case _:
            pass
    rule = schema.dataset_kind
    if rule is not None:
        if rule.branch not in first.branches:
            return "data"
        if rule.rule == "present":
            return "simulation"
        values = first.read([rule.branch], 0, min(first.entries, 1000))[rule.branch]
        return "simulation" if any(value != 0 for value in values) else "data"
    weights = [factor for region in program.regions for factor in region.weights]
    asked = [each.name for each in weights if each.dataset is not None]
    if asked:
        raise HepirError((UnknownDatasetKind(Span(0, 0), tuple(dict.fromkeys(asked))),))
    return "unknown"
