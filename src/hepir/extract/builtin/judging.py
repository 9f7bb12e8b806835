"""What the checker says of a draft.

In: a draft. Out: its program with the diagnostics, or the draft without what the checker refuses, which becomes `unresolved`.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from hepir.diagnostics.core import Diagnostic, HepirError, Severity
from hepir.extract.assembling import program_text
from hepir.extract.draft import Draft, DraftStatement, Evidence
from hepir.semantics.checking import check_tree
from hepir.source import Source
from hepir.syntax import tree
from hepir.syntax.parsing import parse
from hepir.syntax.wording import quote
from hepir.types.kinds import standard_kinds


def unresolved(reason: str, evidence: tuple[Evidence, ...]) -> DraftStatement:
    """A note on what could not be said."""
    return DraftStatement("", f"unresolved {quote(reason)}", evidence)


def checked(draft: Draft) -> Draft:
    """The draft without what the checker refuses: that becomes `unresolved`."""
    kept = fitting(draft, (), draft.statements)
    known = frozenset(kept)
    refused = [
        unresolved(f"`{each.text}` does not fit the rest", each.evidence)
        for each in draft.statements
        if each not in known and each.evidence
    ]
    return replace(draft, statements=(*kept, *refused))


def fitting(
    draft: Draft, kept: tuple[DraftStatement, ...], more: tuple[DraftStatement, ...]
) -> tuple[DraftStatement, ...]:
    """What is kept, and those of more statements that the checker takes with it. Halves are tried before their halves: a
    check is of a whole program, and few statements of hundreds are refused.
    """
    if not more or holds(replace(draft, statements=(*kept, *more))):
        return (*kept, *more)
    if len(more) == 1:
        return kept
    middle = len(more) // 2
    return fitting(draft, fitting(draft, kept, more[:middle]), more[middle:])


def holds(draft: Draft) -> bool:
    """Whether the program of a draft parses and type-checks."""
    program, diagnostics = judged(draft)
    return program is not None and not any(each.severity is Severity.ERROR for each in diagnostics)


@lru_cache(maxsize=1)  # a draft that holds is asked about again
def judged(draft: Draft) -> tuple[tree.Program | None, tuple[Diagnostic, ...]]:
    """The program of a draft, None where it does not parse, with what the checker says of it."""
    try:
        source = Source("draft.hep", program_text(draft))
    except (HepirError, ValueError):
        return None, ()
    program = parse(source).program
    if program is None:
        return None, ()
    return program, check_tree(source, program, standard_kinds()).diagnostics
