"""Ranges of entries of paged fields.

In: fields, where clusters begin, entries. Out: flat columns. Fields whose lists are equally long share their offsets: some
writers store lengths once for each field, in the same bytes.
"""

from __future__ import annotations

import numpy as np

from hepir.light_dataclasses import dataclass
from hepir.run.flat.arrays import FlatArray, Offsets
from hepir.run.flat.branches import NotFlatError
from hepir.run.flat.columns import touched_by
from hepir.run.paged.columns import PageColumn
from hepir.run.paged.fields import PagedField


@dataclass(frozen=True, eq=False)
class Lists:
    """The lists of a range of entries: `before` elements of its first cluster come before the first of them, from which
    `offsets` count."""

    before: int
    offsets: Offsets


class Range:
    """Entries `start` up to, but not including, `stop`; `edges`: the first entry of each cluster, and how many there are."""

    def __init__(self, edges: Offsets, start: int, stop: int) -> None:
        self.start, self.stop = start, stop
        self._clusters = touched_by(edges, start, stop)
        self._edges = edges
        # where the first list begins is where the one before it ends
        self._low = max(int(edges[self._clusters[0]]), start - 1) if start < stop else start
        self._known: dict[tuple[bytes, ...], Lists] = {}

    def lists(self, ends: PageColumn) -> Lists:
        """The lists whose ends a column has."""
        pages = touched_by(ends.pages.edges, self._low, self.stop)
        key = tuple(ends.raw(number) for number in pages)
        if key not in self._known:
            self._known[key] = self._lists(ends)
        return self._known[key]

    def column(self, field: PagedField, lists: Lists | None) -> FlatArray:
        """A field, and the lists of those that have such."""
        if lists is None:
            assert field.content is not None
            return FlatArray(field.content.numbers(self.start, self.stop))
        if field.content is None:
            assert field.ends is not None
            return FlatArray(np.diff(lists.offsets).astype(field.ends.native))
        begin = self._begin(field.content, lists)
        return FlatArray(field.content.numbers(begin, begin + int(lists.offsets[-1])), lists.offsets)

    def _lists(self, ends: PageColumn) -> Lists:
        """Where lists begin, from where they end within their clusters."""
        low = self._low
        found = ends.numbers(low, self.stop).astype(np.int64)
        lengths = np.diff(found, prepend=0) if low == self.start else np.diff(found)
        for edge in self._inner_edges():
            lengths[edge - self.start] = found[edge - low]
        if (lengths < 0).any():
            raise NotFlatError("lists do not follow each other")
        offsets = np.zeros(len(lengths) + 1, np.int64)
        np.cumsum(lengths, out=offsets[1:])
        return Lists(0 if low == self.start else int(found[0]), offsets)

    def _begin(self, content: PageColumn, lists: Lists) -> int:
        """The element with which the lists begin, where the column has as many elements in each cluster as they say."""
        clusters = content.pages.clusters
        begin = int(clusters[self._clusters[0]]) + lists.before
        for cluster, edge in zip(self._clusters[1:], self._inner_edges(), strict=True):
            if begin + int(lists.offsets[edge - self.start]) != clusters[cluster]:
                raise NotFlatError("a cluster has another number of elements")
        if begin + int(lists.offsets[-1]) > clusters[self._clusters[-1] + 1]:
            raise NotFlatError("lists end behind their cluster")
        return begin

    def _inner_edges(self) -> list[int]:
        """Where clusters begin within the range, but for the first."""
        return [int(self._edges[cluster]) for cluster in self._clusters[1:]]
