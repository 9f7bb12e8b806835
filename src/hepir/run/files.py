"""Event files, whatever their container.

In: paths. Out: `EventFile`, which knows its entries and branches, and reads named columns of a range of
entries in the plain form (`plain`). This is where the many ways in which reading fails become diagnostics.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from hepir.diagnostics.core import Diagnostic, HepirError
from hepir.diagnostics.nearest import nearest
from hepir.run.access import family_of
from hepir.run.branches import Branches
from hepir.run.columns import as_awkward, as_plain, type_of, whole
from hepir.run.damage import damage_reported, shows_damage
from hepir.run.errors import (
    NOWHERE,
    DamagedFile,
    MissingBranches,
    UnreadableBranch,
    fail,
    reason_of,
)
from hepir.run.flat.reader import flat_tree
from hepir.run.joining import joined
from hepir.run.reader import Container, Reader
from hepir.run.threads import THREADS
from hepir.run.trees import RNTUPLES, choose_tree
from hepir.schemas.joined import branches_of

if TYPE_CHECKING:
    import awkward as ak

    from hepir.run.reader import Column


class EventFile:
    """A tree of a file, or a parquet file, ready to be read; use it in a `with` statement or close it.

    `path` as given; `tree` without its cycle (empty for parquet); `container`; `entries`; `branches` maps
    names to types (`float32`, `var * int32`, `string`; the format's own word for what is not plain). A
    closed file still knows these and opens itself again to read. Not for use by two threads at once.
    """

    def __init__(self, path: Path, open_reader: Callable[[], Reader]) -> None:
        reader = open_reader()
        self._reader: Reader | None = reader
        self._open_reader = open_reader
        self.path = path
        self.tree = reader.tree.partition(";")[0]
        self.container: Container = reader.container
        self.entries = reader.entries
        self.branches = Branches(reader.spellings(), self._type_of)
        self._boundaries: dict[frozenset[str], tuple[int, ...]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def is_open(self) -> bool:
        """Whether the file is held open just now."""
        return self._reader is not None

    def close(self) -> None:
        """Let go of the file; harmless to repeat."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None

    def read(self, names: Sequence[str], start: int, stop: int) -> dict[str, ak.Array]:
        """Entries `start` up to, but not including, `stop` of the named branches, and nothing else of the
        file.

        Each array has `stop - start` plain entries and stands under the name that was asked for. Entries
        past the end are not there; a branch that is missing or cannot be read raises its diagnostic.
        """
        return {name: as_awkward(column) for name, column in self.read_columns(names, start, stop).items()}

    def read_columns(self, names: Sequence[str], start: int, stop: int) -> dict[str, Column]:
        """As `read`, with columns of flat branches as they are read, for those who need no awkward arrays."""
        usual = self._usual(names)
        stop = min(stop, self.entries)
        branches = self._stored(names)
        columns = self._columns(branches, start, stop) if start < stop else self._empty_columns(branches)
        columns |= {name: joined(name, columns, self.branches) for name in usual if name not in columns}
        return {name: columns[branch] for name, branch in zip(names, usual, strict=True)}

    def bytes_per_entry(self, names: Sequence[str]) -> float:
        """About how much memory one entry of these columns takes."""
        with damage_reported(self.path):
            return self._open().bytes_per_entry(self._stored(names))

    def boundaries(self, names: Sequence[str]) -> Sequence[int]:
        """Entries, ascending, where reading can stop and go on without decompressing anything twice;
        known without opening the file again."""
        branches = self._stored(names)
        if (key := frozenset(branches)) not in self._boundaries:
            with damage_reported(self.path):
                self._boundaries[key] = tuple(self._open().boundaries(branches))
        return self._boundaries[key]

    def missing(self, names: Iterable[str]) -> MissingBranches | None:
        """The diagnostic that says which of these branches are not there, if any."""
        absent = tuple(name for name in dict.fromkeys(names) if name not in self.branches)
        if not absent:
            return None
        alike = tuple(nearest(name, self.branches) for name in absent)
        return MissingBranches(NOWHERE, str(self.path), self.tree, absent, alike, tuple(self.branches))

    def _usual(self, names: Sequence[str]) -> tuple[str, ...]:
        if (missing := self.missing(names)) is not None:
            fail(missing)
        return tuple(usual for name in names if (usual := self.branches.usual(name)) is not None)

    def _stored(self, names: Sequence[str]) -> tuple[str, ...]:
        """The branches that are read for these, each once."""
        branches = (branch for name in self._usual(names) for branch in branches_of(name))
        found = (self.branches.usual(branch) for branch in branches)
        return tuple(dict.fromkeys(branch for branch in found if branch is not None))

    def _open(self) -> Reader:
        if self._reader is None:
            self._reader = self._open_reader()
        return self._reader

    def _type_of(self, branch: str) -> str:
        reader = self._open()
        try:
            return type_of(reader.empty(branch))
        except Exception:  # what uproot cannot interpret fails in many ways, and listing it must not
            return reader.stored_type(branch)

    def _columns(self, branches: Sequence[str], start: int, stop: int) -> dict[str, Column]:
        columns: dict[str, Column] = {}
        try:
            for branch, array in zip(branches, self._open().read(branches, start, stop), strict=True):
                columns[branch] = whole(as_plain(array), stop - start)
        except HepirError:
            raise
        except Exception as error:
            raise HepirError((self._problem(branches[len(columns)], error),)) from error
        return columns

    def _empty_columns(self, branches: Sequence[str]) -> dict[str, Column]:
        columns: dict[str, Column] = {}
        for branch in branches:
            try:
                columns[branch] = as_plain(self._open().empty(branch))
            except Exception as error:
                raise HepirError((self._problem(branch, error),)) from error
        return columns

    def _problem(self, branch: str, error: Exception) -> Diagnostic:
        file, reason = str(self.path), reason_of(error)
        if shows_damage(error):
            # Columns of a parquet file are decoded together, so that it is not known which one it was.
            return DamagedFile(NOWHERE, file, reason, branch if self.container != "parquet" else None)
        return UnreadableBranch(NOWHERE, file, branch, self.branches[branch], reason)


def open_events(
    path: Path, tree: str | None = None, preferred_trees: Sequence[str] = (), threads: int = THREADS
) -> EventFile:
    """Open a ROOT or parquet file (its contents tell which) at a tree, to be read by so many threads.

    The tree is `tree`, else the first of `preferred_trees` that is there, else the only one. A file that
    cannot be read, or in which the tree cannot be told, raises its one diagnostic.
    """
    return EventFile(path, lambda: _open_reader(path, tree, preferred_trees, threads))


def _open_reader(path: Path, tree: str | None, preferred_trees: Sequence[str], threads: int) -> Reader:
    family = family_of(path)
    with damage_reported(path):
        if family == "parquet":
            from hepir.run.parquet import ParquetReader

            return ParquetReader(path)
        return flat_tree(path, tree, preferred_trees, threads) or by_uproot(
            path, tree, preferred_trees, threads
        )


def by_uproot(path: Path, tree: str | None, preferred_trees: Sequence[str], threads: int) -> Reader:
    """The reader of any tree of a ROOT file, also of what flat branches are not; to load uproot takes a while."""
    from hepir.run.rntuple import RNTupleReader
    from hepir.run.ttree import TTreeReader, opened_root

    directory = opened_root(path)
    try:
        classes = dict(directory.iterclassnames(recursive=True, cycle=True))
        chosen, class_name = choose_tree(str(path), classes, tree, preferred_trees)
        if class_name in RNTUPLES:
            return RNTupleReader(directory, chosen, threads)
        return TTreeReader(directory, chosen, threads)
    except BaseException:
        directory.close()
        raise
