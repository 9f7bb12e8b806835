"""Lark's parse trees as ours.

In: a tree of Lark. Out: the same rules, tokens and places.
"""

from __future__ import annotations

import lark

from hepir.syntax.parsed import Child, Token, Tree


def converted(parsed: lark.Tree[lark.Token]) -> Tree:
    """The same tree without Lark."""
    made: dict[int, Tree] = {}
    for node in parsed.iter_subtrees():
        children: list[Child] = [
            made[id(child)]
            if isinstance(child, lark.Tree)
            else Token(child.type, str(child), child.start_pos or 0)
            for child in node.children
        ]
        tree = made[id(node)] = Tree(str(node.data), children)
        if not node.meta.empty:
            tree.start, tree.end = node.meta.start_pos, node.meta.end_pos
    return made[id(parsed)]
