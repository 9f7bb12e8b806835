"""What can go wrong in a review: HEP1201 to HEP1219."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic


@dataclass(frozen=True)
class ProgramChanged(Diagnostic):
    """The program has changed since decisions were made about it.

    Decisions are kept beside the program and apply to the text that was reviewed; the program itself is never changed. Where
    its text is another now, they would be applied to statements that nobody has seen.

    Example:

        $ hepir review draft.hep
        $ hepir fmt draft.hep
        $ hepir review draft.hep

    Instead: export what was decided before, and review the result, or name another file for decisions.

        $ hepir review draft.hep --decisions second.jsonl
    """

    code: ClassVar[str] = "HEP1201"
    name: ClassVar[str] = "program-changed"
    path: str
    log: str

    @property
    def message(self) -> str:
        return f"`{self.path}` has changed since the decisions in `{self.log}` were made"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("restore the program, or keep new decisions elsewhere: `--decisions FILE`",)


@dataclass(frozen=True)
class DamagedDecisions(Diagnostic):
    """A line of the decisions is not one that a review writes.

    The file has a JSON object a line and is only ever appended to. A last line without its end, such as a crash leaves, is
    taken as not written; anything else is not guessed at.

    Example:

        $ hepir review draft.hep --decisions notes.txt
    """

    code: ClassVar[str] = "HEP1202"
    name: ClassVar[str] = "damaged-decisions"
    path: str
    line: int
    reason: str

    @property
    def message(self) -> str:
        return f"line {self.line} of `{self.path}` is no decision: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("keep decisions in another file: `--decisions FILE`",)


@dataclass(frozen=True)
class UnusableDecision(Diagnostic):
    """A decision cannot be carried out: its statement is not there any more, or its text is no statement.

    Example: the text of an edit is no statement of the language.

        select pt above 25
    """

    code: ClassVar[str] = "HEP1203"
    name: ClassVar[str] = "unusable-decision"
    reason: str

    @property
    def message(self) -> str:
        return f"the decision cannot be carried out: {self.reason}"


@dataclass(frozen=True)
class ReviewedHasErrors(Diagnostic):
    """The program that the decisions lead to has errors, so that nothing is exported.

    Mostly a block was rejected that others use.

    Example:

        $ hepir review draft.hep --export reviewed
    """

    code: ClassVar[str] = "HEP1204"
    name: ClassVar[str] = "reviewed-has-errors"
    program: str
    count: int
    first: str

    @property
    def message(self) -> str:
        return f"`{self.program}` as it was reviewed has {self.count} error{'s' if self.count > 1 else ''}: {self.first}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("open the review again: statements with errors are marked",)
