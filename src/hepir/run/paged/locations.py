"""Where the pages of an RNTuple are.

In: its page lists, as they stand in a file (ROOT's binary format specification 1.0, "Page List Envelope"). Out: where
clusters begin, and the pages of a column. Only those of the columns that are asked for are looked at: a file has thousands.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from hepir.light_dataclasses import dataclass
from hepir.run.flat.branches import NotFlatError

ENVELOPE_HEADER = 16  # bytes: a kind with a length, and a checksum
LIST, RECORD = (
    struct.Struct("<qI"),
    struct.Struct("<q"),
)  # a size, negative for a list, whose number of items follows
SUMMARY = struct.Struct("<QQ")  # of a cluster: its first entry, how many it has
SETTINGS = struct.Struct(
    "<qI"
)  # behind the pages of a column: its first element, negative where it has none; a method
PAGE = np.dtype([("elements", "<i4"), ("size", "<i4"), ("seek", "<u8")])

Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Pages:
    """The pages of a column. Page *i* has the elements from `edges[i]` up to, but not including, `edges[i + 1]`; it stands at
    the byte `seeks[i]` of the file and takes `sizes[i]` bytes there. `clusters`: the first element of each cluster, and how
    many there are in all."""

    seeks: Integers
    sizes: Integers
    edges: Integers
    clusters: Integers


class PageLists:
    """All clusters of an RNTuple. `edges`: the first entry of each, and how many there are in all."""

    def __init__(self, envelopes: Sequence[bytes]) -> None:
        starts, self._columns = [0], list[tuple[bytes, list[int]]]()
        for data in envelopes:
            at, end, number = items(data, ENVELOPE_HEADER)
            for each in records(data, at, number):
                first, entries = SUMMARY.unpack_from(data, each)
                if first != starts[-1] or entries >> 56:
                    raise NotFlatError("clusters do not follow each other")
                starts.append(first + entries)
            at, _, number = items(data, end)
            self._columns += [(data, list(lists(data, *nested))) for nested in nested_lists(data, at, number)]
        self.edges = np.array(starts, np.int64)
        if len(self._columns) != len(starts) - 1:
            raise NotFlatError("there are other clusters than page lists")

    def pages(self, column: int) -> Pages:
        """The pages of a column, by its number."""
        found, clusters = [np.empty(0, PAGE)], [0]
        for data, places in self._columns:
            if column >= len(places):
                raise NotFlatError("a cluster lacks the column")
            pages = pages_at(data, places[column], clusters[-1])
            found.append(pages)
            clusters.append(clusters[-1] + int(np.abs(pages["elements"]).sum(dtype=np.int64)))
        whole = np.concatenate(found)
        counts = np.abs(whole["elements"].astype(np.int64))  # negative where a checksum follows
        edges = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts)))
        sizes, seeks = (whole[name].astype(np.int64) for name in ("size", "seek"))
        if (sizes < 0).any():
            raise NotFlatError("pages are elsewhere")
        return Pages(seeks, sizes, edges, np.array(clusters, np.int64))


def pages_at(data: bytes, at: int, first: int) -> NDArray[np.void]:
    """The pages of a column in one cluster, where it begins with the element `first`."""
    begin, end, number = items(data, at)
    behind = begin + number * PAGE.itemsize
    if behind + SETTINGS.size != end or SETTINGS.unpack_from(data, behind)[0] != first:
        raise NotFlatError("pages are stored in another way")
    return np.frombuffer(data, PAGE, number, begin)


def items(data: bytes, at: int) -> tuple[int, int, int]:
    """Where the items of a list begin, where they end, and how many there are."""
    size, number = LIST.unpack_from(data, at)
    if size >= 0 or at - size > len(data):
        raise NotFlatError("there is no list")
    return at + LIST.size, at - size, number


def records(data: bytes, at: int, number: int) -> Iterator[int]:
    """Where the contents of so many records begin."""
    for _ in range(number):
        yield at + RECORD.size
        at += RECORD.unpack_from(data, at)[0]


def lists(data: bytes, at: int, number: int) -> Iterator[int]:
    """Where so many lists begin."""
    for _ in range(number):
        yield at
        at -= RECORD.unpack_from(data, at)[0]


def nested_lists(data: bytes, at: int, number: int) -> Iterator[tuple[int, int]]:
    """Where the items of so many lists begin, and how many each has."""
    for each in lists(data, at, number):
        begin, _, count = items(data, each)
        yield begin, count
