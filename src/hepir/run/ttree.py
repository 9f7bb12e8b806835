"""Reading a TTree through uproot.

In: an open ROOT directory and the path of a tree in it. Out: the `Reader` interface. Each branch is read by
itself: uproot's reading of several at once takes names for expressions, and measured no faster.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import awkward as ak
import uproot
from uproot.source.file import MultithreadedFileSource

from hepir.run.branches import spellings_of
from hepir.run.reader import OFFSET_BYTES, Container
from hepir.run.threads import THREADS


def opened_root(path: Path) -> uproot.ReadOnlyDirectory:
    """A ROOT file. Handles of its own, because memory maps would count towards the memory in use; one thread that reads,
    because branches are asked for at once; no caches.
    """
    return uproot.open(
        path, handler=MultithreadedFileSource, num_workers=1, object_cache=None, array_cache=None
    )


class TTreeReader:
    """A TTree; nested branches go by their own name (`Jet.PT`) and by their path (`Jet/Jet.PT`)."""

    container: Container = "ttree"

    def __init__(self, directory: uproot.ReadOnlyDirectory, tree: str) -> None:
        self.tree = tree
        self._directory = directory
        self._pool = ThreadPoolExecutor(THREADS, thread_name_prefix="hepir-branches")
        self._tree = directory[tree]
        self.entries = int(self._tree.num_entries)
        self._spellings = spellings_of([(path, branch.name) for path, branch in self._tree.iteritems()])
        branches = self._tree.itervalues()
        self._branches = {names[0]: branch for names, branch in zip(self._spellings, branches, strict=True)}

    def spellings(self) -> Sequence[tuple[str, ...]]:
        return self._spellings

    def stored_type(self, branch: str) -> str:
        return str(self._branches[branch].typename)

    def empty(self, branch: str) -> ak.Array:
        form = self._branches[branch].interpretation.awkward_form(self._tree.file)
        return ak.Array(form.length_zero_array(highlevel=False))

    def read(self, branches: Sequence[str], start: int, stop: int) -> Iterator[ak.Array]:
        wanted = [self._branches[branch] for branch in branches]
        for branch in wanted:
            _ = branch.interpretation  # worked out here, before threads share it
        tasks = [self._pool.submit(branch.array, entry_start=start, entry_stop=stop) for branch in wanted]
        for task in tasks:
            yield task.result()

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
        self._pool.shutdown(cancel_futures=True)
        self._directory.close()
