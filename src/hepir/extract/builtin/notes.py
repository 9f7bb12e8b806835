"""What is said of sentences of which no criterion is claimed: references, reasons, dismissals.

In: a sentence and what was read of it. Out: `delegated`, `unresolved` and `dismissed` statements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hepir.extract.builtin.claims import Reading
from hepir.extract.builtin.context import Told
from hepir.extract.builtin.evidence import evidence_of
from hepir.extract.builtin.judging import unresolved
from hepir.extract.builtin.sections import dismissal
from hepir.extract.draft import DraftStatement
from hepir.reading.document import Sentence
from hepir.syntax.wording import quote

SHOWN = 160  # characters of a sentence in a note
DELEGATING = re.compile(
    r"\b(?:identification|isolation|criteria|requirements?|selection|working points?)\b[^.;]{0,80}"
    r"\b(?:described|defined|detailed|given|documented|of|in|from)\b[^.;]{0,30}\b(Refs?\. *\[[^\]]*\])",
    re.IGNORECASE,
)
SELECTIVE = re.compile(
    r"[<>≥≤]|\b(?:at least|at most|more than|less than|exactly|no|greater|above|below|exceed)\b"
)
SILENT = "an item of a list of what is true or simulated, or of some events"


def notes_of(sentence: Sentence, reading: Reading) -> Iterator[DraftStatement]:
    """What a sentence leaves to a reference, and what was not understood of it."""
    evidence = (evidence_of(sentence),)
    text = evidence[0].quote
    if found := DELEGATING.search(text):
        yield DraftStatement("", f"delegated {quote(found[1])}", evidence)
    reasons = [each for each in dict.fromkeys(reading.left) if each != "no verb"]
    if reasons:
        yield unresolved(f"{', '.join(reasons)}: {shortened(text)}", evidence)


def dismissed(sentence: Sentence, reason: str) -> DraftStatement:
    """What looks like a selection and is none."""
    return DraftStatement("", f"dismissed {quote(reason)}", (evidence_of(sentence),))


def dismissals(told: Told) -> Iterator[DraftStatement]:
    """Why a sentence that looks like a selection is none; nothing of other sentences."""
    if not SELECTIVE.search(told.sentence.text):
        return
    if reason := dismissal(told.sentence):
        yield dismissed(told.sentence, reason)
    if told.silent:
        yield dismissed(told.sentence, SILENT)


def shortened(text: str) -> str:
    """The beginning of a sentence, whole words."""
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} ..."
