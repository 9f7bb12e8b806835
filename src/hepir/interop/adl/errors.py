"""What can be wrong or unclear in an ADL program: HEP1101 to HEP1109.

In: what the importer found, and where in the ADL text. Out: one diagnostic each. Decisions are notes: nothing is wrong, but
ADL leaves open, or says by convention, what the language here says in words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic, Label, Severity
from hepir.source import Span


@dataclass(frozen=True)
class NotUnderstood(Diagnostic):
    """A statement of an ADL program cannot be read.

    What stands there belongs to no dialect of ADL that the importer knows. The statement is kept as `unresolved`, so that
    nothing is lost, and the rest of the program is converted.

    Example:

        $ hepir import selection.adl

        select abs(d0) < 2 ?

    Instead:

        $ hepir import selection.adl

        select abs(d0) < 2
    """

    code: ClassVar[str] = "HEP1101"
    name: ClassVar[str] = "adl-not-understood"
    reason: str

    @property
    def message(self) -> str:
        """What stands in the way."""
        return f"this statement cannot be read: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        """What became of it."""
        return ("it stands in the program as `unresolved`; write there what it means",)


@dataclass(frozen=True)
class UnknownAdlName(Diagnostic):
    """An ADL program uses a name that it does not define.

    It is no object, variable, region or table of the program, and no collection or property of ADL.

    Example:

        $ hepir import selection.adl

        region search
          select LepT > 250

    Instead:

        $ hepir import selection.adl

        define LepT = leptons[0].pT + MET
        region search
          select LepT > 250
    """

    code: ClassVar[str] = "HEP1102"
    name: ClassVar[str] = "adl-unknown-name"
    word: str
    nearest: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """Which name."""
        return f"`{self.word}` is not defined"

    @property
    def hints(self) -> tuple[str, ...]:
        """Names that are like it."""
        return (f"nearest: {', '.join(f'`{name}`' for name in self.nearest)}",) if self.nearest else ()


@dataclass(frozen=True)
class UnknownAdlProperty(Diagnostic):
    """An ADL program asks for a property that objects of this kind do not have.

    ADL leaves the names of properties to the data; the importer knows those of ADL, of Delphes and of CMS NanoAOD.

    Example:

        $ hepir import selection.adl

        object muons
          take Muon
          select dO < 2

    Instead:

        $ hepir import selection.adl

        object muons
          take Muon
          select d0 < 2
    """

    code: ClassVar[str] = "HEP1103"
    name: ClassVar[str] = "adl-unknown-property"
    word: str
    kind: str
    nearest: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """Which property, of what."""
        return f"`{self.word}` is no known property of {self.kind}"

    @property
    def hints(self) -> tuple[str, ...]:
        """Properties that are like it."""
        return (f"nearest: {', '.join(f'`{name}`' for name in self.nearest)}",) if self.nearest else ()


@dataclass(frozen=True)
class UnknownAdlFunction(Diagnostic):
    """An ADL program calls a function that is not known here.

    ADL calls functions of other programs by name. Those of the built-in library are converted, all others are kept as
    `unresolved`.

    Example:

        $ hepir import selection.adl

        select fWtag(fatjets[0]) > 0.5

    Instead:

        $ hepir import selection.adl

        select tau2(fatjets[0]) / tau1(fatjets[0]) < 0.4
    """

    code: ClassVar[str] = "HEP1104"
    name: ClassVar[str] = "adl-unknown-function"
    word: str
    nearest: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """Which function."""
        return f"`{self.word}` is no known function"

    @property
    def hints(self) -> tuple[str, ...]:
        """Functions that are like it."""
        return (f"nearest: {', '.join(f'`{name}`' for name in self.nearest)}",) if self.nearest else ()


@dataclass(frozen=True)
class NotExpressible(Diagnostic):
    """A statement of an ADL program is clear, or nearly so, but cannot be said here.

    The reason says what is in the way. The statement is kept as `unresolved`.

    Example:

        $ hepir import selection.adl

        histo hmet, "MET", 50, 0, 0, MET

    Instead:

        $ hepir import selection.adl

        histo hmet, "MET", 50, 0, 500, MET
    """

    code: ClassVar[str] = "HEP1105"
    name: ClassVar[str] = "adl-not-expressible"
    severity: ClassVar[Severity] = Severity.WARNING
    reason: str

    @property
    def message(self) -> str:
        """What is in the way."""
        return f"this is not converted: {self.reason}"


@dataclass(frozen=True)
class Decided(Diagnostic):
    """ADL leaves open what this statement means, or says it by convention; the program here says it in words.

    The decision stands on the statement of the converted program, too, as `@assumed "..."`. Look at each: the author of the
    ADL program may have meant something else.

    Example:

        $ hepir import selection.adl

        select dR(jets, electrons) > 0.4

    Instead:

        $ hepir import selection.adl

        select dR(jets, allof(electrons)) > 0.4
    """

    code: ClassVar[str] = "HEP1106"
    name: ClassVar[str] = "adl-decided"
    severity: ClassVar[Severity] = Severity.NOTE
    decision: str

    @property
    def message(self) -> str:
        """What was decided."""
        return self.decision


@dataclass(frozen=True)
class BinsOverlap(Diagnostic):
    """Two bins of a region share events.

    Bins of one region are to be disjoint. Bins that only touch, such as `[] 200 300` and `[] 300 400`, are taken as half
    open and do not count; here more than an edge is shared.

    Example:

        $ hepir import selection.adl

        region search
          bin MET [] 200 350
          bin MET [] 300 400

    Instead:

        $ hepir import selection.adl

        region search
          bin MET [] 200 300
          bin MET [] 300 400
    """

    code: ClassVar[str] = "HEP1107"
    name: ClassVar[str] = "adl-bins-overlap"
    severity: ClassVar[Severity] = Severity.WARNING
    other: Span
    same: bool

    @property
    def message(self) -> str:
        """How they overlap."""
        return "this bin is the same as another" if self.same else "this bin shares events with another"

    @property
    def labels(self) -> tuple[Label, ...]:
        """The other bin."""
        return (Label(self.other, "the other bin"),)


@dataclass(frozen=True)
class RestsOnUnresolved(Diagnostic):
    """A statement uses something that could not be converted, so it could not be either.

    Mend the statement that is named first; this one is converted with it.

    Example:

        $ hepir import selection.adl

        define best = fWtag(fatjets[0])
        region search
          select best > 0.5

    Instead:

        $ hepir import selection.adl

        define best = tau2(fatjets[0]) / tau1(fatjets[0])
        region search
          select best < 0.5
    """

    code: ClassVar[str] = "HEP1108"
    name: ClassVar[str] = "adl-rests-on-unresolved"
    severity: ClassVar[Severity] = Severity.WARNING
    word: str

    @property
    def message(self) -> str:
        """What it rests on."""
        return f"this uses `{self.word}`, which is not converted"


@dataclass(frozen=True)
class WrongInConversion(Diagnostic):
    """A statement was converted, and the checker finds something wrong with what it says.

    The code in the message is that of the checker: `hepir explain CODE` explains it. It is an error of the ADL program,
    such as a square of an energy that is compared with an energy, or comes from a decision of the conversion, which its notes
    name.

    Example:

        $ hepir import selection.adl

        define mct = 2*pT(jets[0])*pT(jets[1])*(1 + cos(dPhi(jets[0], jets[1])))
        region search
          select mct > 170

    Instead:

        $ hepir import selection.adl

        define mct = sqrt(2*pT(jets[0])*pT(jets[1])*(1 + cos(dPhi(jets[0], jets[1]))))
        region search
          select mct > 170
    """

    code: ClassVar[str] = "HEP1109"
    name: ClassVar[str] = "adl-wrong-in-conversion"
    found: str
    said: str
    advice: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What the checker says."""
        return f"{self.said} ({self.found})"

    @property
    def hints(self) -> tuple[str, ...]:
        """What the checker says to type."""
        return self.advice


@dataclass(frozen=True)
class DoubtfulInConversion(Diagnostic):
    """A statement was converted, and the checker warns of what it says.

    The code in the message is that of the checker: `hepir explain CODE` explains it. A region that no event can reach, or a
    cut that holds always, is likely a slip of the ADL program.

    Example:

        $ hepir import selection.adl

        region low
          select MET < 200
        region both
          low
          select MET > 300

    Instead:

        $ hepir import selection.adl

        region low
          select MET < 200
        region both
          select MET > 300
    """

    code: ClassVar[str] = "HEP1110"
    name: ClassVar[str] = "adl-doubtful-in-conversion"
    severity: ClassVar[Severity] = Severity.WARNING
    found: str
    said: str
    advice: tuple[str, ...] = ()

    @property
    def message(self) -> str:
        """What the checker says."""
        return f"{self.said} ({self.found})"

    @property
    def hints(self) -> tuple[str, ...]:
        """What the checker says to type."""
        return self.advice
