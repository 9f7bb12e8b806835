r"""LaTeX source to drafts of blocks.

In: the name and text of the main file. Out: drafts in the order of the text, the files that it includes, and notes.
Files are put together, macros carried out, and what is left is taken apart: headings, paragraphs, lists, tables,
captions, footnotes, the bibliography.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from hepir.reading.document import Label, ReadFile
from hepir.reading.drafts import Draft, Drafted
from hepir.reading.latex.grids import grid_of, with_captions
from hepir.reading.latex.including import put_together
from hepir.reading.latex.macros import Placed, expand
from hepir.reading.latex.parsing import Node, parse
from hepir.reading.latex.symbols import MATH
from hepir.reading.latex.words import Atom, Setting, atoms_of
from hepir.reading.latex.writing import Writing, drafted, plain
from hepir.reading.written import EMPTY

LEVELS = {"part": 1, "chapter": 2, "section": 3, "subsection": 4, "subsubsection": 5, "paragraph": 6}
TABULAR = frozenset(
    {"tabular", "tabular*", "tabularx", "longtable", "array", "tabulary", "deluxetable", "tabu", "xltabular"}
)
FLOATS = frozenset(
    {"figure", "table", "subfigure", "subtable", "sidewaystable", "wrapfigure", "wraptable", "sidewaysfigure"}
)
FRONT = frozenset({"title", "author", "affiliation", "address", "date", "abstract", "thanks"})
BREAKS = frozenset(
    {"caption", "footnote", "par", "item", "bibitem", "acknowledgments", "acknowledgements", *FRONT, *LEVELS}
)
DROPPED = frozenset(
    {"tikzpicture", "picture", "feynmandiagram", "fmfgraph", "comment", "filecontents", "titlepage"}
)
MARK = re.compile(r"\W*(?:[ivxIVX]+|[a-zA-Z]|\d+)?\W*\Z")  # `(ii)`: no words
PARAGRAPH_END = re.compile(r"\n[ \t]*\n\s*")


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
    return (node.kind == "macro" and node.name in BREAKS) or any(map(holds_block, boxed(node)))


def boxed(node: Node) -> tuple[Node, ...]:
    r"""What a box such as `\resizebox{...}{...}{...}` or a group holds."""
    if node.kind == "group":
        return node.children
    return tuple(each for each in node.arguments if each is not None and each.kind == "group")


def holds_block(node: Node) -> bool:
    """Whether a table or the like stands in a node."""
    if node.kind == "environment":
        return node.name.rstrip("*") not in MATH
    return any(map(holds_block, boxed(node)))


def add_text(writing: Writing, nodes: Sequence[Node]) -> None:
    """A part of the paragraph under way."""
    writing.open += atoms_of(nodes, writing.setting)
    writing.footnotes += [each for each in nodes if each.kind == "macro" and each.name == "footnote"]


def block(writing: Writing, node: Node) -> None:
    """What ends a paragraph, or stands beside it."""
    if node.kind == "chars":
        split(writing, node)
    elif node.kind == "specials" or node.name == "par":
        end_paragraph(writing)
    elif node.name == "item":
        end_paragraph(writing)
        add_label(writing, node)
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
    elif node.name not in BREAKS:
        for each in boxed(node):
            walk(writing, each.children if each.kind == "group" else (each,))


def add_label(writing: Writing, node: Node) -> None:
    r"""The label of an item, in front of it: `\item[Muons] two of them` as `Muons: two of them`."""
    label = node.last
    text = plain(label)
    if label is None or MARK.match(text):
        return
    writing.open += atoms_of(label.children, writing.setting)
    writing.open.append(Atom(" " if text.endswith((":", ".")) else ": ", label.end, label.end))


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
    elif name in FLOATS:
        float_of(writing, node)
    else:
        end_paragraph(writing)
        walk(writing, easy_items(node.children) if name == "easylist" else node.children)
        end_paragraph(writing)


def easy_items(nodes: Sequence[Node]) -> tuple[Node, ...]:
    r"""The nodes of a list whose items begin with `&`, and those inside others with `&&`, as one with `\item`."""
    return tuple(
        Node("macro", "item", "", each.start, each.end) if each.text == "&" else each for each in nodes
    )


def float_of(writing: Writing, node: Node) -> None:
    """A float, which stands beside the paragraph in which it is written."""
    outside, writing.open = writing.open, []
    before = len(writing.drafts)
    walk(writing, node.children)
    writing.drafts[before:] = with_captions(writing.drafts[before:])
    writing.open = outside if node.name.rstrip("*") in ("figure", "table") else []


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
