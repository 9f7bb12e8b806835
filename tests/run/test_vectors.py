"""Lists of numbers, read straight from baskets: the same as by uproot, and nothing where something is amiss."""

import os
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import awkward as ak
import numpy as np
import pytest
import uproot
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as made

from hepir.run.files import open_events
from hepir.run.flat.baskets import Basket
from hepir.run.flat.branches import NotFlatError
from hepir.run.flat.vectors import Entries, column_of, counts_of, entries_of, grouped, numbers_in

KEY = 77
TYPES = [np.dtype(each) for each in ("?", "i1", "u1", ">i2", ">u2", ">i4", ">u4", ">i8", ">f4", ">f8")]


def streamed(lists: list[np.ndarray], header: bool) -> Basket:
    """A basket with these lists, not compressed."""
    parts, places = [], []
    for values in lists:
        places.append(KEY + sum(map(len, parts)))
        body = values.tobytes()
        parts.append(
            (struct.pack(">IHI", 0x40000000 | (len(body) + 6), 3, len(values)) if header else b"") + body
        )
    data = b"".join(parts)
    tail = np.array([len(lists) + 1, *places, 0], ">i4").tobytes()
    return Basket(memoryview(data + tail), len(data) + len(tail), len(data), KEY)


def read(baskets: list[Basket], sizes: list[int], dtype: np.dtype, header: bool) -> list[list[float]]:
    found = []
    for group in grouped(entries_of(basket, size) for basket, size in zip(baskets, sizes, strict=True)):
        counts = counts_of(group, dtype.itemsize, 10 if header else 0)
        numbers = numbers_in(group, counts, dtype, 10 if header else 0)
        found += np.split(numbers, np.cumsum(counts)[:-1])
    return [each.tolist() for each in found]


@given(st.data(), st.sampled_from(TYPES), st.booleans())
def test_any_lists(data: st.DataObject, dtype: np.dtype, header: bool) -> None:
    arrays = made.arrays(dtype, st.integers(0, 5), elements=made.from_dtype(dtype, allow_nan=False))
    pieces = data.draw(st.lists(st.lists(arrays, min_size=1, max_size=6), min_size=1, max_size=4))
    baskets = [streamed(each, header) for each in pieces]
    expected = [values.tolist() for each in pieces for values in each]
    assert read(baskets, [len(each) for each in pieces], dtype, header) == expected


def test_part_of_a_basket() -> None:
    lists = [np.arange(count, dtype=">f4") for count in (2, 0, 3, 1)]
    part = entries_of(streamed(lists, header=True), 4).of(1, 3)
    counts = counts_of(part, 4, 10)
    assert counts.tolist() == [0, 3]
    assert numbers_in(part, counts, np.dtype(">f4"), 10).tolist() == [0, 1, 2]


@pytest.mark.parametrize("place", range(6, 10))
def test_entries_that_say_something_else_are_refused(place: int) -> None:
    entries = entries_of(streamed([np.arange(3, dtype=">f4")], header=True), 1)
    data = entries.data.copy()
    data[place] ^= 1
    with pytest.raises(NotFlatError, match="other numbers"):
        counts_of(Entries(data, entries.places), 4, 10)


@pytest.mark.parametrize(("item", "header"), [(8, 10), (8, 0), (4, 14)])
def test_sizes_that_do_not_fit_are_refused(item: int, header: int) -> None:
    entries = entries_of(streamed([np.arange(3, dtype=">f4"), np.arange(0, dtype=">f4")], header=True), 2)
    with pytest.raises(NotFlatError):
        counts_of(entries, item, header)


def test_places_that_do_not_fit_are_refused() -> None:
    basket = streamed([np.arange(3, dtype=">f4")] * 3, header=True)
    with pytest.raises(NotFlatError, match="does not say"):
        entries_of(basket, 30)
    raw = bytearray(basket.raw)
    raw[-9] ^= 0x80  # in the place of the last entry
    with pytest.raises(NotFlatError, match="elsewhere"):
        entries_of(Basket(memoryview(bytes(raw)), basket.whole, basket.wanted, KEY), 3)


@contextmanager
def opened(path: Path, tree: str) -> Iterator[tuple[uproot.TTree, int]]:
    descriptor = os.open(path, os.O_RDONLY)
    with uproot.open(path) as file:
        yield file[tree], descriptor
    os.close(descriptor)


@pytest.mark.parametrize(
    ("name", "tree", "least"),
    [
        ("atlas/data_A.4lep.root", "mini", 0),  # its baskets are inside the tree
        ("delphes/zh_tag_1_delphes_events.root", "Delphes", 200),
        ("physlite/PHYSLITE_example.root", "CollectionTree", 300),
    ],
)
def test_real_files(shared_data: Path, name: str, tree: str, least: int) -> None:
    path = shared_data / name
    direct = 0
    with opened(path, tree) as (found, descriptor):
        entries = found.num_entries
        for branch in found.itervalues():
            try:
                column = column_of(descriptor, branch, entries)
                column.read(0, entries)
                expected = branch.array()
            except Exception:  # that one is not read here
                continue
            direct += 1
            for start, stop in ((0, entries), (entries // 3, entries // 2), (entries - 1, entries)):
                part = column.read(start, stop)
                assert ak.array_equal(part.to_awkward(), expected[start:stop], equal_nan=True)
        assert direct >= least


def test_what_cannot_be_read_here_is_for_uproot(shared_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, name = shared_data / "physlite/PHYSLITE_example.root", "AnalysisMuonsAuxDyn.pt"
    with open_events(path) as file:
        expected = file.read([name], 0, 20)[name]
    monkeypatch.setattr("hepir.run.flat.vectors.SIZE_AT", 5)
    with open_events(path) as file:
        assert ak.array_equal(file.read([name], 0, 20)[name], expected)
        assert file.read([name], 20, 40)[name].ndim == 2
