"""What a draft delegates, followed to the documents that define it.

In: a draft, its document, a library, and a reader that makes a draft of a document. Out: the draft with the criteria that the
references have for what was delegated to them. Each keeps the document it came from; what was delegated stays noted as
such, and where two documents disagree the draft says so in a note that cites both.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from hepir.extract.assembling import ANALYSIS, name_of
from hepir.extract.contrary import HERE, contrary
from hepir.extract.draft import Draft, DraftStatement, Dropped
from hepir.extract.library import Library
from hepir.extract.outline import Outline, outline
from hepir.extract.references import DEPTH, Resolution, is_delegated, note_of, resolve
from hepir.reading.document import Document
from hepir.syntax.wording import quote
from hepir.syntax.words import NOTES

Reader = Callable[[Document], Draft]
TAKEN = ("select ", "reject ", "unresolved ", "delegated ")
STEM = 6  # letters by which two words are the same: identified, identification
SHORTEST = 5
# Words with which any sentence refers to another publication; they tell nothing of what is delegated.
REFERRING = frozenset(
    """
    according algorithm applied arxiv collaboration candidate criteria defined definition described detail details
    discussed event events following given object objects paper procedure publication reference references required
    requirement requirements section selected selection standard using where which
    """.split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Conflict:
    """Two statements for one block that give different numbers for the same bound."""

    target: str
    first: DraftStatement
    second: DraftStatement

    @property
    def text(self) -> str:
        """Both, and where each stands."""
        return f"conflict: {said_by(self.first)}, but {said_by(self.second)}"


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


@dataclass
class Progress:
    """What was added so far: statements, those that do not fit, and those that disagree."""

    statements: list[DraftStatement]
    dropped: list[Dropped] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


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
        target = target_of(statement, outline_of(progress))
        if target is None:
            continue
        for key, other in resolution.documents:
            asked = delegated_to(statement, target, read(other), other)
            inner = follow(asked, other, library, read, depth - 1, path)
            resolutions += inner.resolutions
            for each in inner.draft.statements:
                if each.target:
                    add(progress, statement, located(each, target.name, key))
    dropped = (*draft.dropped, *progress.dropped)
    found = replace(draft, statements=tuple(progress.statements), dropped=dropped)
    return Followed(found, tuple(resolutions), tuple(progress.conflicts))


def once(reader: Reader) -> Reader:
    """The reader, asked once for each document."""
    drafts: dict[str, Draft] = {}

    def read(document: Document) -> Draft:
        if document.sha256 not in drafts:
            drafts[document.sha256] = reader(document)
        return drafts[document.sha256]

    return read


def outline_of(progress: Progress) -> Outline:
    """The draft so far."""
    return outline(progress.statements)


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


def topic_text(statement: DraftStatement) -> str:
    """What a delegated statement says of itself, and the quote that it cites."""
    note = note_of(statement)
    return " ".join((note.text if note is not None else "", *(each.quote for each in statement.evidence)))


def context_of(statement: DraftStatement, document: Document) -> str:
    """The sentences that a statement rests on, and the headings above them."""
    words: list[str] = []
    for evidence in statement.evidence:
        sentence = document.sentence(evidence.unit) if not evidence.document else None
        words += (evidence.quote, *(sentence.section if sentence is not None else ()))
    return " ".join(words)


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words that tell what a text is about."""
    return frozenset(word[:STEM] for word in words_of(text) - REFERRING)


def words_of(text: str, shortest: int = SHORTEST) -> frozenset[str]:
    """The words of a text, but for the shortest."""
    return frozenset(word for word in re.findall(r"[^\W\d_]+", text.casefold()) if len(word) >= shortest)


# ---- adding them ----


def located(statement: DraftStatement, target: str, document: str) -> DraftStatement:
    """A statement of a reference as one of the draft's own block, with the document it came from."""
    evidence = tuple(replace(each, document=each.document or document) for each in statement.evidence)
    return replace(statement, target=target, evidence=evidence)


def add(progress: Progress, delegated: DraftStatement, statement: DraftStatement) -> None:
    """A statement of a reference behind the one that delegates to it, unless it says nothing new, does not fit, or
    disagrees."""
    if any((each.target, each.text) == (statement.target, statement.text) for each in progress.statements):
        return
    if statement.text.startswith(NOTES):
        insert(progress, delegated, statement)
        return
    before = outline_of(progress)
    trial = Progress(list(progress.statements))
    insert(trial, delegated, statement)
    after = outline_of(trial)
    if after.problem:
        progress.dropped.append(
            Dropped(statement.text, f"it does not fit here: {after.problem}", statement.evidence)
        )
        return
    known = {each.key for each in before.said}
    new = [each for each in after.said if each.key not in known]
    against = [before.statement(other) for _, other in contrary(new, before.said)]
    against = [each for each in against if documents(each) != documents(statement)]
    if against:
        disagree(progress, delegated, Conflict(statement.target, against[0], statement))
    elif new:
        insert(progress, delegated, statement)


def disagree(progress: Progress, delegated: DraftStatement, conflict: Conflict) -> None:
    """A conflict as a note. What the publication itself says stays; of two references neither does."""
    progress.conflicts.append(conflict)
    insert(progress, delegated, note_on(conflict))
    if from_reference(conflict.first):
        progress.statements.remove(conflict.first)


def insert(progress: Progress, delegated: DraftStatement, statement: DraftStatement) -> None:
    """A statement behind the one that delegates to it and what was already put there, or at the end of its block."""
    found = progress.statements
    if delegated.target != statement.target:
        mine = [
            place for place, each in enumerate(found) if statement.target in (each.target, declared(each))
        ]
        found.insert(mine[-1] + 1, statement)
        return
    place = found.index(delegated) + 1
    while place < len(found) and from_reference(found[place]):
        place += 1
    found.insert(place, statement)


def declared(statement: DraftStatement) -> str:
    """The name of the block that a statement begins; empty for any other."""
    is_header = not statement.target and not statement.text.startswith(NOTES)
    return name_of(statement) if is_header else ""


def from_reference(statement: DraftStatement) -> bool:
    """Whether a statement came from another document."""
    return any(each.document for each in statement.evidence)


def note_on(conflict: Conflict) -> DraftStatement:
    """A conflict as a statement of the program, with both citations."""
    evidence = tuple(dict.fromkeys((*conflict.first.evidence, *conflict.second.evidence)))
    return DraftStatement(conflict.target, f"unresolved {quote(conflict.text)}", evidence)


def said_by(statement: DraftStatement) -> str:
    """A statement and where it stands."""
    return f"{statement.text} in {' and '.join(documents(statement))}"


def documents(statement: DraftStatement) -> tuple[str, ...]:
    """The documents that a statement rests on."""
    return tuple(dict.fromkeys(each.document or HERE for each in statement.evidence)) or (HERE,)
