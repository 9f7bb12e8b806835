"""Reading a TTree through uproot.

In: an open ROOT directory and the path of a tree in it. Out: the `Reader` interface. Each branch is read by
itself: uproot's reading of several at once takes names for expressions, and measured no faster. Lists of numbers are read
straight from the baskets, where those are as expected.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import awkward as ak
import uproot
from uproot.source.file import MultithreadedFileSource

from hepir.run.branches import spellings_of
from hepir.run.flat.reader import attempted
from hepir.run.flat.vectors import VectorColumn, column_of
from hepir.run.links import has_references, no_numbers, numbers_of, part_of, parts_of
from hepir.run.reader import OFFSET_BYTES, Container
from hepir.run.threads import THREADS, pool_of

if TYPE_CHECKING:
    from hepir.run.reader import Column

# uproot works out what a branch holds when first asked, in steps that two threads must not take at once: while the first
# events are read, the code for them is compiled.
WORKING_OUT = Lock()


def worked_out(branch: uproot.TBranch) -> uproot.TBranch:
    """A branch of which uproot knows from here on what it holds."""
    with WORKING_OUT:
        _ = (branch.interpretation, branch.streamer)
    return branch


def opened_root(path: Path) -> uproot.ReadOnlyDirectory:
    """A ROOT file. Handles of its own, because memory maps would count towards the memory in use; one thread that reads,
    because branches are asked for at once; no caches.
    """
    return uproot.open(
        path, handler=MultithreadedFileSource, num_workers=1, object_cache=None, array_cache=None
    )


class TTreeReader:
    """A TTree; nested branches go by their own name (`Jet.PT`) and by their path (`Jet/Jet.PT`). It is read by so many
    threads.
    """

    container: Container = "ttree"

    def __init__(self, directory: uproot.ReadOnlyDirectory, tree: str, threads: int = THREADS) -> None:
        self.tree = tree
        self._directory = directory
        self._pool = pool_of(threads, "hepir-branches")
        self._tree = directory[tree]
        self._file = -1  # the file's descriptor, once something is read straight from it
        self._columns: dict[str, VectorColumn | None] = {}
        self.entries = int(self._tree.num_entries)
        branches = [(path, branch.name, branch, "") for path, branch in self._tree.iteritems()]
        branches += [
            (f"{path}.{part}", f"{name}.{part}", branch, part)
            for path, name, branch, _ in branches
            for part in parts_of(branch)
        ]
        self._spellings = spellings_of([(path, name) for path, name, _, _ in branches])
        found = zip(self._spellings, branches, strict=True)
        stored = {names[0]: (branch, part) for names, (_, _, branch, part) in found}
        self._branches = {name: branch for name, (branch, _) in stored.items()}
        self._parts = {name: part for name, (_, part) in stored.items() if part}

    def spellings(self) -> Sequence[tuple[str, ...]]:
        return self._spellings

    def stored_type(self, branch: str) -> str:
        return str(worked_out(self._branches[branch]).typename)

    def empty(self, branch: str) -> ak.Array:
        stored = worked_out(self._branches[branch])
        if has_references(stored):
            return no_numbers()
        nothing = ak.Array(
            stored.interpretation.awkward_form(self._tree.file).length_zero_array(highlevel=False)
        )
        return part_of(nothing, self._parts[branch]) if branch in self._parts else nothing

    def read(self, branches: Sequence[str], start: int, stop: int) -> Iterator[Column]:
        for name in branches:
            worked_out(self._branches[name])
        if self._pool is None:
            yield from (self._array(name, self._column(name), start, stop) for name in branches)
            return
        tasks = [self._pool.submit(self._array, name, self._column(name), start, stop) for name in branches]
        for task in tasks:
            yield task.result()

    def _array(self, name: str, column: VectorColumn | None, start: int, stop: int) -> Column:
        """The entries of a branch, by uproot where they are not as expected."""
        found = attempted(lambda: column.read(start, stop)) if column is not None else None
        if found is None:
            self._columns[name] = None
            return self._by_uproot(name, start, stop)
        return found

    def _by_uproot(self, name: str, start: int, stop: int) -> ak.Array:
        """The entries of a branch as uproot reads them, those of links as numbers."""
        branch = self._branches[name]
        if has_references(branch):
            return numbers_of(branch, start, stop)
        array: ak.Array = branch.array(entry_start=start, entry_stop=stop)
        return part_of(array, self._parts[name]) if name in self._parts else array

    def _column(self, name: str) -> VectorColumn | None:
        """A branch that can be read straight from its baskets; None for another."""
        if name not in self._columns:
            if self._file < 0:
                self._file = os.open(self._directory.file_path, os.O_RDONLY)
            branch = self._branches[name]
            self._columns[name] = attempted(lambda: column_of(self._file, branch, self.entries))
        return self._columns[name]

    def bytes_per_entry(self, branches: Sequence[str]) -> float:
        return sum(map(self._width, branches)) if self.entries else 0.0

    def _width(self, branch: str) -> float:
        stored = self._branches[branch]
        # Some writers leave the sum at zero; the baskets themselves always say.
        sizes = (stored.basket_uncompressed_bytes(number) for number in range(stored.num_baskets))
        return float(stored.uncompressed_bytes or sum(sizes)) / self.entries + OFFSET_BYTES

    def boundaries(self, branches: Sequence[str]) -> Sequence[int]:
        offsets = [set(map(int, self._branches[name].entry_offsets)) for name in branches]
        return sorted(set.intersection(*offsets)) if offsets else ()

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        self._directory.close()
