"""Which events are in which region, and for which process a region is, by `placements.lark`.

In: the phrases of a sentence. Out: the phrases, in which `events with two b jets form the signal region` is said as `the
signal region requires two b jets`, and `a control region dominated by W+jets events` is `the W+jets control region`.
"""

from __future__ import annotations

from hepir.extract.builtin.parsing.composing import Grammar, composed_by
from hepir.extract.builtin.parsing.place_sorts import place_sort
from hepir.extract.builtin.parsing.placements import PLACEMENTS
from hepir.extract.builtin.phrases import Phrase

GRAMMAR = Grammar("placements", PLACEMENTS, place_sort)
REACH = 5  # phrases between a verb that places events and the region


def placed(phrases: tuple[Phrase, ...]) -> tuple[Phrase, ...]:
    """The phrases of a sentence, with what its placements stand for in their place."""
    return composed_by(GRAMMAR, phrases)


def places_events(phrases: tuple[Phrase, ...]) -> bool:
    """Whether phrases say of events that they are in a region, in words that no placement knows."""
    sorts = [place_sort(each) for each in phrases]
    placing = [place for place, sort in enumerate(sorts) if sort in ("ENTERING", "ASSIGNED")]
    return any("REGION" in sorts[place + 1 : place + REACH] for place in placing)
