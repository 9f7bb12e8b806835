"""What a built-in function is.

In: nothing. Out: `Function`, the one record that the checker (signature), the interpreter (`reference`), the columnar backend
(`columnar`), the documentation and the tests read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from hepir.types.dimensions import NONE, Dimension

Takes = Literal["number", "direction", "transverse"]
Value = float | int | object
Components = str | Mapping[str, str]


@dataclass(frozen=True)
class Parameter:
    """One parameter: a number of a dimension, an object with eta and phi (`direction`), or one with pt and phi
    (`transverse`, which MET is too). A dimension in letters is a variable: the same letter, the same dimension."""

    name: str
    takes: Takes = "number"
    dimension: Dimension | str = NONE


@dataclass(frozen=True)
class Returns:
    """The result: a number of a dimension, or of a dimension variable to a power; `integer` if all arguments are."""

    dimension: Dimension | str = NONE
    power: Fraction = Fraction(1)


@dataclass(frozen=True)
class Example:
    """Arguments that are numbers, and the result to the given relative accuracy."""

    arguments: tuple[float, ...]
    result: float


@dataclass(frozen=True)
class Function:
    """A built-in function.

    `repeated`: how many of the last parameters may come again and again, as a group. `reference` takes
    floats and objects with
    pt, eta, phi, mass. `columnar` turns the code of the arguments into code; `helper` is the definition it calls, if any.
    `looped` is the code for one event, of codes of numbers and, for objects, of their eta and phi (`direction`) or pt and
    phi (`transverse`); it calls `looped_name`, defined by `looped_helper`. A function of numbers needs none: there `columnar`
    serves. `bounds` hold for every result.
    """

    name: str
    parameters: tuple[Parameter, ...]
    returns: Returns
    description: str
    reference: Callable[..., float]
    columnar: Callable[[Sequence[str]], str]
    repeated: int = 0
    helper: str = ""
    looped: Callable[[Sequence[Components]], str] | None = None
    looped_name: str = ""
    looped_helper: str = ""
    bounds: tuple[float, float] = (float("-inf"), float("inf"))
    source: str = ""
    examples: tuple[Example, ...] = ()
    keeps_integers: bool = False

    def signature(self) -> str:
        """For people: `transverse_mass(first, second) -> an energy`."""
        inside = ", ".join(parameter.name for parameter in self.parameters) + (
            ", ..." if self.repeated else ""
        )
        returns = self.returns.dimension
        if isinstance(returns, str):
            result = f"as `{next(p.name for p in self.parameters if p.dimension == returns)}`"
            result += f" to the power {self.returns.power}" if self.returns.power != 1 else ""
        else:
            result = str(returns)
        return f"{self.name}({inside}) -> {result}"


def components(argument: Components) -> Mapping[str, str]:
    """The components of an argument that is an object."""
    assert not isinstance(argument, str)
    return argument
