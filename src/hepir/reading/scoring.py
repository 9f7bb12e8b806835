"""How much a sentence looks like a part of an event selection.

In: a normalised sentence, and where it stands. Out: its features and the sum of their weights. What is far enough on one
side is likely a selection; what is on neither side is possibly one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from hepir.reading.assembling import CELL_SEPARATOR
from hepir.reading.document import Label
from hepir.reading.features import AGAINST, FEATURES
from hepir.reading.surroundings import SURROUNDINGS, surroundings

LIKELY = 5.0  # from here on a sentence is likely a selection
POSSIBLE = 3.0  # and from here on it may be one
OUTCOMES = ("uncertainty", "result")
ENTRY = re.compile(r"[^:]+:\s")  # a cell under the head of its column
ONLY_A_SHARE = re.compile(r"(?:[^:;]*:\s)?\s*[<>~≈]?\s*[\d.]+(?:\s?-\s?[\d.]+)?\s?%\s*")


@dataclass(frozen=True, slots=True)
class Score:
    """The sum of the weights, never below 0, and the features that were found."""

    value: float
    features: tuple[str, ...]

    @property
    def selecting(self) -> bool:
        """Whether the sentence looks like a selection, likely or possibly."""
        return self.value >= POSSIBLE

    @property
    def likely(self) -> bool:
        """Whether it is likely to be one."""
        return self.value >= LIKELY


def score(text: str, label: Label = Label.PARAGRAPH, section: Sequence[str] = ()) -> Score:
    """The score of a sentence, caption or row under its headings."""
    said = without_outcomes(text) if label is Label.TABLE else text
    found = [name for name, (_, pattern) in FEATURES.items() if pattern.search(said)]
    around = surroundings(text, label, section)
    value = sum(FEATURES[name][0] for name in found) + sum(SURROUNDINGS[name] for name in around)
    return Score(max(0.0, value), (*found, *around))


def without_outcomes(row: str) -> str:
    """The cells of a row that do not tell what came out: a table of regions often lists their yields beside the cuts.

    A row whose title names an outcome, or in which nothing but the title is left, has none.
    """
    title, *others = row.split(CELL_SEPARATOR)
    kept = [cell for cell in others if not is_outcome(cell)]
    if is_outcome(title):
        kept = kept if ENTRY.match(title) else []
    elif others and not kept:
        return ""
    else:
        kept = [title, *kept]
    return CELL_SEPARATOR.join(kept)


def is_outcome(cell: str) -> bool:
    """Whether a cell is a yield, an uncertainty, or a mere percentage."""
    told = any(AGAINST[name][1].search(cell) for name in OUTCOMES)
    return told or ONLY_A_SHARE.fullmatch(cell) is not None
