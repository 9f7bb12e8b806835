"""Parse trees: which rules of the grammar a text is made of, and where.

In: made by `automaton`, or from Lark's trees by `by_lark`. Out: nodes that `building` makes a syntax tree from.
"""

from __future__ import annotations


class Token(str):
    """A piece of the text, with the name of its terminal and the place where it begins."""

    __slots__ = ("start_pos", "type")
    type: str
    start_pos: int

    def __new__(cls, type: str, text: str, start_pos: int) -> Token:  # noqa: A002 (as Lark calls it)
        """A token."""
        token = super().__new__(cls, text)
        token.type, token.start_pos = type, start_pos
        return token


class Tree:
    """What a rule matched: its children without the words that carry nothing, and its place; an empty rule has none.

    `outer_start` and `outer_end` also count words around it that belong to a rule which only carries this one.
    """

    __slots__ = ("children", "data", "end", "outer_end", "outer_start", "start")

    def __init__(self, data: str, children: list[Child]) -> None:
        self.data, self.children = data, children
        self.start = self.end = self.outer_start = self.outer_end = -1

    @property
    def is_empty(self) -> bool:
        """Whether it has no place."""
        return self.start < 0

    def bottom_up(self) -> list[Tree]:
        """It and all inside it, what is inside first."""
        found = [self]
        for node in found:
            found += [child for child in node.children if isinstance(child, Tree)]
        return found[::-1]


Child = Token | Tree
