"""What every kind of event file can do.

The three readers (`ttree`, `rntuple`, `parquet`) give this one interface to `files.EventFile`. Branches go
by the first of their spellings here; arrays are as the format has them (`plain` makes them alike).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

if TYPE_CHECKING:
    import awkward as ak

    from hepir.run.flat.arrays import FlatArray

    Column: TypeAlias = ak.Array | FlatArray

OFFSET_BYTES = 8  # what a level of lists costs an entry in memory

Container = Literal["ttree", "rntuple", "parquet"]


class Reader(Protocol):
    """An open file, at one tree."""

    container: Container
    tree: str
    entries: int

    def spellings(self) -> Sequence[tuple[str, ...]]:
        """For each branch, the names it may go by, the usual one first."""

    def stored_type(self, branch: str) -> str:
        """The format's own word for a branch's type; never fails."""

    def empty(self, branch: str) -> Column:
        """No entries of a branch, which shows its type without reading anything; may fail in any way."""

    def read(self, branches: Sequence[str], start: int, stop: int) -> Iterator[Column]:
        """Those entries (at least one) of each of those branches in turn; may fail in any way."""

    def bytes_per_entry(self, branches: Sequence[str]) -> float:
        """About how much memory an entry of these branches takes."""

    def boundaries(self, branches: Sequence[str]) -> Sequence[int]:
        """Entries at which all these branches can be cut without decompressing anything twice, ascending."""

    def close(self) -> None:
        """Let go of the file."""
