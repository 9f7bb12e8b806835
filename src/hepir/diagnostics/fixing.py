"""Mending a program with the edits of its diagnostics.

In: program text and diagnostics. Out: the mended text and how many diagnostics were mended. The edits of
one diagnostic are applied together or not at all; where two diagnostics want the same place, the first wins
and the other has its turn when the mended text is checked again.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from hepir.diagnostics.core import Diagnostic, Edit
from hepir.source import Span

ROUNDS = 20  # mending one thing may uncover the next, but a program that still changes now never settles


def apply_edits(text: str, diagnostics: Iterable[Diagnostic]) -> tuple[str, int]:
    """`text` with the edits of as many diagnostics as fit together, and the number of those diagnostics.

    Left out are diagnostics without edits, with edits outside the text or over each other, with edits that
    change nothing, and those whose edits overlap ones already accepted. An insertion at the edge of another
    edit counts as overlapping it: which of the two comes first would be a guess.
    """
    accepted: list[Edit] = []
    taken: list[Span] = []
    applied = 0
    for diagnostic in diagnostics:
        edits = sorted(diagnostic.edits, key=lambda edit: edit.span)
        if not _sound(text, edits) or any(_clashes(taken, edit.span) for edit in edits):
            continue
        accepted += edits
        for edit in edits:
            insort(taken, edit.span)
        applied += 1
    return _rewritten(text, accepted), applied


def fix_until_stable(
    text: str, check: Callable[[str], Iterable[Diagnostic]], rounds: int = ROUNDS
) -> tuple[str, int]:
    """Check and mend in turn until nothing changes any more, at most `rounds` times.

    Returns the text and how many diagnostics were mended in all rounds.
    """
    total = 0
    for _ in range(rounds):
        text, applied = apply_edits(text, check(text))
        if not applied:
            break
        total += applied
    return text, total


def _sound(text: str, edits: Sequence[Edit]) -> bool:
    """Whether these edits, in order, lie in the text and side by side, and change something."""
    inside = all(0 <= edit.span.start <= edit.span.end <= len(text) for edit in edits)
    apart = all(one.span.end <= other.span.start for one, other in pairwise(edits))
    return inside and apart and any(text[edit.span.start : edit.span.end] != edit.text for edit in edits)


def _clashes(taken: Sequence[Span], span: Span) -> bool:
    """Whether `span` overlaps one of `taken`, which is sorted and free of overlaps: its neighbours tell."""
    place = bisect_left(taken, span)
    return any(_overlap(span, neighbour) for neighbour in taken[max(0, place - 1) : place + 1])


def _overlap(one: Span, other: Span) -> bool:
    if one.start == one.end or other.start == other.end:
        return one.start <= other.end and other.start <= one.end
    return one.start < other.end and other.start < one.end


def _rewritten(text: str, edits: Iterable[Edit]) -> str:
    """`text` with edits that do not overlap; insertions at one place follow each other as given."""
    pieces: list[str] = []
    end = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        pieces += [text[end : edit.span.start], edit.text]
        end = edit.span.end
    return "".join([*pieces, text[end:]])
