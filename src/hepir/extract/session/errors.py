"""Diagnostics of extractions: HEP0900 to HEP0909."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hepir.diagnostics.core import Diagnostic


@dataclass(frozen=True)
class NothingToCite(Diagnostic):
    """A publication has no sentence that a statement could rest on.

    Example: a file with a title and references alone.

        $ hepir extract references.md

    Instead: take the publication itself, for example its LaTeX source from arXiv; `hepir read` shows what is in a file.

        $ hepir extract paper.tex
    """

    code: ClassVar[str] = "HEP0900"
    name: ClassVar[str] = "nothing-to-cite"
    document: str

    @property
    def message(self) -> str:
        return f"{self.document} has no sentences, captions or tables to cite"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"`hepir read {self.document}` shows what was found in it",)


@dataclass(frozen=True)
class ContextTooSmall(Diagnostic):
    """The context of a model does not hold the instructions and some sentences.

    Example: a model with a context of 1,024 tokens. The instructions and the kinds of objects take about 3,000.

        $ hepir extract paper.pdf --model transformers:./models/tiny

    Instead: take a model with a context of 8,192 tokens or more, or no model: the built-in reader needs none.

        $ hepir extract paper.pdf
    """

    code: ClassVar[str] = "HEP0901"
    name: ClassVar[str] = "context-too-small"
    model: str
    context: int

    @property
    def message(self) -> str:
        return f"the context of {self.model}, {self.context} tokens, has no room for sentences"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("take a model with a context of 8192 tokens or more, or leave `--model` out",)


@dataclass(frozen=True)
class UnreadableRecord(Diagnostic):
    """A file is not the record of an extraction.

    Example: the program instead of its record.

        $ hepir replay draft.hep

    Instead: name the file that `hepir extract --record` wrote.

        $ hepir replay run.json
    """

    code: ClassVar[str] = "HEP0902"
    name: ClassVar[str] = "unreadable-record"
    file: str
    problem: str

    @property
    def message(self) -> str:
        return f"{self.file} is not the record of an extraction: {self.problem}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("`hepir extract PAPER -o draft.hep --record run.json` writes one",)


@dataclass(frozen=True)
class ReplayDiffers(Diagnostic):
    """The recorded text gives another program than it did: the language or its checks have changed since.

    Example: a record of an older release, in which a function had another name.

        $ hepir replay old.json

    Instead: extract again, or replay with the release that the record names.

        $ hepir extract paper.pdf -o draft.hep --record run.json
    """

    code: ClassVar[str] = "HEP0903"
    name: ClassVar[str] = "replay-differs"
    file: str
    version: str

    @property
    def message(self) -> str:
        return f"the texts in {self.file} give another program than when they were written"

    @property
    def hints(self) -> tuple[str, ...]:
        return (f"it was written by hepir {self.version}", "extract again with `hepir extract`")


@dataclass(frozen=True)
class UnfinishedDraft(Diagnostic):
    """A model stopped before it had written what a publication describes.

    Its server failed, or its text became longer than `--max-tokens`. What it had written until then is kept: the draft
    and its record are whole, but speak of a part of the publication alone. Of several samples, one that stopped
    is enough.

    Example: a server that is shut down in the middle.

        $ hepir extract paper.pdf --model openai:http://localhost:8000/v1#small -o draft.hep

    Instead: start the server again, and extract again; or allow longer texts.

        $ hepir extract paper.pdf --model openai:http://localhost:8000/v1#small -o draft.hep --max-tokens 16384
    """

    code: ClassVar[str] = "HEP0904"
    name: ClassVar[str] = "unfinished-draft"
    document: str
    reason: str

    @property
    def message(self) -> str:
        return f"the draft of {self.document} is not finished: {self.reason}"

    @property
    def hints(self) -> tuple[str, ...]:
        return ("what was written until then is kept; extract again for the rest",)
