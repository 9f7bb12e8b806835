"""Regular expressions with `&` and `~`, as the states of an automaton.

In: an expression without names. Out: what may be written next and what is left to write then. A state is an expression:
its derivative by a character is what may follow that character (Brzozowski, J. ACM 11 (1964) 481).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from hepir.models.gbnf.expressions import (
    EMPTY,
    LAST,
    NOTHING,
    Both,
    Chain,
    Characters,
    Choice,
    Expression,
    Not,
    Repeat,
    Text,
    UntranslatableError,
    both,
    chain,
    choice,
    negation,
    repeat,
)

Ranges = tuple[tuple[int, int], ...]


@lru_cache(maxsize=100_000)
def nullable(state: Expression) -> bool:
    """Whether nothing more has to be written."""
    match state:
        case Text(text):
            return not text
        case Chain(parts):
            return all(map(nullable, parts))
        case Choice(options):
            return any(map(nullable, options))
        case Repeat(part, least, _):
            return least == 0 or nullable(part)
        case Both(first, second):
            return nullable(first) and nullable(second)
        case Not(part):
            return not nullable(part)
        case Characters():
            return False
    raise UntranslatableError(f"{type(state).__name__} within `&` or `~`")


@lru_cache(maxsize=200_000)
def derivative(state: Expression, point: int) -> Expression:
    """What is left to write after a character."""
    match state:
        case Text(text):
            return Text(text[1:]) if text and ord(text[0]) == point else NOTHING
        case Characters(ranges):
            return EMPTY if any(low <= point <= high for low, high in ranges) else NOTHING
        case Chain((head, *tail)):
            rest = chain(*tail)
            found = chain(derivative(head, point), rest)
            return choice(found, derivative(rest, point)) if nullable(head) else found
        case Choice(options):
            return choice(*(left for each in options if (left := derivative(each, point)) != NOTHING))
        case Repeat(part, least, most):
            again = repeat(part, max(0, least - 1), None if most is None else most - 1)
            return chain(derivative(part, point), again)
        case Both(first, second):
            return both(derivative(first, point), derivative(second, point))
        case Not(part):
            return negation(derivative(part, point))
    raise UntranslatableError(f"{type(state).__name__} within `&` or `~`")


def borders(state: Expression) -> Iterator[int]:
    """The code points at which derivatives may change."""
    match state:
        case Text(text) if text:
            yield from (ord(text[0]), ord(text[0]) + 1)
        case Characters(ranges):
            for low, high in ranges:
                yield from (low, high + 1)
        case Chain((head, *tail)):
            yield from borders(head)
            if nullable(head):
                yield from borders(chain(*tail))
        case Choice(options):
            for each in options:
                yield from borders(each)
        case Repeat(part, _, _) | Not(part):
            yield from borders(part)
        case Both(first, second):
            yield from borders(first)
            yield from borders(second)


def steps(state: Expression) -> dict[Expression, Ranges]:
    """What may be left to write after one character, and after which characters."""
    found: dict[Expression, list[tuple[int, int]]] = {}
    starts = sorted({0, *(each for each in borders(state) if each <= LAST)})
    for low, high in zip(starts, (*(each - 1 for each in starts[1:]), LAST), strict=True):
        left = derivative(state, low)
        if left == NOTHING:
            continue
        ranges = found.setdefault(left, [])
        if ranges and ranges[-1][1] == low - 1:
            ranges[-1] = (ranges[-1][0], high)
        else:
            ranges.append((low, high))
    return {left: tuple(ranges) for left, ranges in found.items()}


def states(start: Expression, most: int) -> dict[Expression, dict[Expression, Ranges]]:
    """All states from one on that can still come to an end, each with its steps. Raises UntranslatableError beyond `most`."""
    found: dict[Expression, dict[Expression, Ranges]] = {}
    waiting = [start]
    while waiting:
        state = waiting.pop()
        if state in found:
            continue
        if len(found) >= most:
            raise UntranslatableError(f"an expression with more than {most} states")
        found[state] = steps(state)
        waiting += found[state]
    return living(found)


def living(found: dict[Expression, dict[Expression, Ranges]]) -> dict[Expression, dict[Expression, Ranges]]:
    """The states from which a text can become whole."""
    before: dict[Expression, list[Expression]] = {}
    for state, after in found.items():
        for left in after:
            before.setdefault(left, []).append(state)
    waiting = [state for state in found if nullable(state)]
    alive = set(waiting)
    while waiting:
        for state in before.get(waiting.pop(), ()):
            if state not in alive:
                alive.add(state)
                waiting.append(state)
    return {
        state: {left: ranges for left, ranges in after.items() if left in alive}
        for state, after in found.items()
        if state in alive
    }
