"""docling JSON to drafts: the blocks, tables and places that docling has found.

In: the text of a `DoclingDocument` (docling-core's schema, version 1). Out: drafts in the order of its body, and its pages.
docling gives one rectangle to a block; its words share it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from hepir.reading.boxes import Word
from hepir.reading.docling_tables import table_draft
from hepir.reading.docling_values import Dump, Json, mapping, real, sequence, words_of
from hepir.reading.document import Label, Page
from hepir.reading.drafts import Draft, Drafted
from hepir.reading.errors.documents import DamagedDocument
from hepir.reading.errors.raising import NOWHERE, fail
from hepir.reading.plain import REFERENCES
from hepir.reading.references import entry_number
from hepir.reading.written import written

LABELS = {
    "title": Label.TITLE,
    "section_header": Label.SECTION,
    "caption": Label.CAPTION,
    "footnote": Label.FOOTNOTE,
    "reference": Label.REFERENCE,
    "page_header": Label.FURNITURE,
    "page_footer": Label.FURNITURE,
}
BODY = "body"  # the layer of what is read; page headers, watermarks and hidden text are in others
CONTENTS = "document_index"
BRACKETED = re.compile(r"\[\d+\]")
MOST_DEPTH = 50


def read_docling(name: str, text: str) -> tuple[Drafted, tuple[Page, ...]]:
    """The drafts and pages of a docling document. Raises HepirError where it is not one."""
    try:
        values = json.loads(text)
        pages = tuple(pages_of(values))
        dump = Dump(values, {page.number: page.height for page in pages}, frozenset(caption_pointers(values)))
        drafts = tuple(with_references(tuple(children(dump, values["body"], 0))))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        fail(
            DamagedDocument(NOWHERE, name, f"it is not what docling writes ({type(error).__name__}: {error})")
        )
    return Drafted(drafts), pages


def pages_of(values: Json) -> Iterator[Page]:
    """The pages with their sizes, in order."""
    for number, page in sorted(mapping(values.get("pages", {})).items(), key=lambda each: int(each[0])):
        size = mapping(mapping(page)["size"])
        yield Page(int(number), round(real(size["width"]), 1), round(real(size["height"]), 1))


def children(dump: Dump, parent: Json, depth: int) -> Iterator[Draft]:
    """The drafts of what a node holds, in order."""
    if depth > MOST_DEPTH:
        return
    for child in sequence(parent.get("children", [])):
        pointer = str(mapping(child)["$ref"])
        node = followed(dump.values, pointer)
        kind = pointer.split("/")[1]
        if kind == "texts" and pointer not in dump.captions:
            yield from text_draft(dump, node)
        elif kind == "groups" and node.get("label") == "inline":
            yield from inline_draft(dump, node, depth + 1)
            continue
        elif kind == "tables" and node.get("label") != CONTENTS:
            captions = list(captions_of(dump, node))
            yield from captions
            yield table_draft(dump, node, " ".join(each.content.text for each in captions))
        elif kind == "pictures":
            yield from captions_of(dump, node)
        if kind in ("groups", "texts"):
            yield from children(dump, node, depth + 1)


def followed(values: Json, pointer: str) -> Json:
    """What a reference such as `#/texts/3` points to."""
    _, kind, place = pointer.split("/")
    return mapping(sequence(values[kind])[int(place)])


def caption_pointers(values: Json) -> Iterator[str]:
    """What stands with its table or picture, and in some files in the body a second time."""
    for kind in ("tables", "pictures"):
        for node in sequence(values.get(kind, [])):
            yield from (str(mapping(each)["$ref"]) for each in sequence(mapping(node).get("captions", [])))


def captions_of(dump: Dump, node: Json) -> Iterator[Draft]:
    """The captions of a table or picture."""
    for each in sequence(node.get("captions", [])):
        yield from text_draft(dump, followed(dump.values, str(mapping(each)["$ref"])), Label.CAPTION)


def text_draft(dump: Dump, node: Json, label: Label | None = None) -> Iterator[Draft]:
    """The draft of a text; none for an empty one."""
    text = text_of(node)
    content = written(text, tuple(words_of(dump, node, text)))
    kind = label or LABELS.get(str(node.get("label")), Label.PARAGRAPH)
    if content.text:
        level = node.get("level", 1)
        yield Draft(shown(node, kind), content, level if isinstance(level, int) and level > 0 else 1)


def shown(node: Json, label: Label) -> Label:
    """A label, unless what bears it is no part of the text."""
    return label if node.get("content_layer", BODY) == BODY else Label.FURNITURE


def inline_draft(dump: Dump, group: Json, depth: int) -> Iterator[Draft]:
    """A paragraph of which docling makes pieces, such as words around a formula, as one."""
    text, words = "", list[Word]()
    for node in texts_in(dump, group, depth):
        piece = text_of(node)
        text = f"{text} " if text and piece else text
        words += [
            Word(len(text) + each.start, len(text) + each.end, each.box)
            for each in words_of(dump, node, piece)
        ]
        text += piece
    content = written(text, tuple(words))
    if content.text:
        yield Draft(shown(group, Label.PARAGRAPH), content)


def texts_in(dump: Dump, parent: Json, depth: int) -> Iterator[Json]:
    """The texts in a node, in order."""
    if depth > MOST_DEPTH:
        return
    for child in sequence(parent.get("children", [])):
        pointer = str(mapping(child)["$ref"])
        node = followed(dump.values, pointer)
        if pointer.startswith("#/texts/"):
            yield node
        yield from texts_in(dump, node, depth + 1)


def text_of(node: Json) -> str:
    """The text of a node as the file had it; the number of an entry, which docling may put apart, comes first."""
    text, marker = str(node.get("orig") or node.get("text") or ""), str(node.get("marker") or "")
    apart = BRACKETED.fullmatch(marker) and not text.lstrip().startswith(marker)
    return f"{marker} {text}" if apart else text


def with_references(drafts: tuple[Draft, ...]) -> Iterator[Draft]:
    """Entries below a heading `References` are references, as docling often takes them for list items."""
    listing = False
    for draft in drafts:
        if draft.label is Label.SECTION:
            listing = bool(REFERENCES.fullmatch(draft.content.text))
        is_entry = (
            listing and draft.label is Label.PARAGRAPH and entry_number(draft.content.text)[0] is not None
        )
        yield Draft(Label.REFERENCE, draft.content) if is_entry else draft
