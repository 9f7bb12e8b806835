"""Diagnostics about evidence: HEP04xx."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic, Edit, Severity
from hepir.semantics.errors.names import listing


@dataclass(frozen=True)
class UnknownSource(Diagnostic):
    """A statement cites a source that the program does not declare.

    Example:

        source jets = page 4 "Jets are required to have pT > 30 GeV"
        object hard_jets from Jet
          select pt > 30 GeV @jet
        region search
          select size(hard_jets) >= 2 @assumed "not stated"

    Instead:

        source jets = page 4 "Jets are required to have pT > 30 GeV"
        object hard_jets from Jet
          select pt > 30 GeV @jets
        region search
          select size(hard_jets) >= 2 @assumed "not stated"
    """

    code: ClassVar[str] = "HEP0401"
    name: ClassVar[str] = "unknown-source"
    word: str
    candidates: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"there is no source `{self.word}`"

    @property
    def hints(self) -> tuple[str, ...]:
        meant = (f"did you mean {listing(self.candidates)}?",) if self.candidates else ()
        return (*meant, f'declare it: `source {self.word} = page 1 "the sentence"`')

    @property
    def edits(self) -> tuple[Edit, ...]:
        return (Edit(self.span, self.candidates[0]),) if len(self.candidates) == 1 else ()


@dataclass(frozen=True)
class MissingEvidence(Diagnostic):
    """A criterion cites no source and says no assumption.

    Only asked for with `--strict-evidence`.

    Example (with `--strict-evidence`):

        region search
          select MET.pt > 200 GeV

    Instead:

        source met = page 3 "events with missing transverse momentum above 200 GeV"
        region search
          select MET.pt > 200 GeV @met
    """

    code: ClassVar[str] = "HEP0402"
    name: ClassVar[str] = "missing-evidence"
    keyword: str

    @property
    def message(self) -> str:
        return f"this `{self.keyword}` cites no source"

    @property
    def hints(self) -> tuple[str, ...]:
        return ('add `@SOURCE`, or `@assumed "why"` where the publication does not say it',)


@dataclass(frozen=True)
class NumberNotInQuote(Diagnostic):
    """A number of the statement does not occur in the quote that it cites.

    Numbers are compared with their units, after conversion: `0.2 TeV` is found in "200 GeV", and `200 GeV` is not
    found in "200 TeV" or "200". One unit may stand after a list, "40 (25) GeV", or in the head of a table,
    "pT [GeV] > 30".

    Example:

        source met = page 3 "events with missing transverse momentum above 200 GeV"
        region search
          select MET.pt > 250 GeV @met

    Instead:

        source met = page 3 "events with missing transverse momentum above 200 GeV"
        region search
          select MET.pt > 200 GeV @met
    """

    code: ClassVar[str] = "HEP0403"
    name: ClassVar[str] = "number-not-in-quote"
    severity: ClassVar[Severity] = Severity.WARNING
    number: str
    source: str

    @property
    def message(self) -> str:
        return f"the quote of `{self.source}` does not say {self.number}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("correct the number, cite another source, or say why with `@assumed`",)


@dataclass(frozen=True)
class ContraryDirection(Diagnostic):
    """The words of the quote say the opposite of the comparison.

    Words such as "above", "at least", "more than" ask for values above the number, "below", "less than",
    "at most" for values below it.

    Example:

        source met = page 3 "events with missing transverse momentum above 200 GeV"
        region search
          select MET.pt < 200 GeV @met

    Instead:

        source met = page 3 "events with missing transverse momentum above 200 GeV"
        region search
          select MET.pt > 200 GeV @met
    """

    code: ClassVar[str] = "HEP0404"
    name: ClassVar[str] = "contrary-direction"
    severity: ClassVar[Severity] = Severity.WARNING
    word: str
    operator: str

    @property
    def message(self) -> str:
        return f"the quote says `{self.word}`, the comparison is `{self.operator}`"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("turn the comparison round, or cite the sentence that says so",)
