"""Expressions of ADL as frozen values.

In: made by `parsing`. Out: nodes with their places in the text. The three spellings of a property (`pT(jets[0])`,
`{jets[0]}pT`, `jets[0].pT`) stay apart only as far as `Call` and `Attribute`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields

from hepir.source import Span


@dataclass(frozen=True)
class Node:
    """Base of all nodes."""

    span: Span


@dataclass(frozen=True)
class Number(Node):
    """A number without a unit, as it was written."""

    text: str

    @property
    def value(self) -> float:
        """Its value."""
        return float(self.text)


@dataclass(frozen=True)
class Measured(Node):
    """A number with a unit."""

    text: str
    unit: str


@dataclass(frozen=True)
class Text(Node):
    """Words in quotes."""

    value: str


@dataclass(frozen=True)
class Name(Node):
    """A single word."""

    text: str


@dataclass(frozen=True)
class Call(Node):
    """A function, or a property of what stands in the parentheses."""

    name: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True)
class Attribute(Node):
    """A property after a dot."""

    of: Node
    name: str


@dataclass(frozen=True)
class Index(Node):
    """One of a collection; a negative number is one that an optimisation is to find."""

    of: Node
    number: int


@dataclass(frozen=True)
class Place(Node):
    """The object of a collection whose place another object knows: `GEN[genPartIdx(tau)]`."""

    of: Node
    where: Node


@dataclass(frozen=True)
class Slice(Node):
    """Several of a collection, both ends included."""

    of: Node
    first: int | None
    last: int | None


@dataclass(frozen=True)
class Momenta(Node):
    """Momenta side by side, which are added."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Binary(Node):
    """Arithmetic of two operands: + - * / ^."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True)
class Signed(Node):
    """A sign before an operand."""

    operator: str
    operand: Node


@dataclass(frozen=True)
class Group(Node):
    """Parentheses."""

    inside: Node


@dataclass(frozen=True)
class Magnitude(Node):
    """|x|."""

    inside: Node


@dataclass(frozen=True)
class Compared(Node):
    """One comparison or a chain of them."""

    operands: tuple[Node, ...]
    operators: tuple[str, ...]


@dataclass(frozen=True)
class Within(Node):
    """`x [] a b`, or outside of it: `x ][ a b`."""

    value: Node
    low: Node
    high: Node
    inside: bool


@dataclass(frozen=True)
class Nearest(Node):
    """`x ~= a`: choose what brings x nearest to a; `~!`: farthest from it."""

    value: Node
    target: Node
    nearest: bool


@dataclass(frozen=True)
class Joined(Node):
    """Conditions joined by `and` or `or`."""

    word: str
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Negated(Node):
    """`not`."""

    inside: Node


@dataclass(frozen=True)
class Ternary(Node):
    """`c ? a : b`; `otherwise` is None where there is no `: b`, and `Nothing` where nothing follows the sign."""

    condition: Node
    then: Node
    otherwise: Node | None


@dataclass(frozen=True)
class Nothing(Node):
    """A place where an expression is missing."""


def children(node: Node) -> Iterator[Node]:
    """The nodes directly below."""
    for field in fields(node):
        value = getattr(node, field.name)
        if isinstance(value, Node):
            yield value
        elif isinstance(value, tuple):
            yield from (each for each in value if isinstance(each, Node))


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it."""
    yield node
    for child in children(node):
        yield from walk(child)
