"""Branches whose entries say themselves how long they are, read straight from their baskets.

In: the descriptor of a file, a branch as uproot knows it. Out: lists of numbers. Such are a `std::vector` of numbers, as
ATLAS and others write it (each entry begins with ten bytes: its length in bytes, a version, its number of values), and the
parts of objects in a split branch, as Delphes writes them. Behind the entries of a basket stands where each of them begins.
Anything else raises `NotFlatError`, and is for uproot.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import uproot
from numpy.typing import NDArray

from hepir.light_dataclasses import dataclass
from hepir.run.flat.arrays import FlatArray, Offsets
from hepir.run.flat.baskets import Basket, Numbers, fetched
from hepir.run.flat.branches import FlatBranch, NotFlatError
from hepir.run.flat.columns import touched_by
from hepir.run.flat.unpacking import unpacked

HEADER_BYTES = 10
SIZE_AT = 6  # where the number of values stands in them
PLACE = np.dtype(">i4")

GROUP_BYTES = 1 << 20

Bytes = NDArray[np.uint8]


@dataclass(frozen=True, eq=False)
class Entries:
    """Entries as they are stored: bytes, and where each of them begins and the last one ends."""

    data: Bytes
    places: Offsets

    def of(self, first: int, last: int) -> Entries:
        """Some of them."""
        places = self.places[first : last + 1]
        return Entries(self.data[places[0] : places[-1]], places - places[0])


class VectorColumn:
    """A branch of an open file, from which ranges are read one after the other; one thread at a time. `header`: the bytes
    before the numbers of each entry."""

    def __init__(self, file: int, branch: FlatBranch, header: int) -> None:
        self.branch, self._file, self._header = branch, file, header
        self._kept: tuple[int, Entries] | None = None

    def read(self, start: int, stop: int) -> FlatArray:
        """The lists of a range of entries."""
        dtype = self.branch.dtype
        counts, numbers = [np.zeros(0, np.int64)], [np.empty(0, dtype)]
        for group in grouped(self._entries(start, stop)):
            found = counts_of(group, dtype.itemsize, self._header)
            counts.append(found)
            numbers.append(numbers_in(group, found, dtype, self._header))
        offsets = np.concatenate((np.zeros(1, np.int64), np.cumsum(np.concatenate(counts))))
        return FlatArray(np.concatenate(numbers).astype(dtype.newbyteorder("="), copy=False), offsets)

    def _entries(self, start: int, stop: int) -> Iterator[Entries]:
        """What baskets have of a range."""
        edges = self.branch.edges
        for number in touched_by(edges, start, stop):
            low, high = int(edges[number]), int(edges[number + 1])
            found = self._basket(number, high - low, keep=high > stop)
            yield found.of(max(low, start) - low, min(high, stop) - low)

    def _basket(self, number: int, entries: int, *, keep: bool) -> Entries:
        if self._kept is not None and self._kept[0] == number:
            found = self._kept[1]
        else:
            found = entries_of(fetched(self._file, self.branch, number), entries)
        self._kept = (number, found) if keep else None
        return found


def entries_of(basket: Basket, entries: int) -> Entries:
    """The entries of a basket: what stands behind them says where each begins."""
    data = unpacked(basket.raw, basket.whole)
    tail = data[basket.wanted :]
    if len(tail) < PLACE.itemsize * (entries + 1):
        raise NotFlatError("a basket does not say where entries begin")
    said = tail[PLACE.itemsize : PLACE.itemsize * (entries + 1)].view(PLACE).astype(np.int64)
    places = np.append(said - basket.key_length, basket.wanted)
    if places[0] != 0 or (places[1:] < places[:-1]).any():
        raise NotFlatError("entries begin elsewhere")
    return Entries(data[: basket.wanted], places)


def grouped(parts: Iterable[Entries]) -> Iterator[Entries]:
    """Neighbours together, up to about so many bytes: what is done to them costs little for each."""
    waiting: list[Entries] = []
    size = 0
    for part in parts:
        waiting.append(part)
        size += len(part.data)
        if size >= GROUP_BYTES:
            yield together(waiting)
            waiting, size = [], 0
    if waiting:
        yield together(waiting)


def together(parts: Sequence[Entries]) -> Entries:
    """Several one after the other."""
    sizes = np.cumsum([0, *(len(each.data) for each in parts)])
    places = [each.places[:-1] + before for each, before in zip(parts, sizes, strict=False)]
    return Entries(np.concatenate([each.data for each in parts]), np.concatenate([*places, sizes[-1:]]))


def counts_of(entries: Entries, item: int, header: int) -> Offsets:
    """How many numbers each entry has: as many as its bytes have room for, which must be what it says."""
    counts, rest = np.divmod(np.diff(entries.places) - header, item)
    if rest.any() or (counts < 0).any():
        raise NotFlatError("entries hold something else")
    if header:
        said = np.zeros(len(counts), np.int64)
        for byte in range(SIZE_AT, HEADER_BYTES):
            said = (said << 8) | entries.data[entries.places[:-1] + byte]
        if not np.array_equal(said, counts):
            raise NotFlatError("entries have other numbers of values")
    return counts


def numbers_in(entries: Entries, counts: Offsets, dtype: np.dtype[np.generic], header: int) -> Numbers:
    """The numbers of all entries, as they are stored. What lies at even places is taken two bytes at a time."""
    if not header:
        return entries.data.view(dtype)
    unit = 1 if dtype.itemsize == 1 else 2
    each = dtype.itemsize // unit
    words = entries.data.view(np.uint8 if unit == 1 else np.uint16)
    before = np.cumsum(counts) - counts
    index = np.repeat((entries.places[:-1] + header) // unit - each * before, counts)
    index += each * np.arange(len(index))
    found = np.empty((len(index), each), words.dtype)
    for word in range(each):
        words.take(index, out=found[:, word], mode="clip")
        index += 1
    return found.reshape(-1).view(dtype)


def column_of(file: int, branch: uproot.TBranch, entries: int) -> VectorColumn:
    """A branch of a tree as it can be read here; NotFlatError for another."""
    interpretation = branch.interpretation
    if type(interpretation) is not uproot.AsJagged or type(interpretation.content) is not uproot.AsDtype:
        raise NotFlatError("it holds no lists of numbers")
    dtype, header = interpretation.content.from_dtype, interpretation.header_bytes
    plain = interpretation.content.to_dtype == dtype.newbyteorder("=") and dtype.shape == ()
    if not plain or dtype.names is not None or dtype.kind not in "biuf" or header not in (0, HEADER_BYTES):
        raise NotFlatError("its numbers are stored in another way")
    baskets = int(branch.num_baskets)
    seeks, sizes = (
        np.asarray(branch.member(name)[:baskets], np.int64) for name in ("fBasketSeek", "fBasketBytes")
    )
    edges = np.asarray(branch.entry_offsets, np.int64)
    whole = (
        len(edges) == baskets + 1 and edges[0] == 0 and edges[-1] == entries and (np.diff(edges) > 0).all()
    )
    if not (baskets and whole and (seeks > 0).all() and (sizes > 0).all()):
        raise NotFlatError("its baskets are elsewhere")
    total = int(branch.uncompressed_bytes)
    return VectorColumn(file, FlatBranch(branch.name, dtype, "", seeks, sizes, edges, total), header)
