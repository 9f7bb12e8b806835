"""Expressions as noun phrases.

In: a typed expression, and who is being spoken of. Out: English such as `the pT of the leading jet`. Where the object that is
spoken of stands first in a sentence, its properties are named alone: `pT`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from hepir.explain.words import (
    ABSOLUTE,
    KINDS,
    article,
    listed,
    name_words,
    number_words,
    ordinal,
    thing_words,
    things_words,
)
from hepir.intrinsics.registry import functions
from hepir.semantics.expressions import (
    Absolute,
    Add,
    Apply,
    Belonging,
    Compare,
    Conditional,
    Constant,
    Contains,
    Descends,
    Draw,
    Exists,
    Expression,
    Extreme,
    Fallback,
    First,
    Hole,
    Index,
    Link,
    Local,
    Logical,
    Lookup,
    Member,
    Multiply,
    Negate,
    Not,
    Power,
    Reduce,
    Reference,
    Size,
    Trigger,
)
from hepir.semantics.program import Program
from hepir.types.core import Collection, Composite, Momentum, Number
from hepir.types.dimensions import without_angle

NAMED = {
    "dphi": "the azimuthal angle between {0} and {1}",
    "signed_dphi": "the signed azimuthal angle from {0} to {1}",
    "deta": "the difference in pseudorapidity between {0} and {1}",
    "dr": "the distance ΔR between {0} and {1}",
    "transverse_mass": "the transverse mass of {0} and {1}",
    "invariant_mass": "the invariant mass of {0} and {1}",
    "sqrt": "the square root of {0}",
    "abs": "the absolute value of {0}",
    "min": "the smallest of {all}",
    "max": "the largest of {all}",
    "log": "the natural logarithm of {0}",
    "exp": "e to the power of {0}",
}
SUMS = {"sum": "the sum", "min": "the smallest", "max": "the largest", "mean": "the mean"}


@dataclass(frozen=True)
class Speaking:
    """The program, the variable of the object that is spoken of, and what variables in view are called."""

    program: Program
    subject: str | None = None
    called: Mapping[str, str] = field(default_factory=dict)

    def naming(self, variable: str, words: str) -> Speaking:
        """The same with one more variable in view."""
        return replace(self, called={**self.called, variable: words})

    def things(self, name: str) -> str:
        """Objects of a collection; of a kind that has the name of selected objects, those that the data store."""
        return f"{self.stored(name)}{things_words(name)}"

    def thing(self, name: str) -> str:
        """One of them."""
        return f"{self.stored(name)}{thing_words(name)}"

    def stored(self, name: str) -> str:
        """What tells objects of a kind from those that the program selects under the same words."""
        others = {things_words(each.name) for each in self.program.definitions if each.name != name}
        return "stored " if name in KINDS and things_words(name) in others else ""

    def about(self, variable: str | None) -> Speaking:
        """The same about another object."""
        return replace(self, subject=variable)


def noun(expression: Expression, speaking: Speaking) -> str:
    """A noun phrase."""
    match expression:
        case Constant(value):
            return constant(expression, value)
        case Hole():
            return "a value that is not given"
        case Local(name):
            return speaking.called.get(name, name)
        case Reference(name):
            return reference(expression, name, speaking)
        case Member():
            return member(expression, speaking)
        case Link(collection, index):
            return linked(collection, index, speaking)
        case Belonging(_, owner, name):
            return f"the {name_words(name)} of {noun(owner, speaking)}"
        case Index(collection, position):
            return element(collection, position, speaking)
        case Extreme(collection, variable, key, largest):
            return extreme(collection, variable, key, largest, speaking)
        case First(collection, count):
            return f"the first {count} of {noun(collection, speaking)}"
        case Size(collection):
            return f"the number of {plural(collection, speaking)}"
        case Apply():
            return applied(expression, speaking)
        case Reduce():
            return reduced(expression, speaking)
        case _:
            return arithmetic(expression, speaking)


def constant(expression: Constant, value: float | int | bool | str) -> str:
    """A number with its unit, a truth value, or a text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    unit = without_angle(expression.type.dimension).unit if isinstance(expression.type, Number) else ""
    return number_words(value, unit)


def reference(expression: Expression, name: str, speaking: Speaking) -> str:
    """A named thing."""
    if isinstance(expression.type, Collection):
        return f"the {speaking.things(name)}"
    words = things_words(name)
    symbol = words[:1].isupper() or words.startswith("the ")
    return words if symbol else f"the {words}"


def plural(collection: Expression, speaking: Speaking) -> str:
    """Objects of a collection, without an article."""
    match collection:
        case Reference(name):
            return speaking.things(name)
        case First(inner, count):
            return f"the first {count} {plural(inner, speaking)}"
        case Belonging(_, owner, name):
            return f"{name_words(name)} of {noun(owner, speaking)}"
        case _:
            return noun(collection, speaking)


def singular(collection: Expression, speaking: Speaking) -> str:
    """One object of a collection, without an article."""
    match collection:
        case Reference(name):
            return speaking.thing(name)
        case First(inner):
            return singular(inner, speaking)
        case Belonging(_, owner, name):
            return f"{name_words(name).removesuffix('s')} of {noun(owner, speaking)}"
        case _:
            return "object"


def member(expression: Member, speaking: Speaking) -> str:
    """A property or member of an object."""
    base, name = expression.base, expression.name
    if isinstance(base, Local) and base.name == speaking.subject:
        return name_words(name)
    if isinstance(base, Reference) and base.name == "MET" and name == "pt":
        return "the missing transverse momentum"
    if isinstance(base, Reference) and base.name == "event":
        words = name_words(name)
        return f"the {f'number of {words[2:]}' if words.startswith('n ') else words} of the event"
    if isinstance(base, Local) and isinstance(base.type, Composite) and expression.slot:
        return name_words(name)
    the = "" if expression.slot else "the "
    return f"{the}{name_words(name)} of {noun(base, speaking)}"


def element(collection: Expression, position: int, speaking: Speaking) -> str:
    """An object by its place; of objects that are ordered by falling pT the leading one."""
    word = ordinal(position)
    if is_by_pt(collection) and position in (0, 1):
        word = ("leading", "subleading")[position]
    return f"the {word} {singular(collection, speaking)}"


def linked(collection: Expression, index: Expression, speaking: Speaking) -> str:
    """The object that another one points to: `the generated particle of the muon`."""
    if isinstance(index, Member) and index.name.endswith("_index"):
        words = name_words(index.name.removesuffix("_index")).replace("gen ", "generated ")
        return f"the {words} of {noun(index.base, speaking)}"
    return f"the {singular(collection, speaking)} at the place {noun(index, speaking)}"


def is_by_pt(collection: Expression) -> bool:
    """Whether the largest pT comes first."""
    order = collection.type.ordering if isinstance(collection.type, Collection) else None
    return order is not None and order.key == "pt" and order.descending


def extreme(collection: Expression, variable: str, key: Expression, largest: bool, speaking: Speaking) -> str:
    """The object with the largest or smallest key."""
    one = singular(collection, speaking)
    if (
        isinstance(key, Member)
        and key.name == "pt"
        and isinstance(key.base, Local)
        and key.base.name == variable
    ):
        return f"the leading {one}" if largest else f"the {one} with the smallest pT"
    inner = speaking.naming(variable, f"the {one}").about(variable)
    return (
        f"the {one} with the {'largest' if largest else 'smallest'} {noun(key, inner).removeprefix('the ')}"
    )


def applied(expression: Apply, speaking: Speaking) -> str:
    """A built-in function of its arguments."""
    if isinstance(expression, Draw):
        return f"the hit or miss by {noun(expression.arguments[0], speaking)}"
    arguments = [noun(each, speaking) for each in expression.arguments]
    if isinstance(expression, Lookup):
        return f"the {name_words(expression.function)} at {listed(arguments)}"
    if expression.function == "interpolate":
        return interpolation(arguments)
    known = NAMED.get(expression.function)
    if known is not None and expression.function in functions():
        return known.format(*arguments, all=listed(arguments))
    return f"the {name_words(expression.function)} of {listed(arguments)}"


def interpolation(arguments: list[str]) -> str:
    """Straight lines through points."""
    points = [f"({x}, {y})" for x, y in zip(arguments[1::2], arguments[2::2], strict=True)]
    return f"the interpolation at {arguments[0]} between the points {listed(points)}"


def reduced(expression: Reduce, speaking: Speaking) -> str:
    """A sum, extreme, mean or count over objects."""
    from hepir.explain.conditions import is_own, over, which

    inner, objects = over(expression, speaking)
    asked = which(expression.where, inner)
    if expression.operation == "count":
        body = which(expression.body, inner)
        both = f"{body} and {asked.removeprefix(' ')}" if asked else body
        return f"the number of {objects}{both}"
    word = SUMS.get(expression.operation, expression.operation)
    momentum = isinstance(expression.type, Momentum)
    body = "momenta" if momentum and isinstance(expression.body, Local) else noun(expression.body, inner)
    own = momentum or is_own(expression.body, inner)
    if own:
        return f"{word} of the {body.removeprefix('the ')} of {article_free(objects)}{asked}"
    return f"{word} value of {body} among {article_free(objects)}{asked}"


def article_free(objects: str) -> str:
    """`the jets`, also of `jets`."""
    return objects if objects.startswith("the ") else f"the {objects}"


def arithmetic(expression: Expression, speaking: Speaking) -> str:
    """An operator and its operands."""
    match expression:
        case Absolute(inner):
            return absolute(inner, speaking)
        case Negate(inner):
            return f"minus {noun(inner, speaking)}"
        case Add(terms):
            return added(terms, speaking)
        case Multiply(factors):
            return multiplied(factors, speaking)
        case Power(base, exponent):
            return f"{noun(base, speaking)} to the power of {noun(exponent, speaking)}"
        case Conditional(condition, value, otherwise):
            from hepir.explain.conditions import clause

            return f"{noun(value, speaking)} if {clause(condition, speaking)}, otherwise {noun(otherwise, speaking)}"
        case Fallback(value, otherwise):
            return f"{noun(value, speaking)} (or {noun(otherwise, speaking)} where there is none)"
        case Compare() | Contains() | Descends() | Exists() | Logical() | Not() | Trigger():
            from hepir.explain.conditions import clause

            return f"whether {clause(expression, speaking)}"
        case _:
            return "a value for which there are no words"


def absolute(inner: Expression, speaking: Speaking) -> str:
    """`|η|`, `the |η| of the leading photon`"""
    if isinstance(inner, Member) and not inner.slot:
        symbol = ABSOLUTE.get(inner.name, f"|{name_words(inner.name)}|")
        if isinstance(inner.base, Local) and inner.base.name == speaking.subject:
            return symbol
        return f"the {symbol} of {noun(inner.base, speaking)}"
    return f"|{bare(inner, speaking)}|"


def bare(expression: Expression, speaking: Speaking) -> str:
    """A noun phrase inside signs, without an article."""
    return noun(expression, speaking).removeprefix("the ")


def added(terms: tuple[tuple[int, Expression], ...], speaking: Speaking) -> str:
    """`the sum of a and b`, `a minus b`."""
    words = [noun(each, speaking) for _, each in terms]
    if all(sign == 1 for sign, _ in terms):
        return f"the sum of {listed(words)}"
    first = words[0] if terms[0][0] == 1 else f"minus {words[0]}"
    rest = (
        f"{'plus' if sign == 1 else 'minus'} {word}"
        for (sign, _), word in zip(terms[1:], words[1:], strict=True)
    )
    return " ".join((first, *rest))


def multiplied(factors: tuple[tuple[int, Expression], ...], speaking: Speaking) -> str:
    """`a times b`, `a divided by b`."""
    words = [noun(each, speaking) for _, each in factors]
    rest = (
        f"{'times' if sign == 1 else 'divided by'} {word}"
        for (sign, _), word in zip(factors[1:], words[1:], strict=True)
    )
    first = words[0] if factors[0][0] == 1 else f"one divided by {words[0]}"
    return " ".join((first, *rest))


def one_of(name: str) -> str:
    """One object of a collection, with its article."""
    return article(thing_words(name))
