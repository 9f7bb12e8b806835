"""Diagnostics about bins that divide the events of a region, and about too many tuples: HEP0226 to HEP0239."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic, Label, Severity
from hepir.source import Span


@dataclass(frozen=True)
class OverlappingCells(Diagnostic):
    """Two blocks of a grid have cells in common, so that an event would be in two cells.

    The cells of a region divide its events. Bins are half open: `[2, 4]` holds 2 and 3, but not 4.

    Example:

        region search
          bin size(Jet), MET.pt in [2, 4] by [200, 400, inf] GeV, [3, 6] by [300, inf] GeV

    Instead:

        region search
          bin size(Jet), MET.pt in [2, 4] by [200, 400, inf] GeV, [4, 6] by [300, inf] GeV
    """

    code: ClassVar[str] = "HEP0226"
    name: ClassVar[str] = "overlapping-cells"
    other: str
    first: Span

    @property
    def message(self) -> str:
        return f"these cells overlap with those of `{self.other}`"

    @property
    def labels(self) -> tuple[Label, ...]:
        return (Label(self.first, "the other cells"),)

    @property
    def hints(self) -> tuple[str, ...]:
        return ("let one of the ranges begin where the other ends",)


@dataclass(frozen=True)
class GapInBins(Diagnostic):
    """Between the cells of a grid are values that belong to no cell.

    Such events pass the region and are in none of its bins. That may be meant; mostly an edge is wrong.

    Example:

        region search
          bin size(Jet), MET.pt in [2, 4] by [200, inf] GeV, [5, 8] by [200, inf] GeV

    Instead:

        region search
          bin size(Jet), MET.pt in [2, 4] by [200, inf] GeV, [4, 8] by [200, inf] GeV
    """

    code: ClassVar[str] = "HEP0227"
    name: ClassVar[str] = "gap-in-bins"
    severity: ClassVar[Severity] = Severity.WARNING
    quantity: str
    low: float
    high: float

    @property
    def message(self) -> str:
        return f"`{self.quantity}` from {self.low:g} up to {self.high:g} is in no cell"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("let the cells touch, or `reject` these events, so that the cutflow shows them",)


@dataclass(frozen=True)
class OutsideBins(Diagnostic):
    """The cuts of a region let events pass that lie below its bins.

    They are counted in the region and in none of its bins, so that the bins do not add up to the region.

    Example:

        region search
          select MET.pt > 200 GeV
          bin MET.pt in bins [250, 300, 500] GeV

    Instead:

        region search
          select MET.pt > 200 GeV
          bin MET.pt in bins [200, 300, 500] GeV
    """

    code: ClassVar[str] = "HEP0228"
    name: ClassVar[str] = "outside-bins"
    severity: ClassVar[Severity] = Severity.WARNING
    quantity: str
    passing: str
    edge: str
    because: Span | None

    @property
    def message(self) -> str:
        return f"events with `{self.quantity}` below {self.edge} pass ({self.passing}), but are in no bin"

    @property
    def labels(self) -> tuple[Label, ...]:
        return (Label(self.because, "what passes is known from here"),) if self.because else ()

    @property
    def hints(self) -> tuple[str, ...]:
        return ("let the bins begin where the cut is, or cut where they begin",)


@dataclass(frozen=True)
class EmptyBin(Diagnostic):
    """The cuts of a region let no event pass that could be in one of its bins.

    Example:

        region search
          select MET.pt > 300 GeV
          bin MET.pt in bins [200, 300, 500] GeV

    Instead:

        region search
          select MET.pt > 300 GeV
          bin MET.pt in bins [300, 500] GeV
    """

    code: ClassVar[str] = "HEP0229"
    name: ClassVar[str] = "empty-bin"
    severity: ClassVar[Severity] = Severity.WARNING
    quantity: str
    low: str
    high: str
    known: str
    because: Span | None

    @property
    def message(self) -> str:
        return (
            f"no event is in the bin from {self.low} to {self.high}: here `{self.quantity}` is {self.known}"
        )

    @property
    def labels(self) -> tuple[Label, ...]:
        return (Label(self.because, "known from here"),) if self.because else ()

    @property
    def hints(self) -> tuple[str, ...]:
        return ("leave the bin out, or change the cut",)


@dataclass(frozen=True)
class WrongCells(Diagnostic):
    """Cells have another number of ranges than the grid has values.

    Example:

        region search
          bin size(Jet), MET.pt in [2, 4] by [200, 400] GeV by [0, 1]

    Instead:

        region search
          bin size(Jet), MET.pt in [2, 4] by [200, 400] GeV
    """

    code: ClassVar[str] = "HEP0230"
    name: ClassVar[str] = "wrong-cells"
    ranges: int
    values: int

    @property
    def message(self) -> str:
        found = f"{self.ranges} range{'s' * (self.ranges > 1)}"
        return f"{found} for {self.values} values: each value has a range of its own"


@dataclass(frozen=True)
class UnboundedCombinations(Diagnostic):
    """A combination of so many particles would stop a run at events with many objects.

    Ten objects give a few dozens of pairs, but half a million of tuples of two pairs and two single objects. Say how many
    objects are looked at: `limit 8` keeps the first eight of a sorted collection.

    Example:

        object jets from Jet
          sort by pt descending
        combine pairs = (q1, q2) from jets
        combine tops = (w1, w2, b1, b2) from pairs, pairs, jets, jets disjoint
        region search
          select size(tops) > 0

    Instead:

        object jets from Jet
          sort by pt descending
          limit 7
        combine pairs = (q1, q2) from jets
        combine tops = (w1, w2, b1, b2) from pairs, pairs, jets, jets disjoint
        region search
          select size(tops) > 0
    """

    code: ClassVar[str] = "HEP0231"
    name: ClassVar[str] = "unbounded-combinations"
    example: int
    tuples: int
    most: int
    unlimited: tuple[str, ...]

    @property
    def message(self) -> str:
        return (
            f"with {self.example} objects in each collection this gives {self.tuples:,} tuples in an event,"
            f" more than {self.most:,}"
        )

    @property
    def hints(self) -> tuple[str, ...]:
        names = " and ".join(f"`{each}`" for each in self.unlimited)
        return (f"say how many objects are looked at: `limit 6` after a `sort` in {names}",)
