"""Tables of numbers by bins.

In: made by `semantics.tables`, from a program or a file. Out: frozen values that every backend reads.
"""

from __future__ import annotations

from typing import Literal

from hepir.light_dataclasses import dataclass
from hepir.types.dimensions import NONE, Dimension

Beyond = Literal["missing", "clamp", "value"]


@dataclass(frozen=True)
class TableAxis:
    """An axis: its bins are [edge, next edge), in canonical units."""

    name: str
    edges: tuple[float, ...]
    dimension: Dimension = NONE


@dataclass(frozen=True)
class Table:
    """A value for each cell of a grid, the last axis fastest, in canonical units.

    `family` is the name of the table of the program: `NAME_up` and `NAME_down` are of the family of `NAME`. Beyond the edges:
    nothing (`missing`), the value of the nearest cell (`clamp`), or `otherwise` (`value`).
    """

    name: str
    axes: tuple[TableAxis, ...]
    values: tuple[float, ...]
    dimension: Dimension = NONE
    beyond: Beyond = "missing"
    otherwise: float = 0.0
    family: str = ""

    @property
    def shape(self) -> tuple[int, ...]:
        """The number of bins of each axis."""
        return tuple(len(axis.edges) - 1 for axis in self.axes)
