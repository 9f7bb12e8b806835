"""Reading an RNTuple through uproot.

In: an open ROOT directory and the path of an RNTuple in it. Out: the `Reader` interface. Fields of records
go by their dotted path (`Jet.pt`); names with colons, as ATLAS writes them, are also understood with a dot
in its place.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import awkward as ak
import uproot

from hepir.run.reader import Container

MUCH = 1 << 40  # of memory, so that rounding to whole entries does not matter


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
        for branch in branches:
            yield self._ntuple[branch].array(entry_start=start, entry_stop=stop)

    def bytes_per_entry(self, branch: str) -> float:
        if not self.entries:
            return 0.0
        return MUCH / float(self._ntuple.num_entries_for(MUCH, filter_name=branch))

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
