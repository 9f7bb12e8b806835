"""From an ADL program to a program of this language.

In: a source. Out: `Imported`: the new program, diagnostics with their places in the ADL text, and how many statements were
converted. Never raises for what stands in the text; what cannot be converted stays in the program as `unresolved`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from hepir.compiling import analyse
from hepir.diagnostics.core import Diagnostic, HepirError, Severity
from hepir.diagnostics.places import NOWHERE
from hepir.interop.adl import definitions, errors, grids, models, objects, regions, systematics, units
from hepir.interop.adl.blocks import Block, Program, blocks_of
from hepir.interop.adl.dialects import dialects
from hepir.interop.adl.information import analysis, setting
from hepir.interop.adl.lines import Line, statements
from hepir.interop.adl.pieces import ATOM, Condition, Piece, Quantity
from hepir.interop.adl.rows import Chunk, Report, Row, unresolved
from hepir.interop.adl.scope import PREDEFINED, Entry, Scope
from hepir.interop.adl.searches import Searches, expressions, search
from hepir.interop.adl.stopping import ConversionError
from hepir.intrinsics.registry import callable_names
from hepir.source import Source
from hepir.syntax.formatting import format_source
from hepir.syntax.parsing import parse
from hepir.tabular.files import Folder

Maker = Callable[[], Piece | None]
BY_PT = "ADL has collections in the order of pt"
QUOTING = re.compile(r" *(?:unresolved|dismissed|#)")  # lines with words of the ADL program
SORTS = {"object": "object", "define": "define", "region": "region", "table": "table"}


@dataclass(frozen=True)
class Imported:
    """A converted program. `statements` of the ADL text, of which `converted` were; `dialects` that it uses."""

    text: str
    diagnostics: tuple[Diagnostic, ...]
    statements: int
    converted: int
    dialects: tuple[str, ...]


def import_adl(source: Source) -> Imported:
    """Convert an ADL program."""
    lines = statements(source.text)
    program = blocks_of(lines)
    report = Report()
    rows = converted(source, program, report)
    if not any(row.text.strip() and not row.text.startswith("#") for row in rows):
        report.diagnostics.append(errors.NotUnderstood(NOWHERE, "there is no statement in it"))
        rows.append(Row('unresolved "ADL: a program without a statement"', NOWHERE))
    rows = readable([Row(printable(row.text), row.span) for row in rows], report)
    text = "\n".join(row.text for row in rows) + "\n"
    found = sorted(
        (*report.diagnostics, *checked(source.name, text, rows)), key=lambda each: (each.span, each.code)
    )
    with suppress(HepirError):  # `readable` has told of it
        text = format_source(text)
    return Imported(text, tuple(found), report.statements, report.converted, dialects(lines))


def converted(source: Source, program: Program, report: Report) -> list[Row]:
    """All lines of the new program."""
    scope, searches = Scope(folder=Folder(Path(source.name).parent)), Searches()
    scope.length = "cm" if "dxy" in source.text.lower() else "mm"
    entries = declared(program, scope, searches)
    search(program, scope, searches)
    shared = shared_of(program, scope, searches, report)
    told = analysis(program, report)
    chunks = [
        (block, convert(block, entries[id(block)], shared))
        for block in program.blocks
        if id(block) in entries
    ]
    joint = searches.chunks.get("", [])
    first = next((index for index, (block, _) in enumerate(chunks) if block.kind == "region"), len(chunks))
    chunks.insert(first, (program.blocks[-1], joint))
    stated = with_order([chunk for _, made in chunks for chunk in made])
    alone = [entry for entry in scope.entries.values() if entry.indexed and entry.name not in stated]
    written = [row for _, made in chunks for chunk in made for row in chunk.rows()]
    for entry in alone:
        entry.indexed = not only_first(entry.name, written) or entry.sort != "object"
    blocks: list[Row] = []
    for block, made in chunks:
        for chunk in made:
            blocks += [Row("", block.line.span), *ordered(scope, chunk, stated)]
    blocks = by_leading(blocks, {each.name: each.name for each in alone if not each.indexed})
    kinds = {name: kind for kind, name in scope.by_rank.items() if only_first(name, blocks, plain=False)}
    scope.by_rank = {kind: name for kind, name in scope.by_rank.items() if name not in kinds}
    blocks = by_leading(blocks, kinds)
    own = [*predefined(scope, program), *ranked(scope, program)]
    rows = [*told, *leading(program, entries, scope, report), *own, *blocks]
    comments = [
        Row(f"# {each}".rstrip(), program.blocks[-1].line.span) for each in program.blocks[-1].line.before
    ]
    return [*rows, *comments]


def declared(program: Program, scope: Scope, searches: Searches) -> dict[int, Entry]:
    """An entry for each block that has a name; what it means is worked out when it is asked for."""
    entries: dict[int, Entry] = {}
    for block in program.blocks:
        if block.kind == "setting":
            constant(block, scope)
        if block.kind not in SORTS or not block.name:
            continue
        entry = scope.add(block.name, SORTS[block.kind])
        while block.kind == "table" and (entry.name in callable_names() or entry.name in scope.taken):
            entry.name += "_"  # a table is called as a function is
        scope.taken.add(entry.name)
        entries[id(block)] = entry
        if models.is_list(block):
            scope.lists[block.name.lower()] = block
        if block.kind == "table":
            with suppress(ConversionError):
                grids.edges(block, grids.cells(block))
                entry.count = grids.dimensions(block)
        entry.make = maker(scope, block, entry, searches)
    return entries


def constant(block: Block, scope: Scope) -> None:
    """A setting that is a number may be used by its name, unless that is defined."""
    word, _, value = (each.strip() for each in block.line.body.partition("="))
    with suppress(ValueError):
        found = Quantity(units.number(value), ATOM, None, float(value), integer=float(value).is_integer())
        scope.settings[word.lower()] = found


def maker(scope: Scope, block: Block, entry: Entry, searches: Searches) -> Maker:
    """What works out the meaning of a block."""

    def make() -> Piece | None:
        try:
            match block.kind:
                case "object":
                    return objects.meaning(scope, block, entry)
                case "define":
                    entry.verbatim = entry.name in searches.found
                    return definitions.meaning(scope, block, searches)[0]
                case "region":
                    return Condition(entry.name)
        except ConversionError:
            return None
        return None

    return make


def shared_of(program: Program, scope: Scope, searches: Searches, report: Report) -> regions.Shared:
    """What regions need to know."""
    processes: dict[str, tuple[str, ...]] = {}
    lists: dict[str, Block] = {}
    for block in program.blocks:
        if block.kind == "countsformat":
            words = (each.body.strip().partition(",")[0].split() for each in block.rules)
            processes[block.name.lower()] = tuple(scope.given(word[0]) for word in words if word)
            for line in (block.line, *block.rules):
                report.took(line)
        elif block.kind == "histolist":
            lists[block.name] = block
            report.took(block.line)
    return regions.Shared(scope, searches, expressions(program, scope), processes, lists, report)


def leading(program: Program, entries: dict[int, Entry], scope: Scope, report: Report) -> list[Row]:
    """Settings, tables, systematics and what stands outside of blocks: notes before the first block."""
    rows: list[Row] = []
    for line in program.stray:
        report.left(errors.NotUnderstood(line.span, "it stands outside of the block that it belongs to"))
        rows.append(Row(unresolved(line), line.span))
    for block in program.blocks:
        match block.kind:
            case "setting":
                rows += setting(block, report)
            case "systematic":
                rows += systematic(block, scope, report)
            case "table" if id(block) in entries:
                rows += table(block, entries[id(block)], report)
            case "object" | "define" | "region" if not block.name:
                report.left(errors.NotUnderstood(block.line.span, "a block has a name"))
                rows.append(Row(unresolved(block.line), block.line.span))
    return rows


def systematic(block: Block, scope: Scope, report: Report) -> list[Row]:
    """A systematic variation."""
    try:
        chunk = systematics.convert(block, scope)
    except ConversionError as error:
        return kept(block, report, error.diagnostic)
    report.took(block.line)
    return [Row("", block.line.span), *chunk.rows()]


def table(block: Block, entry: Entry, report: Report) -> list[Row]:
    """A table, which stands before everything that calls it."""
    try:
        chunk = grids.convert(block, entry)
    except ConversionError as error:
        return kept(block, report, error.diagnostic)
    report.took(block.line, [grids.NOTHING_BEYOND])
    return [Row("", block.line.span), *chunk.rows()]


def kept(block: Block, report: Report, reason: str | Diagnostic) -> list[Row]:
    """A block that is kept as it is."""
    place = block.line.span
    report.left(errors.NotExpressible(place, reason) if isinstance(reason, str) else reason)
    body = " ".join(each.body.strip() for each in block.rules)
    whole = Line(block.kind, f"{block.line.body.strip()} {body}", block.line.start, block.line.span)
    return [Row(unresolved(whole), block.line.span)]


def convert(block: Block, entry: Entry, shared: regions.Shared) -> list[Chunk]:
    """The chunks of a block."""
    match block.kind:
        case "object":
            return objects.convert(shared.scope, block, entry, shared.report)
        case "define":
            return definitions.convert(shared.scope, block, entry, shared.searches, shared.report)
        case "region":
            return regions.convert(block, entry, shared)
    return []


def with_order(chunks: Sequence[Chunk]) -> set[str]:
    """The collections whose order is stated, by themselves or by the one that they are taken from."""
    found = {each.entry for each in chunks if any("  sort by" in row.text for row in each.rows())}
    parents = {
        each.entry: each.header.partition(" from ")[2] for each in chunks if each.header.startswith("object ")
    }
    while more := {name for name, parent in parents.items() if parent in found and name not in found}:
        found |= more
    return found - {""}


def only_first(name: str, rows: Sequence[Row], *, plain: bool = True) -> bool:
    """Whether no more than the first object of a collection is asked for; `plain`: other uses that need no order may be."""
    other = rf"\b{name}\[(?!0\])|\bfirst\({name}\b" if plain else rf"\b{name}\b(?!\[0\])"
    return not any(re.search(other, row.text) for row in rows if not QUOTING.match(row.text))


def by_leading(rows: list[Row], names: Mapping[str, str]) -> list[Row]:
    """The lines with `leading` in place of the first of collections, which then need no order."""
    for name, collection in names.items():
        first = re.compile(rf"\b{name}\[0\]")
        rows = [
            row
            if QUOTING.match(row.text)
            else replace(row, text=first.sub(f"leading({collection})", row.text))
            for row in rows
        ]
    return rows


def predefined(scope: Scope, program: Program) -> list[Row]:
    """The objects that CutLang has by itself, where they are used."""
    span = program.blocks[-1].line.span
    rows = []
    for word, name in scope.predefined.items():
        kind, condition, _ = PREDEFINED[word]
        chosen = f'  select {condition}  @assumed "`{word}` is {kind} with {condition}"'
        order = f'  sort by pt descending  @assumed "{BY_PT}"'
        rows += [Row(text, span) for text in ("", f"object {name} from {kind}", chosen, order)]
    return rows


def ranked(scope: Scope, program: Program) -> list[Row]:
    """Kinds whose objects are asked for by rank, sorted."""
    span = program.blocks[-1].line.span
    rows = []
    for kind, name in scope.by_rank.items():
        texts = ("", f"object {name} from {kind}", f'  sort by pt descending  @assumed "{BY_PT}"')
        rows += [Row(text, span) for text in texts]
    return rows


def ordered(scope: Scope, chunk: Chunk, stated: Collection[str]) -> list[Row]:
    """The lines of a block; a collection whose objects are asked for by rank is sorted, unless its order is `stated`."""
    rows = chunk.rows()
    indexed = any(entry.indexed for entry in scope.entries.values() if entry.name == chunk.entry)
    if indexed and chunk.header.startswith(("object", "combine")) and chunk.entry not in stated:
        rows.append(Row(f'  sort by pt descending  @assumed "{BY_PT}"', chunk.span))
    return rows


def readable(rows: list[Row], report: Report) -> list[Row]:
    """The lines with those that this language cannot read turned into notes; the parser has the last word."""
    for _ in range(len(rows)):
        source = Source("", "\n".join(row.text for row in rows) + "\n")
        parsed = parse(source)
        if parsed.program is not None:
            return rows
        bad: dict[int, Diagnostic] = {}
        for each in parsed.diagnostics:
            if each.severity is Severity.ERROR:
                bad.setdefault(min(source.position(each.span.start).line, len(rows)) - 1, each)
        first = min(bad)
        for index, each in bad.items():
            # what follows a mistake may be right
            if index == first or not reads_alone(rows, index):
                reason = f"this language cannot read what it becomes: {each.message}"
                report.diagnostics.append(errors.NotExpressible(rows[index].span, reason))
                report.converted -= 1
                rows = [*rows[:index], note(rows[index]), *rows[index + 1 :]]
    return rows


def reads_alone(rows: list[Row], index: int) -> bool:
    """Whether a line can be read under the header of its block."""
    text = rows[index].text
    if text.startswith("  "):
        headers = (each.text for each in rows[:index][::-1] if each.text[:1] not in ("", " ", "#"))
        text = f"{next(headers, '')}\n{text}"
    return parse(Source("", f"{text}\n")).program is not None


def printable(text: str) -> str:
    """A line without the characters that no program may hold."""
    return "".join(each for each in text if each.isprintable())


def note(row: Row) -> Row:
    """A line as a comment."""
    return Row(f"# {row.text.strip()}", row.span)


def checked(name: str, text: str, rows: list[Row]) -> list[Diagnostic]:
    """What the checker finds in the new program, at the places of the ADL text."""
    source = Source(name, text)
    found: list[Diagnostic] = []
    for each in analyse(source).diagnostics:
        if each.severity is Severity.NOTE:
            continue
        line = min(source.position(each.span.start).line, len(rows)) - 1
        kind = errors.WrongInConversion if each.severity is Severity.ERROR else errors.DoubtfulInConversion
        found.append(kind(rows[line].span, f"{each.code} {each.name}", each.message, each.hints))
    return list(dict.fromkeys(found))
