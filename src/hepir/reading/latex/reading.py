r"""LaTeX source to drafts of blocks.

In: the name and text of the main file. Out: drafts in the order of the text, the files that it includes, and notes.
Files are put together, macros carried out, and what is left is taken apart: headings, paragraphs, lists, tables,
captions, footnotes, the bibliography.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from hepir.reading.document import Label, ReadFile
from hepir.reading.drafts import Cited, Draft, Drafted, Grid
from hepir.reading.latex.including import put_together
from hepir.reading.latex.macros import Placed, expand
from hepir.reading.latex.parsing import Node, parse
from hepir.reading.latex.words import Atom, Setting, atoms_of, resolved
from hepir.reading.normalising import normalise
from hepir.reading.offsets import Offsets, Piece
from hepir.reading.written import EMPTY, Written, stripped

LEVELS = {"part": 1, "chapter": 2, "section": 3, "subsection": 4, "subsubsection": 5, "paragraph": 6}
TABULAR = frozenset({"tabular", "tabular*", "tabularx", "longtable", "array", "tabulary", "deluxetable"})
MATH = frozenset(
    {"equation", "align", "eqnarray", "gather", "multline", "math", "displaymath", "split", "aligned"}
)
LISTS = frozenset({"itemize", "enumerate", "description"})
DROPPED = frozenset(
    {"tikzpicture", "picture", "feynmandiagram", "fmfgraph", "comment", "filecontents", "titlepage"}
)
PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")


@dataclass
class Writing:
    """What is drafted so far, and the atoms of the paragraph under way."""

    source: str
    places: Sequence[int]
    setting: Setting
    drafts: list[Draft] = field(default_factory=list)
    open: list[Atom] = field(default_factory=list)
    footnotes: list[Node] = field(default_factory=list)
    label: Label = Label.PARAGRAPH


def read_latex(name: str, text: str) -> tuple[Drafted, tuple[ReadFile, ...]]:
    """The drafts of a LaTeX source with what it includes. Raises HepirError where its macros do not end."""
    source, files, notes = put_together(name, text)
    expanded = expand(name, Placed(source, range(len(source))))
    nodes = parse(name, expanded.text)
    numbers = tuple((key, str(place)) for place, key in enumerate(keys_of(nodes), 1))
    writing = Writing(source, expanded.places, Setting(numbers=numbers))
    walk(writing, tuple(spoken(nodes)))
    end_paragraph(writing)
    return Drafted(with_outermost(writing.drafts), notes=notes), files


def spoken(nodes: Sequence[Node]) -> Iterator[Node]:
    """What is part of the text: of a preamble the title and the authors."""
    document = any(node.kind == "environment" and node.name == "document" for node in nodes)
    front = ("title", "author", "affiliation", "address", "abstract")
    for node in nodes:
        if not document or node.kind == "environment" or node.name in front:
            yield node


def with_outermost(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Levels of headings counted from 1, whatever the outermost kind is."""
    lowest = min((each.level for each in drafts if each.label is Label.SECTION), default=1)
    return tuple(
        replace(each, level=each.level - lowest + 1) if each.label is Label.SECTION else each
        for each in drafts
    )


def keys_of(nodes: Sequence[Node]) -> Iterator[str]:
    """The keys of the bibliography, in its order."""
    for node in nodes:
        if node.kind == "macro" and node.name == "bibitem":
            yield plain(node.last)
        yield from keys_of(node.children)


def plain(node: Node | None) -> str:
    """The characters of an argument."""
    return "".join(each.text for each in node.children).strip() if node is not None else ""


def walk(writing: Writing, nodes: Sequence[Node]) -> None:
    """The blocks of nodes that follow each other. Neighbours that are text are taken together, for their indices."""
    run: list[Node] = []
    for node in nodes:
        if is_block(node):
            add_text(writing, run)
            run = []
            block(writing, node)
        else:
            run.append(node)
    add_text(writing, run)


def is_block(node: Node) -> bool:
    """Whether a node is more than a part of a paragraph."""
    if node.kind == "environment":
        return node.name.rstrip("*") not in MATH
    if node.kind == "chars":
        return PARAGRAPH_END.search(node.text) is not None
    if node.kind == "specials":
        return node.text == "\n\n"
    words = (
        *LEVELS,
        "title",
        "author",
        "affiliation",
        "address",
        "date",
        "abstract",
        "caption",
        "footnote",
        "par",
        "item",
    )
    return node.kind == "macro" and node.name in (
        *words,
        "bibitem",
        "acknowledgments",
        "acknowledgements",
        "thanks",
    )


def add_text(writing: Writing, nodes: Sequence[Node]) -> None:
    """A part of the paragraph under way."""
    writing.open += atoms_of(nodes, writing.setting)
    writing.footnotes += [each for each in nodes if each.kind == "macro" and each.name == "footnote"]


def block(writing: Writing, node: Node) -> None:
    """What ends a paragraph, or stands beside it."""
    if node.kind == "chars":
        split(writing, node)
    elif node.kind == "specials" or node.name == "par" or node.name == "item":
        end_paragraph(writing)
    elif node.kind == "environment":
        environment(writing, node)
    elif node.name in LEVELS:
        end_paragraph(writing)
        add(writing, Label.SECTION, node.last, LEVELS[node.name])
    elif node.name in ("title", "abstract", "caption"):
        beside(writing, Label(node.name), node.last)
    elif node.name == "footnote":
        writing.footnotes.append(node)
    elif node.name in ("acknowledgments", "acknowledgements"):
        end_paragraph(writing)
        add(
            writing,
            Label.SECTION,
            Node("chars", "", "Acknowledgements", node.start, node.end),
            LEVELS["section"],
        )
    elif node.name in ("author", "affiliation", "address", "thanks"):
        beside(writing, Label.AUTHORS, node.last)


def split(writing: Writing, node: Node) -> None:
    """Characters with blank lines among them."""
    start = 0
    for found in PARAGRAPH_END.finditer(node.text):
        part = Node(
            "chars", "", node.text[start : found.start()], node.start + start, node.start + found.start()
        )
        writing.open += atoms_of((part,), writing.setting)
        end_paragraph(writing)
        start = found.end()
    rest = Node("chars", "", node.text[start:], node.start + start, node.end)
    writing.open += atoms_of((rest,), writing.setting)


def beside(writing: Writing, label: Label, node: Node | None) -> None:
    """A block that does not end the paragraph around it, which goes on behind it."""
    add(writing, label, node)


def add(writing: Writing, label: Label, node: Node | None, level: int = 0) -> None:
    """A block of one argument."""
    if node is None:
        return
    nodes = node.children if node.kind == "group" else (node,)
    draft = drafted(writing, atoms_of(nodes, writing.setting), label)
    if draft is not None:
        writing.drafts.append(replace(draft, level=level))


def environment(writing: Writing, node: Node) -> None:
    """An environment: a table, a list, the bibliography, or text with a frame around it."""
    name = node.name.rstrip("*")
    if name in DROPPED:
        return
    if node.name in TABULAR or name in TABULAR:
        writing.drafts.append(Draft(Label.TABLE, EMPTY, grid=grid_of(writing, node)))
    elif name == "thebibliography":
        end_paragraph(writing)
        bibliography(writing, node)
    elif name == "abstract":
        end_paragraph(writing)
        writing.label = Label.ABSTRACT
        walk(writing, node.children)
        end_paragraph(writing)
        writing.label = Label.PARAGRAPH
    elif name in ("figure", "table", "subfigure", "sidewaystable", "wrapfigure", "sidewaysfigure"):
        # A float stands beside the paragraph in which it is written.
        outside, writing.open = writing.open, []
        walk(writing, node.children)
        writing.open = outside if name in ("figure", "table") else []
    else:
        end_paragraph(writing)
        walk(writing, node.children)
        end_paragraph(writing)


def end_paragraph(writing: Writing) -> None:
    """Draft the paragraph under way, and the footnotes in it."""
    atoms, writing.open = writing.open, []
    notes, writing.footnotes = writing.footnotes, []
    draft = drafted(writing, atoms, writing.label)
    if draft is not None and any(each.isalnum() for each in draft.content.text):
        writing.drafts.append(draft)
    for each in notes:
        add(writing, Label.FOOTNOTE, each.last)


def bibliography(writing: Writing, node: Node) -> None:
    """The entries of the bibliography, with a heading above them."""
    numbers = dict(writing.setting.numbers)
    heading = Node("chars", "", "References", node.start, node.start + 1)
    add(writing, Label.SECTION, heading, LEVELS["section"])
    entry: list[Node] = []
    key = ""
    for each in (*node.children, Node("macro", "bibitem", "", node.end, node.end)):
        if not (each.kind == "macro" and each.name == "bibitem"):
            entry.append(each)
            continue
        draft = drafted(writing, atoms_of(entry, writing.setting), Label.REFERENCE)
        if key and draft is not None:
            writing.drafts.append(replace(draft, number=numbers.get(key), key=key))
        entry, key = [], plain(each.last)


def grid_of(writing: Writing, node: Node) -> Grid:
    """The cells of a table; its header is what stands above the first inner rule, else its first row."""
    rows: list[list[Written]] = [[]]
    cell: list[Node] = []
    rules: list[int] = []
    for each in (*node.children, Node("macro", "\\", "", node.end, node.end)):
        if each.kind == "specials" and each.text == "&":
            rows[-1] += cell_of(writing, cell)
            cell = []
        elif each.kind == "macro" and each.name in ("\\", "tabularnewline"):
            rows[-1] += cell_of(writing, cell)
            rows.append([])
            cell = []
        elif each.kind == "macro" and each.name in ("hline", "toprule", "midrule", "bottomrule"):
            rules.append(len(rows) - 1)
        else:
            cell.append(each)
    filled = [(place, row) for place, row in enumerate(rows) if any(one.text for one in row)]
    width = max((len(row) for _, row in filled), default=0)
    first = next((rule for rule in rules if any(place < rule for place, _ in filled)), 1)
    padded = [(place, (*row, *[EMPTY] * (width - len(row)))) for place, row in filled]
    heads = [row for place, row in padded if place < first]
    if not heads or len(heads) == len(padded) or len(heads) > 3:
        heads, first = (
            ([], 0) if len(heads) > 3 or len(padded) == 1 else (heads[:1], padded[0][0] + 1 if padded else 0)
        )
    header = tuple(last_filled([row[column] for row in heads]) for column in range(width))
    body = tuple(row for place, row in padded if place >= first)
    return Grid(header, body, *caption_before(writing))


def last_filled(cells: Sequence[Written]) -> Written:
    """The lowest header of a column."""
    return next((each for each in reversed(cells) if each.text), EMPTY)


def caption_before(writing: Writing) -> tuple[str | None, str | None]:
    """The caption that stands right above, and no number, for LaTeX counts later."""
    last = writing.drafts[-1] if writing.drafts else None
    return (last.content.text if last is not None and last.label is Label.CAPTION else None), None


def cell_of(writing: Writing, nodes: Sequence[Node]) -> list[Written]:
    r"""A cell, as often as `\multicolumn` says."""
    times = 1
    for each in nodes:
        if each.kind == "macro" and each.name == "multicolumn" and plain(each.arguments[0]).isdigit():
            times = min(50, int(plain(each.arguments[0])))
    shown = [spanning(each) for each in nodes]
    draft = drafted(writing, atoms_of(shown, writing.setting), Label.TABLE)
    return [draft.content if draft is not None else EMPTY] * times


def spanning(node: Node) -> Node:
    r"""The text of `\multicolumn` and `\multirow` is their last argument."""
    if node.kind == "macro" and node.name in ("multicolumn", "multirow") and node.last is not None:
        inner = node.last
        return replace(inner, children=tuple(spanning(each) for each in inner.children))
    return node


def drafted(writing: Writing, atoms: Sequence[Atom], label: Label) -> Draft | None:
    """A block of some atoms; None where they say nothing."""
    spoken = resolved(atoms)
    content = content_of(writing, spoken)
    if not content.text:
        return None
    return Draft(label, content, cited=tuple(cited_in(spoken, content)))


def content_of(writing: Writing, atoms: Sequence[Atom]) -> Written:
    """Text with its map to the source. An atom as long as its source corresponds to it letter by letter."""
    interim = "".join(each.text for each in atoms)
    spans: list[tuple[int, int]] = []
    for each in atoms:
        exact = each.end - each.start == len(each.text)
        for place in range(len(each.text)):
            start = each.start + place if exact else each.start
            spans.append(source_span(writing, start, start + 1 if exact else each.end))
    real = [each for each in spans if each[1] > each[0]]
    if not interim.strip() or not real:
        return EMPTY
    low, high = min(each[0] for each in real), max(each[1] for each in real)
    text, offsets = normalise(interim)
    pieces = [moved for piece in offsets.pieces for moved in through(piece, spans, low)]
    return stripped(Written(text, writing.source[low:high], Offsets(tuple(pieces))))


def source_span(writing: Writing, start: int, end: int) -> tuple[int, int]:
    """The stretch of source behind a stretch of expanded text."""
    inside = writing.places[start:end]
    if not len(inside):
        return (0, 0)
    return min(inside), max(inside) + 1


def through(piece: Piece, spans: Sequence[tuple[int, int]], low: int) -> Iterator[Piece]:
    """A piece of normalised text with the source behind it, in stretches that correspond letter by letter."""
    if not piece.exact:
        behind = [each for each in spans[piece.original_start : piece.original_end] if each[1] > each[0]]
        if behind:
            start, end = min(each[0] for each in behind), max(each[1] for each in behind)
            yield Piece(piece.start, piece.end, start - low, end - low)
        return
    begin = piece.start
    for place in range(piece.start, piece.end):
        here = spans[place - piece.start + piece.original_start]
        following = place + 1 < piece.end and spans[place + 1 - piece.start + piece.original_start]
        if following and following[0] == here[1] and here[1] - here[0] == 1 == following[1] - following[0]:
            continue
        first = spans[begin - piece.start + piece.original_start]
        if here[1] > here[0]:
            yield Piece(begin, place + 1, first[0] - low, here[1] - low)
        begin = place + 1


def cited_in(atoms: Sequence[Atom], content: Written) -> Iterator[Cited]:
    """Where the citations stand in the normalised text."""
    place = 0
    for each in atoms:
        if each.cited:
            start = content.text.find(each.text, place)
            if start >= 0:
                place = start + len(each.text)
                yield Cited(start, place, each.cited)
