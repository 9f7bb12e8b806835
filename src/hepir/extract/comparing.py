"""What differs between two programs in meaning.

In: two typed programs and their texts. Out: a `Comparison`: what both say, what only one says, and pairs that speak of the
same quantity in the same place with another number, operator or unit.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from hepir.extract.canonical.aligning import aligned
from hepir.extract.canonical.model import Statement
from hepir.extract.sides import ReadProgram, Side

Aspect = Literal["number", "operator", "unit", "scope", "contents"]


@dataclass(frozen=True)
class Difference:
    """Two statements about the same quantity, and in what they differ."""

    first: Statement
    second: Statement
    aspects: tuple[Aspect, ...]


@dataclass(frozen=True)
class Comparison:
    """Pairs that say the same; what only one program says; what both say in different ways. `repeated` are statements that
    the other program says elsewhere, where they apply as well: in a parent region, or in the objects it starts from."""

    same: tuple[tuple[Statement, Statement], ...]
    different: tuple[Difference, ...]
    only_first: tuple[Statement, ...]
    only_second: tuple[Statement, ...]
    repeated_first: tuple[Statement, ...] = ()
    repeated_second: tuple[Statement, ...] = ()

    @property
    def equal(self) -> bool:
        """Whether the programs mean the same."""
        return not (self.different or self.only_first or self.only_second)


def compare(first: ReadProgram, second: ReadProgram) -> Comparison:
    """Compare two programs statement by statement."""
    first_names, second_names = aligned(first.program, second.program)
    ours, theirs = Side.of(first, first_names), Side.of(second, second_names)
    other = {each.key: each for each in theirs.statements}
    same = tuple((each, other[each.key]) for each in ours.statements if each.key in other)
    left, repeated_left = ours.apart(theirs)
    right, repeated_right = theirs.apart(ours)
    different = tuple(paired(left, right))
    in_pair = {each.key for pair in different for each in (pair.first, pair.second)}
    return Comparison(
        same,
        different,
        tuple(each for each in left if each.key not in in_pair),
        tuple(each for each in right if each.key not in in_pair),
        repeated_left,
        repeated_right,
    )


# ---- pairs ----


def paired(left: Sequence[Statement], right: Sequence[Statement]) -> Iterator[Difference]:
    """Statements of one thing that differ: first those in the same place, then criteria that stand elsewhere."""
    waiting = list(right)
    rest: list[Statement] = []
    for each in left:
        likes = [other for other in waiting if subject(other) == subject(each)]
        if likes:
            found = min(likes, key=lambda other: (distance(each, other), other.key))
            waiting.remove(found)
            yield Difference(each, found, aspects(each, found))
        else:
            rest.append(each)
    for each in rest:
        elsewhere = [other for other in waiting if (other.kind, other.text) == (each.kind, each.text)]
        if elsewhere and each.kind == "criterion":
            found = min(elsewhere, key=lambda other: other.key)
            waiting.remove(found)
            yield Difference(each, found, ("scope",))


def subject(statement: Statement) -> tuple[str, ...]:
    """What a statement is about: another with the same subject says something else of it."""
    match statement.kind:
        case "criterion" if statement.relation:
            return statement.kind, statement.scope, statement.quantity
        case "made of" | "order" | "table":
            return statement.kind, statement.scope
        case "histogram" | "bin":
            return statement.kind, statement.scope, statement.text.rpartition(" in [")[0]
        case "expect" | "fact":
            return statement.kind, statement.scope, statement.text.split(" ", 1)[0]
        case "variation":
            return statement.kind, statement.text.partition(" = ")[0]
        case _:
            return statement.key


def distance(first: Statement, second: Statement) -> tuple[bool, float]:
    """How far apart two criteria of one quantity are: the same direction first, then the nearest number."""
    turned = first.relation[:1] != second.relation[:1]
    if first.number is None or second.number is None:
        return turned, math.inf
    return turned, abs(first.number.value - second.number.value)


def aspects(first: Statement, second: Statement) -> tuple[Aspect, ...]:
    """In what two statements of one subject differ."""
    if not first.relation:
        return ("contents",)
    one, other = first.number, second.number
    found: list[Aspect] = []
    if one is None or other is None:
        found += ["number"] if one is not other else []
    elif one.value != other.value:
        as_written = one.written == other.written
        if as_written and one.written_unit != other.written_unit:
            found.append("unit")
        elif as_written:  # `> 3` and `>= 3` of a whole number
            return ("operator",)
        else:
            found.append("number")
    if first.relation != second.relation:
        found.append("operator")
    return tuple(found) or ("number",)
