"""Grammars as values: what the dialects of llguidance and of llama.cpp have in common, and what only the first has.

In: nothing. Out: the values, put into a normal form by the functions that make them. Code points count, not bytes.
"""

from __future__ import annotations

from dataclasses import dataclass

LAST = 0x10FFFF


class UntranslatableError(Exception):
    """A grammar, or a part of one, that has no counterpart; says which."""


@dataclass(frozen=True)
class Text:
    """These characters."""

    text: str


@dataclass(frozen=True)
class Characters:
    """One character from ranges of code points, ascending, apart from each other."""

    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Chain:
    """One after the other."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True)
class Choice:
    """One of these; of none, nothing can be written."""

    options: tuple[Expression, ...]


@dataclass(frozen=True)
class Repeat:
    """Several times; `most` is None for any number."""

    part: Expression
    least: int
    most: int | None


@dataclass(frozen=True)
class Name:
    """What is defined elsewhere."""

    name: str


@dataclass(frozen=True)
class Both:
    """What two expressions have in common."""

    first: Expression
    second: Expression


@dataclass(frozen=True)
class Not:
    """Every text but these."""

    part: Expression


@dataclass(frozen=True)
class Pieces:
    """Any of these texts that follow each other, from one to another, or none at all."""

    texts: tuple[str, ...]


Expression = Text | Characters | Chain | Choice | Repeat | Name | Both | Not | Pieces

EMPTY = Text("")
NOTHING = Choice(())
ANY = Characters(((0, LAST),))
EVERYTHING = Repeat(ANY, 0, None)


def chain(*parts: Expression) -> Expression:
    """Parts in a row, without empty ones; texts beside each other are one."""
    flat: list[Expression] = []
    for part in parts:
        flat += part.parts if isinstance(part, Chain) else (part,)
    if NOTHING in flat:
        return NOTHING
    joined: list[Expression] = []
    for part in flat:
        if isinstance(part, Text) and joined and isinstance(last := joined[-1], Text):
            joined[-1] = Text(last.text + part.text)
        elif part != EMPTY:
            joined.append(part)
    return joined[0] if len(joined) == 1 else Chain(tuple(joined)) if joined else EMPTY


def choice(*options: Expression) -> Expression:
    """One of several, each once."""
    flat: dict[Expression, None] = {}
    for option in options:
        flat |= dict.fromkeys(option.options if isinstance(option, Choice) else (option,))
    return next(iter(flat)) if len(flat) == 1 else Choice(tuple(flat))


def repeat(part: Expression, least: int, most: int | None) -> Expression:
    """A part several times."""
    if most == 0 or part == EMPTY:
        return EMPTY
    return part if (least, most) == (1, 1) else Repeat(part, least, most)


def both(first: Expression, second: Expression) -> Expression:
    """What is common to two."""
    if NOTHING in (first, second):
        return NOTHING
    if first == second or second == EVERYTHING:
        return first
    return second if first == EVERYTHING else Both(first, second)


def negation(part: Expression) -> Expression:
    """All that is not the part."""
    if part == NOTHING:
        return EVERYTHING
    return NOTHING if part == EVERYTHING else part.part if isinstance(part, Not) else Not(part)


def without(ranges: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    """The code points outside of ranges."""
    found, start = [], 0
    for low, high in ranges:
        if low > start:
            found.append((start, low - 1))
        start = high + 1
    return (*found, (start, LAST)) if start <= LAST else tuple(found)
