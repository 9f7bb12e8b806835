"""Flat branches read from their baskets: the same arrays as uproot makes, or uproot's own."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import awkward as ak
import numpy as np
import pytest
import uproot
from descriptors import open_descriptors

from hepir.diagnostics.core import HepirError
from hepir.run.columns import as_awkward, type_of
from hepir.run.files import open_events
from hepir.run.flat import unpacking
from hepir.run.flat.branches import NotFlatError
from hepir.run.flat.header import header_of
from hepir.run.flat.reader import FlatTreeReader
from hepir.run.flat.unpacking import unpacked_into
from hepir.run.ttree import TTreeReader, opened_root

COMPRESSIONS = {
    "zlib": uproot.ZLIB(4),
    "lz4": uproot.LZ4(4),
    "zstd": uproot.ZSTD(4),
    "lzma": uproot.LZMA(1),
    "none": None,
}
PIECES = (700, 1, 1300, 999)  # entries of the baskets
ENTRIES = sum(PIECES)
TYPES = ("?", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8")


def piece(rng: np.random.Generator, entries: int) -> dict[str, ak.Array | np.ndarray]:
    """Branches of every type, alone and in lists; some lists are empty."""
    counts = rng.integers(0, 5, entries) * rng.integers(0, 2, entries)
    columns: dict[str, ak.Array | np.ndarray] = {"two": rng.normal(size=(entries, 2))}
    for name in TYPES:
        columns[f"one_{name.strip('?') or 'b'}"] = rng.integers(0, 2 if name == "?" else 100, entries).astype(
            name
        )
        values = rng.integers(0, 2 if name == "?" else 100, counts.sum()).astype(name)
        columns[f"list_{name.strip('?') or 'b'}"] = ak.unflatten(values, counts)
    return columns


@pytest.fixture(scope="module", params=list(COMPRESSIONS))
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tree of several baskets in each compression."""
    rng, target = np.random.default_rng(5), tmp_path_factory.mktemp("flat") / f"{request.param}.root"
    pieces = [piece(rng, entries) for entries in PIECES]
    forms = {
        name: np.asarray(a).dtype if isinstance(a, np.ndarray) else a.type for name, a in pieces[0].items()
    }
    forms["two"] = np.dtype(("f8", (2,)))
    with uproot.recreate(target, compression=COMPRESSIONS[request.param]) as file:
        tree = file.mktree("Events", forms)
        for each in pieces:
            tree.extend(each)
    return target


class ByUproot(TTreeReader):
    """uproot alone."""

    def _column(self, name: str) -> None:
        del name


@contextmanager
def both(path: Path, tree: str = "Events") -> Iterator[tuple[FlatTreeReader, TTreeReader]]:
    """The reader of baskets and uproot's."""
    flat, whole = FlatTreeReader(path, tree), ByUproot(opened_root(path), tree)
    yield flat, whole
    flat.close()
    whole.close()


def flat_names(reader: FlatTreeReader) -> list[str]:
    """The branches that are read from their baskets."""
    return [names[0] for names in reader.spellings() if reader._column(names[0]) is not None]


def assert_same(flat: FlatTreeReader, whole: TTreeReader, names: list[str], start: int, stop: int) -> None:
    found, expected = list(flat.read(names, start, stop)), list(whole.read(names, start, stop))
    for name, one, other in zip(names, found, expected, strict=True):
        array = as_awkward(one)
        assert array.layout.form == other.layout.form, name
        assert ak.array_equal(array, other, equal_nan=True), name


def test_all_types(path: Path) -> None:
    with both(path) as (flat, whole):
        assert flat.entries == whole.entries == ENTRIES
        assert flat.spellings() == whole.spellings()
        names = flat_names(flat)
        readable = path.stem != "lzma"
        assert len(names) == 2 * len(TYPES) + len(TYPES) and "two[2]" not in names
        everything = [each[0] for each in flat.spellings()]
        assert_same(flat, whole, everything, 0, ENTRIES)
        # what fails is not tried again
        assert len(flat_names(flat)) == (len(names) if readable else 0)
        assert [type_of(flat.empty(name)) for name in names] == [type_of(whole.empty(name)) for name in names]
        assert [list(flat.boundaries([name])) for name in names] == [
            list(whole.boundaries([name])) for name in names
        ]


@pytest.mark.parametrize("step", [1, 137, 700, 1000, ENTRIES - 1])
def test_ranges(path: Path, step: int) -> None:
    with both(path) as (flat, whole):
        names = flat_names(flat)
        names = names if step > 500 else names[:: len(names) // 6]
        starts = range(0, ENTRIES, step) if step > 1 else (0, 1, 699, 700, 701, 702, ENTRIES - 1)
        for start in starts:
            assert_same(flat, whole, names, start, min(start + step, ENTRIES))


def test_any_order(path: Path) -> None:
    chance = random.Random(3)
    with both(path) as (flat, whole):
        names = flat_names(flat)
        for _ in range(20):
            start = chance.randrange(ENTRIES)
            assert_same(flat, whole, chance.sample(names, 3), start, chance.randrange(start, ENTRIES) + 1)


def test_without_the_package_zstandard(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "HAS_ZSTANDARD", False)
    with both(path) as (flat, whole):
        assert_same(flat, whole, flat_names(flat), 100, 2000)


@pytest.mark.parametrize(
    ("name", "tree", "flat_branches"),
    [
        ("nanoaod/Run2012B_SingleMu_1000.root", "Events", 86),
        ("nanoaod/missing_luminosityBlock.root", "Events", 1582),
        ("nanoaod/nano_dy.root", "Events", 1499),
        ("generic/uproot-HZZ.root", "events", 51),
        ("generic/uproot-HZZ-lz4.root", "events", 51),
        ("generic/uproot-Zmumu.root", "events", 19),
        ("nanoaod/DoubleMuParked_muons_100k.root", "Events", 0),  # its baskets are inside the tree
    ],
)
def test_real_files(shared_data: Path, name: str, tree: str, flat_branches: int) -> None:
    with both(shared_data / name, tree) as (flat, whole):
        assert flat.spellings() == whole.spellings()
        names = flat_names(flat)
        assert len(names) == flat_branches
        names = names[:: max(1, len(names) // 100)]
        assert_same(flat, whole, names, 0, flat.entries)
        assert_same(flat, whole, names, flat.entries // 3, flat.entries // 2)
        assert len(flat_names(flat)) == flat_branches


@pytest.mark.parametrize("name", ["atlas/data_A.4lep.root", "delphes/zh_tag_1_delphes_events.root"])
def test_branches_with_parts_are_for_uproot(shared_data: Path, name: str) -> None:
    with pytest.raises(NotFlatError):
        FlatTreeReader(shared_data / name, None, ("mini", "Delphes"))


def streamed_tree(path: Path) -> tuple[bytes, int]:
    """The bytes of a tree, and the length of its key."""
    with uproot.open(path) as file:
        key = file.key("Events")
        raw = path.read_bytes()[key.fSeekKey + key.fKeylen : key.fSeekKey + key.fNbytes]
        if len(raw) == key.fObjlen:
            return raw, key.fKeylen
        room = np.empty(key.fObjlen, np.uint8)
        unpacked_into(memoryview(raw), room)
        return room.tobytes(), key.fKeylen


def test_a_damaged_header_ends_in_one_exception(path: Path) -> None:
    if path.stem == "lzma":
        pytest.skip("LZMA is left to uproot, which has tests of its own")
    whole, key_length = streamed_tree(path)
    chance = random.Random(1)
    for _ in range(100):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 4)):
            data[chance.randrange(min(len(data), 20_000))] = chance.randrange(256)
        try:
            header = header_of(bytes(data), key_length)
            for name in header.places:
                header.branch(name)
        except NotFlatError:
            continue


def test_damage_ends_in_a_diagnostic(path: Path, tmp_path: Path) -> None:
    original = path.read_bytes()
    chance = random.Random(2)
    for number in range(6):
        data = bytearray(original)
        for _ in range(20):
            data[chance.randrange(1000, len(data) // 2)] = chance.randrange(256)
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
