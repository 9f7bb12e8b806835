"""One form for columns, wherever they come from."""

import awkward as ak
import numpy as np
import pytest

from hepir.run.branches import depth
from hepir.run.plain import NotPlainError, plain, type_of

LISTS = ak.Array([[1.0, 2.0], [], [3.0]])


@pytest.mark.parametrize(
    ("given", "expected", "type_name"),
    [
        pytest.param(LISTS, [[1, 2], [], [3]], "var * float64", id="lists"),
        pytest.param(LISTS[1:], [[], [3]], "var * float64", id="part of a buffer"),
        pytest.param(LISTS[[2, 0]], [[3], [1, 2]], "var * float64", id="taken by number"),
        pytest.param(
            ak.to_regular(ak.Array([[1, 2], [3, 4]])), [[1, 2], [3, 4]], "var * int64", id="fixed size"
        ),
        pytest.param(ak.Array(np.ones((2, 2), np.int8)), [[1, 1], [1, 1]], "var * int8", id="two dimensions"),
        pytest.param(ak.Array([True, False]), [True, False], "bool", id="truth values"),
        pytest.param(
            ak.Array([[[1]], [], [[], [2]]]), [[[1]], [], [[], [2]]], "var * var * int64", id="two levels"
        ),
        pytest.param(ak.Array(["a", ""]), ["a", ""], "string", id="texts"),
        pytest.param(ak.Array([["a"], []]), [["a"], []], "var * string", id="lists of texts"),
        pytest.param(ak.Array([1, None, 2])[[0, 2]], [1, 2], "int64", id="option without missing values"),
        pytest.param(
            ak.Array([[1, None], [2]])[1:], [[2]], "var * int64", id="inner option without missing values"
        ),
        pytest.param(ak.Array([[1], None, [2, 3]]), [[1], [], [2, 3]], "var * int64", id="missing list"),
        pytest.param(
            ak.Array([[None, [1]], []]), [[[], [1]], []], "var * var * int64", id="missing inner list"
        ),
    ],
)
def test_plain_form(given: ak.Array, expected: list[object], type_name: str) -> None:
    array = plain(given)
    assert array.to_list() == expected
    assert type_of(array) == type_name
    assert type_of(plain(given[:0])) == type_name


def test_a_missing_number_is_nan_of_its_own_width() -> None:
    array = plain(ak.values_astype(ak.Array([[1.5, None], [], [None]]), np.float32))
    assert type_of(array) == "var * float32"
    assert np.isnan(ak.to_numpy(ak.flatten(array))).tolist() == [False, True, True]


def test_arrays_of_a_ttree_are_plain_already() -> None:
    assert plain(LISTS).layout.is_equal_to(LISTS.layout, all_parameters=True)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (ak.Array([{"pt": 1.0}]), "objects with parts"),
        (ak.Array([[{"pt": 1.0}]]), "objects with parts"),
        (ak.Array([1, "a"]), "several types"),
        (ak.Array([[], []]), "nothing of a known type"),
        (ak.Array([1, None]), "missing"),
        (ak.Array([True, None]), "missing"),
        (ak.Array(["a", None]), "missing"),
        (ak.Array(np.array(["2020-01-01"], dtype="datetime64[s]")), "datetime64"),
        (ak.Array([1 + 2j]), "complex"),
    ],
)
def test_what_has_no_plain_form(given: ak.Array, reason: str) -> None:
    with pytest.raises(NotPlainError, match=reason):
        plain(given)


def test_depth_counts_lists() -> None:
    assert [depth(name) for name in ("float32", "var * int64", "var * var * string")] == [0, 1, 2]
