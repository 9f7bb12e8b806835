"""Functions of components, written once: the interpreter calls them, and compiled loops hold their text.

In: plain functions of numbers, and of lists of numbers, that use `math` alone. Out: the code of calls, and arguments taken
apart. They raise nothing: what they divide by is not zero, and what they take roots of is not negative.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping, Sequence

from hepir.intrinsics.core import Components
from hepir.intrinsics.kinematics import Kinematic, Transverse


def call_of(name: str) -> Callable[[Sequence[Components]], str]:
    """The code of a call with all components, one after the other."""

    def code(arguments: Sequence[Components]) -> str:
        return f"{name}({', '.join(each for argument in arguments for each in flat(argument))})"

    return code


def flat(argument: Components) -> Iterator[str]:
    """The components of an argument, in the order in which functions take them."""
    if isinstance(argument, Mapping):
        yield from argument.values()
    else:
        yield f"np.float64({argument})"


def four(momentum: Kinematic) -> tuple[float, float, float, float]:
    """px, py, pz, energy."""
    return momentum.px, momentum.py, momentum.pz, momentum.energy


def two(momentum: Transverse) -> tuple[float, float]:
    """pt, phi."""
    return momentum.pt, momentum.phi


def lists(momenta: Sequence[Kinematic]) -> tuple[int, list[float], list[float], list[float], list[float]]:
    """How many momenta there are, and their px, py, pz, energy."""
    px, py, pz, energy = ([four(each)[place] for each in momenta] for place in range(4))
    return len(momenta), px, py, pz, energy


def compiled_text(function: Callable[..., object]) -> str:
    """The definition of a function in a compiled loop."""
    return f"\n@compiled\n{inspect.getsource(function)}"
