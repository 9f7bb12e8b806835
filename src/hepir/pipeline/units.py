"""The pieces that a run is made of.

In: the files of a run. Out: blocks, whose sums of weights are made event by event and then put together exactly; and units,
which workers take one at a time.

Where a block ends depends on the files and the program alone. So it changes no bit of a result how many events are read
at a time, how many workers there are, and which of them does what. Without weights all sums are counts, and may be cut
anywhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from hepir.light_dataclasses import dataclass
from hepir.semantics.program import Program

if TYPE_CHECKING:
    from hepir.run.chunks import Span
    from hepir.run.files import EventFile

BLOCK_ENTRIES = 1 << 17
SMALLEST = 2_000  # entries of a unit: with fewer, handing it over costs more than it saves
UNITS_EACH = 6  # of a worker, so that none waits long for the others at the end
LARGEST = 8 * BLOCK_ENTRIES


@dataclass(frozen=True)
class Unit:
    """Neighbouring blocks of one file, and how many there were before it in the run."""

    number: int
    spans: tuple[Span, ...]

    @property
    def file_number(self) -> int:
        """The file that they are of."""
        return self.spans[0].file_number

    @property
    def entries(self) -> int:
        """How many events."""
        return sum(span.stop - span.start for span in self.spans)

    @property
    def whole(self) -> Span:
        """From the first block to the last."""
        from hepir.run.chunks import Span

        return Span(self.spans[0].file_number, self.spans[0].start, self.spans[-1].stop)


def is_weighted(program: Program) -> bool:
    """Whether events may count for more or less than one."""
    return bool(program.variations) or any(region.weights for region in program.regions)


def blocks(
    files: Sequence[EventFile], names: Sequence[str], weighted: bool, max_events: int | None
) -> Iterator[Span]:
    """The blocks of a run; without weights, its files. `names` are the columns that the program needs."""
    from hepir.run.chunks import whole_files

    for span in whole_files(files, max_events):
        if weighted and span.stop - span.start > BLOCK_ENTRIES:
            yield from divided(span, files, names, BLOCK_ENTRIES, BLOCK_ENTRIES)
        elif span.stop > span.start:
            yield span


def divided(
    span: Span, files: Sequence[EventFile], names: Sequence[str], entries: int, distance: int
) -> Iterator[Span]:
    """Pieces of about so many entries; they end where the file can be cut without decompressing twice, if that is nearer than
    a distance.
    """
    from hepir.run.chunks import Span

    boundaries = files[span.file_number].boundaries(names)
    start = span.start
    while start < span.stop:
        stop = min(span.stop, nearest(boundaries, start, start + entries, distance))
        yield Span(span.file_number, start, stop)
        start = stop


def nearest(boundaries: Sequence[int], start: int, place: int, distance: int) -> int:
    """The boundary behind a start that is nearest to a place, within a distance; where there is none, the place."""
    after = bisect_left(boundaries, place)
    near = [
        each
        for each in boundaries[max(0, after - 1) : after + 1]
        if each > start and abs(each - place) < distance
    ]
    return min(near, key=lambda each: abs(each - place), default=place)


def units(
    files: Sequence[EventFile],
    names: Sequence[str],
    weighted: bool,
    max_events: int | None,
    workers: int,
    *,
    anywhere: bool = False,
) -> tuple[Unit, ...]:
    """What workers are given, in the order of the files and entries. Unless files may be cut `anywhere`, because reading is
    the least part of the work, what is compressed together stays together, up to the size of a block.
    """
    whole = tuple(blocks(files, names, weighted, max_events))
    total = sum(span.stop - span.start for span in whole)
    size = min(max(total // (workers * UNITS_EACH), SMALLEST), LARGEST)
    pieces: list[tuple[Span, ...]]
    if not weighted:
        distance = size // 2 if anywhere else max(size // 2, BLOCK_ENTRIES)
        pieces = [(piece,) for span in whole for piece in divided(span, files, names, size, distance)]
    else:
        pieces = gathered(whole, size)
    return tuple(Unit(number, each) for number, each in enumerate(pieces))


def gathered(spans: Sequence[Span], entries: int) -> list[tuple[Span, ...]]:
    """Neighbours of the same file together, up to about so many entries."""
    if not spans:
        return []
    groups = [[spans[0]]]
    for before, span in pairwise(spans):
        size = span.stop - groups[-1][0].start
        if span.file_number != before.file_number or size > entries:
            groups.append([span])
        else:
            groups[-1].append(span)
    return [tuple(group) for group in groups]
