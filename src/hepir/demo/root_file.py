"""Writing the sample. In: columns. Out: a ROOT file with one tree, named as in CMS open data of 2012."""

from __future__ import annotations

from pathlib import Path

import awkward as ak
import uproot

from hepir.demo.events import Events

TREE = "Events"


def write_tree(path: Path, events: Events) -> None:
    """One tree: a branch `nMuon` and branches `Muon_pt`, ... for objects, one branch for each other value."""
    objects = {
        name: ak.zip({key: ak.unflatten(values, each.counts) for key, values in each.values.items()})
        for name, each in events.objects.items()
    }
    columns = {**events.values, **objects}
    types = {
        name: ak.type(array).content if name in objects else array.dtype for name, array in columns.items()
    }
    with uproot.recreate(path) as file:
        file.mktree(TREE, types)
        file[TREE].extend(columns)
