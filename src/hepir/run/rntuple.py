"""Reading an RNTuple through uproot.

In: an open ROOT directory and the path of an RNTuple in it. Out: the `Reader` interface. Fields of records
go by their dotted path (`Jet.pt`); names with colons, as ATLAS writes them, are also understood with a dot
in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import awkward as ak
import uproot

from hepir.run.reader import Container

MUCH = 1 << 40  # of memory, so that rounding to whole entries does not matter
MOST_TOUCHED = 2  # entries that may be decompressed for each that is asked for


class RNTupleReader:
    """An RNTuple; the unnamed collections behind plain fields (`_collection0.Muon_pt`) are left out."""

    container: Container = "rntuple"

    def __init__(self, directory: uproot.ReadOnlyDirectory, tree: str) -> None:
        self.tree = tree
        self._directory = directory
        self._ntuple = directory[tree]
        self.entries = int(self._ntuple.num_entries)
        self._names = _visible(self._ntuple.keys())

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

    def read(self, branches: Sequence[str], start: int, stop: int) -> Iterator[ak.Array]:
        known = self._together(branches, start, stop)
        for branch in branches:
            found = known.pop(branch, None)
            yield self._ntuple[branch].array(entry_start=start, entry_stop=stop) if found is None else found

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
        if not self.entries or not branches:
            return 0.0
        wanted = frozenset(branches)  # together: each look at the fields takes time
        return MUCH / float(
            self._ntuple.num_entries_for(MUCH, filter_field=lambda field: field.path in wanted)
        )

    def boundaries(self, branches: Sequence[str]) -> Sequence[int]:
        del branches  # clusters hold all fields
        return [int(cluster.num_first_entry) for cluster in self._ntuple.cluster_summaries] + [self.entries]

    def close(self) -> None:
        self._directory.close()


def _visible(keys: Sequence[str]) -> tuple[str, ...]:
    present = frozenset(keys)
    parents = frozenset(key.rpartition(".")[0] for key in keys)
    return tuple(key for key in keys if key not in parents and not _hidden(key, present))


def _hidden(key: str, present: frozenset[str]) -> bool:
    return key.startswith("_") and "." in key and key.rpartition(".")[2] in present
