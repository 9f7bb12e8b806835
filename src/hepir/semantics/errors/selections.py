"""Diagnostics about what selections and bins amount to: HEP0220 to HEP0239."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic, Label, Severity
from hepir.source import Span


@dataclass(frozen=True)
class NeverPasses(Diagnostic):
    """Nothing can pass this condition, alone or together with those before it.

    Example:

        object jets from Jet
          select pt > 30 GeV
          select pt < 20 GeV
        region search
          select size(jets) >= 2

    Instead:

        object jets from Jet
          select 20 GeV < pt < 30 GeV
        region search
          select size(jets) >= 2
    """

    code: ClassVar[str] = "HEP0220"
    name: ClassVar[str] = "never-passes"
    severity: ClassVar[Severity] = Severity.WARNING
    quantity: str
    known: str
    earlier: Span | None = None

    @property
    def message(self) -> str:
        return f"nothing can pass this: `{self.quantity}` is {self.known}"

    @property
    def labels(self) -> tuple[Label, ...]:
        return (Label(self.earlier, "because of this"),) if self.earlier else ()

    @property
    def hints(self) -> tuple[str, ...]:
        return ("check the number, its unit and the direction of the comparison",)


@dataclass(frozen=True)
class AlwaysPasses(Diagnostic):
    """Everything passes this condition, so it selects nothing.

    Example:

        region search
          select size(Jet) >= 0

    Instead:

        region search
          select size(Jet) >= 1
    """

    code: ClassVar[str] = "HEP0221"
    name: ClassVar[str] = "always-passes"
    severity: ClassVar[Severity] = Severity.WARNING
    quantity: str
    known: str
    earlier: Span | None = None

    @property
    def message(self) -> str:
        return f"everything passes this: `{self.quantity}` is {self.known}"

    @property
    def labels(self) -> tuple[Label, ...]:
        return (Label(self.earlier, "because of this"),) if self.earlier else ()

    @property
    def hints(self) -> tuple[str, ...]:
        return ("remove it, or check the number, its unit and the direction of the comparison",)


@dataclass(frozen=True)
class BadBinning(Diagnostic):
    """The edges of an axis do not make bins.

    Edges increase strictly, there is at least one bin, and logarithmic bins begin above zero.

    Example:

        region search
          hist met = MET.pt in bins [0, 100, 50] GeV

    Instead:

        region search
          hist met = MET.pt in bins [0, 50, 100] GeV
    """

    code: ClassVar[str] = "HEP0222"
    name: ClassVar[str] = "bad-binning"
    problem: str

    @property
    def message(self) -> str:
        return f"these are no bins: {self.problem}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("edges increase strictly, at most 10000 bins; logarithmic bins begin above zero",)


@dataclass(frozen=True)
class OverlappingBins(Diagnostic):
    """Two `bin` statements of a region cut the same quantity, so that their cells overlap.

    The `bin` statements of a region make a product grid; each must bin a quantity of its own.

    Example:

        region search
          bin MET.pt in bins [0, 100, 200] GeV
          bin MET.pt in bins [0, 150, 300] GeV

    Instead:

        region search
          bin MET.pt in bins [0, 100, 150, 200, 300] GeV
    """

    code: ClassVar[str] = "HEP0223"
    name: ClassVar[str] = "overlapping-bins"
    quantity: str
    first: Span

    @property
    def message(self) -> str:
        return f"`{self.quantity}` is binned twice in this region, so the cells overlap"

    @property
    def labels(self) -> tuple[Label, ...]:
        return (Label(self.first, "binned here first"),)

    @property
    def hints(self) -> tuple[str, ...]:
        return ("merge the edges into one `bin`",)


@dataclass(frozen=True)
class SeveralCollections(Diagnostic):
    """The axes of one histogram run over different collections, so that it is not clear which values belong together.

    Example:

        region search
          hist both = Jet.pt in 10 bins from 0 GeV to 1 TeV, Muon.pt in 10 bins from 0 GeV to 1 TeV

    Instead:

        region search
          hist jet_pt = Jet.pt in 10 bins from 0 GeV to 1 TeV
          hist muon_pt = Muon.pt in 10 bins from 0 GeV to 1 TeV
    """

    code: ClassVar[str] = "HEP0224"
    name: ClassVar[str] = "several-collections"
    first: str
    second: str

    @property
    def message(self) -> str:
        return f"this takes values of `{self.first}` and of `{self.second}`, which have no common order"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("fill one histogram for each, or `combine` the two collections into pairs",)


@dataclass(frozen=True)
class TooManyCombinations(Diagnostic):
    """A combination has so many members that ordinary events give an enormous number of tuples.

    From n objects, k members give n!/(k!(n-k)!) tuples. The limit is 8 members.

    Example:

        combine many = (a, b, c, d, e, f, g, h, i) from Jet
        region search
          select size(many) > 0

    Instead:

        combine few = (a, b, c) from Jet
        region search
          select size(few) > 0
    """

    code: ClassVar[str] = "HEP0225"
    name: ClassVar[str] = "too-many-combinations"
    slots: int
    limit: int

    @property
    def message(self) -> str:
        return f"{self.slots} members give too many combinations, the limit is {self.limit}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("combine in steps: pairs first, then pairs of pairs with `disjoint`",)
