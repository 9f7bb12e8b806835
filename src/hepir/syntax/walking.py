"""All nodes of a part of a program.

In: a node, or a tuple of nodes. Out: it and everything in it, in text order.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from hepir.source import Span
from hepir.syntax import tree

NO_NODES = frozenset({str, int, bool, type(None), Span})


def nodes(value: object, without: Collection[str] = ()) -> Iterator[tree.Node]:
    """A node and those in its fields but for some; no recursion, so that depth costs nothing."""
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, tuple):
            waiting += each[::-1]
        elif isinstance(each, tree.Node):
            yield each
            fields = vars(each).items()
            parts = [part for name, part in fields if part.__class__ not in NO_NODES and name not in without]
            waiting += parts[::-1]
