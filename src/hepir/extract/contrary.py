"""Criteria that cannot both be meant: the same quantity in the same place, bounded from the same side by another number.

In: canonical statements. Out: pairs of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from hepir.extract.canonical.model import Statement

HERE = "the publication"
"""What the document that a program is the selection of is called beside those it refers to."""


def contrary(
    first: Iterable[Statement], second: Sequence[Statement]
) -> Iterator[tuple[Statement, Statement]]:
    """Each of the first with the first of the second that it disagrees with."""
    for one in first:
        other = next((each for each in second if disagree(one, each)), None)
        if other is not None:
            yield one, other


def disagree(one: Statement, other: Statement) -> bool:
    """Whether two statements give different numbers for one bound. A hole disagrees with nothing."""
    if one.number is None or other.number is None:
        return False
    same_bound = (one.kind, one.scope, one.quantity, one.relation[:1]) == (
        other.kind,
        other.scope,
        other.quantity,
        other.relation[:1],
    )
    return same_bound and one.number.value != other.number.value
