"""Compressed blocks, as ROOT writes them.

In: the bytes of blocks. Out: their first bytes, uncompressed, in a buffer: no more is decompressed than that, where the
library can stop. What is compressed in another way raises `NotFlatError`, and what is damaged whatever the library raises.
"""

from __future__ import annotations

import threading
import zlib
from collections.abc import Callable
from importlib.util import find_spec

import cramjam
import numpy as np
import xxhash
from numpy.typing import NDArray

from hepir.run.flat.branches import NotFlatError

BLOCK_HEADER = 9  # bytes: two of a name, a method, three of each size
CHECKSUM = 8

Bytes = NDArray[np.uint8]
Unpack = Callable[[memoryview, Bytes, int], None]  # a block, room for its first bytes, the size of all of it
_own = threading.local()  # a decompressor is for one thread


def unpacked(raw: memoryview, whole: int, wanted: int | None = None) -> Bytes:
    """What bytes hold, compressed where they are fewer than the `whole` of it; if told, its first `wanted` bytes alone."""
    if len(raw) > whole:
        raise NotFlatError("there is more than it says")
    if len(raw) == whole:
        return np.frombuffer(raw, np.uint8)[:wanted]
    room = np.empty(whole if wanted is None else wanted, np.uint8)
    unpacked_into(raw, room)
    return room


def unpacked_into(raw: memoryview, out: Bytes) -> None:
    """Fill `out` with the first bytes of what blocks hold."""
    at = filled = 0
    while filled < len(out):
        name, packed, whole = block(raw, at)
        at += BLOCK_HEADER + packed
        part = out[filled : filled + whole]
        unpack = METHODS.get(name)
        if unpack is None or at > len(raw) or not whole:
            raise NotFlatError("it is compressed in another way")
        unpack(raw[at - packed : at], part, whole)
        filled += len(part)


def block(raw: memoryview, at: int) -> tuple[bytes, int, int]:
    """The name of a block's method, and its compressed and uncompressed size."""
    head = bytes(raw[at : at + BLOCK_HEADER])
    if len(head) != BLOCK_HEADER:
        raise NotFlatError("blocks end too early")
    return head[:2], int.from_bytes(head[3:6], "little"), int.from_bytes(head[6:9], "little")


def zstd(raw: memoryview, out: Bytes, whole: int) -> None:
    """Zstandard; the package of that name stops where the buffer is full."""
    if not HAS_ZSTANDARD:
        put(memoryview(cramjam.zstd.decompress(raw, output_len=whole)), out)
        return
    import zstandard

    decompressor = getattr(_own, "zstd", None)
    if decompressor is None:
        decompressor = _own.zstd = zstandard.ZstdDecompressor()
    with decompressor.stream_reader(raw) as reader:
        fill(reader.readinto, out)


def fill(read: Callable[[memoryview], int], out: Bytes) -> None:
    """Read until a buffer is full."""
    room = out.data
    while room:
        count = read(room)
        if not count:
            raise NotFlatError("a block ends too early")
        room = room[count:]


def put(found: memoryview, out: Bytes) -> None:
    """Fill a buffer with the first bytes of what was found."""
    out[:] = np.frombuffer(found, np.uint8, len(out))


def lz4(raw: memoryview, out: Bytes, whole: int) -> None:
    """LZ4 after a checksum."""
    if xxhash.xxh64(raw[CHECKSUM:]).digest() != bytes(raw[:CHECKSUM]):
        raise NotFlatError("a checksum does not agree")
    put(memoryview(cramjam.lz4.decompress_block(raw[CHECKSUM:], output_len=whole)), out)


def deflated(raw: memoryview, out: Bytes, whole: int) -> None:
    """zlib."""
    entire = len(out) == whole
    put(
        memoryview(
            zlib.decompress(raw, bufsize=whole) if entire else zlib.decompressobj().decompress(raw, len(out))
        ),
        out,
    )


HAS_ZSTANDARD = find_spec("zstandard") is not None
METHODS: dict[bytes, Unpack] = {b"ZS": zstd, b"L4": lz4, b"ZL": deflated}
