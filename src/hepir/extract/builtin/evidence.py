"""A sentence or row of a publication as evidence.

In: a sentence. Out: what a statement cites: all of it, or its longest part without characters that no program may have.
"""

from __future__ import annotations

from hepir.extract.draft import Evidence
from hepir.reading.document import Sentence
from hepir.syntax.limits import NO_PROGRAM_HAS


def evidence_of(sentence: Sentence) -> Evidence:
    """A sentence or row as evidence: all of it, or its longest part without characters that no program may have."""
    return Evidence(sentence.id, longest_part(sentence.text), sentence.page or 1)


def longest_part(text: str) -> str:
    """The longest run of words that a program may hold."""
    if not NO_PROGRAM_HAS.search(text):
        return text
    parts = [""]
    for word in text.split(" "):
        if NO_PROGRAM_HAS.search(word):
            parts.append("")
        else:
            parts[-1] += f" {word}" if parts[-1] else word
    return max(parts, key=len)
