"""Numbers that are worked out from others: what a correction is that is more than a table.

In: made by `tabular.correctionlib`. Out: frozen values that the intrinsic functions turn into code. Numbers are real; a
condition is 1 or 0; what is not a number is no value.
"""

from __future__ import annotations

from hepir.light_dataclasses import dataclass
from hepir.types.dimensions import NONE, Dimension
from hepir.types.tables import Table


@dataclass(frozen=True)
class Known:
    """A number."""

    value: float


@dataclass(frozen=True)
class Given:
    """An input, or the result of a step before, by name."""

    name: str


@dataclass(frozen=True)
class Calculation:
    """An operator or a function of numbers, by the names of ROOT's formulas (`+`, `^`, `log`), and `floor`, `round`."""

    name: str
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Looked:
    """A table at some values."""

    table: Table
    parts: tuple[Node, ...]


@dataclass(frozen=True)
class Chosen:
    """One of two numbers: `yes` where the condition is not 0."""

    condition: Node
    yes: Node
    no: Node


@dataclass(frozen=True)
class Hashed:
    """A random number that follows from others: correctionlib's, of a flat or a normal distribution. `whole` tells which are
    whole numbers."""

    distribution: str
    parts: tuple[Node, ...]
    whole: tuple[bool, ...]


Node = Known | Given | Calculation | Looked | Chosen | Hashed


def parts_of(node: Node) -> tuple[Node, ...]:
    """The nodes that a node is directly made of."""
    match node:
        case Calculation(parts=parts) | Looked(parts=parts) | Hashed(parts=parts):
            return parts
        case Chosen(condition, yes, no):
            return (condition, yes, no)
        case _:
            return ()


@dataclass(frozen=True)
class Quantity:
    """An input: its name, its dimension, how many canonical units one of its units is, and whether it is a whole number."""

    name: str
    dimension: Dimension = NONE
    unit_size: float = 1.0
    whole: bool = False


@dataclass(frozen=True)
class Step:
    """A number that further ones are made of."""

    name: str
    value: Node


@dataclass(frozen=True)
class Computation:
    """A function of numbers: inputs, steps in their order, and the result (in units of `unit_size` canonical ones)."""

    name: str
    inputs: tuple[Quantity, ...]
    steps: tuple[Step, ...]
    result: Node
    dimension: Dimension = NONE
    unit_size: float = 1.0
    family: str = ""
