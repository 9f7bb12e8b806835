"""Branches of a TTree that point to other objects: lists of links for each object, which are no plain numbers.

In: a branch as uproot knows it. Out: its plain parts, which readers give as branches of their own (`X.m_persKey` and
`X.m_persIndex` of a `std::vector<std::vector<ElementLink<...>>>`, as ATLAS writes them), and the numbers of a `TRefArray` for
each object, as Delphes writes them.
"""

from __future__ import annotations

from collections.abc import Iterator

import awkward as ak
import numpy as np
import uproot
from awkward.contents import ListOffsetArray, NumpyArray
from awkward.index import Index64

LINKS = "vector<vector<ElementLink<"
PARTS = ("m_persKey", "m_persIndex")
REFERENCES = "TRefArray"


def parts_of(branch: uproot.TBranch) -> tuple[str, ...]:
    """The parts of a branch with a list of links for each object; none of any other branch."""
    stored = branch.member("fClassName", none_if_missing=True) or ""
    return PARTS if stored.startswith(LINKS) else ()


def has_references(branch: uproot.TBranch) -> bool:
    """Whether a branch has a list of references for each object."""
    return branch.streamer is not None and getattr(branch.streamer, "typename", "") == REFERENCES


def part_of(links: ak.Array, part: str) -> ak.Array:
    """One part of lists of links."""
    return ak.without_parameters(links[part])


def numbers_of(branch: uproot.TBranch, start: int, stop: int) -> ak.Array:
    """The numbers that the references of each object have, in a range of entries."""
    events = branch.array(entry_start=start, entry_stop=stop, library="np")
    objects = [each for event in events for each in event]
    numbers = np.concatenate([np.zeros(0, np.int64), *(each.refs for each in objects)])
    inner = ListOffsetArray(ends(map(len, objects)), NumpyArray(numbers.astype(np.int64)))
    return ak.Array(ListOffsetArray(ends(map(len, events)), inner))


def ends(lengths: Iterator[int]) -> Index64:
    """Where lists of these lengths begin, and the last one ends."""
    return Index64(np.cumsum([0, *lengths], dtype=np.int64))


def no_numbers() -> ak.Array:
    """No entries of a branch with references."""
    nothing = ListOffsetArray(Index64(np.zeros(1, np.int64)), NumpyArray(np.zeros(0, np.int64)))
    return ak.Array(ListOffsetArray(Index64(np.zeros(1, np.int64)), nothing))
