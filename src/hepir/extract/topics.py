"""What a delegated statement is about.

In: statements of drafts. Out: the words that tell, by their beginnings.
"""

from __future__ import annotations

import re

from hepir.extract.draft import DraftStatement
from hepir.extract.references import note_of
from hepir.reading.document import Document

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
