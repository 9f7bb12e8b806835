"""Passages: what of a document a model is shown, within a budget of characters.

In: a document and a budget. Out: passages in reading order, each some sentences of one section with its path. Author lists,
references, and words inside pictures stay out. Where the budget holds everything, everything is there; else the
sentences with the best scores stay, then their neighbours, because a criterion often begins in the sentence before.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from hepir.reading.document import Document, Label, Sentence
from hepir.reading.scoring import Score, score

CHARACTERS_PER_TOKEN = 3.0  # of papers with formulas; fewer than in plain English, so that budgets hold
SHOWN = (Label.ABSTRACT, Label.PARAGRAPH, Label.CAPTION, Label.FOOTNOTE, Label.TABLE)
AROUND = 1
NEIGHBOUR = 0.35  # of a sentence's score goes to those beside it
SECTIONS = " > "
GAP = "[...]"


@dataclass(frozen=True, slots=True)
class ScoredSentence:
    """A sentence, caption or row of a table, and how much it looks like a selection."""

    sentence: Sentence
    score: Score

    @property
    def line(self) -> str:
        """As a model sees it: its id and its text."""
        return f"[{self.sentence.id}] {self.sentence.text}"


@dataclass(frozen=True, slots=True)
class Passage:
    """Sentences of one section in reading order; `gaps` are the places in them before which others were left out."""

    section: tuple[str, ...]
    sentences: tuple[ScoredSentence, ...]
    gaps: frozenset[int] = frozenset()

    @property
    def text(self) -> str:
        """The section path, then a sentence a line."""
        lines = [f"## {SECTIONS.join(self.section) or 'Front page'}"]
        for place, each in enumerate(self.sentences):
            lines += [GAP, each.line] if place in self.gaps else [each.line]
        return "\n".join(lines)

    @property
    def pages(self) -> tuple[int, ...]:
        """The pages on which it stands."""
        return tuple(
            sorted({each.sentence.page for each in self.sentences if each.sentence.page is not None})
        )


def scored(document: Document) -> tuple[ScoredSentence, ...]:
    """All sentences that may be shown, with their scores."""
    return tuple(
        ScoredSentence(each, score(each.text, each.label, each.section))
        for each in document.sentences
        if each.label in SHOWN and wanted(each)
    )


def wanted(sentence: Sentence) -> bool:
    """Acknowledgements name no criteria."""
    return not any(each.lower().lstrip("0123456789. ").startswith("acknowledg") for each in sentence.section)


def passages(document: Document, budget: int | None = None) -> tuple[Passage, ...]:
    """Passages whose texts, with a blank line between them, are at most `budget` characters; all without a budget."""
    everything = scored(document)
    if budget is None or cost(packed(everything, range(len(everything)))) <= budget:
        return packed(everything, range(len(everything)))
    order = sorted(range(len(everything)), key=lambda place: (-weight(everything, place), place))
    return packed(everything, best_within(everything, order, budget))


def characters(tokens: int) -> int:
    """A budget of characters for a number of tokens."""
    return math.floor(tokens * CHARACTERS_PER_TOKEN)


def weight(everything: Sequence[ScoredSentence], place: int) -> float:
    """A sentence's own score, or a part of that of the best beside it in its block."""
    own = everything[place]
    beside = everything[max(0, place - AROUND) : place + AROUND + 1]
    near = (each.score.value for each in beside if each.sentence.block == own.sentence.block)
    return max(own.score.value, NEIGHBOUR * max(near))


def best_within(everything: Sequence[ScoredSentence], order: Sequence[int], budget: int) -> list[int]:
    """As many of the best sentences as fit, by halving: packing more never costs less."""
    low, high = 0, len(order)
    while low < high:
        middle = (low + high + 1) // 2
        fits = cost(packed(everything, sorted(order[:middle]))) <= budget
        low, high = (middle, high) if fits else (low, middle - 1)
    return sorted(order[:low])


def packed(everything: Sequence[ScoredSentence], places: Sequence[int]) -> tuple[Passage, ...]:
    """Sentences by section, with the gaps between them."""
    return tuple(
        passage_of(everything, list(group))
        for _, group in groupby(places, key=lambda place: everything[place].sentence.section)
    )


def passage_of(everything: Sequence[ScoredSentence], places: Sequence[int]) -> Passage:
    """One passage; a gap is where a sentence of the document is not the one after the last."""
    gaps = frozenset(gaps_in(places))
    return Passage(everything[places[0]].sentence.section, tuple(everything[each] for each in places), gaps)


def gaps_in(places: Sequence[int]) -> Iterator[int]:
    """Where a number does not follow the one before it."""
    for index in range(1, len(places)):
        if places[index] != places[index - 1] + 1:
            yield index


def cost(found: Sequence[Passage]) -> int:
    """Characters of passages with a blank line between them."""
    return sum(len(each.text) + 2 for each in found)
