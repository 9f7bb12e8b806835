"""A document for people. In: a document. Out: text: headings, sentences with their ids, tables, references."""

from __future__ import annotations

from collections.abc import Iterator

from hepir.reading.document import Block, Document, Label, Table

HIDDEN = (Label.FIGURE, Label.FURNITURE, Label.AUTHORS, Label.TITLE)
WIDEST_CELL = 60


def shown(document: Document) -> str:
    """All of it but the authors, words inside pictures, and running heads."""
    return "\n".join([*head(document), *body(document)]) + "\n"


def head(document: Document) -> Iterator[str]:
    """Title, and what is in it."""
    yield document.title or document.name
    pages = f"{len(document.pages)} pages, " if document.pages else ""
    yield (
        f"{document.name} ({document.format}): {pages}{len(document.sentences)} sentences and rows, "
        f"{len(document.tables)} tables, {len(document.references)} references"
    )
    yield f"sha256 {document.sha256}"
    for note in document.notes:
        yield f"note: {note}"


def body(document: Document) -> Iterator[str]:
    """The blocks in reading order."""
    tables = {table.block: table for table in document.tables}
    for block in document.blocks:
        if block.label in HIDDEN:
            continue
        if block.label is Label.SECTION:
            yield f"\n{'#' * len(block.section)} {block.text}"
        elif block.label is Label.REFERENCE:
            yield block.text
        elif block.id in tables:
            yield from table_lines(tables[block.id])
        else:
            yield from sentence_lines(document, block)


def sentence_lines(document: Document, block: Block) -> Iterator[str]:
    """The sentences of a block, a line each, after a blank line."""
    yield ""
    about = f" ({block.label})" if block.label in (Label.CAPTION, Label.FOOTNOTE, Label.ABSTRACT) else ""
    for sentence in document.sentences_of(block):
        yield f"[{sentence.id}]{about} {sentence.text}"


def table_lines(table: Table) -> Iterator[str]:
    """The cells of a table under each other, each row after its id."""
    rows = [table.header, *table.rows]
    widths = [min(WIDEST_CELL, max(len(row[place]) for row in rows)) for place in range(len(table.header))]
    name = f"Table {table.number}" if table.number else f"Table {table.id}"
    yield ""
    yield name
    margin = max((len(each) for each in table.row_ids), default=0) + 2
    for identifier, row in zip(("", *table.row_ids), rows, strict=True):
        cells = " | ".join(f"{cell:<{width}}" for cell, width in zip(row, widths, strict=True))
        if identifier or any(row):
            yield f"{f'[{identifier}]' if identifier else '':<{margin}} {cells}".rstrip()
