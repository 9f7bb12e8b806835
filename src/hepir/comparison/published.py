"""What a run is compared with, whatever it was written in.

In: nothing. Out: frozen values: numbers of regions, cutflows and histograms, each with the table that it stands in.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from hepir.tabular.model import Measured

Interval = tuple[float, float]
Cell = tuple[Interval, ...]


@dataclass(frozen=True)
class PublishedNumber:
    """A number of a region, such as `observed`."""

    region: str
    source: str
    name: str
    value: Measured
    line: int = 0


@dataclass(frozen=True)
class PublishedCutflow:
    """The steps of a region, in order: what each is called, and what is left after it."""

    region: str
    source: str
    steps: tuple[tuple[str, Measured], ...]


@dataclass(frozen=True)
class PublishedHistogram:
    """A histogram by its key `region.name`: what each cell holds; a cell is an interval for each axis, infinite at the
    outer side of under- and overflow."""

    key: str
    source: str
    cells: Mapping[Cell, Measured]


@dataclass(frozen=True)
class Published:
    """All of it; `left_out` says of tables what they are not compared with, and why, `renamed` which regions have another
    name."""

    name: str
    numbers: tuple[PublishedNumber, ...] = ()
    cutflows: tuple[PublishedCutflow, ...] = ()
    histograms: tuple[PublishedHistogram, ...] = ()
    left_out: tuple[str, ...] = field(default=())
    renamed: tuple[str, ...] = field(default=())
