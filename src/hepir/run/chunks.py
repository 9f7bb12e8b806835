"""Events in pieces of bounded size.

In: event files and names of columns. Out: chunks, in the order of the files and entries. Where one chunk
ends depends on the files and the arguments alone, never on the machine or its load, so that sums come out
the same to the last bit.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import awkward as ak

from hepir.run.files import EventFile

CHUNK_BYTES = 64 * 1024 * 1024
MOST_ENTRIES = 1 << 22  # of columns that take (almost) no memory


@dataclass(frozen=True, eq=False)
class Chunk:
    """Entries `start` up to, but not including, `stop` of the file `files[file_number]`, by column."""

    file_number: int
    start: int
    stop: int
    columns: Mapping[str, ak.Array]


def entries_per_chunk(file: EventFile, names: Sequence[str], chunk_bytes: int = CHUNK_BYTES) -> int:
    """How many entries of these columns take about `chunk_bytes` of memory; at least one."""
    width = file.bytes_per_entry(names)
    return max(1, min(MOST_ENTRIES, int(chunk_bytes / width) if width else MOST_ENTRIES))


def iterate_chunks(
    files: Sequence[EventFile],
    names: Sequence[str],
    *,
    chunk_bytes: int = CHUNK_BYTES,
    step_entries: int | None = None,
    max_events: int | None = None,
    read_ahead: bool = True,
) -> Iterator[Chunk]:
    """Go through the files, or their first `max_events` events, chunk by chunk.

    A chunk has `step_entries` entries (the last of a file fewer) or, where that is None, what fits into
    about `chunk_bytes`. With `read_ahead` a thread reads the next chunk while this one is worked on: at any
    time there are at most two besides those the caller keeps. Leaving the loop, also by an exception or
    Ctrl-C, waits for that thread. Of several files, each is closed after its last chunk. Files without
    entries give no chunks.
    """
    chunks = _in_turn(files, names, chunk_bytes, step_entries, max_events)
    return _read_ahead(chunks) if read_ahead else chunks


def _in_turn(
    files: Sequence[EventFile],
    names: Sequence[str],
    chunk_bytes: int,
    step_entries: int | None,
    max_events: int | None,
) -> Iterator[Chunk]:
    left = sum(file.entries for file in files) if max_events is None else max_events
    for number, file in enumerate(files):
        end = min(file.entries, left)
        left -= end
        for start, stop in _ranges(file, names, end, chunk_bytes, step_entries):
            yield Chunk(number, start, stop, file.read(names, start, stop))
        if len(files) > 1:
            file.close()


def _ranges(
    file: EventFile, names: Sequence[str], end: int, chunk_bytes: int, step_entries: int | None
) -> Iterator[tuple[int, int]]:
    if end <= 0:
        return
    step = step_entries or entries_per_chunk(file, names, chunk_bytes)
    cuts = () if step_entries or step >= end else file.boundaries(names)
    start = 0
    while start < end:
        stop = min(end, _cut(cuts, start, step))
        yield start, stop
        start = stop


def _cut(cuts: Sequence[int], start: int, step: int) -> int:
    """Where the chunk ends: at a boundary of the file in its second half, if there is one."""
    latest = cuts[bisect_right(cuts, start + step) - 1] if cuts else 0
    return latest if latest > start + step // 2 else start + step


def _read_ahead(chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="hepir-reading") as pool:
        coming = pool.submit(next, chunks, None)
        while (chunk := coming.result()) is not None:
            coming = pool.submit(next, chunks, None)
            yield chunk
            del chunk  # or it would live on while the next one is waited for
