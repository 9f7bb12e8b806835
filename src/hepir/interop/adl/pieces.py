"""Pieces of a converted expression.

In: made by `expressions`. Out: text of this language with what is known of it: how tightly it binds, its dimension, whether
it may be missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hepir.types.dimensions import NONE, Dimension

# How tightly a text binds, from `a if c else b` to `a.b`.
CHOICE, OR, AND, NOT, COMPARISON, SUM, PRODUCT, UNARY, POWER, ATOM = range(10)


@dataclass(frozen=True)
class Quantity:
    """A number. `dimension` is None for a number without a unit, whose `value` is known; `flag`: a property that is
    true or false."""

    text: str
    level: int = ATOM
    dimension: Dimension | None = NONE
    value: float | None = None
    optional: bool = False
    integer: bool = False
    flag: bool = False
    difference: bool = False  # such as `mass - 91.2 GeV`
    scaled: bool = False  # a number without a unit times a whole number, such as `10 * size(jets)`
    name: str = ""


@dataclass(frozen=True)
class Condition:
    """True or false."""

    text: str
    level: int = ATOM


@dataclass(frozen=True)
class Momentum:
    """An object, or a sum of objects, whose `parts` they are; `of` has the kinds of each part."""

    text: str
    level: int = ATOM
    kinds: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    transverse: bool = False
    optional: bool = False
    of: tuple[tuple[str, ...], ...] = ()
    whole: tuple[str, ...] = ()


@dataclass(frozen=True)
class Many:
    """A collection; `kinds` of its objects, or of combinations the members, the kinds `of` each, and names of the `whole`."""

    text: str
    kinds: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    of: tuple[tuple[str, ...], ...] = ()
    whole: tuple[str, ...] = ()


@dataclass(frozen=True)
class Words:
    """A text in quotes."""

    text: str


Piece = Quantity | Condition | Momentum | Many | Words


def inside(piece: Quantity | Condition | Momentum, level: int) -> str:
    """The text where something that binds at least so tightly is expected."""
    return piece.text if piece.level >= level else f"({piece.text})"


@dataclass(frozen=True)
class Binder:
    """A variable that stands for each object of a collection; `quantifier` where the program says which."""

    variable: str
    collection: str
    quantifier: str = ""


def quoted(text: str) -> str:
    """A text as a string of this language, on one line."""
    words = " ".join(text.split())
    plain = "".join(each for each in words if each.isprintable())
    return '"' + plain.replace("\\", "\\\\").replace('"', '\\"') + '"'


def over(binders: Sequence[Binder]) -> str:
    """`for x in xs for y in ys where ...`."""
    loops, conditions = [], []
    for each in binders:
        collection, _, condition = each.collection.partition(" where ")
        loops.append(f"for {each.variable} in {collection}")
        if condition:
            conditions.append(condition.format(each.variable))
    return " ".join(loops) + (f" where {' and '.join(conditions)}" if conditions else "")
