"""Files of generated events.

In: a path without its suffix, a seed, a range of events. Out: a file, written piece by piece, so that memory does not
grow with it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import awkward as ak
import uproot

from benchmarks.sample.events import generate
from hepir.demo.events import Events

TREE = "Events"
PIECE = 100_000
COMPRESSIONS = {"zlib": uproot.ZLIB(1), "lz4": uproot.LZ4(4), "zstd": uproot.ZSTD(3)}
Columns = dict[str, ak.Array]


@dataclass(frozen=True)
class Request:
    """What to write: events `start` up to `stop` of a seed, so many in a basket, cluster or row group."""

    seed: int
    start: int
    stop: int
    compression: str = "zstd"
    piece: int = PIECE

    def pieces(self) -> Iterator[Events]:
        """The events in order, a basket at a time."""
        for start in range(self.start, self.stop, self.piece):
            yield generate(self.seed, start, min(start + self.piece, self.stop))


def write_ttree(path: Path, request: Request) -> None:
    """A TTree with counters `nJet` and branches `Jet_pt`."""
    with uproot.recreate(path, compression=COMPRESSIONS[request.compression]) as file:
        for number, events in enumerate(request.pieces()):
            columns = {**events.values, **{kind: grouped(events, kind) for kind in events.objects}}
            if number == 0:
                file.mktree(TREE, {name: ak.type(ak.Array(each)).content for name, each in columns.items()})
            file[TREE].extend(columns)


def grouped(events: Events, kind: str) -> ak.Array:
    """The objects of a kind as lists of records."""
    objects = events.objects[kind]
    return ak.zip({name: ak.unflatten(each, objects.counts) for name, each in objects.values.items()})


def flat(events: Events) -> Columns:
    """One column a property, `Jet_pt`."""
    lists = {
        f"{kind}_{name}": ak.unflatten(values, objects.counts)
        for kind, objects in events.objects.items()
        for name, values in objects.values.items()
    }
    return {**{name: ak.Array(values) for name, values in events.values.items()}, **lists}


def write_rntuple(path: Path, request: Request) -> None:
    """An RNTuple with a field a column."""
    with uproot.recreate(path, compression=COMPRESSIONS[request.compression]) as file:
        for number, events in enumerate(request.pieces()):
            if number == 0:
                file.mkrntuple(TREE, flat(events))
            else:
                file[TREE].extend(flat(events))


def write_parquet(path: Path, request: Request) -> None:
    """A parquet file with a column a property; `zlib` is called gzip there."""
    import pyarrow.parquet

    names = {"zlib": "gzip", "lz4": "lz4", "zstd": "zstd"}
    writer = None
    try:
        for events in request.pieces():
            table = ak.to_arrow_table(ak.zip(flat(events), depth_limit=1), extensionarray=False)
            if writer is None:
                writer = pyarrow.parquet.ParquetWriter(
                    path, table.schema, compression=names[request.compression]
                )
            writer.write_table(table)
    finally:
        if writer is not None:
            writer.close()


@dataclass(frozen=True)
class Container:
    """A way to store events: the suffix of its files, and what writes one."""

    suffix: str
    write: Callable[[Path, Request], None]


CONTAINERS = {
    "ttree": Container(".root", write_ttree),
    "rntuple": Container(".root", write_rntuple),
    "parquet": Container(".parquet", write_parquet),
}
