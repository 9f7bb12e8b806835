"""What a ROOT file holds: the same as uproot says, or one exception."""

import os
import random
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import uproot

from hepir.run.flat import directory
from hepir.run.flat.branches import NotFlatError
from hepir.run.flat.directory import FOLDERS, Key, objects_of


@contextmanager
def descriptor(path: Path) -> Iterator[int]:
    file = os.open(path, os.O_RDONLY)
    yield file
    os.close(file)


def found(path: Path) -> dict[str, Key]:
    with descriptor(path) as file:
        return objects_of(file)


def assert_same(path: Path) -> None:
    """Paths, classes and places, in order, are those that uproot gives."""
    objects = found(path)
    with uproot.open(path) as file:
        assert {name: key.class_name for name, key in objects.items()} == dict(
            file.iterclassnames(recursive=True, cycle=True)
        )
        assert list(objects) == list(file.iterkeys(recursive=True, cycle=True))
        for name, key in objects.items():
            if "/" not in name:
                expected = file.key(name)
                sizes = (expected.fSeekKey, expected.fNbytes, expected.fKeylen, expected.fObjlen)
                assert (key.seek, key.size, key.before, key.whole) == sizes


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Trees of several cycles in folders of folders, and other objects."""
    target = tmp_path / "several.root"
    with uproot.recreate(target) as file:
        file["Events"] = {"x": np.arange(3)}
        file["Events"] = {"x": np.arange(5)}
        file["folder/inner/Events"] = {"x": np.arange(4)}
        file["folder/counts"] = np.histogram([1.0], bins=3)
        file["a text"] = "b"
    return target


def test_folders_and_cycles(path: Path) -> None:
    assert_same(path)
    assert {"Events;1", "Events;2", "folder/inner/Events;1"} <= set(found(path))


@pytest.mark.parametrize(
    "name",
    [
        "nanoaod/Run2012B_SingleMu_1000.root",
        "nanoaod/DoubleMuParked_muons_100k.root",
        "nanoaod/Run2012BC_DoubleMuParked_Muons_1000evts_rntuple_v1-0-0-0.root",
        "atlas/data_A.4lep.root",
        "delphes/zh_tag_1_delphes_events.root",
    ],
)
def test_files_that_others_wrote(shared_data: Path, name: str) -> None:
    assert_same(shared_data / name)


def test_what_is_no_root_file(tmp_path: Path) -> None:
    for content in (b"", b"root", b"PAR1" + bytes(100), b"root" + bytes(200)):
        (tmp_path / "other").write_bytes(content)
        with pytest.raises(NotFlatError):
            found(tmp_path / "other")


def test_damage_ends_in_one_exception(path: Path, tmp_path: Path) -> None:
    original, chance, damaged = path.read_bytes(), random.Random(7), tmp_path / "damaged.root"
    for _ in range(200):
        data = bytearray(original)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        damaged.write_bytes(data)
        try:
            found(damaged)
        except NotFlatError:
            continue


def test_folders_that_lead_back_end(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class_name = next(iter(FOLDERS))

    def again(_file: int, at: int) -> Iterator[tuple[str, int, Key]]:
        yield from [(str(number), 1, Key(class_name, at, 10, 0, 10)) for number in range(3)]

    monkeypatch.setattr(directory, "keys_of", again)
    with pytest.raises(NotFlatError):
        found(path)
