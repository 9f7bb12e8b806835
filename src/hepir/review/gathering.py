"""All that a review shows of a program.

In: the reviewed text, the publications that it cites, and where there are any the results of a run. Out: plain values for
the page: an item for each statement, with its quotes, numbers, diagnostics, status and events.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hepir.diagnostics.core import Diagnostic, Severity
from hepir.explain.english import sentences as english_sentences
from hepir.extract.quotes import Place, places
from hepir.extract.verifying import on_page
from hepir.review.applying import Placed, block_name, placed
from hepir.review.documents import Object, Shown
from hepir.review.drafts import Drafts, without_evidence
from hepir.review.results import RunFacts
from hepir.semantics.declarations import quantities
from hepir.semantics.evidence import rule_free
from hepir.semantics.program import Program
from hepir.semantics.quoted import says
from hepir.source import Source, Span
from hepir.syntax import tree

VOTES = re.compile(r"#\s*(\d+)/(\d+)\s*$")
CONFLICT = ("HEP0422",)
UNGROUNDED = ("HEP0403", "HEP0404", "HEP0410", "HEP0411", "HEP0413")
NOTES = {"unresolved": "unresolved", "delegated": "delegated", "dismissed": "dismissed"}


@dataclass(frozen=True)
class Material:
    """What items are made from: the program with its tree, what is known of its meaning, its diagnostics, publications."""

    source: Source
    parsed: tree.Program
    typed: Program | None
    diagnostics: tuple[Diagnostic, ...]
    documents: Mapping[str, Shown]
    names: Mapping[int, str]
    facts: RunFacts
    drafts: Drafts


def statement_items(material: Material) -> list[Object]:
    """An item for each statement but sources, in the order of the program."""
    sources = {
        each.name.text: each for each in material.parsed.blocks if isinstance(each, tree.SourceStatement)
    }
    english: dict[int, list[str]] = {}
    for each in english_sentences(material.typed) if material.typed is not None else ():
        english.setdefault(each.line, []).append(each.text)
    return [
        statement_item(each, material, sources, english)
        for each in placed(material.parsed)
        if each.node.span.start in material.names
    ]


def statement_item(
    own: Placed,
    material: Material,
    sources: Mapping[str, tree.SourceStatement],
    english: Mapping[int, list[str]],
) -> Object:
    """One statement."""
    source, node = material.source, own.node
    line = source.position(node.span.start).line
    cited = [each.name.text for each in node.evidence if isinstance(each, tree.Cited)]
    quotes = [quote_object(sources[name], material.documents) for name in cited if name in sources]
    found = [each for each in material.diagnostics if overlaps(each.span, node.span)]
    assumed = [each.reason for each in node.evidence if isinstance(each, tree.Assumed)]
    text = source.slice(node.span)
    stands_alone = isinstance(node, tree.Block | tree.Note) and own.block in ("", name_of(node))
    target = "" if stands_alone else own.block
    sure = material.drafts.of(target, without_evidence(node, text, node.span.start))
    return {
        "id": material.names[node.span.start],
        "type": "statement",
        "keyword": keyword(node),
        "header": isinstance(node, tree.Block),
        "block": own.block,
        "line": line,
        "text": text,
        "english": " ".join(english.get(line, ())),
        "states": states(node, cited, assumed, quotes, found, source),
        "quotes": quotes,
        "assumed": assumed,
        "numbers": number_objects(node, [sources[name].quote for name in cited if name in sources]),
        "diagnostics": [diagnostic_object(each, node.span) for each in found],
        "votes": (sure or {}).get("votes") or commented_votes(source, node),
        "sure": sure,
        **material.facts.of_line(line),
    }


def name_of(node: tree.Block | tree.Note) -> str:
    """The block that a header begins; empty for notes."""
    return "" if isinstance(node, tree.Note) else block_name(node)


def commented_votes(source: Source, node: tree.Statement) -> list[int] | None:
    """How many of how many drafts have a statement, by the comment that extraction writes behind it."""
    found = VOTES.search(source.line(source.position(node.span.end).line))
    return [int(found[1]), int(found[2])] if found else None


def source_objects(program: tree.Program) -> list[Object]:
    """The quotes that statements may cite."""
    return [
        {
            "name": each.name.text,
            "page": each.page,
            "quote": each.quote,
            "reference": each.reference or "",
        }
        for each in program.blocks
        if isinstance(each, tree.SourceStatement)
    ]


def diagnostic_object(found: Diagnostic, place: Span) -> Object:
    """A diagnostic about a statement; its places count from the beginning of it. Edits elsewhere are not offered."""
    inside = all(place.start <= each.span.start and each.span.end <= place.end for each in found.edits)
    return {
        "code": found.code,
        "severity": found.severity.value,
        "message": found.message,
        "hints": list(found.hints),
        "start": max(0, found.span.start - place.start),
        "end": max(0, found.span.end - place.start),
        "edits": [
            {"start": each.span.start - place.start, "end": each.span.end - place.start, "text": each.text}
            for each in found.edits
            if inside
        ],
    }


def overlaps(span: Span, other: Span) -> bool:
    """Whether a diagnostic is about a statement."""
    return span.start < other.end and other.start <= span.start and span != Span(0, 0)


def keyword(node: tree.Statement) -> str:
    """The word that a statement starts with."""
    match node:
        case tree.Note(keyword=word) | tree.Fact(keyword=word):
            return word
        case _:
            return WORDS[type(node)]


WORDS: Mapping[type[tree.Statement], str] = {
    tree.Analysis: "analysis",
    tree.ObjectBlock: "object",
    tree.CombineBlock: "combine",
    tree.Choose: "choose",
    tree.Define: "define",
    tree.SystematicBlock: "systematic",
    tree.RegionBlock: "region",
    tree.Select: "select",
    tree.Reject: "reject",
    tree.Sort: "sort",
    tree.Let: "let",
    tree.When: "when",
    tree.Weight: "weight",
    tree.Histogram: "hist",
    tree.Bin: "bin",
    tree.Expect: "expect",
    tree.Variation: "variation",
}
CRITERIA = (tree.Select, tree.Reject, tree.When, tree.Choose)


def states(
    node: tree.Statement,
    cited: list[str],
    assumed: list[str],
    quotes: list[Object],
    found: Iterable[Diagnostic],
    source: Source,
) -> list[str]:
    """In which states a statement is: what the filters and marks of the page show."""
    codes = {each.code for each in found}
    marks = []
    if any(each.severity is Severity.ERROR for each in found):
        marks.append("error")
    if "?" in re.sub(r'"[^"]*"|#.*', "", source.slice(node.span)):
        marks.append("hole")
    if codes & set(CONFLICT) or (isinstance(node, tree.Note) and node.text.startswith("conflict")):
        marks.append("conflict")
    if isinstance(node, tree.Note):
        marks.append(NOTES[node.keyword])
    elif assumed:
        marks.append("assumed")
    elif isinstance(node, CRITERIA) or cited:
        there = cited and not codes & set(UNGROUNDED) and all(each["state"] == "found" for each in quotes)
        marks.append("grounded" if there else "ungrounded")
    return marks


def number_objects(node: tree.Statement, quotes: list[str]) -> list[Object]:
    """Each number of a statement, and whether a quote says it."""
    found = [each for each in quantities(rule_free(node)) if each is not None]
    return [
        {
            "text": f"{each.number} {each.unit or ''}".strip(),
            "said": any(says(quote, each.number, each.unit) for quote in quotes),
        }
        for each in found
        if quotes
    ]


def quote_object(source: tree.SourceStatement, documents: Mapping[str, Shown]) -> Object:
    """A quote and where it stands: `found`, `elsewhere` (another page), `absent`, or `unknown` without its document."""
    known = documents.get(source.reference or "")
    if known is None:
        return {**quoted(source, ""), "state": "unknown", "boxes": [], "sentence": ""}
    key = (source.name.text, source.reference, source.page, source.quote)
    if key not in known.looked_up:
        known.looked_up[key] = {**quoted(source, known.key), **place_object(source, known)}
    return known.looked_up[key]


def quoted(source: tree.SourceStatement, document: str) -> Object:
    """What a source says of itself."""
    return {
        "name": source.name.text,
        "reference": source.reference or "",
        "page": source.page,
        "quote": source.quote,
        "document": document,
    }


def place_object(source: tree.SourceStatement, known: Shown) -> Object:
    """Where a quote stands in its document."""
    everywhere = places(known.document, source.quote)
    here: tuple[Place, ...] = on_page(source, everywhere)
    place = (here or everywhere or (None,))[0]
    state = "found" if here else "elsewhere" if everywhere else "absent"
    if place is None:
        return {"state": state, "boxes": [], "sentence": ""}
    sentence = known.document.sentence_at(place.span.start)
    boxes = known.boxes(place.span)
    return {"state": state, "boxes": boxes, "sentence": sentence.id if sentence is not None else ""}
