"""From a document to a program, with a model or with the built-in reader.

In: a document, a model and how to ask it, or none, and a library of references. Out: an `Extraction`: the program's text, the
draft, what was delegated, the record.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.extract.against import selection_like
from hepir.extract.assembling import program_text
from hepir.extract.coverage import Coverage, coverage
from hepir.extract.draft import Draft
from hepir.extract.following import Followed, follow
from hepir.extract.library import Library
from hepir.extract.session.errors import ContextTooSmall, NothingToCite, UnfinishedDraft
from hepir.extract.session.loop import Asking, agreed, room_for, write
from hepir.extract.session.record import Plain, Session, record
from hepir.extract.session.windows import windows
from hepir.models.core import Identity, Model, Progress
from hepir.reading.document import Document
from hepir.source import Source
from hepir.syntax.parsing import parse

BUILT_IN = Identity("builtin", "builtin", grammar="phrases of the usual wording")
LEAST_ROOM = 300  # characters: less than a few sentences is no use


@dataclass(frozen=True)
class Extraction:
    """A program and how it came to be. `drafts` are the samples of a model; `draft` is what they agree on, with what
    `followed` references add to it. `unfinished` says of which documents a model has not written all."""

    program: str
    draft: Draft
    drafts: tuple[Draft, ...]
    followed: Followed
    coverage: Coverage
    record: Plain
    unfinished: tuple[UnfinishedDraft, ...] = ()


def extract_document(
    document: Document,
    model: Model | None = None,
    asking: Asking | None = None,
    library: Library | None = None,
    progress: Progress | None = None,
) -> Extraction:
    """The program that a document describes. HepirError where it has nothing to cite, or a model cannot write."""
    start = time.monotonic()
    if not document.sentences:
        raise HepirError((NothingToCite(NOWHERE, document.name),))
    read = reader(model, asking or Asking(), progress)
    session = read(document)
    followed = Followed(session.draft)
    unfinished = [*stopped(session)]
    if library is not None:
        followed = follow(
            session.draft, document, library, lambda other: of_reference(read, other, unfinished)
        )
    found = replace(session, followed=followed.draft)
    written = session.written
    drafts = written.drafts if written is not None else (session.draft,)
    plain = record(found, time.monotonic() - start)
    program = program_text(followed.draft)
    return Extraction(
        program, followed.draft, drafts, followed, covering(program, document), plain, tuple(unfinished)
    )


def stopped(session: Session) -> Iterator[UnfinishedDraft]:
    """Why texts about a document stopped too soon."""
    reasons = session.written.unfinished if session.written is not None else ()
    yield from (UnfinishedDraft(NOWHERE, session.documents[0].name, each) for each in reasons)


def of_reference(
    read: Callable[[Document], Session], document: Document, unfinished: list[UnfinishedDraft]
) -> Draft:
    """The draft of a reference; an empty one where the model fails: what the publication itself says is not lost for it."""
    try:
        session = read(document)
    except HepirError as error:
        unfinished.append(UnfinishedDraft(NOWHERE, document.name, error.diagnostics[0].message))
        return Draft(document.title, ())
    unfinished += stopped(session)
    return session.draft


def covering(program: str, document: Document) -> Coverage:
    """What a program makes of the sentences that look like selections."""
    source = Source("draft", program)
    parsed = parse(source).program
    assert parsed is not None, "canonical text parses"
    return coverage(source, parsed, document, selection_like(document))


def reader(model: Model | None, asking: Asking, progress: Progress | None) -> Callable[[Document], Session]:
    """What makes a draft of a document."""
    if model is None:
        return by_phrases
    return lambda document: by_model(document, model, asking, progress)


def by_phrases(document: Document) -> Session:
    """What the built-in reader finds."""
    from hepir.extract.builtin import read_selection

    draft = read_selection(document)
    return Session((document,), BUILT_IN, Asking(), draft, draft)


def by_model(document: Document, model: Model, asking: Asking, progress: Progress | None) -> Session:
    """What a model writes; of several samples, what most of them have."""
    room, bounded = room_for(model, asking, document.text)
    shown = windows(document, room) if room >= LEAST_ROOM else ()
    if not shown:
        raise HepirError((ContextTooSmall(NOWHERE, model.identity.model, asking.context_of(model)),))
    written = write(document.title, shown, model, bounded, progress)
    draft = agreed(written.drafts)
    return Session((document,), model.identity, bounded, draft, draft, shown, written)
