"""Reading an RNTuple through uproot.

In: an open ROOT directory and the path of an RNTuple in it. Out: the `Reader` interface. Fields of records
go by their dotted path (`Jet.pt`); names with colons, as ATLAS writes them, are also understood with a dot
in its place. Numbers and lists of numbers are read straight from their pages, where those are as expected.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

import awkward as ak
import uproot

from hepir.run.flat.reader import attempted
from hepir.run.paged.fields import PagedField, PagedFields
from hepir.run.paged.reading import Range
from hepir.run.reader import Container
from hepir.run.threads import THREADS, pool_of

if TYPE_CHECKING:
    from hepir.run.flat.arrays import FlatArray
    from hepir.run.reader import Column

    Task = Callable[[], FlatArray]

MUCH = 1 << 40  # of memory, so that rounding to whole entries does not matter
MOST_TOUCHED = 2  # entries that may be decompressed for each that is asked for


class RNTupleReader:
    """An RNTuple; the unnamed collections behind plain fields (`_collection0.Muon_pt`) are left out. It is read by so many
    threads.
    """

    container: Container = "rntuple"

    def __init__(self, directory: uproot.ReadOnlyDirectory, tree: str, threads: int = THREADS) -> None:
        self.tree = tree
        self._directory = directory
        self._ntuple = directory[tree]
        # uproot's own list of all names takes time that grows with the square of their number
        self._names = _visible([field.path for field in self._ntuple.all_fields if field.path])
        self._file = os.open(directory.file_path, os.O_RDONLY)
        self._paged = PagedFields(self._file, self._ntuple)
        self._places = attempted(lambda: self._paged.places)
        try:
            self.entries = int(self._ntuple.num_entries if self._places is None else self._places.edges[-1])
        except BaseException:
            os.close(self._file)
            raise
        self._fields: dict[str, PagedField | None] = {}
        self._pool = pool_of(threads, "hepir-pages")

    def spellings(self) -> Sequence[tuple[str, ...]]:
        return tuple((name, name.replace(":", ".")) if ":" in name else (name,) for name in self._names)

    def stored_type(self, branch: str) -> str:
        return str(self._ntuple[branch].typename)

    def empty(self, branch: str) -> ak.Array:
        form, path = self._ntuple[branch].to_akform()
        array = ak.Array(form.length_zero_array(highlevel=False))
        for name in path:
            array = array[name]
        return array

    def read(self, branches: Sequence[str], start: int, stop: int) -> Iterator[Column]:
        tasks = self._tasks(branches, start, stop)
        known = self._together([name for name in branches if name not in tasks], start, stop)
        for branch in branches:
            found: Column | None = attempted(tasks[branch]) if branch in tasks else known.pop(branch, None)
            if found is None:
                self._fields[branch] = None
                found = self._ntuple[branch].array(entry_start=start, entry_stop=stop)
            yield found

    def _field(self, name: str) -> PagedField | None:
        """A field that can be read straight from its pages; None for another."""
        if name not in self._fields:
            known = self._places is not None
            self._fields[name] = attempted(lambda: self._paged.field(name)) if known else None
        return self._fields[name]

    def _tasks(self, names: Sequence[str], start: int, stop: int) -> dict[str, Task]:
        """What gives the columns of those fields that can be read straight from their pages."""
        fields = {name: field for name in names if (field := self._field(name)) is not None}
        if not fields:
            return {}
        entries = Range(self._paged.places.edges, start, stop)
        tasks = {name: attempted(partial(self._task, entries, field)) for name, field in fields.items()}
        return {name: task for name, task in tasks.items() if task is not None}

    def _task(self, entries: Range, field: PagedField) -> Task:
        """What gives the column of a field, at work already where there are threads for it."""
        lists = entries.lists(field.ends) if field.ends is not None else None
        work = partial(entries.column, field, lists)
        return work if self._pool is None else self._pool.submit(work).result

    def _together(self, branches: Sequence[str], start: int, stop: int) -> dict[str, ak.Array]:
        """Plain fields, read at once, which takes less time for each; none where one cannot be read, or where that would
        decompress much more than is asked for."""
        wanted = frozenset(each for each in branches if "." not in each)
        if len(wanted) < 2 or self._touched(start, stop) > MOST_TOUCHED * (stop - start):
            return {}
        try:
            found = self._ntuple.arrays(
                filter_field=lambda field: field.path in wanted, entry_start=start, entry_stop=stop
            )
            return {name: found[name] for name in found.fields if name in wanted}
        except Exception:  # which of them it is, is told where each is read by itself
            return {}

    def _touched(self, start: int, stop: int) -> int:
        """How many entries the clusters have in which some lie."""
        ends = self.boundaries(())
        clusters = [(first, last) for first, last in pairwise(ends) if first < stop and last > start]
        return clusters[-1][1] - clusters[0][0] if clusters else 0

    def bytes_per_entry(self, branches: Sequence[str]) -> float:
        if not self.entries:
            return 0.0
        fields = {name: field for name in branches if (field := self._field(name)) is not None}
        known = sum(field.bytes_per_entry(self.entries) for field in fields.values())
        wanted = frozenset(branches) - fields.keys()  # together: each look at the fields takes time
        if not wanted:
            return known
        return known + MUCH / float(
            self._ntuple.num_entries_for(MUCH, filter_field=lambda field: field.path in wanted)
        )

    def boundaries(self, branches: Sequence[str]) -> Sequence[int]:
        del branches  # clusters hold all fields
        if self._places is not None:
            return [int(edge) for edge in self._places.edges]
        return [int(cluster.num_first_entry) for cluster in self._ntuple.cluster_summaries] + [self.entries]

    def close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        if self._file >= 0:
            os.close(self._file)
            self._file = -1
        self._directory.close()


def _visible(keys: Sequence[str]) -> tuple[str, ...]:
    present = frozenset(keys)
    parents = frozenset(key.rpartition(".")[0] for key in keys)
    return tuple(key for key in keys if key not in parents and not _hidden(key, present))


def _hidden(key: str, present: frozenset[str]) -> bool:
    return key.startswith("_") and "." in key and key.rpartition(".")[2] in present
