"""A document as JSON and back, as `docs/schemas/document.schema.json` describes it.

In: a document. Out: plain values that `json` writes; and from such values the same document again. Words and pieces are short
lists, because a paper has tens of thousands.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from hepir.reading.boxes import Box, Word
from hepir.reading.document import (
    Block,
    Citation,
    Document,
    Label,
    Page,
    ReadFile,
    Reference,
    Sentence,
    Table,
)
from hepir.reading.errors.contents import NotADocumentDump
from hepir.reading.errors.raising import NOWHERE, fail
from hepir.reading.offsets import Offsets, Piece
from hepir.source import Span

KIND, VERSION = "hepir document", 1
Json = Mapping[str, object]


def to_json(document: Document) -> str:
    """The document as JSON, the same text each time, with a line end."""
    return json.dumps(values_of(document), ensure_ascii=False, separators=(",", ":")) + "\n"


def values_of(document: Document) -> dict[str, object]:
    """All members, in a fixed order."""
    return {
        "kind": KIND,
        "version": VERSION,
        "format": document.format,
        "files": [{"name": each.name, "sha256": each.sha256} for each in document.files],
        "title": document.title,
        "pages": [[page.number, page.width, page.height] for page in document.pages],
        "blocks": [block_values(block) for block in document.blocks],
        "sentences": [sentence_values(sentence) for sentence in document.sentences],
        "tables": [table_values(table) for table in document.tables],
        "references": [
            {
                "number": each.number,
                "text": each.text,
                "block": each.block,
                "key": each.key,
                "arxiv": list(each.arxiv),
                "dois": list(each.dois),
            }
            for each in document.references
        ],
        "citations": [
            {"span": span_values(each.span), "numbers": list(each.numbers), "sentence": each.sentence}
            for each in document.citations
        ],
        "notes": list(document.notes),
    }


def span_values(span: Span) -> list[int]:
    """Start and end."""
    return [span.start, span.end]


def block_values(block: Block) -> dict[str, object]:
    """A block; its boxes follow from its words."""
    return {
        "id": block.id,
        "label": block.label.value,
        "section": list(block.section),
        "page": block.page,
        "span": span_values(block.span),
        "text": block.text,
        "original": block.original,
        "offsets": [[p.start, p.end, p.original_start, p.original_end] for p in block.offsets.pieces],
        "words": [
            [w.start, w.end, w.box.page, w.box.left, w.box.top, w.box.right, w.box.bottom]
            for w in block.words
        ],
    }


def sentence_values(sentence: Sentence) -> dict[str, object]:
    """A sentence; label and section are those of its block."""
    return {
        "id": sentence.id,
        "text": sentence.text,
        "block": sentence.block,
        "span": span_values(sentence.span),
        "page": sentence.page,
    }


def table_values(table: Table) -> dict[str, object]:
    """A table."""
    return {
        "id": table.id,
        "block": table.block,
        "page": table.page,
        "number": table.number,
        "caption": table.caption,
        "header": list(table.header),
        "rows": [list(row) for row in table.rows],
        "row_ids": list(table.row_ids),
    }


def from_json(text: str, name: str = "<text>") -> Document:
    """The document that `to_json` wrote. Raises HepirError for anything else."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        fail(NotADocumentDump(NOWHERE, name, f"it is not JSON ({error})"))
    if not isinstance(values, dict) or values.get("kind") != KIND:
        fail(NotADocumentDump(NOWHERE, name, f"its member `kind` is not `{KIND}`"))
    if values.get("version") != VERSION:
        fail(NotADocumentDump(NOWHERE, name, f"its version is {values.get('version')}, expected {VERSION}"))
    try:
        return document_of(values)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        fail(NotADocumentDump(NOWHERE, name, f"a member is missing or of another type ({error})"))


def document_of(values: Json) -> Document:
    """A document from plain values; KeyError or TypeError where they are not what is expected."""
    blocks = tuple(block_of(each) for each in objects(values["blocks"]))
    by_id = {block.id: block for block in blocks}
    return Document(
        text_of(values["format"]),
        tuple(ReadFile(text_of(each["name"]), text_of(each["sha256"])) for each in objects(values["files"])),
        text_of(values["title"]),
        tuple(Page(int(n), float(w), float(h)) for n, w, h in numbers(values["pages"])),
        blocks,
        tuple(sentence_of(each, by_id) for each in objects(values["sentences"])),
        tuple(table_of(each) for each in objects(values["tables"])),
        tuple(reference_of(each) for each in objects(values["references"])),
        tuple(
            Citation(span_of(each["span"]), texts(each["numbers"]), optional(each["sentence"]))
            for each in objects(values["citations"])
        ),
        texts(values["notes"]),
    )


def block_of(values: Json) -> Block:
    """A block."""
    return Block(
        text_of(values["id"]),
        Label(text_of(values["label"])),
        texts(values["section"]),
        whole(values["page"]),
        span_of(values["span"]),
        text_of(values["text"]),
        text_of(values["original"]),
        Offsets(tuple(Piece(*(int(n) for n in four)) for four in numbers(values["offsets"]))),
        tuple(
            Word(int(start), int(end), Box(int(page), *edges))
            for start, end, page, *edges in numbers(values["words"])
        ),
    )


def sentence_of(values: Json, blocks: Mapping[str, Block]) -> Sentence:
    """A sentence or row."""
    block = blocks[text_of(values["block"])]
    return Sentence(
        text_of(values["id"]),
        text_of(values["text"]),
        block.id,
        span_of(values["span"]),
        block.label,
        block.section,
        whole(values["page"]),
    )


def table_of(values: Json) -> Table:
    """A table."""
    return Table(
        text_of(values["id"]),
        text_of(values["block"]),
        whole(values["page"]),
        optional(values["number"]),
        optional(values["caption"]),
        texts(values["header"]),
        tuple(texts(row) for row in items(values["rows"])),
        texts(values["row_ids"]),
    )


def reference_of(values: Json) -> Reference:
    """An entry of the reference list."""
    return Reference(
        text_of(values["number"]),
        text_of(values["text"]),
        text_of(values["block"]),
        optional(values["key"]),
        texts(values["arxiv"]),
        texts(values["dois"]),
    )


def items(value: object) -> Sequence[object]:
    """A list."""
    if not isinstance(value, list):
        raise TypeError(f"expected a list, found {type(value).__name__}")
    return value


def objects(value: object) -> list[Json]:
    """A list of objects."""
    found: list[Json] = []
    for each in items(value):
        if not isinstance(each, dict):
            refuse(each)
        else:
            found.append(each)
    return found


def refuse(value: object) -> bool:
    """Something stands where it does not belong."""
    raise TypeError(f"unexpected {type(value).__name__}")


def numbers(value: object) -> list[list[float]]:
    """A list of lists of numbers."""
    return [
        [each if isinstance(each, int | float) else float(refuse(each)) for each in items(row)]
        for row in items(value)
    ]


def texts(value: object) -> tuple[str, ...]:
    """A list of texts."""
    return tuple(text_of(each) for each in items(value))


def text_of(value: object) -> str:
    """A text."""
    return value if isinstance(value, str) else str(refuse(value))


def optional(value: object) -> str | None:
    """A text or nothing."""
    return None if value is None else text_of(value)


def whole(value: object) -> int | None:
    """A whole number or nothing."""
    return value if value is None or isinstance(value, int) else int(refuse(value))


def span_of(value: object) -> Span:
    """Start and end."""
    start, end = items(value)
    if not (isinstance(start, int) and isinstance(end, int)):
        raise TypeError("a span is not two whole numbers")
    return Span(start, end)
