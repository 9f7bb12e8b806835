"""What a dataset file says.

In: nothing. Out: frozen values; cross-sections are in pb, luminosities in 1/pb.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hepir.diagnostics.places import NOWHERE
from hepir.source import Span

Kind = Literal["data", "mc"]


@dataclass(frozen=True)
class SumOfWeights:
    """What a cross-section is divided by: a number; the sum of a branch, of the events' tree or of another; or, with neither,
    the number of events. `entry` picks one of several values."""

    number: float | None = None
    branch: str | None = None
    tree: str | None = None
    entry: int | None = None

    @property
    def text(self) -> str:
        """What it is, in words."""
        if self.number is not None:
            return f"{self.number:g}"
        if self.branch is None:
            return "the number of events"
        return f"the sum of `{self.branch}`" + (f" of the tree `{self.tree}`" if self.tree else "")


@dataclass(frozen=True)
class Sample:
    """Files of one process. Those of data have no cross-section. `span` is where the sample stands in the dataset file."""

    name: str
    process: str
    kind: Kind
    files: tuple[Path, ...]
    cross_section: float = 0.0
    filter_efficiency: float = 1.0
    k_factor: float = 1.0
    sum_of_weights: SumOfWeights = SumOfWeights()
    cross_section_uncertainty: float = 0.0
    schema: str | None = None
    tree: str | None = None
    span: Span = NOWHERE


@dataclass(frozen=True)
class Dataset:
    """All samples, in the order of the file. `signal` is the process that a fit looks for."""

    samples: tuple[Sample, ...]
    luminosity: float = 0.0
    luminosity_uncertainty: float = 0.0
    signal: str | None = None

    @property
    def processes(self) -> tuple[tuple[str, Kind], ...]:
        """The processes in the order of their first samples, data last."""
        found = dict.fromkeys((each.process, each.kind) for each in self.samples)
        return (*(each for each in found if each[1] == "mc"), *(each for each in found if each[1] == "data"))
