"""What the JSON of correctionlib is made of.

In: values of JSON, which are not trusted. Out: the same as what they should be; raises `TableError` where they are not.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import pairwise

from hepir.tabular.files import TableError

Object = Mapping[str, object]
INFINITE = {"inf": math.inf, "+inf": math.inf, "-inf": -math.inf}
MOST_BINS = 10**6


def objects(value: object) -> list[dict[str, object]]:
    """A list of objects."""
    if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
        raise TableError("the file is no correctionlib file: a list of objects is expected")
    return value


def texts(value: object) -> list[str]:
    """A list of texts."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise TableError("the file is no correctionlib file: a list of names is expected")
    return value


def number(value: object) -> float:
    """A number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TableError("a value is no number")
    return float(value)


def edges_of(value: object) -> tuple[float, ...]:
    """Edges as a list, or as a number of equal bins."""
    if isinstance(value, dict):
        count, low, high = (value.get(each) for each in ("n", "low", "high"))
        if isinstance(count, int) and not isinstance(count, bool) and 0 < count < MOST_BINS:
            found = equal_bins(count, number(low), number(high))
            if rising(found):
                return found
    elif isinstance(value, list):
        found = tuple(INFINITE[each] if each in INFINITE else number(each) for each in value)
        if rising(found):
            return found
    raise TableError("the edges of its bins are not two or more numbers in increasing order")


def rising(edges: Sequence[float]) -> bool:
    """Whether these are edges of bins."""
    return len(edges) > 1 and all(low < high for low, high in pairwise(edges))


def equal_bins(count: int, low: float, high: float) -> tuple[float, ...]:
    """Edges of equal bins: the smallest numbers that correctionlib, which multiplies, puts into each bin."""
    if not low < high or not math.isfinite(high - low):
        return ()
    inner = (edge(count, low, high, place) for place in range(1, count))
    return (low, *inner, high)


def edge(count: int, low: float, high: float, place: int) -> float:
    """The smallest number of the bin at a place."""

    def bin_of(value: float) -> int:
        return int(count * ((value - low) / (high - low)))

    found = low + (high - low) * place / count
    while bin_of(before := math.nextafter(found, -math.inf)) >= place:
        found = before
    while bin_of(found) < place:
        found = math.nextafter(found, math.inf)
    return found
