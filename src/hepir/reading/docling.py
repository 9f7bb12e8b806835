"""docling JSON to drafts: the blocks, tables and places that docling has found.

In: the text of a `DoclingDocument` (docling-core's schema, version 1). Out: drafts in the order of its body, and its pages.
docling gives one rectangle to a block; its words share it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hepir.reading.boxes import Box, Word
from hepir.reading.document import Label, Page
from hepir.reading.drafts import Draft, Drafted, Grid
from hepir.reading.errors.documents import DamagedDocument
from hepir.reading.errors.raising import NOWHERE, fail
from hepir.reading.plain import REFERENCES
from hepir.reading.references import entry_number
from hepir.reading.written import EMPTY, Written, written

LABELS = {
    "title": Label.TITLE,
    "section_header": Label.SECTION,
    "caption": Label.CAPTION,
    "footnote": Label.FOOTNOTE,
    "reference": Label.REFERENCE,
    "page_header": Label.FURNITURE,
    "page_footer": Label.FURNITURE,
}
MOST_DEPTH = 50
Json = Mapping[str, object]


@dataclass(frozen=True)
class Dump:
    """The parsed file, and the heights of its pages."""

    values: Json
    heights: Mapping[int, float]


def read_docling(name: str, text: str) -> tuple[Drafted, tuple[Page, ...]]:
    """The drafts and pages of a docling document. Raises HepirError where it is not one."""
    try:
        values = json.loads(text)
        pages = tuple(pages_of(values))
        dump = Dump(values, {page.number: page.height for page in pages})
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
        if kind == "texts":
            yield from text_draft(dump, node)
        elif kind == "tables":
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


def captions_of(dump: Dump, node: Json) -> Iterator[Draft]:
    """The captions of a table or picture."""
    for each in sequence(node.get("captions", [])):
        yield from text_draft(dump, followed(dump.values, str(mapping(each)["$ref"])), Label.CAPTION)


def text_draft(dump: Dump, node: Json, label: Label | None = None) -> Iterator[Draft]:
    """The draft of a text; none for an empty one."""
    content = located(dump, node, str(node.get("orig") or node.get("text") or ""))
    kind = label or LABELS.get(str(node.get("label")), Label.PARAGRAPH)
    if content.text:
        level = node.get("level", 1)
        yield Draft(kind, content, level if isinstance(level, int) and level > 0 else 1)


def located(dump: Dump, node: Json, text: str) -> Written:
    """A text with the rectangles of its parts, as far as docling gives them."""
    words: list[Word] = []
    for place in sequence(node.get("prov", [])):
        values = mapping(place)
        page = int(real(values["page_no"]))
        start, end = (int(real(each)) for each in sequence(values.get("charspan", [0, len(text)])))
        words.append(
            Word(start, min(end, len(text)) or len(text), box_of(dump, page, mapping(values["bbox"])))
        )
    return written(text, tuple(words))


def box_of(dump: Dump, page: int, values: Json) -> Box:
    """A rectangle counted from the upper left corner; docling mostly counts from the lower one."""
    left, top, right, bottom = (real(values[each]) for each in ("l", "t", "r", "b"))
    if str(values.get("coord_origin", "BOTTOMLEFT")) == "BOTTOMLEFT":
        height = dump.heights.get(page, 0.0)
        top, bottom = height - top, height - bottom
    return Box(page, round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))


def table_draft(dump: Dump, node: Json, caption: str) -> Draft:
    """The cells of a table; those over several rows or columns are repeated in each."""
    data = mapping(node["data"])
    rows = int(real(data.get("num_rows", 0)))
    columns = int(real(data.get("num_cols", 0)))
    if not 0 <= rows * columns <= 100_000:
        raise ValueError("a table of an impossible size")
    grid: list[list[Written]] = [[EMPTY] * columns for _ in range(rows)]
    headers = 0
    for each in sequence(data.get("table_cells", [])):
        cell = mapping(each)
        first, last = int(real(cell["start_row_offset_idx"])), int(real(cell["end_row_offset_idx"]))
        content = cell_content(dump, node, cell)
        if cell.get("column_header"):
            headers = max(headers, last)
        for row in range(first, min(last, rows)):
            for column in range(
                int(real(cell["start_col_offset_idx"])), min(columns, int(real(cell["end_col_offset_idx"])))
            ):
                grid[row][column] = content
    heads = tuple(heading([line[column] for line in grid[:headers]]) for column in range(columns))
    return Draft(
        Label.TABLE, EMPTY, grid=Grid(heads, tuple(tuple(row) for row in grid[headers:]), caption or None)
    )


def cell_content(dump: Dump, node: Json, cell: Json) -> Written:
    """The text of a cell, with its rectangle where docling gives one."""
    text = str(cell.get("text", ""))
    places = sequence(node.get("prov", []))
    if not places or not isinstance(cell.get("bbox"), Mapping):
        return written(text)
    page = int(real(mapping(places[0])["page_no"]))
    return written(text, (Word(0, len(text), box_of(dump, page, mapping(cell["bbox"]))),))


def heading(cells: list[Written]) -> Written:
    """The header of a column: the last of its header cells that says something."""
    return next((cell for cell in reversed(cells) if cell.text), EMPTY)


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


def mapping(value: object) -> Json:
    """An object."""
    if not isinstance(value, Mapping):
        raise TypeError(f"expected an object, found {type(value).__name__}")
    return value


def sequence(value: object) -> list[object]:
    """A list."""
    if not isinstance(value, list):
        raise TypeError(f"expected a list, found {type(value).__name__}")
    return value


def real(value: object) -> float:
    """A number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"expected a number, found {type(value).__name__}")
    return float(value)
