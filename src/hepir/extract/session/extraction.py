"""From a document to a program, with a model or with the built-in reader.

In: a document, and a model and how to ask it, or none. Out: an `Extraction`: the program's text, the draft, the record.
"""

from __future__ import annotations

import time
from dataclasses import dataclass

from hepir.diagnostics.core import HepirError
from hepir.diagnostics.places import NOWHERE
from hepir.extract.assembling import program_text
from hepir.extract.draft import Draft
from hepir.extract.session.errors import ContextTooSmall, NothingToCite
from hepir.extract.session.loop import Asking, agreed, room_for, write
from hepir.extract.session.record import Plain, Session, record
from hepir.extract.session.windows import windows
from hepir.models.core import Identity, Model, Progress
from hepir.reading.document import Document

BUILT_IN = Identity("builtin", "builtin", grammar="phrases of the usual wording")
LEAST_ROOM = 300  # characters: less than a few sentences is no use


@dataclass(frozen=True)
class Extraction:
    """A program and how it came to be. `drafts` are the samples of a model, `draft` is what they agree on."""

    program: str
    draft: Draft
    drafts: tuple[Draft, ...]
    record: Plain


def extract_document(
    document: Document,
    model: Model | None = None,
    asking: Asking | None = None,
    progress: Progress | None = None,
) -> Extraction:
    """The program that a document describes. HepirError where it has nothing to cite, or a model cannot write."""
    start = time.monotonic()
    if not document.sentences:
        raise HepirError((NothingToCite(NOWHERE, document.name),))
    session = (
        by_reader(document) if model is None else by_model(document, model, asking or Asking(), progress)
    )
    written = session.written
    drafts = written.drafts if written is not None else (session.draft,)
    plain = record(session, time.monotonic() - start)
    return Extraction(program_text(session.draft), session.draft, drafts, plain)


def by_reader(document: Document) -> Session:
    """What the built-in reader finds."""
    from hepir.extract.builtin.reader import read_selection

    return Session((document,), BUILT_IN, Asking(), read_selection(document))


def by_model(document: Document, model: Model, asking: Asking, progress: Progress | None) -> Session:
    """What a model writes; of several samples, what most of them have."""
    room, bounded = room_for(model, asking)
    shown = windows(document, room) if room >= LEAST_ROOM else ()
    if not shown:
        raise HepirError((ContextTooSmall(NOWHERE, model.identity.model, model.context),))
    written = write(document.title, shown, model, bounded, progress)
    draft = agreed(written.drafts)
    return Session((document,), model.identity, bounded, draft, shown, written)
