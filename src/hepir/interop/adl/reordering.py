"""Collections that a region of ADL sorts.

In: a `sort` of a region. Out: a collection in that order, which stands for the sorted one in what follows in the region;
raises ConversionError. Definitions that take objects by an earlier order are out of date then.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hepir.interop.adl import objects, tree
from hepir.interop.adl.lines import Line
from hepir.interop.adl.pieces import Binder, Many, quoted
from hepir.interop.adl.rows import Chunk
from hepir.interop.adl.stopping import ConversionError, cannot
from hepir.interop.adl.tree import Name

if TYPE_CHECKING:
    from hepir.interop.adl.regions import Region


SORTED = "collections are sorted by pt already"
REORDERED = "a collection is sorted for what follows in its region"
MOST_NESTED = 20


def sort(region: Region, line: Line) -> None:
    """ADL sorts a collection from here on; by pt, the largest first, they are sorted already."""
    try:
        binder, word, order = sorting(region, line)
    except ConversionError:
        region.reordered = {**region.reordered, **dict.fromkeys(collections_in(region, line.body), "")}
        raise
    if word == "pt" and order == "descending":
        region.reordered.pop(binder.collection, None)
        region.add(f"dismissed {quoted(SORTED)}", line, [SORTED])
        return
    stem = f"{binder.collection}_by_{word}" + ("_ascending" if order == "ascending" else "")
    name = region.shared.scope.fresh(re.sub(r"\W+", "_", stem).rstrip("_"))
    chunk = Chunk(f"object {name} from {binder.collection}", line.span)
    chunk.add(f"sort by {word} {order}", Line("", "", line.start, line.span))
    region.before.append(chunk)
    region.reordered = {**region.reordered, binder.collection: name}
    region.shared.report.took(line, [REORDERED])
    region.chunk.comment(
        (*line.before, f"from here on {binder.collection} is {name}: {REORDERED}"), line.span
    )


def sorting(region: Region, line: Line) -> tuple[Binder, str, str]:
    """What is sorted, by which expression of an object, and which end comes first; raises ConversionError."""
    node, order = objects.key_and_order(line)
    converter = region.converter()
    with converter.bound() as binders:
        key = converter.quantity(node)
    if len(binders) != 1 or not binders[0].collection.isidentifier():
        raise cannot(line.span, "a collection is sorted by a property of its objects")
    word = re.sub(rf"\b{binders[0].variable}\.", "", key.text)
    if re.search(rf"\b{binders[0].variable}\b", word):
        raise cannot(line.span, "a collection is sorted by a property of its objects")
    return binders[0], word, order


def collections_in(region: Region, text: str) -> list[str]:
    """The collections that are named in a text."""
    words = re.findall(r"[A-Za-z]\w*", text)
    found = [region.shared.scope.known(word) for word in words]
    return [each.text for each in found if isinstance(each, Many)]


def outdated(region: Region) -> frozenset[str]:
    """The definitions that take objects by their rank from a collection that has been sorted."""
    if not region.reordered:
        return frozenset()
    scope, defined = region.shared.scope, region.shared.defined
    return frozenset(
        word
        for word, entry in scope.entries.items()
        if entry.sort == "define" and rests_on_order(defined.nodes.get(entry.name), region)
    )


def rests_on_order(node: tree.Node | None, region: Region, depth: int = 0) -> bool:
    """Whether an expression takes objects by their rank from a collection that has been sorted."""
    if node is None or depth > MOST_NESTED:
        return False
    for each in tree.walk(node):
        if isinstance(each, tree.Index | tree.Slice) and isinstance(each.of, Name):
            found = region.shared.scope.known(each.of.text)
            if isinstance(found, Many) and found.text in region.reordered:
                return True
        if rests_on_order(region.shared.defined.of(each), region, depth + 1):
            return True
    return False
