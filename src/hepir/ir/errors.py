"""Diagnostics of binding a program to a schema: HEP0520 to HEP0529."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic


@dataclass(frozen=True)
class KindNotInSchema(Diagnostic):
    """The data format does not hold objects of this kind.

    Example: photons asked of the CMS open data muon file.

        region search
          select size(Photon) >= 1

    Instead: take a format that has them, or select what the file holds.

        region search
          select size(Muon) >= 1
    """

    code: ClassVar[str] = "HEP0520"
    name: ClassVar[str] = "kind-not-in-schema"
    kind: str
    schema: str
    available: tuple[str, ...]
    reason: str = ""

    @property
    def message(self) -> str:
        because = f": {self.reason}" if self.reason else ""
        return f"the schema {self.schema} has no {self.kind}{because}"

    @property
    def hints(self) -> tuple[str, ...]:
        if not self.available:
            return ("`hepir schema match FILE` tells which format a file has",)
        return (f"it has {', '.join(self.available)}",)


@dataclass(frozen=True)
class PropertyNotInSchema(Diagnostic):
    """The data format does not hold this property of the objects.

    Example: a pile-up identification asked of electrons in PHYSLITE.

        region search
          select any(j.pileup_id for j in Jet)

    Instead: use a property that the format has; `hepir schema show NAME` lists them.

        region search
          select any(j.pt > 30 GeV for j in Jet)
    """

    code: ClassVar[str] = "HEP0521"
    name: ClassVar[str] = "property-not-in-schema"
    kind: str
    word: str
    schema: str
    candidates: tuple[str, ...]
    available: tuple[str, ...]
    reason: str = ""

    @property
    def message(self) -> str:
        because = f": {self.reason}" if self.reason else ""
        return f"the schema {self.schema} has no `{self.word}` for {self.kind}{because}"

    @property
    def hints(self) -> tuple[str, ...]:
        near = (f"the nearest are {', '.join(self.candidates)}",) if self.candidates else ()
        return (*near, f"{self.kind} has {', '.join(self.available)}")


@dataclass(frozen=True)
class TriggerNotInSchema(Diagnostic):
    """The data format has no trigger of this name.

    Example: a CMS trigger asked of ATLAS data.

        region search
          select trigger("HLT_IsoMu24")

    Instead:

        region search
          select trigger("trigM")
    """

    code: ClassVar[str] = "HEP0522"
    name: ClassVar[str] = "trigger-not-in-schema"
    word: str
    schema: str
    available: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"the schema {self.schema} has no trigger `{self.word}`"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"it has {', '.join(self.available)}" if self.available else "it names no triggers",)


@dataclass(frozen=True)
class BadSchemaExpression(Diagnostic):
    """An expression in a schema does not check: it names a property that is not there, or mixes dimensions.

    Example: in a schema's TOML file, `compute = "sqrt(px^2 + pt)"` adds a squared energy and an energy.

        pt = { compute = "sqrt(px^2 + pt)", unit = "GeV" }

    Instead:

        pt = { compute = "sqrt(px^2 + py^2)", unit = "GeV" }
    """

    code: ClassVar[str] = "HEP0523"
    name: ClassVar[str] = "bad-schema-expression"
    place: str
    schema: str
    problem: str

    @property
    def message(self) -> str:
        return f"{self.place} of the schema {self.schema} is wrong: {self.problem}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("expressions of a schema speak of the properties of the same object",)


@dataclass(frozen=True)
class HolesLeft(Diagnostic):
    """A program with holes cannot run: the publication does not give a value, and nobody has filled it in.

    Example:

        region search
          select MET.pt > ?

    Instead: fill the hole, or run with `--skip-holes`, which leaves the statement out and marks every result.

        region search
          select MET.pt > 200 GeV
    """

    code: ClassVar[str] = "HEP0524"
    name: ClassVar[str] = "holes-left"
    count: int

    @property
    def message(self) -> str:
        return f"the program has {self.count} hole{'s' * (self.count > 1)} `?` that nobody has filled"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("fill them in, or say `--skip-holes` to leave those statements out",)
