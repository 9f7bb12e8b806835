"""The same bytes for the same content of a ROOT file.

In: the bytes of a ROOT file below 2 GB. Out: the same records, with the first moment of ROOT's calendar for every time, and
zeros between them. ROOT notes when a record was written, and uproot asks nobody which time that is; what lies between the
records are earlier states of folders that grew, with their times. The places are those of ROOT's formats TFile, TKey and
TDirectory ("Physical layout of ROOT files"): numbers are big-endian.
"""

from __future__ import annotations

from struct import Struct

TIME = Struct(">I").pack(1 << 22 | 1 << 17)  # 1 January 1995: years from 1995, months and days from 1
HEADER = Struct(">4siiiiiiiBiii")
# The number of bytes, the version, the length of the object, the time, the length of this head, a cycle, and the place.
KEY = Struct(">ihiIhhi")
TIME_OF_KEY, KIND = 10, KEY.size + 4  # behind the place stands that of the folder, and then the class
# The version, two times, the size of the list of keys, the size of the name, this place, the parent's, that of the list.
FOLDER = Struct(">hIIiiiii")
TIMES_OF_FOLDER = (2, 6)
COUNT = Struct(">i")


def timeless(data: bytes) -> bytes:
    """The bytes without times."""
    _, _, begin, _, free, _, _, name_size, _, _, info, _ = HEADER.unpack_from(data)
    made = bytearray(data[:begin].ljust(len(data), b"\0"))
    for place in (begin, info, free):
        _record(data, made, place)
    _folder(data, made, begin + name_size)
    return bytes(made)


def _record(data: bytes, made: bytearray, place: int) -> int:
    """Takes over a record; gives the place of what it holds."""
    size: int
    head: int
    size, _, _, _, head, _, _ = KEY.unpack_from(data, place)
    made[place : place + size] = data[place : place + size]
    _set_time(made, place + TIME_OF_KEY)
    return place + head


def _folder(data: bytes, made: bytearray, place: int) -> None:
    """Takes over the times of a folder, its list of keys, and all that they lead to."""
    for offset in TIMES_OF_FOLDER:
        _set_time(made, place + offset)
    at = _record(data, made, FOLDER.unpack_from(data, place)[-1])
    (count,) = COUNT.unpack_from(data, at)
    at += COUNT.size
    for _ in range(count):
        *_, head, _, target = KEY.unpack_from(data, at)
        _set_time(made, at + TIME_OF_KEY)
        content = _record(data, made, target)
        if data[at + KIND + 1 : at + KIND + 1 + data[at + KIND]] == b"TDirectory":
            _folder(data, made, content)
        at += head


def _set_time(made: bytearray, place: int) -> None:
    made[place : place + len(TIME)] = TIME
