"""Diagnostics HEP0420 to HEP0429: what the publication says and the program does not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic, Severity
from hepir.extract.errors.quotes import shortened


@dataclass(frozen=True)
class UnclaimedSentence(Diagnostic):
    """A sentence looks like a selection, and nothing in the program says what became of it.

    Asked for with `--paper`. A statement that cites a source claims the sentences in which its quote lies; `unresolved`
    and `delegated` note them. Sentences that are likely selections come first, and with `--strict-coverage` they are
    [HEP0421](HEP0421.md), an error; then come those that possibly are some.

    Example:

        $ hepir check selection.hep --paper 1711.08008.pdf

    Instead:

        source binning = page 4 "jets above 10 GeV enter the simulation"
        region search
          select size(Jet) >= 2  @assumed "the example is about something else"
          dismissed "how the sample was generated, no selection"  @binning
    """

    code: ClassVar[str] = "HEP0420"
    name: ClassVar[str] = "unclaimed-sentence"
    severity: ClassVar[Severity] = Severity.WARNING
    document: str
    unit: str
    page: int | None
    text: str
    likely: bool = True

    @property
    def message(self) -> str:
        page = f" on page {self.page}" if self.page is not None else ""
        what = "likely" if self.likely else "possibly"
        where = f"{self.unit}{page} of `{self.document}`"
        return f'nothing cites {where}, {what} a selection: "{shortened(self.text)}"'

    @property
    def hints(self) -> tuple[str, ...]:
        return (
            'cite it, or say `unresolved "..."`, `delegated "..."` or `dismissed "why"` and cite it there',
        )


@dataclass(frozen=True)
class OmittedSentence(UnclaimedSentence):
    """A sentence is likely a selection, and nothing in the program says what became of it.

    Only asked for with `--strict-coverage`; without, it is the warning [HEP0420](HEP0420.md).

    Example:

        $ hepir check selection.hep --paper 1711.08008.pdf --strict-coverage
    """

    code: ClassVar[str] = "HEP0421"
    name: ClassVar[str] = "omitted-sentence"
    severity: ClassVar[Severity] = Severity.ERROR


@dataclass(frozen=True)
class NumbersNotSaid(Diagnostic):
    """A sentence is cited, and gives numbers that none of the statements which cite it says.

    Asked for with `--paper`. Numbers with a unit count, and those right after a sign of comparison. Perhaps the sentence
    has a second criterion; a note that cites it, too, answers for the rest of it.

    Example:

        $ hepir check selection.hep --paper 1711.08008.pdf

    Instead:

        source photons = page 7 "Photons must have pT > 180 GeV and |eta| < 1.44"
        object photons from Photon
          select pt > 180 GeV  @photons
          unresolved "|eta| < 1.44 is meant for the calorimeter"  @photons
        region search
          select size(photons) >= 1  @assumed "the title"
    """

    code: ClassVar[str] = "HEP0423"
    name: ClassVar[str] = "numbers-not-said"
    severity: ClassVar[Severity] = Severity.WARNING
    document: str
    unit: str
    numbers: tuple[str, ...]

    @property
    def message(self) -> str:
        return f"no statement that cites {self.unit} of `{self.document}` says its {', '.join(self.numbers)}"

    @property
    def hints(self) -> tuple[str, ...]:
        return (
            "add the criterion that is missing, or say `unresolved` or `dismissed` and cite the sentence",
        )
