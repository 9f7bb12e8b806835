"""What a draft delegates, followed to the documents that define it.

In: a draft, its document, a library, and a reader that makes a draft of a document. Out: the draft with the criteria that the
references have for what was delegated to them. Each keeps the document it came from; what was delegated stays noted as
such, and where two documents disagree the draft says so in a note that cites both.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from hepir.extract import event_level
from hepir.extract.adding import (
    Conflict,
    Progress,
    add,
    disagree,
    from_reference,
    located,
    outline_of,
    theirs_alone,
)
from hepir.extract.assembling import ANALYSIS
from hepir.extract.draft import Draft, DraftStatement, Dropped
from hepir.extract.event_level import Wish
from hepir.extract.library import Library
from hepir.extract.outline import Outline, outline
from hepir.extract.references import DEPTH, Resolution, is_delegated, resolve
from hepir.extract.topics import context_of, stems, topic_text, words_of
from hepir.reading.document import Document
from hepir.syntax.words import NOTES

Reader = Callable[[Document], Draft]
TAKEN = ("select ", "reject ", "unresolved ", "delegated ")


@dataclass(frozen=True)
class Followed:
    """The draft with what the references add, each delegated statement with what it led to, and the conflicts."""

    draft: Draft
    resolutions: tuple[Resolution, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True)
class Target:
    """An object of the draft, and the kinds of stored objects it is made from."""

    name: str
    kinds: frozenset[str]


def follow(
    draft: Draft,
    document: Document,
    library: Library,
    reader: Reader,
    depth: int = DEPTH,
    trail: tuple[str, ...] = (),
) -> Followed:
    """A draft of a document with the criteria of its references, at most `depth` documents one behind the other.

    The reader is asked once for each document that something may be taken from.
    """
    progress = Progress(list(draft.statements))
    resolutions: list[Resolution] = []
    read = once(reader)
    path = (*trail, document.sha256)
    for statement in (each for each in draft.statements if is_delegated(each)):
        resolution = resolve(document, statement, library, depth, trail)
        resolutions.append(resolution)
        for key, other in resolution.documents:
            ask = asking(statement, outline_of(progress), draft.statements)
            if ask is None:
                break
            inner = follow(ask.of(read(other), other), other, library, read, depth - 1, path)
            resolutions += inner.resolutions
            ask.take(progress, inner.draft, key)
    dropped = (*draft.dropped, *progress.dropped)
    found = replace(draft, statements=tuple(progress.statements), dropped=dropped)
    return Followed(found, tuple(resolutions), tuple(progress.conflicts))


@dataclass(frozen=True)
class Ask:
    """What a delegated statement wants of a reference: `of` picks it from a draft, `take` adds it to ours."""

    of: Callable[[Draft, Document], Draft]
    take: Callable[[Progress, Draft, str], None]


def asking(statement: DraftStatement, ours: Outline, statements: Sequence[DraftStatement]) -> Ask | None:
    """What a delegated statement wants: the value of a definition, criteria for events, or criteria of an object. None where
    that would be a guess."""
    left_open = event_level.open_definition(statement, statements)
    if left_open is not None:
        return Ask(
            lambda inner, _: event_level.definition_of(left_open, inner),
            lambda progress, inner, key: take_definition(progress, statement, left_open, inner, key),
        )
    wish = event_level.wish_of(statement, ours)
    if wish is not None:
        return Ask(
            lambda inner, other: event_level.asked_of(statement, wish, inner, other),
            lambda progress, inner, key: take_events(progress, statement, wish, inner, key),
        )
    target = target_of(statement, ours)
    if target is None:
        return None
    return Ask(
        lambda inner, other: delegated_to(statement, target, inner, other),
        lambda progress, inner, key: take_rules(progress, statement, target, inner, key),
    )


def take_rules(progress: Progress, delegated: DraftStatement, target: Target, inner: Draft, key: str) -> None:
    """The criteria of an object."""
    for each in inner.statements:
        if each.target:
            add(progress, delegated, located(each, key, target.name))


def take_events(progress: Progress, delegated: DraftStatement, wish: Wish, inner: Draft, key: str) -> None:
    """The criteria of events, with the definitions that they need."""
    for offer in event_level.offers(inner, wish, progress.statements):
        add(
            progress,
            delegated,
            located(offer.statement, key),
            tuple(located(each, key) for each in offer.blocks),
        )


def take_definition(
    progress: Progress, delegated: DraftStatement, ours: DraftStatement, inner: Draft, key: str
) -> None:
    """The value of a quantity that was left open. Two references that give different ones leave it open."""
    offer = event_level.filled(ours, inner, progress.statements)
    name = event_level.declared(ours)
    if offer is None or any(event_level.declared(each.first) == name for each in progress.conflicts):
        return
    first = next(each for each in progress.statements if event_level.declared(each) == name)
    second = located(offer.statement, key)
    if from_reference(first):
        if first.text != second.text:
            disagree(progress, delegated, Conflict(delegated.target, theirs_alone(first), second))
        return
    blocks = [located(each, key) for each in offer.blocks]
    found = replace(second, evidence=tuple(dict.fromkeys((*ours.evidence, *second.evidence))))
    trial = [found if each == ours else each for each in progress.statements]
    problem = outline((*trial, *blocks)).problem
    if problem:
        progress.dropped.append(Dropped(second.text, f"it does not fit here: {problem}", second.evidence))
    else:
        progress.statements[:] = [*trial, *blocks]


def once(reader: Reader) -> Reader:
    """The reader, asked once for each document."""
    drafts: dict[str, Draft] = {}

    def read(document: Document) -> Draft:
        if document.sha256 not in drafts:
            drafts[document.sha256] = reader(document)
        return drafts[document.sha256]

    return read


# ---- which statements of a reference are meant ----


def target_of(statement: DraftStatement, ours: Outline) -> Target | None:
    """The object that a statement delegates a criterion of: its own block, or, for a note on the whole publication, the
    one object whose kind its words name. None where that would be a guess."""
    if statement.target in ours.kinds:
        return Target(statement.target, ours.kinds[statement.target])
    if statement.target not in ("", ANALYSIS):
        return None
    words = words_of(topic_text(statement), shortest=3)
    named = [
        Target(name, kinds)
        for name, kinds in ours.kinds.items()
        if all(any(word.startswith(kind.casefold()) for word in words) for kind in kinds)
    ]
    return named[0] if len(named) == 1 else None


def delegated_to(statement: DraftStatement, target: Target, inner: Draft, document: Document) -> Draft:
    """Of the draft of a reference, the rules for objects of the same kinds in sentences about what is delegated."""
    theirs = outline(inner.statements)
    own = " ".join((target.name, *(f"{kind} {kind}s" for kind in target.kinds)))
    topics = stems(topic_text(statement)) - stems(own)
    rules = (
        each
        for each in (in_block(statement, theirs) for statement in inner.statements)
        if theirs.kinds.get(each.target) == target.kinds
        and each.text.startswith(TAKEN)
        and (not topics or topics & stems(context_of(each, document)))
    )
    headers = (each for each in inner.statements if not each.target and not each.text.startswith(NOTES))
    return Draft(inner.title, (*headers, *rules))


def in_block(statement: DraftStatement, outlined: Outline) -> DraftStatement:
    """A delegated statement in the block of the object that it is about; any other as it is."""
    target = target_of(statement, outlined) if is_delegated(statement) else None
    return statement if target is None else replace(statement, target=target.name)
