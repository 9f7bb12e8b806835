"""Diagnostics about types: HEP0201 to HEP0219."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic, Edit, Severity
from hepir.source import Span


@dataclass(frozen=True)
class CollectionAsScalar(Diagnostic):
    """A collection, or a property of all its objects, stands where one value is expected.

    Say which objects are meant: one by its position (`jets[0]`), the best by `leading` or `choose`, or all of
    them through `any`, `all`, `none`, `count`, `sum`, `min`, `max` or `mean`.

    Example:

        region search
          select Jet.pt > 30 GeV

    Instead:

        region search
          select any(j.pt > 30 GeV for j in Jet)
    """

    code: ClassVar[str] = "HEP0201"
    name: ClassVar[str] = "collection-as-scalar"
    text: str
    advice: str

    @property
    def message(self) -> str:
        return f"`{self.text}` is a value for each object of a collection, one value is expected here"

    @property
    def hints(self) -> tuple[str, ...]:
        return (self.advice,)


@dataclass(frozen=True)
class UnorderedIndex(Diagnostic):
    """A position is asked of a collection whose order nobody stated.

    Files do not promise an order: muons and electrons are often not sorted, and a union never is. State the order in the
    object's definition.

    Example:

        object leptons from Electron, Muon
          select pt > 10 GeV
        region search
          select leptons[0].pt > 25 GeV

    Instead:

        object leptons from Electron, Muon
          select pt > 10 GeV
          sort by pt descending
        region search
          select leptons[0].pt > 25 GeV
    """

    code: ClassVar[str] = "HEP0202"
    name: ClassVar[str] = "unordered-index"
    text: str
    insertion: int | None
    indentation: str = "  "
    of_each: bool = False

    @property
    def message(self) -> str:
        return f"the order of `{self.text}` is not known, so a position in it means nothing"

    @property
    def hints(self) -> tuple[str, ...]:
        if self.of_each:
            return (
                f"`leading({self.text})` is the object of largest pt",
                'a schema says in which order a format keeps a list: `order = "pt descending"`',
            )
        if self.insertion is None:
            return (f"define an object from it: `object NAME from {self.text}` with `sort by pt descending`",)
        return (f"add `sort by pt descending` to the definition of `{self.text}`",)

    @property
    def edits(self) -> tuple[Edit, ...]:
        if self.insertion is None:
            return ()
        here = Span(self.insertion, self.insertion)
        return (Edit(here, f"\n{self.indentation}sort by pt descending"),)


@dataclass(frozen=True)
class MissingValue(Diagnostic):
    """A value that may be missing is used where something must always be there.

    `jets[3]`, `leading`, `choose`, `min` of nothing, and properties that a format leaves out for some objects may
    be missing. In `select` and `reject` a condition on a missing value is false, and a histogram skips it; a
    weight, a sort key, a ranking or a bin must say what happens.

    Example:

        object jets from Jet
          sort by pt descending
        region search
          select MET.pt > 100 GeV
          weight jet_weight = 1 + jets[0].pt / 1 TeV

    Instead:

        object jets from Jet
          sort by pt descending
        region search
          select MET.pt > 100 GeV
          weight jet_weight = 1 + (jets[0].pt else 0 GeV) / 1 TeV
    """

    code: ClassVar[str] = "HEP0203"
    name: ClassVar[str] = "missing-value"
    place: str
    advice: str

    @property
    def message(self) -> str:
        return f"this value may be missing, and {self.place} needs one always"

    @property
    def hints(self) -> tuple[str, ...]:
        return (self.advice,)


@dataclass(frozen=True)
class TransverseOnly(Diagnostic):
    """The missing momentum is known in the transverse plane only.

    `MET` has `pt` and `phi`; it has no `eta`, `mass` or energy, and no distance `dr` to anything. The same holds for its sum
    with other momenta, `(lepton + MET)`, which has `pt`, `phi`, `px`, `py`, and `mt`, its transverse mass.

    Example:

        region search
          select MET.eta < 2.4

    Instead:

        region search
          select MET.pt > 100 GeV
    """

    code: ClassVar[str] = "HEP0204"
    name: ClassVar[str] = "transverse-only"
    text: str
    of: str = "MET"

    @property
    def message(self) -> str:
        return f"`{self.of}` is transverse: it has no {self.text}"

    @property
    def hints(self) -> tuple[str, ...]:
        if self.of != "MET":
            return ("a sum with missing momentum has `pt`, `phi`, `px`, `py` and its transverse mass `mt`",)
        return ("use `MET.pt`, `MET.phi`, `dphi(x, MET)` or `transverse_mass(x, MET)`",)


@dataclass(frozen=True)
class WrongType(Diagnostic):
    """A value is of another type than its place demands.

    Example:

        region search
          select MET + 1 GeV > 2 GeV

    Instead:

        region search
          select MET.pt + 1 GeV > 2 GeV
    """

    code: ClassVar[str] = "HEP0205"
    name: ClassVar[str] = "wrong-type"
    expected: str
    found: str
    advice: str = ""

    @property
    def message(self) -> str:
        return f"expected {self.expected}, found {self.found}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (self.advice,) if self.advice else ()


@dataclass(frozen=True)
class WrongArguments(Diagnostic):
    """A function is called with too few or too many arguments, or not in the way it is meant to be.

    Example:

        region search
          select dphi(MET) > 0.5

    Instead:

        object jets from Jet
          sort by pt descending
        region search
          select dphi(jets[0], MET) > 0.5
    """

    code: ClassVar[str] = "HEP0206"
    name: ClassVar[str] = "wrong-arguments"
    function: str
    problem: str
    usage: str

    @property
    def message(self) -> str:
        return f"`{self.function}` {self.problem}"

    @property
    def hints(self) -> tuple[str, ...]:
        call, _, result = self.usage.partition(" -> ")
        return (f"it is used as `{call}`" + (f", the result is {result}" if result else ""),)


@dataclass(frozen=True)
class NotACondition(Diagnostic):
    """A condition is expected, and something stands there that is neither true nor false.

    Example:

        region search
          select MET.pt

    Instead:

        region search
          select MET.pt > 100 GeV
    """

    code: ClassVar[str] = "HEP0207"
    name: ClassVar[str] = "not-a-condition"
    found: str

    @property
    def message(self) -> str:
        return f"expected a condition, found {self.found}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("compare it with something: `... > 100 GeV`, `... >= 2`, `exists(...)`",)


@dataclass(frozen=True)
class FloatEquality(Diagnostic):
    """Two real numbers are compared for exact equality.

    Measured and computed values are almost never exactly equal. Whole numbers (charges, counts, flavors) may be compared.

    Example:

        region search
          select MET.pt == 100 GeV

    Instead:

        region search
          select 99 GeV < MET.pt < 101 GeV
    """

    code: ClassVar[str] = "HEP0208"
    name: ClassVar[str] = "float-equality"
    severity: ClassVar[Severity] = Severity.WARNING
    operator: str

    @property
    def message(self) -> str:
        return f"`{self.operator}` between real numbers is almost never what is meant"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("give a range: `low < x < high`",)


@dataclass(frozen=True)
class WrongSlots(Diagnostic):
    """A combination has a number of members that does not fit its collections.

    From one collection, the members are distinct objects of it. From several, there is one member for each collection.

    Example:

        combine triples = (a, b, c) from Electron, Muon
        region search
          select size(triples) > 0

    Instead:

        combine pairs = (a, b) from Electron, Muon
        region search
          select size(pairs) > 0
    """

    code: ClassVar[str] = "HEP0209"
    name: ClassVar[str] = "wrong-slots"
    slots: int
    sources: int

    @property
    def message(self) -> str:
        return f"{self.slots} members from {self.sources} collections"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("name one collection, or as many collections as there are members",)


@dataclass(frozen=True)
class UselessFallback(Diagnostic):
    """An `else` follows a value that is never missing, so it never takes effect.

    Example:

        region search
          select (MET.pt else 0 GeV) > 100 GeV

    Instead:

        region search
          select MET.pt > 100 GeV
    """

    code: ClassVar[str] = "HEP0210"
    name: ClassVar[str] = "useless-fallback"
    severity: ClassVar[Severity] = Severity.WARNING

    @property
    def message(self) -> str:
        return "this value is never missing, so the `else` has no effect"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("remove the `else`",)


@dataclass(frozen=True)
class HoleLeft(Diagnostic):
    """The program has a hole `?`: the publication does not say this value.

    A program with holes can be checked, formatted and reviewed. It runs when a person has filled the holes, or with
    `--skip-holes`, which leaves out the statements that have one and marks every result.

    Example:

        region search
          select MET.pt > ?

    Instead:

        region search
          select MET.pt > 200 GeV
    """

    code: ClassVar[str] = "HEP0211"
    name: ClassVar[str] = "hole-left"
    severity: ClassVar[Severity] = Severity.WARNING

    @property
    def message(self) -> str:
        return "a value is left open here"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("fill it in, or run with `--skip-holes` to leave the statement out",)
