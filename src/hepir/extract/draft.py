"""A draft: what a reader (a model, or the built-in one) made of a document.

In: made statement by statement. Out: frozen values, which `extract.assembling` turns into a program.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Evidence:
    """A verbatim quote. `unit` is the sentence, caption or table row of the document; `document` is empty for the
    publication itself, else the reference it stands in (`arXiv:1712.02304`)."""

    unit: str
    quote: str
    page: int
    document: str = ""


@dataclass(frozen=True)
class Confidence:
    """How sure a reader was: columns for the review, never a verdict. `votes` of `samples` drafts have the statement."""

    log_probability: float | None = None
    removed_mass: float | None = None
    votes: int | None = None
    samples: int | None = None


@dataclass(frozen=True)
class DraftStatement:
    """One statement in canonical text, without its evidence.

    `target` is the block that a rule belongs to; it is empty for what stands by itself (`object jets from Jet`, `define ...`,
    `region search`, a note about the whole publication).
    """

    target: str
    text: str
    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence = Confidence()


@dataclass(frozen=True)
class Dropped:
    """A statement that was not finished, and why; it is in no program."""

    text: str
    reason: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True)
class Draft:
    """Statements in the order in which they were made; a rule comes after the block it belongs to."""

    title: str
    statements: tuple[DraftStatement, ...]
    dropped: tuple[Dropped, ...] = ()
