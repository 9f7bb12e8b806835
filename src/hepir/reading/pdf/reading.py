"""A PDF to drafts of blocks.

In: the name and bytes of a file. Out: its blocks in reading order with their labels, and its pages. This is the order of
work: glyphs, rows, furniture, pictures and tables taken out, columns, blocks, labels, paragraphs joined over pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from hepir.reading.document import Label, Page
from hepir.reading.drafts import Draft, Drafted
from hepir.reading.errors.documents import DamagedDocument, DocumentTooLarge, EmptyDocument, ScannedDocument
from hepir.reading.errors.raising import NOWHERE, fail
from hepir.reading.normalising import spelled
from hepir.reading.pages import PageRange, chosen
from hepir.reading.pdf.areas import inside
from hepir.reading.pdf.blocks import ITEM, Measures, RowBlock, behind_item, blocks_of, caption_of, measures
from hepir.reading.pdf.columns import gutter_of, in_reading_order
from hepir.reading.pdf.fonts import with_meant_characters
from hepir.reading.pdf.furniture import furniture
from hepir.reading.pdf.labels import key_of, labelled
from hepir.reading.pdf.opening import PageContent, PdfFile
from hepir.reading.pdf.pictures import in_picture, picture_areas, without_watermarks
from hepir.reading.pdf.rows import Row, content_of, rows_of
from hepir.reading.pdf.tables import FoundTable, tables_of
from hepir.reading.written import EMPTY

MOST_PAGES = 300
MOST_GLYPHS = 60_000  # on a page: a page of text has some thousands
END_MARK = b"%%EOF"
END_OF_SENTENCE = (".", "!", "?", ".)", '."', ".”", ":", ";")


@dataclass(frozen=True, slots=True)
class Sorted:
    """The rows of a page: in columns, and what is not text."""

    columns: list[list[Row]]
    furniture: list[Row]
    pictures: list[Row]
    tables: list[FoundTable]


def read_pdf(name: str, data: bytes, asked: PageRange | None) -> tuple[Drafted, tuple[Page, ...]]:
    """The drafts and pages of a PDF. Raises HepirError with one diagnostic for what cannot be read."""
    if END_MARK not in data[-4096:]:
        fail(DamagedDocument(NOWHERE, name, f"it is cut off, its end is missing after {len(data):,} bytes"))
    with PdfFile(name, data) as file:
        numbers = chosen(asked, file.page_count, name)
        if not numbers:
            fail(EmptyDocument(NOWHERE, name, len(data)))
        if len(numbers) > MOST_PAGES:
            fail(DocumentTooLarge(NOWHERE, name, f"{len(numbers):,} pages", f"{MOST_PAGES}", pages=True))
        contents = tuple(file.pages(numbers))
        check_text(name, data, contents)
        drafts = drafts_of(file, contents)
        pages = tuple(Page(c.number, round(c.width, 1), round(c.height, 1)) for c in contents)
        return Drafted(drafts, notes=notes_of(file, contents)), pages


def check_text(name: str, data: bytes, contents: Sequence[PageContent]) -> None:
    """Raises HepirError where there is no text, or far too much."""
    for page in contents:
        if sum(map(len, page.lines)) > MOST_GLYPHS:
            found = f"{sum(map(len, page.lines)):,} characters on page {page.number}"
            fail(DocumentTooLarge(NOWHERE, name, found, f"{MOST_GLYPHS:,}"))
    if any(glyph.character.isalnum() for page in contents for line in page.lines for glyph in line):
        return
    if any(page.has_image or page.drawn for page in contents):
        fail(ScannedDocument(NOWHERE, name, len(contents)))
    fail(EmptyDocument(NOWHERE, name, len(data)))


def notes_of(file: PdfFile, contents: Sequence[PageContent]) -> tuple[str, ...]:
    """A file that had to be mended, and pages that have a picture and no text, which may be scanned."""
    notes = ["the file was damaged and has been mended: some of it may be missing"] if file.repaired else []
    scanned = [str(page.number) for page in contents if page.has_image and not page.lines]
    notes += [f"pages without text, only pictures: {', '.join(scanned)}"] if scanned else []
    return tuple(notes)


def drafts_of(file: PdfFile, contents: Sequence[PageContent]) -> tuple[Draft, ...]:
    """All blocks of a document."""
    contents = without_watermarks(with_meant_characters(contents))
    rows = {page.number: rows_of(page.number, page.lines) for page in contents}
    gutter = gutter_of([(page.width, rows[page.number]) for page in contents])
    if gutter is not None:
        rows = {page.number: rows_of(page.number, page.lines, gutter) for page in contents}
    rows = {number: [row for row in each if readable(row)] for number, each in rows.items()}
    outside = furniture({page.number: (page.height, rows[page.number]) for page in contents})
    usual = measures(
        column
        for each in rows.values()
        for column in in_reading_order([row for row in each if id(row) not in outside], gutter)
    )
    sorted_pages = [sort_page(file, page, rows[page.number], outside, usual, gutter) for page in contents]
    blocks = [block for page in sorted_pages for block in page_blocks(page, usual)]
    heights = {page.number: page.height for page in contents}
    labels = joined_paragraphs(labelled(blocks, usual, file.outline(key_of), heights) if blocks else [])
    tables: dict[tuple[int, float, float], list[FoundTable]] = {}
    for table in (each for page in sorted_pages for each in page.tables):
        tables.setdefault(place_of(table.caption), []).append(table)
    known = words_of(rows)
    return tuple(draft for block in labels for draft in drafted(block, tables, known))


def place_of(block: RowBlock) -> tuple[int, float, float]:
    """The page on which a block begins, its left and its top: rows are other objects each time columns are told apart."""
    box = block.rows[0].box
    return block.page, box.left, box.top


def words_of(rows: dict[int, list[Row]]) -> frozenset[str]:
    """The words of a document, to tell hyphens from split words."""
    return spelled(row.text for each in rows.values() for row in each)


def readable(row: Row) -> bool:
    """Not only characters that the file gives no meaning, such as pieces of large brackets."""
    return any(not g.character.isspace() and g.character != "\ufffd" for g in row.glyphs)


def sort_page(
    file: PdfFile,
    page: PageContent,
    rows: Sequence[Row],
    outside: set[int],
    usual: Measures,
    gutter: float | None,
) -> Sorted:
    """What is text on a page, and what is not."""
    text = [row for row in rows if id(row) not in outside]
    columns = in_reading_order(text, gutter)
    blocks = [block for column in columns for block in blocks_of(column, usual)]
    tables = tables_of(file, page, text, [block for block in blocks if caption_of(block.rows[0])], usual.size)
    text = [row for row in text if not any(inside(row.box, table.area) for table in tables)]
    areas = picture_areas(page)
    pictures = [row for row in text if in_picture(row, areas, usual.size)]
    inside_pictures = {id(row) for row in pictures}
    columns = in_reading_order([row for row in text if id(row) not in inside_pictures], gutter)
    return Sorted(columns, [row for row in rows if id(row) in outside], pictures, tables)


def page_blocks(page: Sorted, usual: Measures) -> list[RowBlock]:
    """The blocks of a page; what is not text stands at its end."""
    blocks = [block for column in page.columns for block in blocks_of(column, usual)]
    if page.pictures:
        blocks.append(RowBlock(tuple(page.pictures), Label.FIGURE))
    if page.furniture:
        blocks.append(RowBlock(tuple(page.furniture), Label.FURNITURE))
    return blocks


def joined_paragraphs(blocks: Sequence[RowBlock]) -> list[RowBlock]:
    """Paragraphs that a page, a column, a picture or a formula interrupts are one block."""
    done: list[RowBlock] = []
    open_places: dict[Label, int] = {}
    for block in blocks:
        place = open_places.get(block.label)
        if place is not None and goes_on(done[place], block):
            done[place] = replace(done[place], rows=done[place].rows + block.rows)
            continue
        if block.label in (Label.SECTION, Label.TITLE):
            open_places = {}
        if block.label in (Label.PARAGRAPH, Label.ABSTRACT, Label.REFERENCE):
            open_places[block.label] = len(done)
        done.append(block)
    return done


def goes_on(before: RowBlock, after: RowBlock) -> bool:
    """Whether a paragraph has no end yet, and the other could be its rest."""
    if abs(before.size - after.size) > 0.12 * before.size or after.page > before.rows[-1].page + 1:
        return False
    text, rest = before.text.rstrip(), after.text.lstrip()
    if before.label is Label.REFERENCE or ITEM.match(rest) or behind_item(before.rows, after.rows[0]):
        return False
    return not text.endswith(END_OF_SENTENCE) or rest[:1].islower()


def drafted(
    block: RowBlock, tables: dict[tuple[int, float, float], list[FoundTable]], known: frozenset[str]
) -> list[Draft]:
    """A draft of a block; the cells of the tables that it is the caption of come after it."""
    draft = Draft(block.label, content_of(block.rows, known), block.level)
    own = tables.get(place_of(block), ())
    return [draft, *(Draft(Label.TABLE, EMPTY, grid=table.grid) for table in own)]
