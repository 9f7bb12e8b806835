"""A number with its errors.

In: nothing. Out: frozen values. Errors are absolute, in the unit of the value, and never negative.
"""

from __future__ import annotations

from math import sqrt

from hepir.light_dataclasses import dataclass


@dataclass(frozen=True)
class Measured:
    """A number with its errors upwards and downwards; `entries` is the raw count behind it, where that is known."""

    value: float
    up: float = 0.0
    down: float = 0.0
    entries: int | None = None

    @staticmethod
    def counted(sumw: float, sumw2: float, entries: int | None = None) -> Measured:
        """A sum of weights with its statistical error."""
        error = sqrt(max(sumw2, 0.0))
        return Measured(sumw, error, error, entries)
