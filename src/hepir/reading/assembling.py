"""Drafts to a document: ids, section paths, spans, sentences, rows of tables, references and citations.

In: what the reader of a format found. Out: a `Document`. Nothing here knows of any format.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from hepir.reading.document import (
    SEPARATOR,
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
from hepir.reading.drafts import Cited, Draft, Drafted, Grid
from hepir.reading.heads import title_of, with_heads
from hepir.reading.references import arxiv_ids, cited_in, dois, entry_number
from hepir.reading.sentences import sentence_spans
from hepir.reading.written import Written, joined, part
from hepir.source import Span

SPOKEN = (Label.ABSTRACT, Label.PARAGRAPH, Label.CAPTION, Label.FOOTNOTE)
CITING = (*SPOKEN, Label.TABLE)
CELL_SEPARATOR = "; "


@dataclass
class Assembly:
    """What is assembled so far."""

    blocks: list[Block] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    references: list[Reference] = field(default_factory=list)
    citations: list[tuple[Block, tuple[Cited, ...]]] = field(default_factory=list)
    counts: Counter[tuple[str, int | None]] = field(default_factory=Counter)
    path: list[tuple[int, str]] = field(default_factory=list)
    length: int = 0

    def new_id(self, letter: str, page: int | None) -> str:
        """`p3s12`, or `s12` without a page."""
        self.counts[letter, page] += 1
        return f"{f'p{page}' if page is not None else ''}{letter}{self.counts[letter, page]}"


def assemble(
    drafted: Drafted, kind: str, files: tuple[ReadFile, ...], pages: tuple[Page, ...] = ()
) -> Document:
    """The document of some drafts."""
    assembly = Assembly()
    for draft in drafted.drafts:
        add(assembly, draft)
    title = drafted.title or next((b.text for b in assembly.blocks if b.label is Label.TITLE), "")
    return Document(
        kind,
        files,
        title,
        pages,
        tuple(assembly.blocks),
        tuple(assembly.sentences),
        tuple(assembly.tables),
        tuple(assembly.references),
        tuple(citations(assembly)),
        drafted.notes,
    )


def add(assembly: Assembly, draft: Draft) -> None:
    """One block, with its sentences, or rows, or its place in the reference list."""
    if draft.grid is not None:
        if title := title_of(draft.grid):
            add(assembly, Draft(Label.CAPTION, title))
        draft = replace(draft, grid=with_heads(draft.grid))
    content, rows = (draft.content, ()) if draft.grid is None else table_text(draft.grid)
    if not content.text:
        return
    if draft.label is Label.SECTION:
        assembly.path = [each for each in assembly.path if each[0] < draft.level]
        assembly.path.append((draft.level, content.text))
    elif draft.label is Label.PARAGRAPH and behind_abstract(assembly):
        assembly.path.pop()
    block = place(assembly, draft, content)
    if draft.grid is not None:
        add_table(assembly, block, draft.grid, rows)
    elif draft.label in SPOKEN:
        for span in sentence_spans(block.text):
            add_sentence(assembly, block, span, "s")
    elif draft.label is Label.REFERENCE:
        add_reference(assembly, block, draft)
    if draft.label in CITING:
        assembly.citations.append((block, draft.cited))


def behind_abstract(assembly: Assembly) -> bool:
    """Whether an abstract with a heading is complete, which a paragraph of the text without a heading of its own follows."""
    headed = bool(assembly.path) and assembly.path[-1][1].strip().casefold() == "abstract"
    return headed and any(each.label is Label.ABSTRACT for each in assembly.blocks)


def place(assembly: Assembly, draft: Draft, content: Written) -> Block:
    """A block behind the others."""
    start = assembly.length + (len(SEPARATOR) if assembly.blocks else 0)
    assembly.length = start + len(content.text)
    block = Block(
        f"b{len(assembly.blocks) + 1}",
        draft.label,
        tuple(text for _, text in assembly.path) if draft.label is not Label.TITLE else (),
        content.words[0].box.page if content.words else None,
        Span(start, assembly.length),
        content.text,
        content.original,
        content.offsets,
        content.words,
    )
    assembly.blocks.append(block)
    return block


def add_sentence(assembly: Assembly, block: Block, inside: Span, letter: str) -> Sentence:
    """A sentence or row; `inside` counts the characters of its block."""
    words = block.words_of(inside) if block.words else ()
    page = words[0].box.page if words else block.page
    sentence = Sentence(
        assembly.new_id(letter, page),
        block.text[inside.start : inside.end],
        block.id,
        Span(block.span.start + inside.start, block.span.start + inside.end),
        block.label,
        block.section,
        page,
    )
    assembly.sentences.append(sentence)
    return sentence


def table_text(grid: Grid) -> tuple[Written, tuple[Span, ...]]:
    """The rows of a table as text, a line each, and where each stands."""
    rows = [row_text(grid.header, row) for row in grid.rows]
    rows = [row for row in rows if row.text]
    spans: list[Span] = []
    start = 0
    for row in rows:
        spans.append(Span(start, start + len(row.text)))
        start += len(row.text) + 1
    return joined(tuple(rows), "\n"), tuple(spans)


def row_text(header: Sequence[Written], row: Sequence[Written]) -> Written:
    """`header: cell; header: cell`; cells that are empty, and repetitions of the cell before, are left out."""
    parts: list[Written] = []
    before = None
    for head, cell in zip(header, row, strict=True):
        if cell.text and (head.text, cell) != before:
            parts.append(joined((head, cell), ": ") if head.text else cell)
        before = (head.text, cell)
    return joined(tuple(parts), CELL_SEPARATOR)


def add_table(assembly: Assembly, block: Block, grid: Grid, rows: tuple[Span, ...]) -> None:
    """A table and its rows."""
    ids = tuple(add_sentence(assembly, block, row, "r").id for row in rows)
    assembly.tables.append(
        Table(
            f"t{len(assembly.tables) + 1}",
            block.id,
            block.page,
            grid.number,
            grid.caption,
            tuple(cell.text for cell in grid.header),
            tuple(tuple(cell.text for cell in row) for row in grid.rows if any(cell.text for cell in row)),
            ids,
        )
    )


def add_reference(assembly: Assembly, block: Block, draft: Draft) -> None:
    """An entry of the reference list."""
    number, start = (draft.number, 0) if draft.number else entry_number(block.text)
    text = part(draft.content, start, len(block.text)).text
    assembly.references.append(
        Reference(
            number or draft.key or str(len(assembly.references) + 1),
            text,
            block.id,
            draft.key,
            arxiv_ids(text),
            dois(text),
        )
    )


def citations(assembly: Assembly) -> Iterator[Citation]:
    """All citations, in the order of the text: those that the format marks, else those that the text shows."""
    known = {reference.number for reference in assembly.references}
    marked = any(cited for _, cited in assembly.citations)
    raised = not marked and not any(
        True for block, _ in assembly.citations for _ in cited_in(block.text, known, False)
    )
    by_block: dict[str, list[Sentence]] = {}
    for sentence in assembly.sentences:
        by_block.setdefault(sentence.block, []).append(sentence)
    for block, cited in assembly.citations:
        for each in cited if marked else cited_in(block.text, known, raised):
            start, end = block.span.start + each.start, block.span.start + each.end
            inside = (s.id for s in by_block.get(block.id, ()) if s.span.start <= start < s.span.end)
            yield Citation(Span(start, end), each.numbers, next(inside, None))
