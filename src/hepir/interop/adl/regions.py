"""Regions of ADL.

In: a region block. Out: its chunks. Histograms, bins and published counts of ADL hold where they stand, here for a whole
region: a region that goes on after one becomes several, each from the one before. A bin with a condition becomes a region.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from hepir.diagnostics.nearest import nearest
from hepir.interop.adl import bins, errors, histograms, objects, tree
from hepir.interop.adl.blocks import Block
from hepir.interop.adl.expressions import Converter
from hepir.interop.adl.lines import Line
from hepir.interop.adl.pieces import inside, quoted
from hepir.interop.adl.properties import of_event
from hepir.interop.adl.reordering import outdated, sort
from hepir.interop.adl.rows import Chunk, Report, unresolved
from hepir.interop.adl.scope import Entry, Scope
from hepir.interop.adl.searches import Defined, Searches, exists
from hepir.interop.adl.stopping import ConversionError, cannot
from hepir.interop.adl.taking import parsed
from hepir.interop.adl.tree import Name
from hepir.source import Span
from hepir.types.dimensions import NONE

SHOWS = "shows or stores values, selects nothing"
ANY_OF = re.compile(r"\s+or\s+|\|\||,", re.IGNORECASE)
NAMED = re.compile(r"\s*(?P<name>[^\s=]*)\s*=?(?P<value>.*)$", re.DOTALL)
SHOWN = re.compile(r"\?\s*(?:print|save)\b[^?]*?(?::\s*all\s*)?$", re.IGNORECASE)
NORMALISED = "the normalisation to cross-section and luminosity is that of the dataset"
ACTIONS = {
    "lepsf": "event.electron_scale_factor * event.muon_scale_factor",
    "btagsf": "event.btag_scale_factor",
    "xslumicorrsf": None,
}


@dataclass
class Shared:
    """What all regions of a program share."""

    scope: Scope
    searches: Searches
    defined: Defined
    processes: dict[str, tuple[str, ...]]
    histolists: dict[str, Block]
    report: Report
    reordered: dict[str, dict[str, str]] = field(default_factory=dict)  # by the regions that sort them


@dataclass
class Region:
    """A region as it is built: the chunks that are finished, the one that is being written, and its bins."""

    block: Block
    entry: Entry
    shared: Shared
    done: list[Chunk] = field(default_factory=list)
    parents: list[str] = field(default_factory=list)
    chunk: Chunk = field(default_factory=lambda: Chunk("", Span(0, 0)))
    closed: bool = False  # a histogram, a bin or a count stands in the current chunk
    cuts: int = 0
    binned: list[Chunk] = field(default_factory=list)
    boxes: list[bins.Box] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)
    last_bin: Chunk | None = None
    before: list[Chunk] = field(default_factory=list)  # collections that are sorted here
    reordered: dict[str, str] = field(default_factory=dict)

    # ---- chunks ----

    def finish(self, name: str) -> None:
        """The current chunk is a region of this name."""
        parents = f" from {', '.join(self.parents)}" if self.parents else ""
        self.chunk.header = f"region {name}{parents}"
        self.done += [self.chunk, *self.binned]
        self.binned = []

    def go_on(self) -> None:
        """After what belongs to the region as it is, a new one begins."""
        if not self.closed:
            return
        name = self.shared.scope.fresh(f"{self.entry.name}_part{len(self.done) + 1}")
        for chunk in self.binned:
            chunk.header = chunk.header.replace(f" from {self.entry.name}", f" from {name}")
        self.finish(name)
        self.parents, self.chunk = [name], Chunk("", self.block.line.span)
        self.closed, self.labels, self.last_bin = False, {}, None

    def converter(self, word: str = "select") -> Converter:
        """What converts the next rule."""
        quantifier = "any" if word == "reject" else "all"
        return Converter(
            self.shared.scope,
            found=dict(self.shared.searches.found),
            quantifier=quantifier,
            reordered=self.reordered,
            outdated=outdated(self),
        )

    def add(self, text: str, line: Line, decisions: list[str]) -> None:
        """A rule that was converted."""
        self.shared.report.took(line, decisions)
        self.chunk.add(text, line, decisions)


def convert(block: Block, entry: Entry, shared: Shared) -> list[Chunk]:
    """The chunks of a region."""
    region = Region(block, entry, shared)
    region.chunk = Chunk("", block.line.span, list(block.line.before))
    shared.report.took(block.line)
    for line in block.rules:
        statement(region, line)
    region.finish(entry.name)
    shared.report.diagnostics += bins.overlaps(region.boxes)
    shared.reordered[entry.name] = region.reordered
    return [*region.before, *region.done]


def statement(region: Region, line: Line) -> None:
    """One rule of a region; one that cannot be converted is kept."""
    try:
        convert_rule(region, line)
    except ConversionError as stop:
        region.shared.report.left(stop.diagnostic)
        region.chunk.add(unresolved(line), line)


def convert_rule(region: Region, line: Line) -> None:
    """One rule of a region; raises ConversionError."""
    match line.keyword:
        case "name" | "take":
            named(region, line, line.body.strip())
        case "trigger":
            fired(region, line)
        case "select" | "reject" | "command":
            selection(region, line)
        case "weight":
            weight(region, line)
        case "bin":
            binned(region, line)
        case "histo":
            histogram(region, line)
        case "counts":
            counts(region, line)
        case "print" | "save":
            region.add(f"dismissed {quoted(f'{line.keyword} {SHOWS}: {line.body.strip()}')}", line, [])
        case "sort":
            sort(region, line)
        case _:
            word = line.body.split()[0] if line.body.split() else line.keyword
            raise ConversionError(
                errors.NotUnderstood(line.span, f"`{word}` begins no statement of a region")
            )


def named(region: Region, line: Line, word: str) -> None:
    """A region, or a list of histograms, by its name alone."""
    if not word:
        raise ConversionError(errors.NotUnderstood(line.span, "a name is missing"))
    shared = region.shared
    lists = {name.lower(): block for name, block in shared.histolists.items()}
    if word.lower() in lists:
        shared.report.took(line)
        region.chunk.comment((*line.before, f"histograms of {word}"), line.span)
        for each in lists[word.lower()].rules:
            statement(region, Line(each.keyword, each.body, each.start, each.span))
        return
    entry = shared.scope.find(word)
    if entry is None:
        raise ConversionError(errors.UnknownAdlName(line.span, word, like_it(word, region)))
    if entry.sort != "region":
        selection(region, Line("select", line.body, line.start, line.span, line.before, line.after))
        return
    if entry is region.entry:
        raise ConversionError(errors.NotUnderstood(line.span, "a region cannot start from itself"))
    region.reordered |= shared.reordered.get(entry.name, {})
    if region.cuts or region.closed or region.chunk.rules:
        region.go_on()
        region.cuts += 1
        region.add(f"select {entry.name}", line, [])
        return
    region.parents.append(entry.name)
    shared.report.took(line)
    region.chunk.comments += [*line.before, *([f"{word}: {line.after}"] if line.after else [])]


def like_it(word: str, region: Region) -> tuple[str, ...]:
    """Names of regions and lists that are like a word."""
    entries = region.shared.scope.entries
    return nearest(
        word, (*(name for name, each in entries.items() if each.sort == "region"), *region.shared.histolists)
    )


def fired(region: Region, line: Line) -> None:
    """`trigger name`."""
    names = [each.strip().strip('"') for each in ANY_OF.split(line.body) if each.strip()]
    if not names or any(len(each.split()) > 1 for each in names):
        raise ConversionError(
            errors.NotUnderstood(line.span, "a trigger has one name; several stand behind `or`")
        )
    region.go_on()
    region.cuts += 1
    region.add(f"select trigger({', '.join(map(quoted, names))})", line, [])


def searched_if(region: Region, line: Line, condition: tree.Node, then: tree.Nearest) -> None:
    """`c ? x ~= 0 : ALL`: what is found is found in all events, and asked for where the condition holds."""
    converter = region.converter()
    asked = converter.statement(condition)
    text = exists(region.shared.searches, then, region.shared.defined)
    region.go_on()
    region.cuts += 1
    region.add(f"when {asked} select {text}", line, [*converter.decisions, "the optimisation finds one"])


def action(region: Region, line: Line, word: str) -> None:
    """A word of CutLang that weights events."""
    factor = ACTIONS[word]
    if factor is None:
        region.add(
            f'dismissed "{line.body.strip()}: normalisation is that of the dataset"', line, [NORMALISED]
        )
        return
    region.go_on()
    decision = f"`{line.body.strip()}` weights events by {factor.replace('event.', '')}"
    region.add(f"weight {unique(region, word)} = {factor} on simulation", line, [decision])


def passes_else(node: tree.Ternary) -> bool:
    """Whether events for which the condition does not hold pass."""
    match node.otherwise:
        case None:
            return True
        case Name(text=text):
            return text.lower() == "all"
    return False


def selection(region: Region, line: Line) -> None:
    """`select` and `reject`."""
    word = "reject" if line.keyword == "reject" else "select"
    if SHOWN.search(line.body):
        region.add(f"dismissed {quoted(f'it {SHOWS}: {line.body.strip()}')}", line, [])
        return
    node = trigger(line) or parsed(line.body, line.start)
    match node:
        case Name(text=text) if text.lower() == "all" and word == "select":
            region.shared.report.took(line)
            region.chunk.comment((*line.before, "ALL: every cutflow begins with all events"), line.span)
            return
        case Name(text=text) if (
            entry := region.shared.scope.find(text)
        ) is not None and entry.sort == "region":
            if word == "select":
                named(region, line, text)
                return
        case tree.Nearest():
            region.go_on()
            region.cuts += 1
            text = exists(region.shared.searches, node, region.shared.defined)
            region.add(f"select {text}", line, ["the optimisation finds one"])
            return
        case tree.Ternary(then=tree.Nearest() as then, condition=asked) if passes_else(node):
            searched_if(region, line, asked, then)
            return
        case Name(text=text) if word == "select" and text.lower() == "fillhistos":
            region.add(f"dismissed {quoted(f'it {SHOWS}: {line.body.strip()}')}", line, [])
            return
        case Name(text=text) if word == "select" and text.lower() in ACTIONS:
            action(region, line, text.lower())
            return
    if objects.always(node):
        region.add(
            'dismissed "a number of objects is never below zero"',
            line,
            ["a cut that holds always is left out"],
        )
        return
    converter = region.converter(word)
    text = implied(converter, node, word) or f"{word} {converter.statement(node)}"
    region.go_on()
    region.cuts += 1
    region.add(text, line, converter.decisions)


def trigger(line: Line) -> tree.Node | None:
    """`HLT "name"`."""
    word, _, name = line.body.strip().partition(" ")
    if word.upper() == "HLT" and name.strip().startswith('"'):
        return Name(line.span, name.strip().strip('"'))
    return None


def implied(converter: Converter, node: tree.Node, word: str) -> str | None:
    """`select c ? a : ALL` lets events without c pass."""
    if word != "select" or not isinstance(node, tree.Ternary):
        return None
    if isinstance(node.then, tree.Nothing) or isinstance(node.otherwise, tree.Nothing):
        return None
    if not passes_else(node):
        return None
    with converter.bound() as binders:
        condition, then = converter.condition(node.condition), converter.condition(node.then)
    if binders:
        return None
    return f"when {inside(condition, 1)} select {inside(then, 1)}"


def weight(region: Region, line: Line) -> None:
    """`weight NAME value`."""
    name, value, start = named_value(line)
    if not value.strip() and of_event(name) is not None:
        value, start = name, start - len(name)
    if not value.strip():
        raise ConversionError(errors.NotUnderstood(line.span, "a weight has a name and a value"))
    converter = region.converter()
    found = converter.one_quantity(parsed(value, start))
    if (found.dimension or NONE) != NONE:
        raise cannot(line.span, "a weight is a pure number")
    if region.cuts:
        converter.decide("a weight here counts for every step of its region, also those before it")
    otherwise = " else 1" if found.optional else ""
    if otherwise:
        converter.decide("where its object is missing the weight is 1")
    region.go_on()
    free = unique(region, name)
    region.add(f"weight {free} = {found.text}{otherwise}", line, converter.decisions)


def named_value(line: Line) -> tuple[str, str, int]:
    """`NAME value` or `NAME = value`, and where the value begins."""
    found = NAMED.match(line.body)
    assert found is not None
    return found["name"], found["value"], line.start + found.start("value")


def unique(region: Region, name: str) -> str:
    """A name of a rule that the region has not used yet."""
    word = "".join(each if each.isalnum() else "_" for each in name) or "unnamed"
    word = f"n{word}" if word[0].isdigit() else word
    word = region.shared.scope.given(word) if word in region.shared.scope.taken else word
    region.labels[word] = region.labels.get(word, 0) + 1
    return word if region.labels[word] == 1 else f"{word}_{region.labels[word]}"


def binned(region: Region, line: Line) -> None:
    """`bin`: an axis, or a region of its own."""
    label, text, start = bins.label_of(line)
    converter = region.converter()
    axis = bins.axis(converter, text, start)
    if axis is not None:
        region.closed = True
        region.last_bin = None
        region.add(axis, line, converter.decisions)
        return
    node = parsed(text, start)
    condition = bins.condition(converter, node)
    name = region.shared.scope.fresh(f"{region.entry.name}_bin{len(region.boxes) + 1}")
    chunk = Chunk(f"region {name} from {region.entry.name}", line.span)
    region.shared.report.took(line, converter.decisions)
    chunk.add(f"select {condition}", line, [*converter.decisions, *([f"bin {label}"] if label else [])])
    found = bins.box(region.converter(), node)
    region.boxes.append(found or bins.Box({"?": bins.Interval(start, start, True, True, True)}, node.span))
    region.binned.append(chunk)
    region.closed, region.last_bin = True, chunk


def histogram(region: Region, line: Line) -> None:
    """`histo`."""
    name, *parts = histograms.fields_of(line)
    word = name.text.split()[0] if name.text.split() else ""
    if not word:
        raise ConversionError(errors.NotUnderstood(line.span, "a histogram has a name"))
    converter = region.converter()
    free = unique(region, word)
    text = histograms.histogram(converter, line, free, parts)
    region.closed = True
    region.add(text, line, converter.decisions)


def counts(region: Region, line: Line) -> None:
    """`counts`: published numbers for what stands before."""
    chunk = region.last_bin or region.chunk
    labels = {} if region.last_bin is not None else region.labels
    rows, decisions = histograms.expectations(line, region.shared.processes, labels)
    region.closed = True
    region.shared.report.took(line, decisions)
    for row in rows:
        chunk.add(row, line if row is rows[0] else Line("", "", line.start, line.span), decisions)
