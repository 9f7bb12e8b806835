"""Whether a decision can be made.

In: a decision, and what the program is before and after it. Out: nothing, or HepirError with what is in the way: the
statement is not what the person saw, the text is no statement, or it brings a new error or a quote that is not there.
"""

from __future__ import annotations

from collections.abc import Sequence

from hepir.diagnostics.core import HepirError
from hepir.review.applying import Reviewed, names_of, parsed_text, placed, unusable
from hepir.review.decisions import LONGEST, Action, Decision
from hepir.review.examining import Examiner, is_error
from hepir.source import Source


def look(source: Source, action: Action, statement: str, seen: str | None, before: Reviewed) -> None:
    """Whether the statement is still what the person saw."""
    if action in ("claim", "undo"):
        return
    names = {name: start for start, name in names_of(source, before).items()}
    parsed = parsed_text(before.text)
    spans = {each.node.span.start: each.node.span for each in placed(parsed)} if parsed is not None else {}
    own = spans.get(names.get(statement, -1))
    if own is None:
        if (
            statement in before.decided
            and before.decided[statement].action == "reject"
            and action == "accept"
        ):
            return
        unusable("the statement is not there any more")
    elif seen is not None and before.text[own.start : own.end] != seen:
        unusable("somebody else has changed the statement meanwhile; look at it again")


def accept(
    examiner: Examiner,
    draft: Source,
    trial: Decision,
    before: Reviewed,
    after: Reviewed,
    decisions: Sequence[Decision],
) -> None:
    """Whether a decision leads to a program: it parses, an edit is one statement, and brings no new error and no quote
    that is not there."""
    action = trial.action
    if action == "undo" and not any(each.number == trial.undoes for each in decisions):
        unusable(f"there is no decision {trial.undoes}")
    if any(len(text) > LONGEST for text in (each.text for each in after.decided.values())):
        unusable(f"a statement has at most {LONGEST} characters")
    source = Source(draft.name, after.text)
    parsed = parsed_text(after.text)
    if parsed is None:
        raise HepirError(examiner.alone(source))
    if action not in ("edit", "claim"):
        return
    old = parsed_text(before.text)
    counts = [len(placed(each)) for each in (old, parsed) if each is not None]
    if counts[-1] != counts[0] + (action == "claim"):
        unusable("one statement is expected")
    known = {each.message for each in examiner.alone(Source(draft.name, before.text)) if is_error(each)}
    found = (*examiner.alone(source), *examiner.quotes(after.text, trial.source))
    if new := [each for each in found if is_error(each) and each.message not in known]:
        raise HepirError(tuple(new))
