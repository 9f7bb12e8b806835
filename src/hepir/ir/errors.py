"""Diagnostics of binding a program to a schema: HEP0520 to HEP0539."""

from __future__ import annotations

from typing import ClassVar

from hepir.diagnostics.core import Diagnostic
from hepir.light_dataclasses import dataclass


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


@dataclass(frozen=True)
class VariationWithoutBranch(Diagnostic):
    """A systematic variation reads a branch that the file does not have.

    `from branch "NAME"` reads one property from that branch, `from branches "SUFFIX"` every property that is needed and that
    has a branch with this ending.

    Example: in a file without `Jet_pt_jesTotalUp`.

        systematic jet_energy_scale
          up Jet.pt from branch "Jet_pt_jesTotalUp"
        region search
          select any(j.pt > 30 GeV for j in Jet)

    Instead: name a branch that is there, or vary the property itself.

        systematic jet_energy_scale
          up Jet.pt = pt * 1.02
        region search
          select any(j.pt > 30 GeV for j in Jet)
    """

    code: ClassVar[str] = "HEP0525"
    name: ClassVar[str] = "variation-without-branch"
    branch: str
    candidates: tuple[str, ...]

    @property
    def message(self) -> str:
        if self.branch.startswith("..."):
            return f"the file has no branch that ends with `{self.branch[3:]}` for a property that is needed"
        return f"the file has no branch `{self.branch}`"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"the nearest are {', '.join(self.candidates)}",) if self.candidates else ()


@dataclass(frozen=True)
class VariationNotStored(Diagnostic):
    """A systematic variation reads a property from another branch, but this format does not store the property.

    The format computes it from others, or has one value for all objects.

    Example: in a format that computes the mass of jets.

        systematic jet_mass_scale
          up Jet.mass from branch "jet_m_up"
        region search
          select any(j.mass > 30 GeV for j in Jet)

    Instead: vary the property itself.

        systematic jet_mass_scale
          up Jet.mass = mass * 1.02
        region search
          select any(j.mass > 30 GeV for j in Jet)
    """

    code: ClassVar[str] = "HEP0526"
    name: ClassVar[str] = "variation-not-stored"
    kind: str
    word: str

    @property
    def message(self) -> str:
        return f"`{self.word}` of {self.kind} is not stored in this format, so that no other branch can stand for it"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"vary the property itself: `{self.kind}.{self.word} = {self.word} * 1.02`",)


@dataclass(frozen=True)
class BranchesNotKnown(Diagnostic):
    """Which branches end with a suffix is known only with a file.

    `hepir run` looks into its first file. `hepir compile` has none, and does not guess which properties vary.

    Example: compiled with `hepir compile search.hep --schema cms_nanoaod`.

        systematic jet_energy_scale
          up from branches "_jesTotalUp"
        region search
          select any(j.pt > 30 GeV for j in Jet)

    Instead: name the branches one by one.

        systematic jet_energy_scale
          up Jet.pt from branch "Jet_pt_jesTotalUp"
        region search
          select any(j.pt > 30 GeV for j in Jet)
    """

    code: ClassVar[str] = "HEP0527"
    name: ClassVar[str] = "branches-not-known"
    suffix: str

    @property
    def message(self) -> str:
        return f"which branches end with `{self.suffix}` is known only with a file"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f'name them: `up Jet.pt from branch "Jet_pt{self.suffix}"`',)


@dataclass(frozen=True)
class NoEventNumber(Diagnostic):
    """The data format has no number of the event, which random numbers depend on.

    `hit_or_miss` gives each event the same random numbers however and wherever it is read: they are made of the numbers of
    run, luminosity block and event, and of the seed of the run. Where a format has no runs or luminosity blocks, as simulated
    samples may, zero stands for them; without the number of the event all events would have the same random numbers.

    Example: a format of your own without `event`.

        table efficiency
          axis met in bins [0, 100, 200] GeV
          values [0.5, 0.9]
          outside clamp

        region search
          select hit_or_miss(efficiency(MET.pt))

    Instead: say in the schema where it stands,

        [collections.event.properties]
        event = { branch = "eventNumber", type = "integer" }

    or use the efficiency as a weight.
    """

    code: ClassVar[str] = "HEP0528"
    name: ClassVar[str] = "no-event-number"
    schema: str
    reason: str = ""

    @property
    def message(self) -> str:
        because = f": {self.reason}" if self.reason else ""
        return (
            f"the schema {self.schema} has no `event` for the event, which random numbers depend on{because}"
        )

    @property
    def hints(self) -> tuple[str, ...]:
        return (
            "say in a schema where it stands, under `[collections.event.properties]`: "
            '`event = { branch = "NAME", type = "integer" }`',
            "or apply the efficiency as a weight, which needs no random numbers",
        )
