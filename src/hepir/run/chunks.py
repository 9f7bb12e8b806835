"""Events in pieces of bounded size.

In: event files and names of columns. Out: chunks, in the order of the files and entries, or of the spans that were asked for.
Where one chunk ends depends on the files and the arguments alone, never on the machine or its load.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from hepir.light_dataclasses import dataclass
from hepir.run.files import EventFile

if TYPE_CHECKING:
    from hepir.run.reader import Column

CHUNK_BYTES = 32 * 1024 * 1024
MOST_ENTRIES = 1 << 22  # of columns that take (almost) no memory


@dataclass(frozen=True)
class Span:
    """Entries `start` up to, but not including, `stop` of the file `files[file_number]`."""

    file_number: int
    start: int
    stop: int


@dataclass(frozen=True, eq=False)
class Chunk:
    """Entries `start` up to, but not including, `stop` of the file `files[file_number]`, by column. `ends_span`: whether it
    is the last of its span."""

    file_number: int
    start: int
    stop: int
    columns: Mapping[str, Column]
    ends_span: bool = False


def entries_per_chunk(file: EventFile, names: Sequence[str], chunk_bytes: int = CHUNK_BYTES) -> int:
    """How many entries of these columns take about `chunk_bytes` of memory; at least one."""
    width = file.bytes_per_entry(names)
    return max(1, min(MOST_ENTRIES, int(chunk_bytes / width) if width else MOST_ENTRIES))


def whole_files(files: Sequence[EventFile], max_events: int | None = None) -> Iterator[Span]:
    """A span for each file, of all its entries; together no more than `max_events`."""
    left = sum(file.entries for file in files) if max_events is None else max_events
    for number, file in enumerate(files):
        yield Span(number, 0, max(0, min(file.entries, left)))
        left -= min(file.entries, left)


def iterate_chunks(
    files: Sequence[EventFile],
    names: Sequence[str],
    *,
    chunk_bytes: int = CHUNK_BYTES,
    step_entries: int | None = None,
    max_events: int | None = None,
    spans: Iterable[Span] | None = None,
    read_ahead: bool = True,
    keep_open: bool = False,
    flat: bool = False,
) -> Iterator[Chunk]:
    """Go through the files, or their first `max_events` events, or `spans` of them, chunk by chunk.

    A chunk has `step_entries` entries (the last of a span fewer) or, where that is None, what fits into
    about `chunk_bytes`. With `read_ahead` a thread reads the next chunk while this one is worked on: at any
    time there are at most two besides those the caller keeps. Leaving the loop, also by an exception or
    Ctrl-C, waits for that thread. Of several files, each is closed after its last chunk, unless they are to be kept open.
    Files without entries give no chunks. With `flat` columns of flat branches are not made awkward arrays.
    """
    spans = whole_files(files, max_events) if spans is None else spans
    chunks = _in_turn(files, names, spans, chunk_bytes, step_entries, keep_open or len(files) == 1, flat)
    return _read_ahead(chunks) if read_ahead else chunks


def _in_turn(
    files: Sequence[EventFile],
    names: Sequence[str],
    spans: Iterable[Span],
    chunk_bytes: int,
    step_entries: int | None,
    keep_open: bool,
    flat: bool,
) -> Iterator[Chunk]:
    last: EventFile | None = None
    for span in spans:
        file = files[span.file_number]
        if last is not None and last is not file and not keep_open:
            last.close()
        last = file
        for start, stop in _ranges(file, names, span, chunk_bytes, step_entries):
            columns = file.read_columns(names, start, stop) if flat else file.read(names, start, stop)
            yield Chunk(span.file_number, start, stop, columns, stop == span.stop)
    if last is not None and not keep_open:
        last.close()


def _ranges(
    file: EventFile, names: Sequence[str], span: Span, chunk_bytes: int, step_entries: int | None
) -> Iterator[tuple[int, int]]:
    start = span.start
    if start >= span.stop:
        return
    step = step_entries or entries_per_chunk(file, names, chunk_bytes)
    cuts = () if step_entries or start + step >= span.stop else file.boundaries(names)
    while start < span.stop:
        stop = min(span.stop, cut(cuts, start, step))
        yield start, stop
        start = stop


def cut(cuts: Sequence[int], start: int, step: int) -> int:
    """Where a piece of about `step` entries ends: at a boundary of the file in its second half, if there is one."""
    latest = cuts[bisect_right(cuts, start + step) - 1] if cuts else 0
    return latest if latest > start + step // 2 else start + step


def _read_ahead(chunks: Iterator[Chunk]) -> Iterator[Chunk]:
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="hepir-reading") as pool:
        coming = pool.submit(next, chunks, None)
        while (chunk := coming.result()) is not None:
            coming = pool.submit(next, chunks, None)
            yield chunk
            del chunk  # or it would live on while the next one is waited for
