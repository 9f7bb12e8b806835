"""Diagnostics about names: HEP01xx."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic, Edit, Label, Severity
from hepir.source import Span


def listing(words: tuple[str, ...], limit: int = 12) -> str:
    """`a`, `b`, `c`, ... with what was left out counted."""
    shown = ", ".join(f"`{word}`" for word in words[:limit])
    return f"{shown} and {len(words) - limit} more" if len(words) > limit else shown


@dataclass(frozen=True)
class UnknownName(Diagnostic):
    """A name stands for nothing in the program.

    Names are case sensitive and have one spelling. They come from `object`, `combine`, `choose`, `define` and `region`
    statements anywhere in the program, from the kinds of objects (`Jet`, `Muon`, `MET`, ...), from the properties of the
    object that a rule speaks of, and from the variables of a `for`.

    Example:

        object good_jets from Jet
          select pt > 30 GeV
        region search
          select size(goodjets) >= 2

    Instead:

        object good_jets from Jet
          select pt > 30 GeV
        region search
          select size(good_jets) >= 2
    """

    code: ClassVar[str] = "HEP0101"
    name: ClassVar[str] = "unknown-name"
    word: str
    candidates: tuple[str, ...]
    what: str = "name"
    advice: str = ""

    @property
    def message(self) -> str:
        return f"there is no {self.what} `{self.word}`"

    @property
    def hints(self) -> tuple[str, ...]:
        meant = (f"did you mean {listing(self.candidates)}?",) if self.candidates else ()
        return meant + ((self.advice,) if self.advice else ())

    @property
    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.candidates[0]),) if len(self.candidates) == 1 else ()


@dataclass(frozen=True)
class DuplicateName(Diagnostic):
    """Two statements give the same name to different things.

    A name means one thing in the whole program. Histograms and weights need different names within their region only.

    Example:

        define ht = sum(Jet.pt)
        define ht = MET.pt
        region all_events
          hist ht = ht in 10 bins from 0 GeV to 1 TeV

    Instead:

        define ht = sum(Jet.pt)
        define met = MET.pt
        region all_events
          hist ht = ht in 10 bins from 0 GeV to 1 TeV
          hist met = met in 10 bins from 0 GeV to 1 TeV
    """

    code: ClassVar[str] = "HEP0102"
    name: ClassVar[str] = "duplicate-name"
    word: str
    first: Span | None
    otherwise: str = "a kind of object"

    @property
    def message(self) -> str:
        if self.first is None:
            return f"`{self.word}` is already {self.otherwise}"
        return f"`{self.word}` has been defined already"

    @property
    def labels(self) -> tuple[Label, ...]:
        return (Label(self.first, "first defined here"),) if self.first else ()

    @property
    def hints(self) -> tuple[str, ...]:
        return ("give it another name",)


@dataclass(frozen=True)
class Cycle(Diagnostic):
    """Definitions need each other in a circle, so that none can be computed first.

    Statements may stand in any order and refer to later ones, but not to themselves.

    Example:

        object jets from clean_jets
          select pt > 30 GeV
        object clean_jets from jets
          select |eta| < 2.4
        region search
          select size(jets) > 1

    Instead:

        object jets from Jet
          select pt > 30 GeV
        object clean_jets from jets
          select |eta| < 2.4
        region search
          select size(clean_jets) > 1
    """

    code: ClassVar[str] = "HEP0103"
    name: ClassVar[str] = "cycle"
    path: tuple[str, ...]
    advice: str

    @property
    def message(self) -> str:
        return f"these definitions need each other in a circle: {' -> '.join(self.path)}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (self.advice,)


@dataclass(frozen=True)
class UnknownProperty(Diagnostic):
    """An object has no such property or member.

    Each kind of object has its properties (`pt`, `eta`, `charge`, ...), a combination has its named members and the
    properties of its four-momentum. The message lists what there is.

    Example:

        combine pairs = (first, second) from Muon
          select first.chrge != second.charge
        region dimuon
          select size(pairs) >= 1

    Instead:

        combine pairs = (first, second) from Muon
          select first.charge != second.charge
        region dimuon
          select size(pairs) >= 1
    """

    code: ClassVar[str] = "HEP0104"
    name: ClassVar[str] = "unknown-property"
    word: str
    owner: str
    candidates: tuple[str, ...]
    available: tuple[str, ...]
    advice: str = ""

    @property
    def message(self) -> str:
        return f"{self.owner} has no `{self.word}`"

    @property
    def hints(self) -> tuple[str, ...]:
        if self.advice:
            return (self.advice,)
        meant = (f"did you mean {listing(self.candidates)}?",) if self.candidates else ()
        return (*meant, f"it has {listing(self.available, 30)}")

    @property
    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.candidates[0]),) if len(self.candidates) == 1 else ()


@dataclass(frozen=True)
class NotInUnion(Diagnostic):
    """A union of kinds has only the properties that all its kinds have.

    Example:

        object leptons from Electron, Muon
          select this.conversion_veto
        region search
          select size(leptons) >= 2

    Instead:

        object good_electrons from Electron
          select conversion_veto
        object leptons from good_electrons, Muon
        region search
          select size(leptons) >= 2
    """

    code: ClassVar[str] = "HEP0105"
    name: ClassVar[str] = "not-in-union"
    word: str
    having: tuple[str, ...]
    lacking: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"{listing(self.having)} objects have `{self.word}`, {listing(self.lacking)} objects do not"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("apply this rule to the kinds that have it, before they are united",)


@dataclass(frozen=True)
class UnusedObject(Diagnostic):
    """A definition is used nowhere: no region, histogram or other definition refers to it.

    It costs nothing at run time, but it is often a selection that was forgotten.

    Example:

        object bjets from Jet
          select btag_medium
        region search
          select size(Jet) >= 2

    Instead:

        object bjets from Jet
          select btag_medium
        region search
          select size(bjets) >= 2
    """

    code: ClassVar[str] = "HEP0106"
    name: ClassVar[str] = "unused-object"
    severity: ClassVar[Severity] = Severity.WARNING
    word: str

    @property
    def message(self) -> str:
        return f"`{self.word}` is not used by any region"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("use it in a region, or remove it",)


@dataclass(frozen=True)
class UnusedVariation(Diagnostic):
    """A systematic varies something that no region needs, so that it changes nothing.

    A variation is of a collection and of all that is made from it; regions that use other objects stay as they are.

    Example:

        object jets from Jet
          select pt > 30 GeV
        object bjets from jets
          select btag_medium
        systematic jet_energy_scale
          up bjets.pt = pt * 1.02
        region search
          select size(jets) >= 2

    Instead:

        object jets from Jet
          select pt > 30 GeV
        systematic jet_energy_scale
          up jets.pt = pt * 1.02
        region search
          select size(jets) >= 2
    """

    code: ClassVar[str] = "HEP0109"
    name: ClassVar[str] = "unused-variation"
    severity: ClassVar[Severity] = Severity.WARNING
    word: str

    @property
    def message(self) -> str:
        return f"no region needs `{self.word}`: this variation changes nothing"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("vary what the regions use, or use it in a region",)


@dataclass(frozen=True)
class ShadowedName(Diagnostic):
    """The variable of a `for` has a name that means something else here.

    Example:

        object jets from Jet
          reject any(dr(this, Muon) < 0.4 for Muon in Electron)
        region search
          select size(jets) >= 2

    Instead:

        object jets from Jet
          reject any(dr(this, e) < 0.4 for e in Electron)
        region search
          select size(jets) >= 2
    """

    code: ClassVar[str] = "HEP0107"
    name: ClassVar[str] = "shadowed-name"
    word: str

    @property
    def message(self) -> str:
        return f"`{self.word}` means something else here already"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("choose another name for the variable",)


@dataclass(frozen=True)
class NoThis(Diagnostic):
    """`this` stands where no object is spoken of.

    `this` is the object that a rule of an `object` or `combine` block decides about; a region speaks of the whole event.

    Example:

        region search
          select this.pt > 30 GeV

    Instead:

        region search
          select any(j.pt > 30 GeV for j in Jet)
    """

    code: ClassVar[str] = "HEP0108"
    name: ClassVar[str] = "no-this"

    @property
    def message(self) -> str:
        return "`this` has no meaning here: no object is spoken of"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("quantify over a collection: `any(x.pt > 30 GeV for x in Jet)`",)
