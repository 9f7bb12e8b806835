"""Names that were perhaps meant.

In: a name that nobody knows and those that exist. Out: the few that resemble it, the likeliest first.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

ALIKE = 0.6  # the share of common letters from which two names are taken for each other
SAME_BUT_FOR_CASE = 2.0
SHORTEST_PREFIX = 2
LONGEST = 200  # a longer name is no slip of the pen, and comparing it would take long


def nearest(name: str, candidates: Iterable[str], limit: int = 3) -> tuple[str, ...]:
    """At most `limit` candidates: same letters in another case, alike, or one the start of the other.

    The order depends on the names alone: by likeness, then alphabetically.
    """
    if len(name) > LONGEST:
        return ()
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(name.casefold())
    scored = ((_score(matcher, name, candidate), candidate) for candidate in set(candidates) - {name})
    ranked = sorted((-score, candidate) for score, candidate in scored if score >= ALIKE)
    return tuple(candidate for _, candidate in ranked[:limit])


def _score(matcher: SequenceMatcher[str], name: str, candidate: str) -> float:
    """Likeness from 0 to 1, 0 where it is known to be too small; above 1 if only the case differs."""
    written, existing = name.casefold(), candidate.casefold()
    if written == existing:
        return SAME_BUT_FOR_CASE
    least = ALIKE if _starts(written, existing) else 0.0
    matcher.set_seq1(existing)
    if matcher.real_quick_ratio() < ALIKE or matcher.quick_ratio() < ALIKE:
        return least
    return max(least, matcher.ratio())


def _starts(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= SHORTEST_PREFIX and long.startswith(short)
