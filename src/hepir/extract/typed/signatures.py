"""What functions, products and powers are made of, by what they measure.

In: what a result measures, and the measures that a statement may speak of. Out: the measures of arguments, factors and
bases. Remembered: they are the same for most statements.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product

from hepir.extract.typed.views import WHOLE, Measure, measuring
from hepir.intrinsics.core import Function, Signature
from hepir.intrinsics.registry import functions, signatures
from hepir.types.dimensions import NONE, Dimension

# a measure, or the word for what is no number: `Takes`
Argument = Measure | str
Measures = tuple[Measure, ...]


@dataclass(frozen=True)
class Arguments:
    """`first`, then `group` at least so often; no group: `first` alone."""

    first: tuple[Argument, ...]
    group: tuple[Argument, ...] = ()
    least: int = 0


@cache
def calls(measure: Measure, known: Measures, need: bool) -> tuple[tuple[Arguments, tuple[str, ...]], ...]:
    """The arguments of functions whose result measures this, and the names of the functions that take them; with `need`
    only functions that always have a result."""
    found: dict[Arguments, list[str]] = {}
    for function in signatures().values():
        if function.returns.gives != "number" or (need and function.optional):
            continue
        if any(each.constant for each in function.parameters):
            continue
        for bound in bindings(function, measure, known):
            whole = tuple(arguments(function, bound, measure.whole))
            shortest = sum(each.default is None for each in function.parameters)
            for length in range(shortest, len(whole) + 1):
                given = grouped(whole[:length], function.repeated)
                found.setdefault(given, []).append(function.name)
    return tuple((given, tuple(names)) for given, names in found.items())


@cache
def momenta() -> tuple[str, ...]:
    """The functions of one collection that give a momentum."""
    found = functions().items()
    one = {name: each for name, each in found if len(each.parameters) == 1}
    return tuple(name for name, each in one.items() if each.returns.gives == "momentum")


def bindings(function: Signature, measure: Measure, known: Measures) -> Iterator[dict[str, Dimension]]:
    """The dimensions of a function's variables for which its result measures this."""
    if measure.whole and not (isinstance(function, Function) and function.keeps_integers):
        return
    names = tuple(
        dict.fromkeys(each.dimension for each in function.parameters if isinstance(each.dimension, str))
    )
    dimensions = (NONE,) if measure.whole else tuple(each.dimension for each in known)
    for chosen in product(dimensions, repeat=len(names)):
        bound = dict(zip(names, chosen, strict=True))
        returns = function.returns.dimension
        result = bound[returns] if isinstance(returns, str) else returns
        if result**function.returns.power == measure.dimension:
            yield bound


def arguments(function: Signature, bound: dict[str, Dimension], whole: bool) -> Iterator[Argument]:
    """What each parameter takes."""
    for each in function.parameters:
        if each.takes == "momentum":
            yield "direction"
        elif each.takes != "number":
            yield each.takes
        elif whole:
            yield WHOLE
        else:
            dimension = each.dimension
            yield measuring(dimension if isinstance(dimension, Dimension) else bound[dimension], False)


def grouped(given: tuple[Argument, ...], repeated: int) -> Arguments:
    """Arguments of which the last may be repeated: as few as can be before them."""
    group, least = given[len(given) - repeated :], 0
    while group and len(given) > repeated and given[-repeated:] == group:
        given, least = given[:-repeated], least + 1
    return Arguments(given, group, least)


@cache
def products(wanted: Measure, known: Measures) -> tuple[tuple[Measure, str, Measure], ...]:
    """Which two of the measures have a product or a quotient of the one that is wanted."""
    return tuple(
        (first, sign, measuring(other, False))
        for first in known
        for sign, other in (
            (" * ", wanted.dimension / first.dimension),
            (" / ", first.dimension / wanted.dimension),
        )
        if measuring(other, False) in known
    )


@cache
def powers(wanted: Measure, known: Measures) -> tuple[tuple[Measure, tuple[str, ...]], ...]:
    """Which of the measures have a power of the one that is wanted, and which powers."""
    found: dict[Measure, list[str]] = {}
    for exponent, text in ((2, "2"), (3, "3"), (Fraction(1, 2), "(1 / 2)"), (-1, "(-1)")):
        base = measuring(wanted.dimension ** (1 / Fraction(exponent)), False)
        if base in known:
            found.setdefault(base, []).append(f" ^ {text}")
    return tuple((base, tuple(texts)) for base, texts in found.items())
