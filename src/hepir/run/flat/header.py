"""The branches of a tree, from the bytes of its key.

In: a streamed TTree. Out: its number of entries and the names of its branches at once, and where the numbers of a
branch are when it is asked for. uproot makes Python objects of everything in a tree, which takes longer than reading
a few branches. Versions of the classes that are not known here, and trees with branches in branches, raise
`NotFlatError`.
"""

from __future__ import annotations

import struct

import numpy as np
from numpy.typing import NDArray

from hepir.light_dataclasses import dataclass
from hepir.run.flat.branches import FlatBranch, NotFlatError
from hepir.run.flat.streamed import Streamed

TREE_NUMBERS = struct.Struct(">qqqqqdiiiiIqqqqqq")  # fEntries ... fEstimate
CLUSTER_RANGES = 10  # of these: how many pairs of numbers follow
BRANCH_FIRST = struct.Struct(">iiiiq")  # fCompress, fBasketSize, fEntryOffsetLen, fWriteBasket, fEntryNumber
BRANCH_SECOND = struct.Struct(
    ">iIiqqqq"
)  # fOffset, fMaxBaskets, fSplitLevel, fEntries, fFirstEntry, fTotBytes, ..
LEAF = struct.Struct(">iii??")  # fLen, fLenType, fOffset, fIsRange, fIsUnsigned
TREE_VERSIONS, BRANCH_VERSIONS = (19, 20), (12, 13)
WITH_FEATURES = {19: False, 20: True, 12: False, 13: True}
NUMBERS = {
    ("TLeafO", False): "?",
    ("TLeafB", False): "i1",
    ("TLeafB", True): "u1",
    ("TLeafS", False): ">i2",
    ("TLeafS", True): ">u2",
    ("TLeafI", False): ">i4",
    ("TLeafI", True): ">u4",
    ("TLeafL", False): ">i8",
    ("TLeafL", True): ">u8",
    ("TLeafF", False): ">f4",
    ("TLeafD", False): ">f8",
}


@dataclass(frozen=True)
class Header:
    """Entries, and where each branch begins (behind its class) by name."""

    streamed: Streamed
    entries: int
    places: dict[str, int]

    def branch(self, name: str) -> FlatBranch:
        """A branch; NotFlatError where it is not one of plain numbers, all in baskets of this file."""
        streamed = self.streamed
        first, second, place, end = branch_numbers(streamed, self.places[name])
        leaf, counter, single = leaf_of(streamed, place)
        if first[4] != self.entries or second[3] != self.entries or second[4] != 0 or not single:
            raise NotFlatError("it has not a number for each entry")
        place = streamed.after(place)
        count, inside, after = streamed.list_of(place)
        if any(streamed.data[inside:after]) or after - inside != 4 * count:
            raise NotFlatError("some of its numbers are not in baskets")
        return located(
            streamed, FlatParts(name, leaf, counter, first[3], second[1], second[5]), after, end, self.entries
        )


@dataclass(frozen=True)
class FlatParts:
    """What is known of a branch before its baskets."""

    name: str
    dtype: np.dtype[np.generic]
    counter: str
    written: int
    room: int
    total: int


def header_of(data: bytes, key_length: int) -> Header:
    """The header of a tree; NotFlatError where it has branches in branches, or is of an unknown version."""
    streamed = Streamed(data, key_length)
    version, place, _ = streamed.part(0)
    if version not in TREE_VERSIONS:
        raise NotFlatError(f"it is of version {version}")
    for _ in range(4):  # TNamed, TAttLine, TAttFill, TAttMarker
        place = streamed.after(place)
    numbers = streamed.unpack(TREE_NUMBERS, place)
    place += TREE_NUMBERS.size + 2 * (1 + 8 * numbers[CLUSTER_RANGES])
    if WITH_FEATURES[version]:
        place = streamed.after(place)
    return Header(streamed, numbers[0], places_of(streamed, place))


def places_of(streamed: Streamed, at: int) -> dict[str, int]:
    """Where each branch begins."""
    count, place, end = streamed.list_of(at)
    places: dict[str, int] = {}
    for _ in range(count):
        found = streamed.pointed_at(place)
        if found is None or found[0] != "TBranch":
            raise NotFlatError("a branch has parts")
        _, inside, place = found
        name, _, _ = streamed.named(streamed.part(inside)[1])
        if name in places or "/" in name or place > end:
            raise NotFlatError("names are not unique")
        inner, _, _ = streamed.list_of(lists_at(streamed, inside))
        if inner:
            raise NotFlatError("a branch has branches")
        places[name] = inside
    return places


def lists_at(streamed: Streamed, at: int) -> int:
    """Where the list of a branch's branches begins."""
    version, place, _ = streamed.part(at)
    if version not in BRANCH_VERSIONS:
        raise NotFlatError(f"a branch is of version {version}")
    place = streamed.after(streamed.after(place)) + BRANCH_FIRST.size  # TNamed, TAttFill
    if WITH_FEATURES[version]:
        place = streamed.after(place)
    return place + BRANCH_SECOND.size


def branch_numbers(streamed: Streamed, at: int) -> tuple[tuple[int, ...], tuple[int, ...], int, int]:
    """The numbers of a branch, where the list of its leaves begins, and where the branch ends."""
    lists, (_, place, end) = lists_at(streamed, at), streamed.part(at)
    first = streamed.unpack(BRANCH_FIRST, streamed.after(streamed.after(place)))
    second = streamed.unpack(BRANCH_SECOND, lists - BRANCH_SECOND.size)
    return first, second, streamed.after(lists), end


def leaf_of(streamed: Streamed, at: int) -> tuple[np.dtype[np.generic], str, bool]:
    """The type of a branch's numbers, what counts them (empty: nothing), and whether there is one for each count."""
    count, place, _ = streamed.list_of(at)
    leaf = streamed.pointed_at(place) if count == 1 else None
    if leaf is None:
        raise NotFlatError("it has not one leaf")
    class_name, inside, _ = leaf
    _, _, length, width, unsigned, pointer = leaf_numbers(streamed, inside)
    stored = NUMBERS.get((class_name, bool(unsigned)))
    if stored is None or np.dtype(stored).itemsize != width:
        raise NotFlatError("it does not hold plain numbers")
    counter = streamed.pointed_at(pointer)
    name = "" if counter is None else leaf_numbers(streamed, counter[1])[0]
    return np.dtype(stored), name, length == 1


def leaf_numbers(streamed: Streamed, at: int) -> tuple[str, str, int, int, int, int]:
    """Of a leaf of numbers: name, title, values a count, bytes a value, whether unsigned, where its counter stands."""
    _, place, _ = streamed.part(at)
    _, inside, _ = streamed.part(place)
    name, title, place = streamed.named(inside)
    length, width, _, _, unsigned = streamed.unpack(LEAF, place)
    return name, title, length, width, unsigned, place + LEAF.size


def located(streamed: Streamed, parts: FlatParts, at: int, end: int, entries: int) -> FlatBranch:
    """The branch with the places of its baskets."""
    sizes, at = numbers_at(streamed, at, parts.room, ">i4")
    edges, at = numbers_at(streamed, at, parts.room, ">i8")
    seeks, at = numbers_at(streamed, at, parts.room, ">i8")
    elsewhere, at = streamed.text(at)
    count = parts.written
    if elsewhere or at != end or not 0 <= count < parts.room:
        raise NotFlatError("its baskets are elsewhere")
    sizes, edges, seeks = sizes[:count], edges[: count + 1], seeks[:count]
    whole = edges[0] == 0 and edges[-1] == entries and bool(np.all(np.diff(edges) >= 0))
    if not whole or not (np.all(seeks > 0) and np.all(sizes > 0)):
        raise NotFlatError("its baskets do not hold all entries")
    return FlatBranch(parts.name, parts.dtype, parts.counter, seeks, sizes, edges, parts.total)


def numbers_at(streamed: Streamed, at: int, count: int, form: str) -> tuple[NDArray[np.int64], int]:
    """Numbers after a byte that tells whether there are any, and where they end."""
    dtype, at = np.dtype(form), at + 1
    end = at + count * dtype.itemsize
    if not 0 <= at <= end <= len(streamed.data):
        raise NotFlatError("it ends too early")
    return np.frombuffer(streamed.data, dtype, count, at).astype(np.int64), end
