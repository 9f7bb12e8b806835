"""What a built-in function is.

In: nothing. Out: `Function`, the one record that the checker (signature), the interpreter (`reference`), the columnar backend
(`columnar`), the documentation and the tests read; and `Defined`, a function that is an expression of the language itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from fractions import Fraction
from typing import Literal

from hepir.light_dataclasses import dataclass
from hepir.types.dimensions import NONE, Dimension

Takes = Literal["number", "direction", "transverse", "momentum", "collection", "summed"]
Gives = Literal["number", "condition", "momentum", "transverse"]
Value = float | int | object
Components = str | Mapping[str, str]


# What a function reads of an argument. A number has no parts.
READ: Mapping[Takes, tuple[str, ...]] = {
    "direction": ("eta", "phi"),
    "transverse": ("pt", "phi"),
    "momentum": ("px", "py", "pz", "energy"),
    "collection": ("px", "py", "pz", "energy"),
}


@dataclass(frozen=True)
class Parameter:
    """One parameter: a number of a dimension, an object with eta and phi (`direction`), one with pt and phi (`transverse`,
    which MET is too), one with a four-momentum (`momentum`), a collection of such objects (`collection`), or a collection or
    one object whose pt counts (`summed`). A dimension in letters is a variable: the same letter, the same dimension.

    `whole`: only whole numbers. `constant`: only a number that is written out. `default`: the code of the last argument where
    a call leaves it out, in canonical units.
    """

    name: str
    takes: Takes = "number"
    dimension: Dimension | str = NONE
    default: float | None = None
    whole: bool = False
    constant: bool = False


@dataclass(frozen=True)
class Returns:
    """The result: a number of a dimension, or of a dimension variable to a power; `integer` if all arguments are. A function
    may also give a condition, a momentum, or a transverse one."""

    dimension: Dimension | str = NONE
    power: Fraction = Fraction(1)
    gives: Gives = "number"

    def __str__(self) -> str:
        match self.gives:
            case "condition":
                return "a condition"
            case "momentum":
                return "a four-momentum"
            case "transverse":
                return "a transverse momentum"
            case _:
                return str(self.dimension)


@dataclass(frozen=True)
class Example:
    """Arguments that are numbers, and the result to the given relative accuracy."""

    arguments: tuple[float, ...]
    result: float


@dataclass(frozen=True)
class Signature:
    """What can be called: `repeated` of the last parameters may come again and again, as a group. With `optional`, there
    may be no result."""

    name: str
    parameters: tuple[Parameter, ...]
    returns: Returns
    description: str
    repeated: int = field(default=0, kw_only=True)
    optional: bool = field(default=False, kw_only=True)
    source: str = field(default="", kw_only=True)

    def signature(self) -> str:
        """For people: `transverse_mass(first, second) -> an energy`."""
        inside = ", ".join(shown(parameter) for parameter in self.parameters)
        inside += ", ..." if self.repeated else ""
        returns = self.returns.dimension
        if self.returns.gives == "number" and isinstance(returns, str):
            result = f"as `{next(p.name for p in self.parameters if p.dimension == returns)}`"
            result += f" to the power {self.returns.power}" if self.returns.power != 1 else ""
        else:
            result = str(self.returns)
        return f"{self.name}({inside}) -> {result}"

    def parameter(self, place: int) -> Parameter:
        """The parameter at a place of a call; the last ones may repeat."""
        known = len(self.parameters)
        if place >= known:
            place = known - self.repeated + (place - known) % self.repeated
        return self.parameters[place]


@dataclass(frozen=True)
class Function(Signature):
    """A function that each backend has code for.

    `reference` takes floats, objects with pt, eta, phi, mass and their Cartesian components, and sequences of these; it gives
    a float, a truth value, or a momentum. An `optional` function gives NaN where there is no result. `columnar` turns the
    code of the arguments into code; `helper` is the definition it calls, if any. `looped` is the code for one event, of codes
    of numbers and, for objects, of their components (`READ`); of a collection these are arrays, and `count` is the number of
    objects. It calls `looped_name`, defined by `looped_helper`, or the `looped_sources`, whose own text is compiled; a
    momentum is a tuple of px, py, pz, energy. A function of numbers needs none: there `columnar` serves. `bounds` hold for
    every result.
    """

    reference: Callable[..., object]
    columnar: Callable[[Sequence[str]], str]
    helper: str = ""
    looped: Callable[[Sequence[Components]], str] | None = None
    looped_name: str = ""
    looped_helper: str = ""
    looped_sources: tuple[Callable[..., object], ...] = ()
    bounds: tuple[float, float] = (float("-inf"), float("inf"))
    examples: tuple[Example, ...] = ()
    keeps_integers: bool = False


@dataclass(frozen=True)
class Given:
    """An argument of a call of a `Defined` function: the name that its text has, whether it is a collection, whether it is an
    object with an identity, and whether it is there in every event."""

    name: str
    several: bool = False
    particle: bool = False
    sure: bool = True


@dataclass(frozen=True)
class Defined(Signature):
    """A function that is written in the language: `text` makes an expression of the names of its arguments.

    Variables that the expression binds end in `_`. Every backend has it, because it has the expression.
    """

    text: Callable[[Sequence[Given]], str]
    examples: tuple[Example, ...] = ()


def shown(parameter: Parameter) -> str:
    """A parameter in a signature."""
    return f"[{parameter.name}]" if parameter.default is not None else parameter.name


def components(argument: Components) -> Mapping[str, str]:
    """The components of an argument that is an object."""
    assert not isinstance(argument, str)
    return argument
