"""Medians and ratios with their spread.

In: seconds of repetitions. Out: numbers. Repetitions in turn see the same machine, so ratios are taken within a round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import exp, log
from statistics import median, quantiles

# a measurement as the record holds it: {"seconds": [...], "peak": [...], "reason": ""}
Cell = Mapping[str, object]


@dataclass(frozen=True)
class Spread:
    """A median, and half of the distance between the quartiles."""

    middle: float
    half: float


def spread(values: Sequence[float]) -> Spread:
    """The median and the spread of values; there is at least one."""
    if len(values) < 2:
        return Spread(values[0], 0.0)
    quarters = quantiles(values, n=4, method="inclusive")
    return Spread(median(values), (quarters[2] - quarters[0]) / 2)


def ratio(one: Sequence[float], other: Sequence[float]) -> Spread:
    """How one does against another: the ratio of each round."""
    return spread([left / right for left, right in zip(one, other, strict=False)])


def geometric_mean(values: Iterable[float]) -> float:
    """The mean of ratios."""
    logarithms = [log(each) for each in values]
    return exp(sum(logarithms) / len(logarithms))


def seconds_of(cell: Cell | None) -> list[float]:
    """The repetitions of a measurement; none where there is none."""
    values = cell.get("seconds") if cell else None
    return [float(each) for each in values] if isinstance(values, list) else []


def processor_of(cell: Cell | None) -> list[float]:
    """The seconds of the repetitions on a processor; none where there is none."""
    values = cell.get("processor") if cell else None
    return [float(each) for each in values] if isinstance(values, list) else []


def peaks_of(cell: Cell | None) -> list[float]:
    """The most memory of each process in MB (10^6 bytes); none where the system did not tell."""
    values = cell.get("peak") if cell else None
    return [each * 1024 / 1e6 for each in values if each] if isinstance(values, list) else []
