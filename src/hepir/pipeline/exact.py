"""Sums without rounding, many at a time.

In: arrays of numbers, the same length each. Out: for each place the exact sum, rounded once. So the order in which arrays
come, and how they are put together, changes no bit.

An exact sum is kept as several numbers whose sum it is (J. R. Shewchuk, Discrete Comput. Geom. 18 (1997) 305): rows of an
array, a column a place, the larger the further down. Numbers that are not finite are kept apart; their sum is the same in
any order, too. (Only where finite numbers come to more than a double can hold, about 1.8e308, does the order matter.)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import fsum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
MOST_ROWS = 6  # with more of them it is looked for zeros


def nothing() -> Floats:
    """No rows."""
    return np.zeros((0, 0))


@dataclass
class ExactSums:
    """So many sums as the first array has places."""

    parts: Floats = field(default_factory=nothing)
    special: Floats | None = None

    def add(self, values: Floats) -> None:
        """Add a number at each place."""
        finite = np.isfinite(values)
        if not finite.all():
            self._add_special(np.where(finite, 0.0, values))
            values = np.where(finite, values, 0.0)
        self._add_finite(values)

    def merge(self, other: ExactSums) -> None:
        """Add other sums."""
        for row in other.parts:
            self._add_finite(row)
        if other.special is not None:
            self._add_special(other.special)

    def rounded(self, places: int) -> Floats:
        """The sums as numbers; zeros where nothing was added."""
        if not len(self.parts):
            sums = np.zeros(places)
        elif len(self.parts) == 1:
            sums = self.parts[0].copy()
        else:
            with np.errstate(over="ignore", invalid="ignore"):
                sums = self.parts.sum(axis=0) + 0.0  # of two numbers it is rounded once
            several = np.flatnonzero(np.count_nonzero(self.parts, axis=0) > 2)
            sums[several] = [fsum(column) for column in self.parts[:, several].T.tolist()]
        with np.errstate(invalid="ignore"):
            return sums if self.special is None else sums + self.special

    def _add_special(self, values: Floats) -> None:
        with np.errstate(invalid="ignore"):
            self.special = values if self.special is None else self.special + values

    def _add_finite(self, values: Floats) -> None:
        rest, rows = values, []
        with np.errstate(over="ignore", invalid="ignore"):
            for row in self.parts:
                rest, lost = two_sum(rest, row)
                rows.append(lost)
        if not np.isfinite(rest).all():
            over = ~np.isfinite(rest)
            self._add_special(np.where(over, rest, 0.0))
            rest, rows = np.where(over, 0.0, rest), [np.where(over, 0.0, row) for row in rows]
        self.parts = dense(np.array([*(row for row in rows if row.any()), rest]))


def dense(parts: Floats) -> Floats:
    """The same sums in fewer rows, where there are many: what two neighbours can hold in one goes into one, and rows of
    zeros go.
    """
    if len(parts) <= MOST_ROWS:
        return parts
    whole = parts[-1]
    gathered = np.zeros_like(parts)
    for number in range(len(parts) - 2, -1, -1):
        whole, lost = two_sum(whole, parts[number])
        full = lost != 0
        gathered[number + 1] = np.where(full, whole, 0.0)
        whole = np.where(full, lost, whole)
    gathered[0] = whole
    rows, places = np.nonzero(gathered)
    above = np.cumsum(gathered[::-1] != 0, axis=0)[::-1]  # from the bottom row on, which has the largest
    most = int(above.max(initial=1))
    packed = np.zeros((most, parts.shape[1]))
    packed[most - above[rows, places], places] = gathered[rows, places]
    return packed


def two_sum(first: Floats, second: Floats) -> tuple[Floats, Floats]:
    """The rounded sum, and what rounding took away (D. E. Knuth, TAOCP 2, section 4.2.2)."""
    total = first + second
    back = total - first
    return total, (first - (total - back)) + (second - back)
