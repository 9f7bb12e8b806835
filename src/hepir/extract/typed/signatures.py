"""What functions, products and powers are made of, by what they measure.

In: what a result measures, and the measures that a statement may speak of. Out: the measures of arguments, factors and
bases. Remembered: they are the same for most statements.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from itertools import product

from hepir.extract.typed.views import WHOLE, Measure, measuring
from hepir.intrinsics.core import Function, Signature
from hepir.intrinsics.registry import signatures
from hepir.types.dimensions import NONE, Dimension


@dataclass(frozen=True)
class Written:
    """A number that is written out."""

    measure: Measure


# a measure, or the word for what is no number: `Takes`
Argument = Measure | Written | str
# what a call gives: a number that measures this, or the word for what is no number: `Gives`
Wanted = Measure | str
Calls = tuple[tuple["Arguments", tuple[str, ...]], ...]
Measures = tuple[Measure, ...]


# powers that belong to formulas, whether or not a quote has their numbers
EXPONENTS = {
    "2": Fraction(2),
    "3": Fraction(3),
    "-1": Fraction(-1),
    "-2": Fraction(-2),
    "(-1)": Fraction(-1),
    "(1 / 2)": Fraction(1, 2),
    "(1 / 3)": Fraction(1, 3),
    "(3 / 2)": Fraction(3, 2),
    "(-1 / 2)": Fraction(-1, 2),
}


@cache
def results() -> Measures:
    """What functions give, whatever they are given."""
    given = (each.returns for each in signatures().values() if each.returns.gives == "number")
    fixed = (each.dimension**each.power for each in given if isinstance(each.dimension, Dimension))
    return tuple(measuring(each, False) for each in dict.fromkeys(fixed))


@dataclass(frozen=True)
class Arguments:
    """`first`, then `group` at least so often; no group: `first` alone."""

    first: tuple[Argument, ...]
    group: tuple[Argument, ...] = ()
    least: int = 0


@cache
def calls(wanted: Wanted, known: Measures, common: int, need: bool) -> Calls:
    """The arguments of built-in functions that give this, and the names of the functions that take them; with `need`
    only functions that always have a result. The first `common` of the measures are those that functions of more than one
    are written for."""
    return calls_of(signatures().values(), wanted, known, common, need)


def calls_of(table: Iterable[Signature], wanted: Wanted, known: Measures, common: int, need: bool) -> Calls:
    """The same of some functions."""
    found: dict[Arguments, list[str]] = {}
    for function in table:
        if need and function.optional:
            continue
        for bound in bindings(function, wanted, known, common):
            whole = tuple(arguments(function, bound, wanted == WHOLE))
            shortest = sum(each.default is None for each in function.parameters)
            for length in range(shortest, len(whole) + 1):
                given = grouped(whole[:length], function.repeated)
                found.setdefault(given, []).append(function.name)
    return tuple((given, tuple(names)) for given, names in found.items())


def bindings(
    function: Signature, wanted: Wanted, known: Measures, common: int
) -> Iterator[dict[str, Dimension]]:
    """The dimensions of a function's variables for which it gives this."""
    if function.returns.gives != ("number" if isinstance(wanted, Measure) else wanted):
        return
    if wanted == WHOLE and not (isinstance(function, Function) and function.keeps_integers):
        return
    names = tuple(
        dict.fromkeys(each.dimension for each in function.parameters if isinstance(each.dimension, str))
    )
    free = known if len(names) < 2 else known[:common]
    dimensions = (NONE,) if wanted == WHOLE else tuple(each.dimension for each in free)
    for chosen in product(dimensions, repeat=len(names)):
        bound = dict(zip(names, chosen, strict=True))
        if not isinstance(wanted, Measure) or result_of(function, bound) == wanted.dimension:
            yield bound


def result_of(function: Signature, bound: dict[str, Dimension]) -> Dimension:
    """The dimension of what a function gives."""
    returns = function.returns.dimension
    return (bound[returns] if isinstance(returns, str) else returns) ** function.returns.power


def arguments(function: Signature, bound: dict[str, Dimension], whole: bool) -> Iterator[Argument]:
    """What each parameter takes."""
    for each in function.parameters:
        if each.takes == "momentum":
            yield "direction"
        elif each.takes != "number":
            yield each.takes
        else:
            dimension = each.dimension
            own = measuring(dimension if isinstance(dimension, Dimension) else bound[dimension], False)
            measure = WHOLE if whole or each.whole else own
            yield Written(measure) if each.constant else measure


def grouped(given: tuple[Argument, ...], repeated: int) -> Arguments:
    """Arguments of which the last may be repeated: as few as can be before them."""
    group, least = given[len(given) - repeated :], 0
    while group and len(given) > repeated and given[-repeated:] == group:
        given, least = given[:-repeated], least + 1
    return Arguments(given, group, least)


@cache
def openings(wanted: Measure, known: Measures) -> tuple[tuple[Measure, Measure], ...]:
    """The measures that a product of the one that is wanted may begin with, and what it lacks then."""
    every = lacks(known)
    found = ((first, wanted.dimension / first.dimension) for first in known)
    return tuple((first, measuring(lacking, False)) for first, lacking in found if lacking in every)


@cache
def products(lacking: Measure, known: Measures) -> tuple[tuple[tuple[str, ...], Measure, Measure], ...]:
    """How a product that lacks this goes on: times or over which measures, and what it lacks then."""
    every, wanted = lacks(known), lacking.dimension
    found: dict[tuple[Measure, Dimension], list[str]] = {}
    for each in known:
        for sign, left in ((" * ", wanted / each.dimension), (" / ", wanted * each.dimension)):
            if left in every:
                found.setdefault((each, left), []).append(sign)
    return tuple((tuple(signs), each, measuring(left, False)) for (each, left), signs in found.items())


@cache
def lacks(known: Measures) -> frozenset[Dimension]:
    """What an unfinished product may lack: one measure, or one over it."""
    return frozenset(each.dimension**power for each in known for power in (1, -1))


@cache
def powers(
    wanted: Measure, known: Measures, numbers: tuple[str, ...]
) -> tuple[tuple[Measure, tuple[str, ...]], ...]:
    """Which of the measures have a power of the one that is wanted, and which: those of formulas, and some numbers."""
    found: dict[Measure, list[str]] = {}
    for text, exponent in (EXPONENTS | {each: Fraction(each) for each in numbers}).items():
        base = measuring(wanted.dimension ** (1 / exponent), False) if exponent else wanted
        if base in known and exponent:
            found.setdefault(base, []).append(text)
    return tuple((base, tuple(texts)) for base, texts in found.items())
