"""The regions of a program as a graph: which starts from which, and how many events each keeps.

In: a result that holds its program. Out: a picture in SVG, empty where no region starts from another.
"""

from __future__ import annotations

from collections.abc import Mapping

from hepir.backend.result import Result
from hepir.light_dataclasses import dataclass
from hepir.report.page_parts import escape
from hepir.report.text import count, shorten
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.parsing import parse

WIDTH, HEIGHT, GAP, RISE = 190, 44, 46, 14
MOST = 60  # regions: of more nobody sees anything
NAME = 24


@dataclass(frozen=True)
class Node:
    """A region: the column and row it stands in."""

    name: str
    column: int
    row: int

    @property
    def left(self) -> int:
        """Where its box begins."""
        return self.column * (WIDTH + GAP) + 1

    @property
    def top(self) -> int:
        """Where its box begins."""
        return self.row * (HEIGHT + RISE) + 1


def program_of(result: Result) -> tree.Program | None:
    """The program that was run, where the result holds it."""
    text = result.provenance.program_text
    return parse(Source(result.provenance.program, text)).program if text else None


def parents_of(program: tree.Program) -> Mapping[str, tuple[str, ...]]:
    """What each region starts from."""
    return {
        block.name.text: tuple(each.text for each in block.parents)
        for block in program.blocks
        if isinstance(block, tree.RegionBlock)
    }


def graph(result: Result) -> str:
    """The picture, with a text that says the same for those who do not see it."""
    program = program_of(result)
    parents = parents_of(program) if program is not None else {}
    if not any(parents.values()) or len(parents) > MOST:
        return ""
    nodes = placed(parents)
    events = {each.name: each.steps[-1].entries for each in result.regions if each.steps}
    width = max(node.left for node in nodes.values()) + WIDTH + 1
    height = max(node.top for node in nodes.values()) + HEIGHT + 1
    lines = [
        edge(nodes[parent], node)
        for node in nodes.values()
        for parent in parents[node.name]
        if parent in nodes
    ]
    boxes = [box(node, events.get(node.name)) for node in nodes.values()]
    said = "; ".join(f"{name} from {', '.join(found)}" for name, found in parents.items() if found)
    return (
        f'<figure class="graph"><svg viewBox="0 0 {width} {height}" width="{width}" role="img" '
        f'aria-label="{escape(said)}">{"".join((*lines, *boxes))}</svg>'
        "<figcaption>Regions, what each starts from, and the events that pass it</figcaption></figure>\n"
    )


def placed(parents: Mapping[str, tuple[str, ...]]) -> dict[str, Node]:
    """A column for each region, behind those of all its parents, and rows in the order of the program."""
    columns: dict[str, int] = {}
    waiting = list(parents)
    for _ in parents:
        for name in waiting:
            known = [columns[each] for each in parents[name] if each in columns]
            if len(known) == sum(each in parents for each in parents[name]):
                columns.setdefault(name, 1 + max(known, default=-1))
    rows: dict[int, int] = {}
    nodes: dict[str, Node] = {}
    for name in parents:
        column = columns.get(name, 0)
        nodes[name] = Node(name, column, rows.get(column, 0))
        rows[column] = rows.get(column, 0) + 1
    return nodes


def edge(parent: Node, node: Node) -> str:
    """A line from a region to one that starts from it."""
    x1, y1 = parent.left + WIDTH, parent.top + HEIGHT // 2
    x2, y2 = node.left, node.top + HEIGHT // 2
    middle = (x1 + x2) // 2
    return f'<path d="M{x1} {y1} C{middle} {y1} {middle} {y2} {x2} {y2}"/>'


def box(node: Node, events: int | None) -> str:
    """A region with its number of events."""
    x, y = node.left + 10, node.top
    said = f"{count(events)} events" if events is not None else ""
    return (
        f'<rect x="{node.left}" y="{node.top}" width="{WIDTH}" height="{HEIGHT}" rx="6"/>'
        f'<text x="{x}" y="{y + 18}">{escape(shorten(node.name, NAME))}</text>'
        f'<text x="{x}" y="{y + 35}" class="small">{said}</text>'
    )
