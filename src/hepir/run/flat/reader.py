"""Reading a TTree of flat branches without uproot's objects for each of them.

In: a path, and which tree of the file. Out: the `Reader` interface, with the same values as `ttree.TTreeReader` gives. That
one is made and asked where a branch is not flat, or does not look as expected: it is
also the one that tells what is wrong with a damaged file.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from hepir.run.branches import spellings_of
from hepir.run.flat.arrays import FlatArray, Offsets
from hepir.run.flat.branches import NotFlatError
from hepir.run.flat.columns import FlatColumn, Lists, offsets_of
from hepir.run.flat.directory import Key, objects_of
from hepir.run.flat.header import Header, header_of
from hepir.run.flat.unpacking import unpacked
from hepir.run.reader import OFFSET_BYTES, Container
from hepir.run.threads import THREADS, pool_of
from hepir.run.trees import TTREES, choose_tree

if TYPE_CHECKING:
    from hepir.run.reader import Column
    from hepir.run.ttree import TTreeReader

Task = Callable[[], FlatArray]
Found = TypeVar("Found")


class FlatTreeReader:
    """A TTree all of whose branches stand beside each other; any other raises an exception. It is read by so many
    threads.
    """

    container: Container = "ttree"

    def __init__(
        self, path: Path, tree: str | None = None, preferred: Sequence[str] = (), threads: int = THREADS
    ) -> None:
        self._path, self._threads = path, threads
        self._file = os.open(path, os.O_RDONLY)
        try:
            objects = objects_of(self._file)
            classes = {name: key.class_name for name, key in objects.items()}
            self.tree, class_name = choose_tree(str(path), classes, tree, preferred)
            if class_name not in TTREES:
                raise NotFlatError("it is no TTree")
            self._header = tree_header(self._file, objects[self.tree])
        except BaseException:
            os.close(self._file)
            raise
        self.entries = self._header.entries
        self._spellings = spellings_of([(name, name) for name in self._header.places])
        self._columns: dict[str, FlatColumn | None] = {}
        self._known: dict[str, Lists] = {}
        self._other: TTreeReader | None = None
        self._pool = pool_of(threads, "hepir-baskets")

    def spellings(self) -> Sequence[tuple[str, ...]]:
        return self._spellings

    def stored_type(self, branch: str) -> str:
        return attempted(lambda: self._by_uproot().stored_type(branch)) or "unknown"

    def empty(self, branch: str) -> Column:
        column = self._column(branch)
        if column is None:
            return self._by_uproot().empty(branch)
        numbers = np.empty(0, column.branch.dtype.newbyteorder("="))
        return FlatArray(numbers, np.zeros(1, np.int64) if column.branch.counter else None)

    def read(self, branches: Sequence[str], start: int, stop: int) -> Iterator[Column]:
        columns = {name: column for name in branches if (column := self._column(name)) is not None}
        lists = self._lists(tuple(columns.values()), start, stop)
        offsets = {name: found.of(start, stop) for name, found in lists.items()}
        tasks = {name: self._task(column, lists, offsets, start, stop) for name, column in columns.items()}
        for name in branches:
            found: Column | None = attempted(tasks[name]) if name in tasks else None
            if found is None:
                self._columns[name] = None
                (found,) = self._by_uproot().read([name], start, stop)
            yield found

    def bytes_per_entry(self, branches: Sequence[str]) -> float:
        return sum(map(self._width, branches))

    def _width(self, branch: str) -> float:
        column = self._column(branch)
        if column is None:
            return self._by_uproot().bytes_per_entry([branch])
        # Some writers leave the sum at zero.
        total = max(column.branch.total, int(column.branch.sizes.sum()))
        return total / self.entries + OFFSET_BYTES if self.entries else 0.0

    def boundaries(self, branches: Sequence[str]) -> Sequence[int]:
        columns = [self._column(name) for name in branches]
        if any(column is None for column in columns):
            return self._by_uproot().boundaries(branches)
        edges = [set(column.branch.edges.tolist()) for column in columns if column is not None]
        return sorted(set.intersection(*edges)) if edges else ()

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        if self._other is not None:
            self._other.close()

    def _column(self, name: str) -> FlatColumn | None:
        """A branch that can be read here; None for another."""
        if name not in self._columns:
            self._columns[name] = None
            with suppress(NotFlatError):
                branch = self._header.branch(name)
                counter = self._column(branch.counter) if branch.counter in self._header.places else None
                if not branch.counter or (counter is not None and not counter.branch.counter):
                    self._columns[name] = FlatColumn(self._file, branch)
        return self._columns[name]

    def _lists(self, columns: Sequence[FlatColumn], start: int, stop: int) -> Mapping[str, Lists]:
        """Where lists begin, by the branch that counts; one that cannot be read is left out."""
        ranges: dict[str, tuple[int, int]] = {}
        for column in columns:
            if name := column.branch.counter:
                first, last = column.touched(start, stop)
                known = ranges.get(name, (first, last))
                ranges[name] = min(first, known[0]), max(last, known[1])
        found = {name: self._lists_by(name, first, last) for name, (first, last) in ranges.items()}
        return {name: lists for name, lists in found.items() if lists is not None}

    def _lists_by(self, name: str, first: int, last: int) -> Lists | None:
        """Where lists begin that a branch counts, as they were where they are known; None where it cannot be read."""
        known, counter = self._known.get(name), self._column(name)
        if known is not None and known.first <= first and last <= known.first + len(known.offsets) - 1:
            return known
        offsets = attempted(lambda: offsets_of(counter.numbers(first, last))) if counter is not None else None
        if offsets is None:
            return None
        self._known[name] = Lists(first, offsets)
        return self._known[name]

    def _task(
        self,
        column: FlatColumn,
        lists: Mapping[str, Lists],
        offsets: Mapping[str, Offsets],
        start: int,
        stop: int,
    ) -> Task:
        """What gives the array of a column, at work already where there are threads for it."""
        name = column.branch.counter

        def work() -> FlatArray:
            if not name:
                return FlatArray(column.numbers(start, stop))
            return FlatArray(column.lists(start, stop, lists[name]), offsets[name])

        return work if self._pool is None else self._pool.submit(work).result

    def _by_uproot(self) -> TTreeReader:
        """The reader that knows everything."""
        if self._other is None:
            from hepir.run.ttree import TTreeReader, opened_root

            self._other = TTreeReader(opened_root(self._path), self.tree, self._threads)
        return self._other


def attempted(task: Callable[[], Found]) -> Found | None:
    """What a task gives; None where it fails, however damage makes it fail."""
    try:
        return task()
    except (
        Exception
    ):  # bytes that are no file of ROOT make any step fail: numbers, texts, decompression, memory
        return None


def flat_tree(
    path: Path, tree: str | None, preferred: Sequence[str], threads: int = THREADS
) -> FlatTreeReader | None:
    """The reader of a tree of flat branches; None where it is another, is not found, or is damaged."""
    return attempted(lambda: FlatTreeReader(path, tree, preferred, threads))


def tree_header(file: int, key: Key) -> Header:
    """The header of a tree of an open file."""
    if not 0 < key.before < key.size or key.whole < 0 or key.seek < 0:
        raise NotFlatError("the tree has no place")
    raw = memoryview(os.pread(file, key.size, key.seek))[key.before :]
    if len(raw) != key.size - key.before:
        raise NotFlatError("the tree ends too early")
    return header_of(unpacked(raw, key.whole).tobytes(), key.before)
