"""The pieces that a run is made of.

In: the files of a run. Out: blocks, whose sums of weights are made event by event and then put together exactly; and units,
which workers take one at a time.

Where a block ends depends on the files and the program alone. So it changes no bit of a result how many events are read
at a time, how many workers there are, and which of them does what. Without weights all sums are counts, and may be cut
anywhere.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from hepir.light_dataclasses import dataclass
from hepir.semantics.program import Program

if TYPE_CHECKING:
    from hepir.run.chunks import Span
    from hepir.run.files import EventFile

BLOCK_ENTRIES = 1 << 17
SMALLEST = 2_000  # entries of a unit: with fewer, handing it over costs more than it saves
LARGEST = 8 * BLOCK_ENTRIES
UNITS_EACH = 6  # of a worker, where all units are alike
SHARE, LAST_EACH = (
    3,
    16,
)  # a worker gets a third of its part of what is left, and at least a sixteenth of its part of all


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
            yield from divided(span, files, names, lambda _start: BLOCK_ENTRIES, BLOCK_ENTRIES)
        elif span.stop > span.start:
            yield span


def divided(
    span: Span,
    files: Sequence[EventFile],
    names: Sequence[str],
    size_from: Callable[[int], int],
    distance: int,
) -> Iterator[Span]:
    """Pieces of about so many entries as is said for where they begin; they end where the file can be cut without
    decompressing twice, if that is nearer than half a piece or a distance.
    """
    from hepir.run.chunks import Span

    boundaries = files[span.file_number].boundaries(names)
    start = span.start
    while start < span.stop:
        entries = size_from(start)
        stop = min(span.stop, nearest(boundaries, start, start + entries, max(entries // 2, distance)))
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
    alike: bool = False,
) -> tuple[Unit, ...]:
    """What workers are given, in the order of the files and entries. Unless files may be cut `anywhere`, because reading is
    the least part of the work, what is compressed together stays together, up to the size of a block. Unless they shall be
    `alike`, units become smaller towards the end, so that no worker waits long for the others there.
    """
    whole = tuple(blocks(files, names, weighted, max_events))
    sizes = Sizes(sum(span.stop - span.start for span in whole), workers, alike)
    pieces: list[tuple[Span, ...]] = []
    done = 0
    for _, spans in groupby(whole, key=lambda span: span.file_number):
        of_file = tuple(spans)
        if weighted:
            pieces += gathered(of_file, sizes, done)
        else:
            pieces += cut_up(of_file, files, names, sizes, done, 0 if anywhere else BLOCK_ENTRIES)
        done += of_file[-1].stop - of_file[0].start
    return tuple(Unit(number, each) for number, each in enumerate(pieces))


@dataclass(frozen=True)
class Sizes:
    """How many events units get, of so many that so many workers share."""

    total: int
    workers: int
    alike: bool

    def after(self, done: int) -> int:
        """The size of a unit that comes after so many events."""
        if self.alike:
            share = self.total // (self.workers * UNITS_EACH)
        else:
            least = self.total // (self.workers * LAST_EACH)
            share = max((self.total - done) // (self.workers * SHARE), least)
        return min(max(share, SMALLEST), LARGEST)


def cut_up(
    spans: Sequence[Span],
    files: Sequence[EventFile],
    names: Sequence[str],
    sizes: Sizes,
    done: int,
    distance: int,
) -> list[tuple[Span, ...]]:
    """Pieces of the entries of one file, behind so many events of others."""
    return [
        (piece,)
        for span in spans
        for piece in divided(span, files, names, lambda start: sizes.after(done + start), distance)
    ]


def gathered(spans: Sequence[Span], sizes: Sizes, done: int) -> list[tuple[Span, ...]]:
    """Neighbours of one file together, behind so many events of others."""
    groups: list[list[Span]] = []
    for span in spans:
        first = groups[-1][0].start if groups else span.stop
        if groups and span.stop - first <= sizes.after(done + first):
            groups[-1].append(span)
        else:
            groups.append([span])
    return [tuple(group) for group in groups]
