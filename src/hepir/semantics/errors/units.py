"""Diagnostics about dimensions and units: HEP03xx."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic, Edit, Label
from hepir.source import Span
from hepir.types.dimensions import NONE


@dataclass(frozen=True)
class MissingUnit(Diagnostic):
    """A number without a unit stands beside a quantity that has a dimension.

    Numbers say their unit, so that 25 can never silently be 25 MeV. `5000 MeV` and `5 GeV` are the same value.

    Example:

        object jets from Jet
          select pt > 25
        region search
          select size(jets) > 1

    Instead:

        object jets from Jet
          select pt > 25 GeV
        region search
          select size(jets) > 1
    """

    code: ClassVar[str] = "HEP0301"
    name: ClassVar[str] = "missing-unit"
    quantity: str
    dimension: str
    number: str
    unit: str

    @property
    def message(self) -> str:
        return f"`{self.quantity}` is {self.dimension}, the number has no unit"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"write the unit after the number: `{self.number} {self.unit}`",) if self.unit else ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        return (Edit(Span(self.span.end, self.span.end), f" {self.unit}"),) if self.unit else ()


@dataclass(frozen=True)
class DimensionMismatch(Diagnostic):
    """Two quantities of different dimensions are added, compared or given as alternatives.

    An energy cannot be compared with a length, nor a squared mass with a mass.

    Example:

        region search
          select MET.pt > 2 mm

    Instead:

        region search
          select MET.pt > 2 GeV
    """

    code: ClassVar[str] = "HEP0302"
    name: ClassVar[str] = "dimension-mismatch"
    first: Span
    first_dimension: str
    second_dimension: str

    @property
    def message(self) -> str:
        return f"this is {self.second_dimension}, but it stands beside {self.first_dimension}"

    @property
    def labels(self) -> tuple[Label, ...]:
        return (Label(self.first, f"this is {self.first_dimension}"),)

    @property
    def hints(self) -> tuple[str, ...]:
        return ("both sides must have the same dimension",)


@dataclass(frozen=True)
class HoleOfTwoMeasures(Diagnostic):
    """A hole that has a name stands for two things that no one value is.

    A hole is one value that the publication does not give: whoever fills it fills it for all places where its name stands. So
    it measures the same in each of them, and what is worked out from it follows: after `ht > 300 GeV`, `2 * ht` is an energy.

    Example:

        define threshold = ?
        region search
          select MET.pt > threshold
          select size(Jet) >= threshold

    Instead:

        define threshold = ?
        define number = ?
        region search
          select MET.pt > threshold
          select size(Jet) >= number
    """

    code: ClassVar[str] = "HEP0306"
    name: ClassVar[str] = "hole-of-two-measures"
    hole: str
    asked: str
    first: Span
    measured: str

    @property
    def message(self) -> str:
        return f"`{self.hole}` would have to be {self.asked} here, and is {self.measured} elsewhere"

    @property
    def labels(self) -> tuple[Label, ...]:
        return (Label(self.first, f"here it is {self.measured}"),)

    @property
    def hints(self) -> tuple[str, ...]:
        return ("a hole is one value: give what differs a name of its own, `define other = ?`",)


@dataclass(frozen=True)
class UnwantedUnit(Diagnostic):
    """A number has a unit although the quantity beside it is a pure number.

    Pseudorapidities, distances `dr`, isolations, discriminants and counts are pure numbers.

    Example:

        object jets from Jet
          select |eta| < 2.4 GeV
        region search
          select size(jets) > 1

    Instead:

        object jets from Jet
          select |eta| < 2.4
        region search
          select size(jets) > 1
    """

    code: ClassVar[str] = "HEP0303"
    name: ClassVar[str] = "unwanted-unit"
    quantity: str
    number: str
    unit: str

    @property
    def message(self) -> str:
        return f"`{self.quantity}` is a pure number, but the number beside it is in {self.unit}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"write `{self.number}`, or compare another quantity",)

    @property
    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.number),)


@dataclass(frozen=True)
class WrongDimension(Diagnostic):
    """A value has not the dimension that its place demands.

    Built-in functions say what they take: the exponential takes a pure number, the sine an angle.

    Example:

        define x = exp(MET.pt)
        region search
          select x > 2

    Instead:

        define x = exp(MET.pt / 100 GeV)
        region search
          select x > 2
    """

    code: ClassVar[str] = "HEP0304"
    name: ClassVar[str] = "wrong-dimension"
    expected: str
    found: str
    place: str
    number: str = ""
    unit: str = ""

    @property
    def message(self) -> str:
        return f"{self.place} must be {self.expected}, this is {self.found}"

    @property
    def hints(self) -> tuple[str, ...]:
        if self.number:
            return (f"write the unit after the number: `{self.number} {self.unit}`",)
        if self.expected == str(NONE):
            return ("divide by a quantity of the same dimension to get a pure number",)
        return ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        return (
            (Edit(Span(self.span.end, self.span.end), f" {self.unit}"),) if self.number and self.unit else ()
        )


@dataclass(frozen=True)
class VariableExponent(Diagnostic):
    """A quantity with a dimension is raised to a power that is not a plain number.

    The dimension of the result must be known from the text: write the exponent as a number or as a fraction, `x^2`,
    `x^(1/2)`.

    Example:

        define odd = MET.pt ^ size(Jet)
        region search
          select odd > 1 GeV

    Instead:

        define even = MET.pt ^ 2
        region search
          select even > 1 GeV^2
    """

    code: ClassVar[str] = "HEP0305"
    name: ClassVar[str] = "variable-exponent"
    dimension: str

    @property
    def message(self) -> str:
        return f"the base is {self.dimension}, so the exponent must be a plain number"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("write a number or a fraction: `x^2`, `x^(1/2)`",)
