"""What reading gives: one immutable `Document`, whatever the publication was written in.

    Document
      blocks      titles, headings, paragraphs, tables, captions, footnotes, references in reading order
      sentences   what can be cited: the sentences of paragraphs, captions and footnotes, and the rows of tables
      tables      the same rows as cells, with their caption
      references  the entries of the reference list, with arXiv ids and DOIs
      citations   places in the text that point to references

`document.text` is the whole normalised text: blocks with a blank line between them. Every `span` counts its
characters, so `document.text[sentence.span.start : sentence.span.end] == sentence.text`. Normalised text has single spaces,
ASCII minus signs and hyphens, no ligatures, words whole that a line end had split, subscripts joined (`pT`,
`pTmiss`), and superscripts with a caret where they begin with a digit or sign (`10^6`, `fb^-1`, `e^+`). The
text as the file has it is `block.original`, and `block.offsets` leads from the one to the other.

    document.find("pT > 30 GeV")         spans of a quote in `document.text`, however its dashes and spaces are typed
    document.sentence("p3s12")           a sentence by its id: page 3, sentence 12 (`s12` in a file without pages)
    document.boxes(span)                 rectangles on the pages, one a line, empty in a file without pages
    document.sentences_of(block)         the sentences of a block
    document.block("b12"), document.reference("12")

Ids: blocks `b1`, `b2`, ...; sentences `p3s12`; rows of tables `p3r2`; tables `t1`. Without pages: `s12`, `r2`.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from hepir.reading.boxes import Box, Word, line_boxes
from hepir.reading.offsets import Offsets
from hepir.source import Span


class Label(StrEnum):
    """What a block is."""

    TITLE = "title"
    AUTHORS = "authors"
    ABSTRACT = "abstract"
    SECTION = "section"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    CAPTION = "caption"
    FOOTNOTE = "footnote"
    REFERENCE = "reference"
    FIGURE = "figure"
    FURNITURE = "furniture"
    """`FIGURE`: words inside a picture; `FURNITURE`: running heads, page and line numbers. Neither has sentences."""


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, table, ...; `section` are the headings above it, outermost first, a heading's own included.

    `page` counts from 1 and is where it begins; None in a file without pages. The `words` say where on the pages
    the characters of `original` stand.
    """

    id: str
    label: Label
    section: tuple[str, ...]
    page: int | None
    span: Span
    text: str
    original: str
    offsets: Offsets
    words: tuple[Word, ...] = ()

    @cached_property
    def boxes(self) -> tuple[Box, ...]:
        """Rectangles on the pages, one a line."""
        return line_boxes(self.words)

    def words_of(self, span: Span) -> tuple[Word, ...]:
        """The words behind a stretch of `text`."""
        wanted = self.offsets.original(span)
        if len(wanted) == 1:  # nearly always, and most of the time that a large review takes to open
            start, end = wanted[0].start, wanted[0].end
            return tuple([word for word in self.words if start < word.end and word.start < end])
        return tuple(
            word
            for word in self.words
            if any(each.start < word.end and word.start < each.end for each in wanted)
        )


@dataclass(frozen=True)
class Sentence:
    """A sentence, or a row of a table (`label` is TABLE) written as `header: cell; header: cell`."""

    id: str
    text: str
    block: str
    span: Span
    label: Label
    section: tuple[str, ...]
    page: int | None


@dataclass(frozen=True)
class Table:
    """The cells of a table. A cell that covers several rows or columns is repeated in each.

    `header` is a text a column, empty where a column has none; `rows` are the rows below it, all as long as the
    header; `row_ids` are the sentences that these rows are. `number` is as the caption says it, such as `3`.
    """

    id: str
    block: str
    page: int | None
    number: str | None
    caption: str | None
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_ids: tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    """An entry of the reference list. `number` is what the text cites: `12`, or the key where there are no numbers.

    `key` is what LaTeX source calls it. `text` is the entry without its number.
    """

    number: str
    text: str
    block: str
    key: str | None = None
    arxiv: tuple[str, ...] = ()
    dois: tuple[str, ...] = ()


@dataclass(frozen=True)
class Citation:
    """A place that points to references, such as `[3, 5-7]`: then `numbers` are 3, 5, 6, 7."""

    span: Span
    numbers: tuple[str, ...]
    sentence: str | None


@dataclass(frozen=True)
class Page:
    """A page and its size in points (1/72 inch)."""

    number: int
    width: float
    height: float


@dataclass(frozen=True)
class ReadFile:
    """A file that was read: its name without folders (an included one with the folders that lead to it)."""

    name: str
    sha256: str


@dataclass(frozen=True)
class Document:
    """A publication; see the module's docstring. `files[0]` is the one that was asked for."""

    format: str
    files: tuple[ReadFile, ...]
    title: str
    pages: tuple[Page, ...]
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    tables: tuple[Table, ...] = ()
    references: tuple[Reference, ...] = ()
    citations: tuple[Citation, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name of the file."""
        return self.files[0].name

    @property
    def sha256(self) -> str:
        """The checksum of the file, in hexadecimal digits."""
        return self.files[0].sha256

    @cached_property
    def text(self) -> str:
        """The normalised text of all blocks."""
        return SEPARATOR.join(block.text for block in self.blocks)

    @cached_property
    def sentences_by_id(self) -> dict[str, Sentence]:
        """All sentences and rows."""
        return {sentence.id: sentence for sentence in self.sentences}

    @cached_property
    def blocks_by_id(self) -> dict[str, Block]:
        """All blocks."""
        return {block.id: block for block in self.blocks}

    @cached_property
    def references_by_number(self) -> dict[str, Reference]:
        """All references; of two with one number the first."""
        return {reference.number: reference for reference in reversed(self.references)}

    def sentence(self, identifier: str) -> Sentence | None:
        """A sentence or row by its id, with or without an `@` before it; None where there is none."""
        return self.sentences_by_id.get(identifier.removeprefix("@"))

    def block(self, identifier: str) -> Block | None:
        """A block by its id."""
        return self.blocks_by_id.get(identifier)

    def reference(self, number: str) -> Reference | None:
        """An entry of the reference list by what the text cites."""
        return self.references_by_number.get(number)

    def block_at(self, offset: int) -> Block | None:
        """The block that holds a character of `text`; None in an empty document."""
        place = bisect_right(self.blocks, offset, key=lambda block: block.span.start)
        return self.blocks[place - 1] if place else None

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence or row that holds a character of `text`, if one does."""
        place = bisect_right(self.sentences, offset, key=lambda sentence: sentence.span.start)
        found = self.sentences[place - 1] if place else None
        return found if found is not None and offset < found.span.end else None

    def sentences_of(self, block: Block) -> tuple[Sentence, ...]:
        """The sentences or rows of a block."""
        return tuple(sentence for sentence in self.sentences if sentence.block == block.id)

    def find(self, quote: str) -> tuple[Span, ...]:
        """Where a quote stands in `text`, all places. The quote is normalised first; an empty one is nowhere."""
        if quote not in self.found:
            self.found[quote] = self.places_of(quote)
        return self.found[quote]

    @cached_property
    def found(self) -> dict[str, tuple[Span, ...]]:
        """The quotes that were looked for: checks and pages ask for the same ones again."""
        return {}

    def places_of(self, quote: str) -> tuple[Span, ...]:
        """The same by reading the text."""
        from hepir.reading.normalising import normalised

        wanted = normalised(quote)
        found: list[Span] = []
        start = self.text.find(wanted) if wanted else -1
        while start >= 0:
            found.append(Span(start, start + len(wanted)))
            start = self.text.find(wanted, start + 1)
        return tuple(found)

    def boxes(self, span: Span) -> tuple[Box, ...]:
        """Rectangles on the pages behind a stretch of `text`, one a line, in reading order."""
        words: list[Word] = []
        first = bisect_right(self.blocks, span.start, key=lambda block: block.span.start) - 1
        for block in self.blocks[max(0, first) :]:
            if block.span.start >= span.end:
                break
            if span.start < block.span.end:
                start = max(0, span.start - block.span.start)
                words += block.words_of(Span(start, min(len(block.text), span.end - block.span.start)))
        return line_boxes(tuple(words))


SEPARATOR = "\n\n"
