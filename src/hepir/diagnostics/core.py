"""The one diagnostic type.

In: what a stage found. Out: a frozen value that says it: a stable code, a name, a severity, one message
that stands alone, a primary span, labels, hints and, where it can, edits that mend it. Renderers
(`diagnostics.render_*`) only read these fields. Each kind of diagnostic is a subclass in the errors
module of its stage; its docstring is what `hepir explain CODE` prints, and holds an example.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from hepir.light_dataclasses import dataclass
from hepir.source import Span


class Severity(StrEnum):
    """How bad it is: an error stops the program from being compiled, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Label:
    """A second place that explains the first, such as the first of two definitions."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the characters of `span` by `text`; an empty span inserts."""

    span: Span
    text: str


@dataclass(frozen=True)
class Diagnostic:
    """Base of all diagnostics; see the module's docstring."""

    span: Span
    code: ClassVar[str]
    name: ClassVar[str]
    severity: ClassVar[Severity] = Severity.ERROR

    @property
    def message(self) -> str:
        """One sentence that stands alone: what was found and what was expected."""
        raise AttributeError(f"{type(self).__name__} has no message")

    def __str__(self) -> str:
        """For people who print one."""
        return f"[{self.code}] {self.message}"

    @property
    def labels(self) -> tuple[Label, ...]:
        """Other places that matter."""
        return ()

    @property
    def hints(self) -> tuple[str, ...]:
        """What to type, a sentence each."""
        return ()

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Edits that, applied together, remove the diagnostic; safe to apply by machine."""
        return ()


class HepirError(Exception):
    """Carries the diagnostics of a stage that could not finish to whoever asked."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__("; ".join(map(str, diagnostics)))
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[type[HepirError], tuple[tuple[Diagnostic, ...]]]:
        """What is sent from one process to another."""
        return type(self), (self.diagnostics,)
