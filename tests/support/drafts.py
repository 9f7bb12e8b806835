"""Drafts from the texts of programs.

In: a program's text. Out: the draft that a reader who wrote that program would have made.
"""

from hepir.extract.draft import Draft, DraftStatement
from hepir.extract.stating import stated
from hepir.source import Source
from hepir.syntax.parsing import parse


def draft_of(text: str, title: str = "A search", evidence=()) -> Draft:
    """The statements of a program, each with the same evidence."""
    program = parse(Source("draft.hep", text)).program
    assert program is not None, text
    return Draft(title, tuple(DraftStatement(one.target, one.text, evidence) for one in stated(program)))
