"""Baskets: pieces of a branch as they stand in a file.

In: the descriptor of a file, a flat branch. Out: the numbers of a basket. A basket begins with a key that says what is
in it; behind the numbers of a branch with a counter it has the places of its entries, which are not needed.
"""

from __future__ import annotations

import os
import struct

import numpy as np
from numpy.typing import NDArray

from hepir.light_dataclasses import dataclass
from hepir.run.flat.branches import FlatBranch, NotFlatError
from hepir.run.flat.unpacking import unpacked

KEY = struct.Struct(">iHiIHH")  # fNbytes, version, fObjlen, fDatime, fKeylen, fCycle
BASKET = struct.Struct(">HIIIi")  # at the end of the key, before a flag: version, sizes, fNevBuf, fLast

Numbers = NDArray[np.generic]


@dataclass(frozen=True)
class Basket:
    """A basket as it stands in the file: what is behind its key, how many bytes that is uncompressed, how many of them are
    entries, and the length of the key, from whose beginning places in it count."""

    raw: memoryview
    whole: int
    wanted: int
    key_length: int


def fetched(file: int, branch: FlatBranch, number: int) -> Basket:
    """A basket from the file; its key must be that of this basket."""
    size, entries = int(branch.sizes[number]), int(branch.edges[number + 1] - branch.edges[number])
    raw = os.pread(file, size, int(branch.seeks[number]))
    if len(raw) != size or size < KEY.size + BASKET.size + 1:
        raise NotFlatError("a basket ends too early")
    total, _, whole, _, key_length, _ = KEY.unpack_from(raw)
    if total != size or not KEY.size + BASKET.size < key_length <= size:
        raise NotFlatError("a basket has another size")
    _, _, _, inside, last = BASKET.unpack_from(raw, key_length - BASKET.size - 1)
    wanted = last - key_length
    if inside != entries or not 0 <= wanted <= whole:
        raise NotFlatError("a basket holds something else")
    return Basket(memoryview(raw)[key_length:], whole, wanted, key_length)


def numbers_of(basket: Basket, branch: FlatBranch, count: int) -> Numbers:
    """The `count` numbers of a basket, as they are stored."""
    if basket.wanted != count * branch.dtype.itemsize:
        raise NotFlatError("a basket has another number of values")
    return unpacked(basket.raw, basket.whole, basket.wanted).view(branch.dtype)
