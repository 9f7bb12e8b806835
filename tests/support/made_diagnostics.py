"""A diagnostic whose every part a test chooses."""

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics import Diagnostic, Edit, Label, Severity
from hepir.source import Source, Span


@dataclass(frozen=True)
class Made(Diagnostic):
    """A diagnostic made by a test.

    It explains nothing.

    Example:

        object x from Jet
    """

    code: ClassVar[str] = "TST0301"
    name: ClassVar[str] = "made-up"

    said: str = "something is wrong"
    marked: tuple[Label, ...] = ()
    hinted: tuple[str, ...] = ()
    mended: tuple[Edit, ...] = ()

    @property
    def message(self) -> str:
        return self.said

    @property
    def labels(self) -> tuple[Label, ...]:
        return self.marked

    @property
    def hints(self) -> tuple[str, ...]:
        return self.hinted

    @property
    def edits(self) -> tuple[Edit, ...]:
        return self.mended


@dataclass(frozen=True)
class MadeWarning(Made):
    """A warning made by a test."""

    code: ClassVar[str] = "TST0302"
    name: ClassVar[str] = "made-up-warning"
    severity: ClassVar[Severity] = Severity.WARNING


@dataclass(frozen=True)
class MadeNote(Made):
    """A note made by a test."""

    code: ClassVar[str] = "TST0303"
    name: ClassVar[str] = "made-up-note"
    severity: ClassVar[Severity] = Severity.NOTE


SUSY = Source("susy.hep", "object hard from Jet\n  # all of them\n\n  select pt > 25\n")


def span_of(source: Source, text: str) -> Span:
    """Where `text` first stands in the source."""
    start = source.text.index(text)
    return Span(start, start + len(text))


def missing_unit() -> Made:
    """The example of every page about diagnostics."""
    place = span_of(SUSY, "25")
    return Made(
        place,
        said="`pt` is an energy, the number has no unit",
        hinted=("write the unit after the number: `25 GeV`",),
        mended=(Edit(Span(place.end, place.end), " GeV"),),
    )
