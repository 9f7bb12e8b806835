"""From a syntax tree to a typed program.

In: a `Source`, its tree, and the kinds of objects. Out: `Checked`: the program where there is no error, and
all diagnostics in the
order of the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from hepir.diagnostics.core import Diagnostic, Severity
from hepir.light_dataclasses import dataclass
from hepir.semantics import (
    definitions,
    errors,
    evidence,
    explosion,
    external,
    facts,
    holes,
    intervals,
    models,
    options,
    regions,
    tables,
    usage,
    variations,
)
from hepir.semantics.declarations import Declarations, declare
from hepir.semantics.program import Definition, Program, Publication, ReadFile, Region
from hepir.semantics.scope import Declared, Report, Scope
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.walking import nodes
from hepir.tabular.files import Folder
from hepir.types.core import BOOLEAN, UNKNOWN
from hepir.types.kinds import Kinds
from hepir.types.tables import Table


@dataclass(frozen=True)
class Checked:
    """The typed program, None where there are errors, and everything that was found."""

    program: Program | None
    diagnostics: tuple[Diagnostic, ...]


def check_tree(
    source: Source, parsed: tree.Program, kinds: Kinds, *, strict_evidence: bool = False
) -> Checked:
    """Check a program that parses."""
    report, names = Report(), dict[str, Declared]()
    sources = evidence.declared_sources(parsed, report)
    folder = Folder(Path(source.name).parent)
    scope = scope_of(parsed, folder, Scope(source, kinds, names, report))
    found, selections = check_blocks(declare(parsed, kinds, report), names, scope, sources)
    facts.check_facts(parsed, report)
    varied = variations.check_variations(parsed, selections, scope, sources)
    evidence.check_evidence(parsed, sources, report, strict=strict_evidence)
    program = Program(
        publication(parsed, source),
        tuple(found),
        in_text_order(selections, parsed),
        varied,
        notes(parsed),
        tuple(hole.span for hole in places_of_holes(parsed)),
        kinds,
        files=tuple(ReadFile(*each) for each in sorted(folder.read.items())),
        tables={name: table for name, table in scope.tables.items() if isinstance(table, Table)},
        systematics=tuple(each.name.text for each in parsed.blocks if isinstance(each, tree.SystematicBlock)),
    )
    check_whole(parsed, program, scope)
    ordered = tuple(sorted(report.found, key=lambda each: (each.span, each.code)))
    return Checked(None if failed(report) else program, ordered)


def scope_of(parsed: tree.Program, folder: Folder, scope: Scope) -> Scope:
    """What can be called at all places: tables, models, functions of files."""
    known = tables.check_tables(parsed, folder, scope.report)
    modelled = models.check_models(parsed, folder, known, scope.report)
    functions = external.check_functions(parsed, {**known, **modelled}, scope.report)
    return replace(scope, tables=known, models={**modelled, **functions})


def check_blocks(
    declared: Declarations, names: dict[str, Declared], scope: Scope, sources: evidence.Sources
) -> tuple[list[Definition], list[Region]]:
    """Definitions and regions, each after what it needs. `names` are those of the scope, which come to be known."""
    found: list[Definition] = []
    selections: list[Region] = []
    for name, block in declared.blocks.items():
        if name not in declared.order:
            names[name] = Declared(BOOLEAN if isinstance(block, tree.RegionBlock) else UNKNOWN)
    for name in declared.order:
        block = declared.blocks[name]
        if isinstance(block, tree.RegionBlock):
            selections.append(regions.check_region(block, scope, sources))
            names[name] = Declared(BOOLEAN)
        else:
            definition = definitions.check_definition(block, scope, sources)
            if definition is not None:
                found.append(definition)
            names[name] = Declared(definition.type if definition else UNKNOWN, definitions.insertion(block))
    return found, selections


def check_whole(parsed: tree.Program, program: Program, scope: Scope) -> None:
    """Holes, and what takes a program without errors: values that may be missing, what grows too large or does nothing."""
    report = scope.report
    for place in program.holes:
        report(errors.HoleLeft(place))
    if not failed(report):
        holes.check_holes(program, report)
        options.check_options(program, report)
        explosion.check_combinations(parsed, program, report)
        usage.check_usage(parsed, program, report)
        intervals.check_intervals(program, scope, report)


def failed(report: Report) -> bool:
    """Whether there are errors."""
    return any(each.severity is Severity.ERROR for each in report.found)


def in_text_order(selections: Iterable[Region], parsed: tree.Program) -> tuple[Region, ...]:
    """Regions as they were written; parents need not come first, backends follow the names."""
    by_name = {region.name: region for region in selections}
    written = [block.name.text for block in parsed.blocks if isinstance(block, tree.RegionBlock)]
    return tuple(by_name[name] for name in dict.fromkeys(written) if name in by_name)


def publication(parsed: tree.Program, source: Source) -> Publication:
    """What the `analysis` block says."""
    for block in parsed.blocks:
        if isinstance(block, tree.Analysis):
            facts = {
                rule.keyword: fact_text(rule, source) for rule in block.rules if isinstance(rule, tree.Fact)
            }
            return Publication(block.title, **facts)
    return Publication()


def fact_text(fact: tree.Fact, source: Source) -> str:
    """The value of a fact as it was written, texts without quotes."""
    match fact.value:
        case tree.Text(value):
            return value
        case other:
            return " ".join(source.slice(other.span).split())


def notes(parsed: tree.Program) -> tuple[str, ...]:
    """Everything `unresolved`, `delegated` or `dismissed`, in order."""
    found = list(parsed.notes)
    for block in parsed.blocks:
        found += [rule for rule in block.rules if isinstance(rule, tree.Note)]
    return tuple(f"{note.keyword}: {note.text}" for note in found)


def places_of_holes(node: object) -> list[tree.Hole]:
    """The holes of a program."""
    return [each for each in nodes(node) if isinstance(each, tree.Hole)]
