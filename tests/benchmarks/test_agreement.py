"""When two sides have found the same."""

import pytest
from benchmarks.nine.agreement import DifferentError, Moved, compared

MANY = {"mass": [0.0, 60_000.0, 40_000.0, 0.0]}


def moved(entries: float) -> dict[str, list[float]]:
    """Histograms in which some entries have gone to the next bin."""
    low, first, second, high = MANY["mass"]
    return {"mass": [low, first - entries, second + entries, high]}


def test_the_same_is_the_same() -> None:
    assert compared(MANY, MANY, exact=True) == Moved(0, 100_000)


def test_few_entries_at_edges_may_move_unless_code_computes_alike() -> None:
    assert compared(MANY, moved(10), exact=False).entries == 10
    with pytest.raises(DifferentError, match="1 of 100000 entries"):
        compared(MANY, moved(1), exact=True)


def test_more_than_one_in_ten_thousand_may_not() -> None:
    with pytest.raises(DifferentError, match="11 of 100000 entries are in another bin, and 10 may be"):
        compared(MANY, moved(11), exact=False)


def test_small_histograms_may_differ_in_three_entries() -> None:
    small = {"mass": [0.0, 20.0, 20.0, 0.0]}
    assert compared(small, {"mass": [0.0, 17.0, 23.0, 0.0]}, exact=False).entries == 3
    with pytest.raises(DifferentError):
        compared(small, {"mass": [0.0, 16.0, 24.0, 0.0]}, exact=False)


def test_entries_that_are_lost_count_half() -> None:
    assert compared({"mass": [5.0, 20.0]}, {"mass": [3.0, 20.0]}, exact=False) == Moved(1, 25)


def test_the_worst_histogram_counts() -> None:
    one = {"mass": [20.0, 20.0], "pt": [20.0, 20.0]}
    other = {"mass": [20.0, 20.0], "pt": [21.0, 19.0]}
    assert compared(one, other, exact=False).entries == 1


@pytest.mark.parametrize(
    ("other", "message"),
    [
        ({"pt": [1.0]}, r"histograms \['mass'\] and \['pt'\]"),
        ({}, "histograms"),
        ({"mass": [1.0]}, "4 and 1 bins"),
        ({"mass": [0.0, float("nan"), 0.0, 0.0]}, "no numbers"),
        ({"mass": [0.0, float("inf"), 0.0, 0.0]}, "no numbers"),
    ],
)
def test_other_histograms_differ(other: dict[str, list[float]], message: str) -> None:
    with pytest.raises(DifferentError, match=message):
        compared(MANY, other, exact=False)
