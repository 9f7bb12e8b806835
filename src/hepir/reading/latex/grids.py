r"""The cells of LaTeX tables: `tabular` and its like, with merged cells, heads of several rows, captions around them.

In: an environment, and what is drafted so far. Out: a `Grid`. A cell over several rows or columns is repeated in each; of a
`longtable`, the heads of further pages and what stands at their feet is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from hepir.reading.document import Label
from hepir.reading.drafts import Draft, Grid
from hepir.reading.latex.parsing import Node
from hepir.reading.latex.words import atoms_of
from hepir.reading.latex.writing import Writing, drafted, plain
from hepir.reading.written import EMPTY, Written, joined

RULES = frozenset({"hline", "toprule", "midrule", "bottomrule", "Xhline", "specialrule"})
HEADS, FEET = frozenset({"endfirsthead", "endhead"}), frozenset({"endfoot", "endlastfoot"})
MOST_HEADS = 3
MOST_SPANNED = 50


@dataclass
class Cells:
    """The cells of a table while they are read: rows, where rules stand, and cells that go on in the rows below."""

    rows: list[list[Written]] = field(default_factory=lambda: [[]])
    rules: list[int] = field(default_factory=list)
    hanging: dict[int, tuple[Written, int]] = field(default_factory=dict)
    begun: int = 0
    caption: str | None = None
    headed: bool = False

    def add(self, content: Written, columns: int, rows: int) -> None:
        """A cell over so many columns and rows; an empty one goes on with the cell above that reaches it."""
        for _ in range(columns):
            place = len(self.rows[-1])
            above, left = self.hanging.pop(place, (EMPTY, 0))
            content_here = content if content.text or not left else above
            if content.text and rows > 1:
                self.hanging[place] = (content, rows - 1)
            elif left > 1 and not content.text:
                self.hanging[place] = (above, left - 1)
            self.rows[-1].append(content_here)

    def end_part(self, name: str) -> None:
        """The end of a head or foot of a `longtable`: only the first head stays."""
        self.rows[-1] = []
        if name in FEET or self.headed:
            del self.rows[self.begun :]
            self.rows.append([])
            self.rules = [each for each in self.rules if each <= self.begun]
        self.headed = self.headed or name in HEADS
        self.begun = len(self.rows) - 1
        self.rules.append(self.begun)


def grid_of(writing: Writing, node: Node) -> Grid:
    """The cells of a table; its header is what stands above the first inner rule, else its first row."""
    cells = cells_of(writing, node)
    filled = [(place, row) for place, row in enumerate(cells.rows) if any(one.text for one in row)]
    width = max((len(row) for _, row in filled), default=0)
    first = next((rule for rule in cells.rules if any(place < rule for place, _ in filled)), 1)
    padded = [(place, (*row, *[EMPTY] * (width - len(row)))) for place, row in filled]
    heads = [row for place, row in padded if place < first]
    if not heads or len(heads) == len(padded) or len(heads) > MOST_HEADS:
        heads, first = (
            ([], 0)
            if len(heads) > MOST_HEADS or len(padded) == 1
            else (heads[:1], padded[0][0] + 1 if padded else 0)
        )
    body = tuple(row for place, row in padded if place >= first)
    return Grid(header_of(heads, width), body, cells.caption)


def cells_of(writing: Writing, node: Node) -> Cells:
    """All cells of a table, and the caption inside of it."""
    cells = Cells()
    cell: list[Node] = []
    for each in (*node.children, Node("macro", "\\", "", node.end, node.end)):
        if each.kind == "specials" and each.text == "&":
            cells.add(*cell_of(writing, cell))
            cell = []
        elif each.kind == "macro" and each.name in ("\\", "tabularnewline", *HEADS, *FEET):
            if each.name in (*HEADS, *FEET):
                cells.end_part(each.name)
            else:
                cells.add(*cell_of(writing, cell))
                cells.rows.append([])
            cell = []
        elif each.kind == "macro" and each.name in RULES:
            cells.rules.append(len(cells.rows) - 1)
        elif each.kind == "macro" and each.name == "caption":
            cells.caption = cells.caption or captioned(writing, each)
        else:
            cell.append(each)
    return cells


def captioned(writing: Writing, node: Node) -> str | None:
    """The caption of a `longtable`, which stands before it."""
    if node.last is None:
        return None
    draft = drafted(writing, atoms_of(node.last.children, writing.setting), Label.CAPTION)
    if draft is None:
        return None
    writing.drafts.append(draft)
    return draft.content.text


def header_of(heads: Sequence[Sequence[Written]], width: int) -> tuple[Written, ...]:
    """A head for each column: the lowest of several, behind those above it that part the columns: `Tight Barrel`."""
    parting = [row for row in heads[:-1] if parts_columns(row)]
    return tuple(
        joined_head([row[column] for row in (*parting, *heads[-1:])], heads, column)
        for column in range(width)
    )


def parts_columns(row: Sequence[Written]) -> bool:
    """Whether the cells of a row tell groups of columns apart, of which one at least spans several."""
    texts = [each.text for each in row[1:] if each.text]
    return len(set(texts)) > 1 and any(one == other for one, other in pairwise(texts))


def joined_head(given: Sequence[Written], heads: Sequence[Sequence[Written]], column: int) -> Written:
    """The heads of a column, each once; the lowest that there is where none of these says anything."""
    said = [each for place, each in enumerate(given) if each.text and each not in given[:place]]
    if not said:
        return next((row[column] for row in reversed(heads) if row[column].text), EMPTY)
    return said[0] if len(said) == 1 else joined(tuple(said), " ")


def cell_of(writing: Writing, nodes: Sequence[Node]) -> tuple[Written, int, int]:
    r"""A cell, over how many columns `\multicolumn` says it reaches, over how many rows `\multirow`."""
    draft = drafted(writing, atoms_of([spanning(each) for each in nodes], writing.setting), Label.TABLE)
    return (
        draft.content if draft is not None else EMPTY,
        spanned(nodes, "multicolumn"),
        spanned(nodes, "multirow"),
    )


def spanned(nodes: Sequence[Node], name: str) -> int:
    """Over how many rows or columns a cell says that it reaches."""
    for each in nodes:
        if each.kind == "macro" and each.name in ("multicolumn", "multirow") and each.last is not None:
            number = next(
                (plain(one) for one in each.arguments if one is not None and one.kind == "group"), ""
            )
            if each.name == name and number.isdigit():
                return max(1, min(MOST_SPANNED, int(number)))
            return spanned(each.last.children, name)
        if each.kind == "group" and (inside := spanned(each.children, name)) > 1:
            return inside
    return 1


def spanning(node: Node) -> Node:
    r"""The text of `\multicolumn` and `\multirow` is their last argument."""
    if node.kind == "macro" and node.name in ("multicolumn", "multirow") and node.last is not None:
        inner = node.last
        return replace(inner, children=tuple(spanning(each) for each in inner.children))
    return node


def with_captions(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts of a float, its tables with its captions, all of which stand above their tables or below them."""
    kinds = [each.label for each in drafts if each.label in (Label.CAPTION, Label.TABLE)]
    above = kinds[:1] == [Label.CAPTION]
    found: list[Draft] = []
    for place, each in enumerate(drafts):
        near = reversed(drafts[:place]) if above else drafts[place + 1 :]
        if each.grid is not None and each.grid.caption is None:
            caption = next((one.content.text for one in near if one.label is Label.CAPTION), None)
            found.append(replace(each, grid=replace(each.grid, caption=caption)))
        else:
            found.append(each)
    return found
