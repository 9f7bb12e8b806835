"""Statements that another reader makes of a publication and a program lacks.

In: a checked program with its text, the draft of the other reader, and the sentences that the program answers for by a note.
Out: `Lacking` values. Programs are compared by what they mean, so other names, units and orders are no difference.
"""

from __future__ import annotations

from collections.abc import Collection

from hepir.extract.comparing import compare
from hepir.extract.coverage import Lacking
from hepir.extract.draft import Draft, DraftStatement
from hepir.extract.outline import outline
from hepir.extract.sides import ReadProgram
from hepir.reading.document import Document


def lacking(
    reading: ReadProgram, draft: Draft, document: Document, answered: Collection[str] = ()
) -> tuple[Lacking, ...]:
    """The criteria of a draft of a document that a program lacks or has with another number, operator or unit.

    A criterion whose sentences are all among `answered` is not lacking: a note says what became of them.
    """
    theirs = outline(draft.statements)
    if theirs.checked is None or theirs.checked.program is None:
        return ()
    found = compare(reading, ReadProgram(draft.title, theirs.checked.program, theirs.text))
    missing = [*found.only_second, *(each.second for each in found.different if each.aspects != ("scope",))]
    listed: dict[DraftStatement, Lacking] = {}
    for each in sorted(missing, key=lambda each: (each.line, each.key)):
        statement = theirs.statement(each)
        units = [evidence.unit for evidence in statement.evidence]
        if each.kind == "criterion" and not (units and all(unit in answered for unit in units)):
            listed.setdefault(statement, described(statement, each.scope, document))
    return tuple(listed.values())


def described(statement: DraftStatement, scope: str, document: Document) -> Lacking:
    """A statement of a draft with the first quote that it rests on."""
    for evidence in statement.evidence:
        sentence = document.sentence(evidence.unit)
        page = sentence.page if sentence is not None else None
        return Lacking(statement.text, scope, evidence.unit, page, evidence.quote)
    return Lacking(statement.text, scope, "", None, "")
