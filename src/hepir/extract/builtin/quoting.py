"""What a quote does not say is not claimed: the reader is held to the check that a person's program is held to.

In: a draft that type-checks. Out: the draft in which a criterion is a note if the checker says that a number of it is not in
its quote (HEP0403), or that the words of the quote ask for the opposite (HEP0404).
"""

from __future__ import annotations

from dataclasses import replace

from hepir.extract.builtin.agreeing import key_at, rules
from hepir.extract.builtin.judging import judged, unresolved
from hepir.extract.draft import Draft
from hepir.semantics.errors import ContraryDirection, NumberNotInQuote


def as_quoted(draft: Draft) -> Draft:
    """A draft without criteria that their quotes do not say."""
    program, diagnostics = judged(draft)
    doubted = [each for each in diagnostics if isinstance(each, ContraryDirection | NumberNotInQuote)]
    if not doubted or program is None:
        return draft
    known = tuple(rules(program))
    keys = {key_at(each.span, known) for each in doubted}
    statements = (
        unresolved(f"the quote does not say `{each.text}`", each.evidence)
        if (each.target, each.text) in keys
        else each
        for each in draft.statements
    )
    return replace(draft, statements=tuple(dict.fromkeys(statements)))
