"""Columns as readers give them.

In: awkward arrays in any form, or columns of flat branches. Out: columns in the plain form, awkward arrays, types. awkward is
loaded where there is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hepir.run.flat.arrays import FlatArray

if TYPE_CHECKING:
    import awkward as ak

    from hepir.run.reader import Column


def as_plain(column: Column) -> Column:
    """The plain form of what a reader gave."""
    if isinstance(column, FlatArray):
        return column
    from hepir.run.plain import plain

    return plain(column)


def as_awkward(column: Column) -> ak.Array:
    """A column as awkward array."""
    return column.to_awkward() if isinstance(column, FlatArray) else column


def type_of(column: Column) -> str:
    """The type of an entry."""
    if isinstance(column, FlatArray):
        return column.type
    from hepir.run import plain

    return plain.type_of(plain.plain(column))


def whole(column: Column, entries: int) -> Column:
    """The column, which must have so many entries."""
    if len(column) != entries:
        from hepir.run.plain import NotPlainError

        raise NotPlainError(f"it has {len(column)} entries where the tree has {entries}")
    return column
