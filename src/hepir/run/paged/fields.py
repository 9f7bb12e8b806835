"""Plain fields of an RNTuple, by the columns that they are stored in.

In: an RNTuple as uproot knows it, and its page lists. Out: for a field its numbers, its lists of numbers, or how many there
are in its lists. A field that is stored in another way raises `NotFlatError`: texts, lists of lists, what may be missing,
what was added to a model later, or what has several representations.
"""

from __future__ import annotations

import os
import re
from functools import cached_property

import numpy as np
import uproot

from hepir.light_dataclasses import dataclass
from hepir.run.flat.branches import NotFlatError
from hepir.run.flat.unpacking import unpacked
from hepir.run.paged.columns import PageColumn, Stored
from hepir.run.paged.locations import PageLists
from hepir.run.reader import OFFSET_BYTES

ROLES = uproot.const.RNTupleFieldRole
LENGTH = "ROOT::RNTupleCardinality<"  # the type of a field that has the length of another
LISTS = re.compile(r"|(std::vector|ROOT::VecOps::RVec)<.*>")  # a collection without a type, or one of these
CUSTOM = (
    "switch",
    "float16",
    "real32trunc",
    "real32quant",
)  # what is not simply numbers in the machine's form


@dataclass(frozen=True, eq=False)
class PagedField:
    """A field: with `content` alone a number an entry, with `ends` as well a list, with `ends` alone the length of a list.
    `ends` has where the list of each entry ends within its cluster."""

    content: PageColumn | None = None
    ends: PageColumn | None = None

    def bytes_per_entry(self, entries: int) -> float:
        """About how much memory an entry takes, where there are so many."""
        numbers = float(self.content.pages.edges[-1]) if self.content is not None else float(entries)
        column = self.content or self.ends
        assert column is not None
        size = column.stored.dtype.itemsize
        return numbers * size / entries + (OFFSET_BYTES if self.ends is not None else 0)


class PagedFields:
    """The fields of an RNTuple in an open file."""

    def __init__(self, file: int, ntuple: uproot.behaviors.RNTuple.HasFields) -> None:
        self._file, self._ntuple = file, ntuple
        self._columns: dict[int, PageColumn] = {}

    @cached_property
    def places(self) -> PageLists:
        """Where everything is."""
        links = [record.page_list_link for record in self._ntuple.footer.cluster_group_records]
        return PageLists(
            [
                envelope(self._file, each.locator.offset, each.locator.num_bytes, each.env_uncomp_size)
                for each in links
            ]
        )

    def field(self, name: str) -> PagedField:
        """A field by its path."""
        number = self._ntuple[name].field_id
        collections, leaf = self._around(number)
        if len(collections) > 1:
            raise NotFlatError("it has lists of lists")
        ends = self._column(collections[0]) if collections else None
        if self._record(leaf).type_name.startswith(LENGTH):
            if ends is not None:
                raise NotFlatError("it has lists of lengths")
            return PagedField(None, self._column(leaf))
        return PagedField(self._column(leaf), ends)

    def _around(self, number: int) -> tuple[list[int], int]:
        """The collections that a field is in or is itself, and the field of their numbers."""
        collections, leaf = [], number
        while self._is_list(leaf):
            collections.append(leaf)
            inner = self._ntuple._related_ids[leaf]
            if len(inner) != 1:
                raise NotFlatError("its lists have parts")
            leaf = inner[0]
        if self._record(leaf).struct_role != ROLES.LEAF or self._record(leaf).repetition:
            raise NotFlatError("it has parts")
        while (above := self._record(number).parent_field_id) != number:
            number = above
            if self._is_list(number):
                collections.append(number)
            elif self._record(number).struct_role != ROLES.RECORD or self._record(number).repetition:
                raise NotFlatError("it is part of something else")
        return collections, leaf

    def _is_list(self, number: int) -> bool:
        record = self._record(number)
        return record.struct_role == ROLES.COLLECTION and LISTS.fullmatch(record.type_name) is not None

    def _record(self, number: int) -> uproot.models.RNTuple.MetaData:
        return self._ntuple.field_records[number]

    def _column(self, field: int) -> PageColumn:
        """The one column of a field, or of the field that it is a projection of."""
        source = self._record(field).source_field_id
        found = self._ntuple._column_records_dict.get(field if source is None else source, ())
        if len(found) != 1 or found[0].flags or found[0].first_element_index:
            raise NotFlatError("it is stored in several columns, or was added later")
        number = found[0].idx
        if number not in self._columns:
            self._columns[number] = PageColumn(self._file, self.places.pages(number), stored(found[0].type))
        return self._columns[number]


def stored(kind: int) -> Stored:
    """How the elements of a kind of column are stored."""
    names = uproot.const
    name = names.rntuple_col_num_to_dtype_dict[kind]
    if name in CUSTOM:
        raise NotFlatError("its numbers are stored in another way")
    if name == "bit":
        return Stored(np.dtype(np.bool_), bits=True)
    return Stored(
        np.dtype(name).newbyteorder("<"),
        kind in names.rntuple_split_types,
        kind in names.rntuple_zigzag_types,
        kind in names.rntuple_delta_types,
    )


def envelope(file: int, seek: int, size: int, whole: int) -> bytes:
    """A part of the description of an RNTuple, uncompressed."""
    raw = os.pread(file, size, seek)
    if len(raw) != size or size > whole:
        raise NotFlatError("a page list has another size")
    return unpacked(memoryview(raw), whole).tobytes()
