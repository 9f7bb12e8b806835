"""What rejects events by one of several objects, each by itself: `events with taus with pT > 20 GeV, or charged clusters`.

In: a clause that rejects, of which a part is not understood. Out: the steps of its other parts, since each rejects alone.
"""

from __future__ import annotations

from hepir.extract.builtin.claims import Reading
from hepir.extract.builtin.clauses import Clause, nouns
from hepir.extract.builtin.events import event_reading
from hepir.extract.builtin.parsing.composition import EVENTS, WITH
from hepir.extract.builtin.phrases import Condition, Count, Noun, Phrase, is_word


def rejections_apart(clause: Clause, left: tuple[str, ...], region: str) -> Reading:
    """The understood ones of several objects that reject events, with what was left of the whole; no claims where the
    clause is of another sort."""
    pieces = parts(clause)
    if len(pieces) < 2 or not all(each and isinstance(each[0], Noun | Count) for each in pieces):
        return Reading(left=left)
    alone = [Clause((EVENTS, WITH, *each), "VETO", ()) for each in pieces if is_alone(each)]
    readings = [event_reading(each, region) for each in alone]
    whole = Reading(left=left)
    for each in readings:
        whole = whole.joined(Reading(each.claims)) if not each.left else whole
    return whole


def parts(clause: Clause) -> list[tuple[Phrase, ...]]:
    """The objects behind `events with`, at each `or`."""
    phrases = clause.phrases
    start = next((place for place, each in enumerate(phrases) if is_word(each, "EVENTS")), None)
    if start is None or start + 1 == len(phrases) or not is_word(phrases[start + 1], "WITH"):
        return []
    pieces: list[list[Phrase]] = [[]]
    for each in phrases[start + 2 :]:
        if is_word(each, "OR"):
            pieces.append([])
        else:
            pieces[-1].append(each)
    return [tuple(trimmed(each)) for each in pieces]


def trimmed(piece: list[Phrase]) -> list[Phrase]:
    """A part without the comma at its end."""
    return piece[:-1] if piece and is_word(piece[-1], "COMMA") else piece


def is_alone(piece: tuple[Phrase, ...]) -> bool:
    """Whether a part is one sort of objects with conditions of its own, so that nothing behind another is said of it."""
    return len(nouns(piece)) == 1 and any(isinstance(each, Condition) for each in piece)
