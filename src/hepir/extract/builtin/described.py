"""Objects that a clause tells apart in words that are no condition: `events with jets that are likely noise are rejected`.

In: the phrases of a clause that rejects. Out: whether it rejects by less than all such objects.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.about_events import EXISTING
from hepir.extract.builtin.phrases import Condition, Count, Noun, Phrase, Separation, Word, is_word

PLAIN = re.compile(
    rf"{EXISTING.pattern}|(?:candidates?|events?|reconstructed|identified|besides|too|also|altogether|then|anywhere|as)\Z",
    re.IGNORECASE,
)


def told_in_words(phrases: tuple[Phrase, ...]) -> bool:
    """`events with electrons with unusual showers are rejected`: which ones goes, words say that are no condition."""
    behind = [phrases[place + 1 :] for place, each in enumerate(phrases) if isinstance(each, Noun | Count)]
    with_words = (each[1:] for each in behind if each and is_word(each[0], "WITH"))
    return any(map(is_described, behind)) or any(
        bool(each) and is_word(each[0], "WORD") and not asks(each) for each in with_words
    )


def is_grounded(after: tuple[Phrase, ...]) -> bool:
    """`events from top quarks are rejected based on b tagging`: by what, not with what."""
    return bool(after) and getattr(after[0], "text", "").lower() in ("based", "using", "by", "through", "via")


def is_described(behind: tuple[Phrase, ...]) -> bool:
    """`jets that are likely to have arisen from noise`, `jets consistent with noise`: in words up to what comes next."""
    ends = (
        place
        for place, each in enumerate(behind)
        if isinstance(each, Noun | Count | Condition | Separation)
        or is_word(each, "AND", "OR", "COMMA", "IN", "CONDITION_FOR")
    )
    end = next(ends, len(behind))
    if end < len(behind) and isinstance(behind[end], Condition | Separation):
        return False
    said = [each for each in behind[:end] if not is_word(each, "LINK", "TO")]
    begun = bool(said) and (is_word(said[0], "WORD", "NOT") or getattr(said[0], "text", "").lower() == "that")
    return begun and any(
        is_word(each, "WORD") and not PLAIN.match(getattr(each, "text", "")) for each in said
    )


def asks(phrases: tuple[Phrase, ...]) -> bool:
    """Whether a condition stands in front of the next objects."""
    end = next((place for place, each in enumerate(phrases) if isinstance(each, Noun | Count)), len(phrases))
    return any(not isinstance(each, Word) or each.type in ("TIGHTNESS", "CHARGE") for each in phrases[:end])
