"""Typed expressions: what a program means, with every name resolved and every quantity in canonical units.

In: made by `semantics.typing`. Out: frozen values that the checks, the plan and the interpreter read. Two expressions are
equal when they mean the same computation; spans do not count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field
from functools import cache
from operator import attrgetter
from typing import Literal

from hepir.light_dataclasses import dataclass
from hepir.source import Span
from hepir.types.computations import Computation
from hepir.types.core import Type
from hepir.types.models import ExternalFunction, Model
from hepir.types.tables import Table

PLACE = "place in store"  # a property that tells a particle from others of the event; no program can call it


@dataclass(frozen=True)
class Expression:
    """Base: a type and a place in the program."""

    type: Type = field(kw_only=True)
    span: Span = field(kw_only=True, compare=False, repr=False)


@dataclass(frozen=True)
class Constant(Expression):
    """A number in canonical units, a truth value or a text."""

    value: float | int | bool | str


@dataclass(frozen=True)
class Hole(Expression):
    """A value that the publication does not give."""


@dataclass(frozen=True)
class Local(Expression):
    """An object in view: `this`, or the variable of a `for`. Names are unique in a statement."""

    name: str


@dataclass(frozen=True)
class Reference(Expression):
    """A named thing of the event: a kind (`Jet`, `MET`, `event`), an object collection, a combination, a chosen object, a
    defined value, or a region (then: whether the event is in it)."""

    name: str


@dataclass(frozen=True)
class Member(Expression):
    """A property or a member (slot) of an object; `slot` tells which."""

    base: Expression
    name: str
    slot: bool = False


@dataclass(frozen=True)
class Trigger(Expression):
    """Whether the trigger of this name fired."""

    name: str


@dataclass(frozen=True)
class Index(Expression):
    """The object at a position of a collection, negative from the end; missing where there are fewer."""

    collection: Expression
    position: int


@dataclass(frozen=True)
class Link(Expression):
    """The object at a place of the stored list of a kind; missing where the place is missing or not one of the list."""

    collection: Expression
    index: Expression


@dataclass(frozen=True)
class Belonging(Expression):
    """The objects of a stored list that belong to an object, as the list `name` of its kind tells: the constituents of a jet.
    Missing where the object is."""

    collection: Reference
    owner: Expression
    name: str


@dataclass(frozen=True)
class Descends(Expression):
    """Whether a generated particle has, among its mothers, their mothers and so on, one of these species (of either sign).

    `collection` is the stored list of its kind.
    """

    particle: Expression
    collection: Reference
    species: tuple[int, ...]


@dataclass(frozen=True)
class Extreme(Expression):
    """The object of a collection with the largest (or smallest) key; the first of equals; missing where there is none."""

    collection: Expression
    variable: str
    key: Expression
    largest: bool


@dataclass(frozen=True)
class First(Expression):
    """The first `count` objects of a collection, or all where there are fewer."""

    collection: Expression
    count: int


@dataclass(frozen=True)
class Size(Expression):
    """How many objects a collection has."""

    collection: Expression


@dataclass(frozen=True)
class Exists(Expression):
    """Whether a value is there."""

    value: Expression


@dataclass(frozen=True)
class Contains(Expression):
    """Whether every particle of `part` is one of the particles of `whole`: the same particle, not the same numbers."""

    whole: Expression
    part: Expression


@dataclass(frozen=True)
class Apply(Expression):
    """A built-in function of values, by name."""

    function: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True)
class Lookup(Apply):
    """A table, correction, model or external function of the program at some values; its name is that of the function."""

    table: Table | Computation | Model | ExternalFunction


@dataclass(frozen=True)
class Draw(Apply):
    """Whether something passes by chance. The arguments: the probability, the seed of the run, the numbers of run, luminosity
    block and event, and the places of particles (`PLACE`); `stream`: the name of the table that the probability is of."""

    stream: str


@dataclass(frozen=True)
class Add(Expression):
    """Terms with their signs, from left to right; of numbers or of momenta."""

    terms: tuple[tuple[Literal[1, -1], Expression], ...]


@dataclass(frozen=True)
class Multiply(Expression):
    """Factors, from left to right; -1 divides."""

    factors: tuple[tuple[Literal[1, -1], Expression], ...]


@dataclass(frozen=True)
class Negate(Expression):
    """`-value`"""

    value: Expression


@dataclass(frozen=True)
class Absolute(Expression):
    """`|value|`"""

    value: Expression


@dataclass(frozen=True)
class Power(Expression):
    """`base ^ exponent`, always a real number."""

    base: Expression
    exponent: Expression


@dataclass(frozen=True)
class Compare(Expression):
    """A chain of comparisons, all of which must hold."""

    operands: tuple[Expression, ...]
    operators: tuple[str, ...]


@dataclass(frozen=True)
class Logical(Expression):
    """`and` or `or` of conditions; missing operands are as in Kleene's logic."""

    operator: Literal["and", "or"]
    operands: tuple[Expression, ...]


@dataclass(frozen=True)
class Not(Expression):
    """`not condition`"""

    operand: Expression


@dataclass(frozen=True)
class Conditional(Expression):
    """`value` where the condition holds, `otherwise` where it does not or is missing."""

    condition: Expression
    value: Expression
    otherwise: Expression


@dataclass(frozen=True)
class Fallback(Expression):
    """`value`, or `otherwise` where it is missing."""

    value: Expression
    otherwise: Expression


@dataclass(frozen=True)
class Padded(Fallback):
    """An input of a model: `value`, or what the model takes where it is missing, if ever it is."""


Operation = Literal["any", "all", "none", "count", "sum", "min", "max", "mean"]


@dataclass(frozen=True)
class Binding:
    """A variable that runs over a collection."""

    variable: str
    collection: Expression


@dataclass(frozen=True)
class Reduce(Expression):
    """One value from all objects of one or several collections (all combinations of several)."""

    operation: Operation
    body: Expression
    bindings: tuple[Binding, ...]
    where: Expression | None = None


Parts = Callable[[Expression], tuple[Expression, ...]]


def in_field(name: str) -> Parts:
    """An expression in this field."""
    get = attrgetter(name)
    return lambda each: (get(each),)


def with_signs(name: str) -> Parts:
    """A field with pairs of a sign or power and an expression."""
    get = attrgetter(name)
    return lambda each: tuple(inner for _, inner in get(each))


def of_reduction(reduction: Expression) -> tuple[Expression, ...]:
    """The collections, the condition on their objects, what is made of each."""
    assert isinstance(reduction, Reduce)
    collections = tuple(binding.collection for binding in reduction.bindings)
    where = () if reduction.where is None else (reduction.where,)
    return (*collections, *where, reduction.body)


# By type: trees are walked over and over, and patterns would be tried one after the other.
PARTS: Mapping[type[Expression], Parts] = {
    **dict.fromkeys((Exists, Negate, Absolute), in_field("value")),
    **dict.fromkeys((Index, First, Size), in_field("collection")),
    **dict.fromkeys((Compare, Logical), attrgetter("operands")),
    Member: in_field("base"),
    Not: in_field("operand"),
    Extreme: attrgetter("collection", "key"),
    Contains: attrgetter("whole", "part"),
    Link: attrgetter("collection", "index"),
    Belonging: attrgetter("collection", "owner"),
    Descends: attrgetter("particle", "collection"),
    Apply: attrgetter("arguments"),
    Add: with_signs("terms"),
    Multiply: with_signs("factors"),
    Power: attrgetter("base", "exponent"),
    Conditional: attrgetter("condition", "value", "otherwise"),
    **dict.fromkeys((Fallback, Padded), attrgetter("value", "otherwise")),
    Reduce: of_reduction,
}


@cache
def parts_of(kind: type) -> Parts:
    """What gives the parts of a kind of expressions, or of the kind that it is one of."""
    return next((PARTS[each] for each in kind.__mro__ if each in PARTS), lambda _: ())


def children(expression: Expression) -> tuple[Expression, ...]:
    """The expressions an expression is directly made of."""
    return parts_of(type(expression))(expression)  # type: ignore[arg-type]  # a class can be hashed


def walk(expression: Expression) -> Iterator[Expression]:
    """An expression and everything inside it, outermost first."""
    waiting = [expression]
    while waiting:
        each = waiting.pop()
        yield each
        if inside := children(each):
            waiting += inside[::-1]


def references(expression: Expression) -> tuple[str, ...]:
    """The named things an expression needs, in order of appearance, each once."""
    return tuple(dict.fromkeys(node.name for node in walk(expression) if isinstance(node, Reference)))


def variables(expression: Expression) -> Iterator[str]:
    """The variables that run over collections inside an expression."""
    for node in walk(expression):
        if isinstance(node, Reduce):
            yield from (binding.variable for binding in node.bindings)
        elif isinstance(node, Extreme):
            yield node.variable
