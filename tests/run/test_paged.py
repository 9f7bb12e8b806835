"""RNTuples read from their pages: the same arrays as uproot makes, or uproot's own."""

import os
import random
import struct
from collections.abc import Iterator
from pathlib import Path

import awkward as ak
import numpy as np
import pytest
import uproot
from descriptors import open_descriptors

from hepir.diagnostics.core import HepirError
from hepir.run import rntuple
from hepir.run.columns import as_awkward, type_of
from hepir.run.files import open_events
from hepir.run.flat.arrays import FlatArray
from hepir.run.flat.branches import NotFlatError
from hepir.run.flat.unpacking import unpacked
from hepir.run.paged import columns as paged_columns
from hepir.run.paged.columns import Stored, elements
from hepir.run.paged.fields import stored
from hepir.run.paged.locations import LIST, PAGE, RECORD, SETTINGS, SUMMARY, PageLists
from hepir.run.plain import plain
from hepir.run.rntuple import RNTupleReader
from hepir.run.ttree import opened_root

EVERY_KIND = Path(__file__).parent / "data" / "every_kind.root"  # written by ROOT
REAL = "nanoaod/Run2012BC_DoubleMuParked_Muons_1000evts_rntuple_v1-0-0-0.root"
LEFT_OUT = {"three", "text", "nested", "perhaps"}
PIECES = (700, 1, 300)  # entries of the clusters
TYPES = ("?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8")


def piece(rng: np.random.Generator, entries: int) -> dict[str, ak.Array]:
    """Fields of every type, alone and in lists; some lists are empty."""
    counts = rng.integers(0, 5, entries) * rng.integers(0, 2, entries)
    columns = {}
    for name in TYPES:
        most = 2 if name == "?" else 100
        columns[f"one_{name}"] = ak.Array(rng.integers(0, most, entries).astype(name))
        columns[f"list_{name}"] = ak.unflatten(rng.integers(0, most, counts.sum()).astype(name), counts)
    columns["alone"] = ak.unflatten(rng.random(entries), np.ones(entries, np.int64))
    return columns


@pytest.fixture(scope="module", params=["ZLIB", "LZ4", "ZSTD", "none"])
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An RNTuple of several clusters in each compression."""
    rng, target = np.random.default_rng(5), tmp_path_factory.mktemp("paged") / f"{request.param}.root"
    first, *others = [piece(rng, entries) for entries in PIECES]
    compression = None if request.param == "none" else getattr(uproot, request.param)(4)
    with uproot.recreate(target, compression=compression) as file:
        ntuple = file.mkrntuple("Events", first)
        for each in others:
            ntuple.extend(each)
    return target


@pytest.fixture
def reader(path: Path) -> Iterator[RNTupleReader]:
    made = RNTupleReader(opened_root(path), "Events")
    yield made
    made.close()


def ranges(entries: int, number: int) -> list[tuple[int, int]]:
    """All entries, the last, one by one at the edges of clusters, and some by chance."""
    chance = random.Random(3)
    edges = [(place, place + 1) for place in (96, 97, 699, 700, 701) if place < entries]
    by_chance = [sorted(chance.sample(range(entries + 1), 2)) for _ in range(number)]
    return [(0, entries), (entries - 1, entries), *edges, *((low, high) for low, high in by_chance)]


def agreed(reader: RNTupleReader, names: list[str], number: int) -> None:
    """The fields are read from their pages, and are what uproot reads."""
    for start, stop in ranges(reader.entries, number):
        for name, found in zip(names, reader.read(names, start, stop), strict=True):
            expected = plain(reader._ntuple[name].array(entry_start=start, entry_stop=stop))
            assert isinstance(found, FlatArray), name
            assert found.type == type_of(expected) == type_of(reader.empty(name)), name
            assert as_awkward(found).tolist() == expected.tolist(), (name, start, stop)


def test_every_type_and_range(reader: RNTupleReader) -> None:
    names = [name for (name, *_) in reader.spellings()]
    assert len(names) == 2 * len(TYPES) + 1
    agreed(reader, names, 5)


def test_what_root_writes() -> None:
    reader = RNTupleReader(opened_root(EVERY_KIND), "Events", 1)
    names = [name for (name, *_) in reader.spellings() if name not in LEFT_OUT]
    assert {"list_f8", "jets.pt", "one_jet.eta"} <= set(names)
    agreed(reader, names, 4)
    for name, found in zip(LEFT_OUT, reader.read(list(LEFT_OUT), 3, 9), strict=True):
        assert not isinstance(found, FlatArray)
        assert found.tolist() == reader._ntuple[name].array(entry_start=3, entry_stop=9).tolist()
    reader.close()


def test_fields_that_are_projections_of_others(shared_data: Path) -> None:
    reader = RNTupleReader(opened_root(shared_data / REAL), "Events")
    agreed(reader, ["Muon_pt", "Muon_charge", "nMuon"], 4)
    reader.close()


def test_lists_that_are_equally_long_share_their_offsets(reader: RNTupleReader) -> None:
    first, second, other = reader.read(["list_f4", "list_i2", "alone"], 0, 900)
    assert isinstance(first, FlatArray)
    assert isinstance(second, FlatArray)
    assert isinstance(other, FlatArray)
    assert first.offsets is second.offsets is not other.offsets


def test_a_page_is_decompressed_once_for_neighbouring_ranges(
    reader: RNTupleReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    monkeypatch.setattr(
        paged_columns, "unpacked", lambda raw, whole: sizes.append(whole) or unpacked(raw, whole)
    )
    for start in range(0, 700, 100):
        list(reader.read(["one_f4"], start, start + 100))
    assert sizes == [4 * 700]


def test_what_fails_is_read_by_uproot(reader: RNTupleReader, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = [as_awkward(each).tolist() for each in reader.read(["one_f4", "list_i4"], 5, 800)]
    reader._fields.clear()
    monkeypatch.setattr(rntuple.Range, "column", lambda *_: 1 / 0)
    found = list(reader.read(["one_f4", "list_i4"], 5, 800))
    assert not any(isinstance(each, FlatArray) for each in found)
    assert [each.tolist() for each in found] == expected


def test_what_is_known_of_a_wide_ntuple(tmp_path: Path) -> None:
    with uproot.recreate(tmp_path / "wide.root") as file:
        file.mkrntuple("Events", {f"x{number}": np.arange(3) for number in range(50)})
    with open_events(tmp_path / "wide.root") as found:
        assert set(found.branches) == {f"x{number}" for number in range(50)}
        assert found.entries == 3
        assert found.boundaries(["x1"]) == (0, 3)
        assert found.bytes_per_entry(["x1", "x2"]) == 16


def test_how_elements_are_stored() -> None:
    data = np.array([1, 2, 3, 0, 0, 1], np.uint8)
    assert elements(data, Stored(np.dtype("<u2"), split=True), 3).tolist() == [1, 2, 3 + 256]
    zigzag = np.array([0, 1, 2, 3, 254, 255], np.uint8)
    assert elements(zigzag, Stored(np.dtype("i1"), zigzag=True), 6).tolist() == [0, -1, 1, -2, 127, -128]
    delta = np.array([3, 0, 2], "<i4").view(np.uint8)
    assert elements(delta, Stored(np.dtype("<i4"), delta=True), 3).tolist() == [3, 3, 5]
    bits = Stored(np.dtype(np.bool_), bits=True)
    assert bits.size(9) == 2
    assert elements(np.array([0b101, 1], np.uint8), bits, 9).tolist() == [
        True,
        False,
        True,
        *[False] * 5,
        True,
    ]
    for kind in (0x10, 0x17, 0x1C, 0x1D):  # a choice of types, half precision, fewer bits
        with pytest.raises(NotFlatError):
            stored(kind)


def listed(items: list[bytes], behind: bytes = b"") -> bytes:
    """A list, as page lists have it."""
    content = b"".join(items) + behind
    return LIST.pack(-(LIST.size + len(content)), len(items)) + content


def page_list(
    clusters: list[tuple[int, int]], pages: list[list[tuple[int, int, int]]], first: int = 0
) -> bytes:
    """A page list of one column: entries of clusters, and elements, size and place of their pages."""
    summaries = [RECORD.pack(RECORD.size + SUMMARY.size) + SUMMARY.pack(*each) for each in clusters]
    columns = []
    for each in pages:
        behind = SETTINGS.pack(first, 505)
        columns.append(listed([listed([np.array(page, PAGE).tobytes() for page in each], behind)]))
        first += sum(abs(page[0]) for page in each)
    return bytes(16) + listed(summaries) + listed(columns)


def test_where_pages_are() -> None:
    one = page_list([(0, 5), (5, 3)], [[(4, 40, 100), (-2, 20, 140)], [(7, 9, 200)]])
    two = page_list([(8, 1)], [[]], first=13)
    lists = PageLists([one, two])
    assert lists.edges.tolist() == [0, 5, 8, 9]
    pages = lists.pages(0)
    assert pages.edges.tolist() == [0, 4, 6, 13]
    assert pages.sizes.tolist() == [40, 20, 9]
    assert pages.seeks.tolist() == [100, 140, 200]
    assert pages.clusters.tolist() == [0, 6, 13, 13]
    with pytest.raises(NotFlatError, match="lacks the column"):
        lists.pages(1)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (page_list([(1, 5)], [[(5, 4, 0)]]), "do not follow"),
        (
            page_list([(0, 5 + (1 << 56))], [[(5, 4, 0)]]),
            "do not follow",
        ),  # a cluster that has not all columns
        (page_list([(0, 5)], []), "other clusters"),
        (page_list([(0, 5)], [[(5, 4, 0)]], first=-1), "another way"),  # a column that is not there
        (page_list([(0, 5)], [[(5, -4, 0)]]), "elsewhere"),
        (bytes(16) + RECORD.pack(12) + bytes(12), "no list"),
        (bytes(16) + RECORD.pack(-1000) + bytes(12), "no list"),
    ],
)
def test_page_lists_that_are_not_as_expected(data: bytes, reason: str) -> None:
    with pytest.raises(NotFlatError, match=reason):
        PageLists([data]).pages(0)


def test_page_lists_of_any_bytes_end() -> None:
    original = page_list([(0, 5), (5, 3)], [[(4, 40, 100), (-2, 20, 140)], [(7, 9, 200)]])
    chance = random.Random(1)
    for _ in range(300):
        data = bytearray(original)
        for _ in range(3):
            data[chance.randrange(16, len(data))] = chance.randrange(256)
        try:
            PageLists([bytes(data)]).pages(0)
        except (NotFlatError, struct.error, ValueError, OverflowError):
            continue


def test_damage_ends_in_a_diagnostic(path: Path, tmp_path: Path) -> None:
    original = path.read_bytes()
    chance = random.Random(2)
    for number in range(6):
        data = bytearray(original)
        for _ in range(20):
            data[chance.randrange(1000, len(data))] = chance.randrange(256)
        target = tmp_path / f"{number}.root"
        target.write_bytes(data)
        try:
            with open_events(target) as file:
                file.read(list(file.branches), 0, file.entries)
        except HepirError:
            continue


def test_files_are_closed(path: Path) -> None:
    for _ in range(3):
        with open_events(path) as file:
            file.read(["one_f4"], 0, 10)
            assert open_descriptors(path) > 0 or not os.path.isdir("/dev/fd")
    assert open_descriptors(path) == 0


def test_lists_that_differ_before_a_range_are_not_shared() -> None:
    from types import SimpleNamespace

    from hepir.run.paged.reading import Range

    def ends(*values: int) -> SimpleNamespace:
        """A column with two elements a page."""
        found = np.array(values, np.int64)
        return SimpleNamespace(
            pages=SimpleNamespace(edges=np.array([0, 2, 4])),
            raw=lambda page: found[2 * page : 2 * page + 2].tobytes(),
            numbers=lambda start, stop: found[start:stop],
        )

    entries = Range(np.array([0, 4]), 2, 4)
    first, second = entries.lists(ends(1, 5, 8, 9)), entries.lists(ends(1, 6, 8, 9))  # type: ignore[arg-type]
    assert (first.before, first.offsets.tolist()) == (5, [0, 3, 4])
    assert (second.before, second.offsets.tolist()) == (6, [0, 2, 3])
