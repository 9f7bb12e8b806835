"""Whether two sides found the same.

In: the contents of histograms by name, with what lies outside the axes. Out: how many entries are in another bin, and
how many may be. Two backends of hepir must agree in every bit. Other code computes in single precision, as the files
hold their values, or adds in another order: an entry within 1e-7 of an edge, or one of two candidates that are as
good to that precision, may then move.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

FRACTION = 1e-4
FEW = 3.0

Contents = Mapping[str, Sequence[float]]


class DifferentError(Exception):
    """Two sides disagree: what was found."""


@dataclass(frozen=True)
class Moved:
    """So many of so many entries are in another bin (half an entry where one is in one histogram alone)."""

    entries: float
    total: float

    @property
    def allowed(self) -> float:
        """How many may be in another bin."""
        return max(FEW, FRACTION * self.total)


def compared(one: Contents, other: Contents, exact: bool) -> Moved:
    """The histogram with most entries in another bin; raises DifferentError where there are too many."""
    if set(one) != set(other):
        raise DifferentError(f"histograms {sorted(one)} and {sorted(other)}")
    worst = Moved(0, 0)
    for name in sorted(one):
        moved = entries_moved(name, one[name], other[name])
        limit = 0.0 if exact else moved.allowed
        if moved.entries > limit:
            raise DifferentError(
                f"histogram {name}: {moved.entries:g} of {moved.total:g} entries are in another bin, "
                f"and {limit:g} may be"
            )
        worst = max(worst, moved, key=lambda each: (each.entries, each.total))
    return worst


def entries_moved(name: str, one: Sequence[float], other: Sequence[float]) -> Moved:
    """How many entries of a histogram are in another bin."""
    if len(one) != len(other):
        raise DifferentError(f"histogram {name}: {len(one)} and {len(other)} bins")
    distance = sum(abs(left - right) for left, right in zip(one, other, strict=True))
    if not distance < float("inf"):
        raise DifferentError(f"histogram {name}: contents that are no numbers")
    return Moved(distance / 2, max(sum(map(abs, one)), sum(map(abs, other))))
