"""All nodes of a part of a program.

In: a node, or a tuple of nodes. Out: it and everything in it, in text order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hepir.syntax import tree


def nodes(value: object, without: Collection[str] = ()) -> Iterator[tree.Node]:
    """A node and those in its fields but for some; no recursion, so that depth costs nothing."""
    left_out = ("span", *without)
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, tree.Node):
            yield each
            waiting.extend(reversed([inner for name, inner in vars(each).items() if name not in left_out]))
        elif isinstance(each, tuple):
            waiting.extend(reversed(each))
