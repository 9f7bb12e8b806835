"""Diagnostics HEP0970 to HEP0971: recorded answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic


@dataclass(frozen=True)
class RecordingUnreadable(Diagnostic):
    """A file does not hold the record of what a model wrote.

    `replay:` takes a file that an earlier run with a model wrote. Its form is described by
    `docs/schemas/recording.schema.json`.

    Example:

        $ hepir extract paper.pdf --model replay:draft.hep

    Instead:

        $ hepir extract paper.pdf --model replay:run.json
    """

    code: ClassVar[str] = "HEP0970"
    name: ClassVar[str] = "recording-unreadable"

    file: str
    reason: str

    @property
    def message(self) -> str:
        """Which file, and why."""
        return f"`{self.file}` holds no recorded answers: {self.reason}"


@dataclass(frozen=True)
class RecordingDisagrees(Diagnostic):
    """A recorded answer is not what is asked for now.

    A recording holds what a model wrote under certain grammars, which came from the document and the options of that
    time. Where a document, an option or hepir has changed since, an answer may not be legal any more, and is not used.

    Example:

        $ hepir extract other.pdf --model replay:run.json

    Instead:

        $ hepir extract paper.pdf --model replay:run.json
    """

    code: ClassVar[str] = "HEP0971"
    name: ClassVar[str] = "recording-disagrees"

    file: str
    transcript: int
    segment: int
    reason: str

    @property
    def message(self) -> str:
        """Which segment of which text, and what is wrong with it."""
        place = (
            f"segment {self.segment} of text {self.transcript}" if self.segment else f"text {self.transcript}"
        )
        return f"{place} of `{self.file}` is not what is asked for now: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        """What to do about it."""
        return ("replay with the document and the options of that run, or ask the model again",)
