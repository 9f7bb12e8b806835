"""What a ROOT file holds, from its directories alone.

In: the descriptor of a file. Out: the names, classes and places of its objects. uproot tells the same, and to load it
takes longer than to read a few branches. Whatever is not as expected raises `NotFlatError`.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator

from hepir.light_dataclasses import dataclass
from hepir.run.flat.branches import NotFlatError
from hepir.run.flat.streamed import Streamed

HEADER_BYTES = 64
HEADER = struct.Struct(">iii")  # `root`, the version, where the first record begins
ROOT = int.from_bytes(b"root", "big")
LARGE = 1_000_000  # from this version of a file on, places have eight bytes
NAME_BYTES = {False: struct.Struct(">iiiii"), True: struct.Struct(">qqiii")}  # the last one: fNbytesName
FOLDER = struct.Struct(">hIIii")  # version, two dates, fNbytesKeys, fNbytesName
KEY = struct.Struct(">ihiIhh")  # fNbytes, version, fObjlen, fDatime, fKeylen, fCycle
COUNT = struct.Struct(">i")
PLACES = 1000  # from this version of a record on, its places have eight bytes
FOLDER_PLACES = {
    False: struct.Struct(">iii"),
    True: struct.Struct(">qqq"),
}  # fSeekDir, fSeekParent, fSeekKeys
KEY_PLACES = {False: struct.Struct(">ii"), True: struct.Struct(">qq")}  # fSeekKey, fSeekPdir
FOLDERS = frozenset({"TDirectory", "TDirectoryFile"})
MOST_FOLDERS = 200  # more take uproot no longer, and a chain of them ends
MOST_BYTES = 1 << 26  # of a list of keys


@dataclass(frozen=True)
class Key:
    """An object of a file: its class, where its record begins, and in bytes the record, what stands before the object in
    it, and the object uncompressed."""

    class_name: str
    seek: int
    size: int
    before: int
    whole: int


def objects_of(file: int) -> dict[str, Key]:
    """All objects by their paths, with their cycles (`folder/Events;1`), in the order of the file."""
    head = read(file, 0, HEADER_BYTES)
    mark, version, begin = head.unpack(HEADER, 0)
    if mark != ROOT:
        raise NotFlatError("it is no ROOT file")
    name_bytes = head.unpack(NAME_BYTES[version >= LARGE], HEADER.size)[-1]
    return dict(inside(file, begin + name_bytes, "", set()))


def inside(file: int, at: int, path: str, visited: set[int]) -> Iterator[tuple[str, Key]]:
    """The objects of a folder, and of the folders in it; each of those stands before what is in it."""
    if at in visited or len(visited) > MOST_FOLDERS:
        raise NotFlatError("folders lead back, or are very many")
    visited.add(at)
    for name, cycle, key in keys_of(file, at):
        yield f"{path}{name};{cycle}", key
        if key.class_name in FOLDERS:
            yield from inside(file, key.seek + key.before, f"{path}{name}/", visited)


def keys_of(file: int, at: int) -> Iterator[tuple[str, int, Key]]:
    """Name, cycle and place of each object of the folder whose record begins at a place."""
    record = read(file, at, FOLDER.size + FOLDER_PLACES[True].size)
    version, _, _, size, _ = record.unpack(FOLDER, 0)
    seek = record.unpack(FOLDER_PLACES[version > PLACES], FOLDER.size)[-1]
    if not 0 < size <= MOST_BYTES:
        raise NotFlatError("a folder has no list of keys")
    keys = read(file, seek, size)
    before = keys.unpack(KEY, 0)[4]
    (count,) = keys.unpack(COUNT, before)
    place = before + 4
    for _ in range(count):
        name, cycle, key, place = key_at(keys, place)
        yield name, cycle, key


def key_at(keys: Streamed, at: int) -> tuple[str, int, Key, int]:
    """Name, cycle and place of an object, and where its key ends."""
    size, version, whole, _, before, cycle = keys.unpack(KEY, at)
    places, at = KEY_PLACES[version > PLACES], at + KEY.size
    seek, _ = keys.unpack(places, at)
    class_name, at = keys.text(at + places.size)
    name, at = keys.text(at)
    _, at = keys.text(at)
    return name, cycle, Key(class_name, seek, size, before, whole), at


def read(file: int, at: int, size: int) -> Streamed:
    """Bytes of a file; at its end there may be fewer, which is seen where they are used."""
    if at < 0:
        raise NotFlatError("a place is before the file")
    return Streamed(os.pread(file, size, at), 0)
