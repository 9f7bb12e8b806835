"""Exact sums do not depend on the order, and are rounded once."""

from fractions import Fraction
from math import inf, isnan

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from hepir.pipeline.exact import MOST_ROWS, ExactSums

numbers = st.floats(allow_nan=False, allow_infinity=False, min_value=-1e200, max_value=1e200)
ROWS = st.integers(1, 4).flatmap(
    lambda places: st.lists(st.lists(numbers, min_size=places, max_size=places), min_size=1, max_size=30)
)


@given(ROWS, st.randoms(use_true_random=False))
def test_any_order_and_any_tree(rows: list[list[float]], random) -> None:
    expected = [float(sum(map(Fraction, column))) for column in zip(*rows, strict=True)]
    sums = [ExactSums() for _ in rows]
    for each, row in zip(sums, rows, strict=True):
        each.add(np.array(row))
    random.shuffle(sums)
    while len(sums) > 1:
        last = sums.pop(random.randrange(len(sums)))
        sums[random.randrange(len(sums))].merge(last)
    assert sums[0].rounded(len(rows[0])).tolist() == expected


def test_many_numbers_stay_few() -> None:
    random = np.random.default_rng(1)
    values = random.normal(size=(500, 50)) * 10.0 ** random.integers(-12, 12, size=(500, 50))
    sums = ExactSums()
    for row in values:
        sums.add(row)
    assert len(sums.parts) <= MOST_ROWS + 1
    assert sums.rounded(50).tolist() == [float(sum(map(Fraction, column))) for column in values.T]


def test_what_is_not_finite_stays_apart() -> None:
    for rows in ([[inf, 1.0, inf], [2.0, 3.0, -inf]], [[2.0, 3.0, -inf], [inf, 1.0, inf]]):
        sums = ExactSums()
        for row in rows:
            sums.add(np.array(row))
        first, second, third = sums.rounded(3)
        assert (first, second) == (inf, 4.0)
        assert isnan(third)


def test_too_large_a_sum_is_infinite() -> None:
    sums = ExactSums()
    for _ in range(3):
        sums.add(np.array([1e308, 1.0]))
    assert sums.rounded(2).tolist() == [inf, 3.0]


def test_nothing_is_zero() -> None:
    assert ExactSums().rounded(2).tolist() == [0.0, 0.0]
