"""Statements of a reference put into a draft.

In: the draft so far, the statement that delegates, and a statement of another document. Out: the draft with it, unless it
says nothing new, does not fit, or disagrees: then a note cites both documents.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from hepir.extract import event_level
from hepir.extract.canonical.model import Statement
from hepir.extract.contrary import HERE, contrary
from hepir.extract.draft import DraftStatement, Dropped
from hepir.extract.outline import Outline, outline
from hepir.syntax.wording import quote
from hepir.syntax.words import NOTES


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


@dataclass
class Progress:
    """What was added so far: statements, those that do not fit, and those that disagree."""

    statements: list[DraftStatement]
    dropped: list[Dropped] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)


def outline_of(progress: Progress) -> Outline:
    """The draft so far."""
    return outline(progress.statements)


def located(statement: DraftStatement, document: str, target: str | None = None) -> DraftStatement:
    """A statement of a reference with the document it came from, in another block where one is named."""
    evidence = tuple(replace(each, document=each.document or document) for each in statement.evidence)
    return replace(statement, target=statement.target if target is None else target, evidence=evidence)


def add(
    progress: Progress,
    delegated: DraftStatement,
    statement: DraftStatement,
    needed: tuple[DraftStatement, ...] = (),
) -> None:
    """A statement of a reference behind the one that delegates to it, with the blocks it needs, unless it says nothing new,
    does not fit, or disagrees."""
    if any((each.target, each.text) == (statement.target, statement.text) for each in progress.statements):
        return
    if statement.text.startswith(NOTES):
        insert(progress, delegated, statement)
        return
    if not statement.target:
        progress.statements.append(statement)
        return
    before = outline_of(progress)
    blocks = [each for each in needed if each not in progress.statements]
    trial = Progress([*progress.statements, *blocks])
    insert(trial, delegated, statement)
    after = outline_of(trial)
    if after.problem:
        progress.dropped.append(
            Dropped(statement.text, f"it does not fit here: {after.problem}", statement.evidence)
        )
        return
    said = (*before.said, *inherited(statement.target, before))
    known = {each.key for each in said}
    new = [each for each in after.said if each.scope == statement.target and each.key not in known]
    against = [before.statement(other) for _, other in contrary(new, said)]
    against = [each for each in against if documents(each) != documents(statement)]
    if against:
        disagree(progress, delegated, Conflict(statement.target, against[0], statement))
    elif new:
        progress.statements += blocks
        insert(progress, delegated, statement)


def inherited(region: str, before: Outline) -> tuple[Statement, ...]:
    """What the regions say that a region is a part of, as if it said that itself."""
    above = event_level.ancestors(region, before)
    return tuple(replace(each, scope=region) for each in before.said if each.scope in above)


def disagree(progress: Progress, delegated: DraftStatement, conflict: Conflict) -> None:
    """A conflict as a note. What the publication itself says stays; of two references neither does."""
    progress.conflicts.append(conflict)
    insert(progress, delegated, note_on(conflict))
    if conflict.first.text.startswith("define "):
        reopen(progress, event_level.declared(conflict.first))
    elif from_reference(conflict.first):
        progress.statements.remove(conflict.first)


def reopen(progress: Progress, name: str) -> None:
    """A definition without its value, which documents disagree about."""
    place = next(
        number for number, each in enumerate(progress.statements) if event_level.declared(each) == name
    )
    own = tuple(each for each in progress.statements[place].evidence if not each.document)
    progress.statements[place] = DraftStatement("", f"define {name} = ?", own)


def theirs_alone(statement: DraftStatement) -> DraftStatement:
    """A statement as the other document has it, without what the publication itself says."""
    return replace(statement, evidence=tuple(each for each in statement.evidence if each.document))


def insert(progress: Progress, delegated: DraftStatement, statement: DraftStatement) -> None:
    """A statement behind the one that delegates to it and what was already put there, or at the end of its block."""
    found = progress.statements
    if delegated.target != statement.target:
        mine = [
            place
            for place, each in enumerate(found)
            if statement.target in (each.target, event_level.declared(each))
        ]
        found.insert(mine[-1] + 1, statement)
        return
    place = found.index(delegated) + 1
    while place < len(found) and from_reference(found[place]):
        place += 1
    found.insert(place, statement)


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
