"""Where a delegated criterion leads.

In: a statement `delegated "..."`, the document that it stands in, and a library. Out: a `Resolution`: each publication
that the statement names, with its document where it is at hand and the reason where it is not.
"""

from __future__ import annotations

from dataclasses import dataclass

from hepir.extract.draft import DraftStatement
from hepir.extract.identifiers import Identifier, entry, referred
from hepir.extract.library import Library
from hepir.reading.document import Document
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.parsing import parse

DEPTH = 2  # a reference, and what that delegates further


@dataclass(frozen=True)
class Referred:
    """A publication that a statement names: as it is cited, and its document or why there is none."""

    key: str
    document: Document | None
    reason: str = ""


@dataclass(frozen=True)
class Resolution:
    """What a delegated statement leads to; `trail` are the documents that led to it, the outermost first."""

    statement: DraftStatement
    referred: tuple[Referred, ...]
    trail: tuple[str, ...] = ()

    @property
    def documents(self) -> tuple[tuple[str, Document], ...]:
        """Those that were found, each with how it is cited."""
        return tuple((each.key, each.document) for each in self.referred if each.document is not None)


def note_of(statement: DraftStatement) -> tree.Note | None:
    """The note that a statement is; None for any other statement."""
    if not statement.text.startswith(("delegated", "unresolved", "dismissed")):
        return None
    parsed = parse(Source("", statement.text)).program
    return parsed.notes[0] if parsed is not None and parsed.notes else None


def is_delegated(statement: DraftStatement) -> bool:
    """Whether a statement is `delegated "..."`."""
    note = note_of(statement)
    return note is not None and note.keyword == "delegated"


def resolve(
    document: Document,
    statement: DraftStatement,
    library: Library,
    depth: int = DEPTH,
    trail: tuple[str, ...] = (),
) -> Resolution:
    """The documents that a delegated statement of `document` names, in its text or, where that names none, in the
    citations of its quote.

    `depth` is how many documents may still be opened one behind the other, and `trail` are the checksums of those
    that led here: a document that leads back to itself is not followed again.
    """
    note = note_of(statement)
    named = dict(referred(note.text, document)) if note is not None else {}
    for number in () if named else cited(document, statement):
        key, names = entry(number, document)
        named[key] = names
    found = tuple(
        opened(key, names, library, depth, (*trail, document.sha256)) for key, names in named.items()
    )
    return Resolution(statement, found or (Referred("", None, "it names no publication"),), trail)


def cited(document: Document, statement: DraftStatement) -> tuple[str, ...]:
    """The references that the citations inside a statement's quotes point to."""
    found: list[str] = []
    for evidence in statement.evidence:
        sentence = document.sentence(evidence.unit)
        if evidence.document or sentence is None:
            continue
        start = sentence.text.find(evidence.quote)
        low = sentence.span.start + max(0, start)
        high = low + len(evidence.quote) if start >= 0 else sentence.span.end
        for citation in document.citations:
            if citation.span.start < high and low < citation.span.end:
                found += [each for each in citation.numbers if document.reference(each) is not None]
    return tuple(dict.fromkeys(found))


def opened(
    key: str, names: tuple[Identifier, ...], library: Library, depth: int, trail: tuple[str, ...]
) -> Referred:
    """A publication, read unless that would go too deep or in a circle."""
    if depth <= 0:
        return Referred(key, None, "documents are not followed deeper than this")
    document, reason = library.open(names)
    if document is not None and document.sha256 in trail:
        return Referred(key, None, "it leads back to a document that led to it")
    return Referred(key, document, reason)
