"""One form for columns, wherever they come from.

In: arrays as uproot and pyarrow give them: with options, indirections, fixed-size lists, partial buffers.
Out: the same values as numbers, truth values or texts, in as many levels of variable-length lists as there
are, which is how a TTree gives them. What has no such form (records, unions) is refused.
"""

from __future__ import annotations

import awkward as ak
import numpy as np
from awkward.contents import Content, ListOffsetArray, NumpyArray
from awkward.index import Index64


class NotPlainError(Exception):
    """Says what kind of values cannot be given a plain form."""


def plain(array: ak.Array) -> ak.Array:
    """The plain form of a column; raises `NotPlainError` where it has none.

    A missing list counts as empty, a missing number as NaN; a missing integer, truth value or text has no
    plain form. Types of numbers are kept.
    """
    return array if _is_plain(array.layout) else ak.Array(_plain(ak.to_packed(array).layout))


def _is_plain(layout: Content) -> bool:
    """Whether a column has its plain form, as most have: lists of numbers with nothing before, between or behind."""
    if layout.parameters:
        return False
    if isinstance(layout, ListOffsetArray):
        offsets = layout.offsets
        whole = offsets.dtype == np.int64 and offsets[0] == 0 and offsets[-1] == layout.content.length
        return bool(whole) and _is_plain(layout.content)
    return isinstance(layout, NumpyArray) and layout.data.ndim == 1 and layout.data.dtype.kind in "biuf"


def type_of(array: ak.Array) -> str:
    """The type of an entry of a plain column: `float32`, `var * int64`, `var * var * bool`, `string`."""
    return str(array.type.content)


def _plain(layout: Content) -> Content:
    if layout.is_option:
        return _without_missing(layout)
    if layout.is_indexed:
        return _plain(layout.project())
    if layout.parameter("__array__") in ("string", "bytestring", "char", "byte"):
        return layout.copy(parameters={"__array__": layout.parameter("__array__")})
    if layout.is_list:
        lists = layout.to_ListOffsetArray64(True)
        return ListOffsetArray(lists.offsets, _plain(lists.content[: lists.offsets[-1]]))
    if layout.is_numpy:
        return _plain_numbers(layout)
    raise NotPlainError(_kind_of(layout))


def _kind_of(layout: Content) -> str:
    if layout.is_record:
        return "it holds objects with parts"
    return "it holds values of several types" if layout.is_union else "it holds nothing of a known type"


def _plain_numbers(layout: NumpyArray) -> Content:
    if layout.data.ndim > 1:
        return _plain(layout.to_RegularArray())
    if layout.data.dtype.kind not in "biuf":
        raise NotPlainError(f"it holds values of type {layout.data.dtype}")
    return NumpyArray(layout.data)


def _without_missing(layout: Content) -> Content:
    missing = np.asarray(layout.mask_as_bool(valid_when=False))
    present = _plain(layout.project())
    if not missing.any():
        return present
    if present.is_list and present.parameter("__array__") is None:
        counts = np.zeros(len(missing), dtype=np.int64)
        counts[~missing] = np.diff(np.asarray(present.offsets))
        return ListOffsetArray(Index64(np.concatenate(([0], np.cumsum(counts)))), present.content)
    if present.is_numpy and present.data.dtype.kind == "f":
        values = np.full(len(missing), np.nan, dtype=present.data.dtype)
        values[~missing] = present.data
        return NumpyArray(values)
    raise NotPlainError("some of its values are missing, and values of its type cannot be")
