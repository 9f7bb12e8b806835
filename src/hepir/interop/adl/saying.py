"""Expressions of this language as ADL says them.

In: a syntax tree. Out: text in the dialect of attributes (`pT`, `jets[0].pT`); raises `UnsayableError` for what ADL has no
words for. Numbers lose their units: GeV, mm, rad.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cache

from hepir.interop.adl.vocabulary import tables
from hepir.intrinsics.registry import callable_names
from hepir.syntax import tree
from hepir.syntax.walking import nodes
from hepir.types.core import Boolean
from hepir.types.dimensions import NONE, without_angle
from hepir.types.kinds import standard_kinds
from hepir.types.units import canonical_value, parse_unit

CHOICE, OR, AND, NOT, COMPARISON, SUM, PRODUCT, UNARY, POWER, ATOM = range(10)
PREFERRED = {
    "pt": "pT",
    "mass": "m",
    "energy": "E",
    "charge": "q",
    "eta": "eta",
    "phi": "phi",
    "btag_medium": "BTag",
    "d0": "d0",
    "z0": "dz",
    "relative_isolation": "reliso",
    "mini_isolation": "miniiso",
    "softdrop_mass": "msoftdrop",
    "track_isolation": "ptcone",
    "d0_uncertainty": "edxy",
    "z0_uncertainty": "edz",
    "charm_tag": "cTag",
}
FUNCTIONS = {
    "dr": "dR",
    "dphi": "dPhi",
    "deta": "dEta",
    "mt2": "fMT2",
    "aplanarity": "fAplanarity",
    "sphericity": "fSphericity",
    "collinear_mass": "fMtautau",
    "cross": "Cross",
    "dot": "Dot",
    "mean": "ave",
}
PLAIN = ("sqrt", "sin", "cos", "tan", "sinh", "cosh", "tanh", "exp", "log", "min", "max")
LEVELS = {"+": SUM, "-": SUM, "*": PRODUCT, "/": PRODUCT}


class UnsayableError(Exception):
    """ADL has no words for this."""


@cache
def lists_of_each() -> frozenset[str]:
    """What objects of a kind may have several of."""
    return frozenset(name for kind in standard_kinds().values() for name in kind.lists)


@dataclass(frozen=True)
class Speaker:
    """Says expressions. `this` is what the object at hand is called; `members` are names that mean something else in ADL:
    members of combinations and variables. `unsaid` are names that ADL has no definition of, `reordered`
    collections whose first object is not the one of largest pt."""

    this: str = ""
    members: Mapping[str, str] = field(default_factory=dict)
    unsaid: Collection[str] = ()
    reordered: Collection[str] = ()

    def say(self, node: tree.Expression, level: int = CHOICE) -> str:
        """The text of an expression where something that binds at least so tightly is expected."""
        own, text = self.spoken(node)
        return text if own >= level else f"({text})"

    def spoken(self, node: tree.Expression) -> tuple[int, str]:
        """How tightly an expression binds, and its text."""
        match node:
            case tree.Group(inner=inner):
                return self.spoken(inner)
            case tree.Name(text=text):
                return ATOM, self.named(text)
            case tree.This():
                return ATOM, self.this or "this"
            case tree.Quantity(number=number, unit=unit):
                return ATOM, plain(number, unit)
            case tree.Boolean(value=value):
                return ATOM, "ALL" if value else "NONE"
            case tree.Attribute(base=base, name=name):
                return self.attribute(base, name.text)
            case tree.Subscript(base=base, index=index) if index >= 0:
                return ATOM, f"{self.say(base, ATOM)}[{index}]"
            case tree.Magnitude(inner=inner):
                return ATOM, f"abs({self.say(inner)})"
            case tree.Sign(operator=sign, operand=operand):
                return UNARY, f"{sign}{self.say(operand, UNARY)}"
            case tree.Raised(base=base, exponent=exponent):
                return POWER, f"{self.say(base, ATOM)}^{self.say(exponent, ATOM)}"
            case tree.Chain(operands=operands, operators=operators):
                return self.chain(operands, operators)
            case tree.Call():
                return self.call(node)
            case _:
                return self.condition(node)

    def condition(self, node: tree.Expression) -> tuple[int, str]:
        """Comparisons and what joins them."""
        match node:
            case tree.Comparison(operands=operands, operators=operators):
                return self.comparison(operands, operators)
            case tree.Logical(operator=word, operands=operands):
                level = AND if word == "and" else OR
                return level, f" {word} ".join(self.truth(each, level + 1) for each in operands)
            case tree.Not(operand=operand):
                return NOT, f"not {self.truth(operand, ATOM)}"
            case tree.Conditional(value=value, condition=condition, otherwise=otherwise):
                parts = self.truth(condition, OR), self.truth(value, OR), self.truth(otherwise, OR)
                return CHOICE, "{} ? {} : {}".format(*parts)
        raise UnsayableError

    def truth(self, node: tree.Expression, level: int = CHOICE) -> str:
        """A condition; a property that is true or false is compared with 1."""
        match node:
            case tree.Group(inner=inner):
                return self.truth(inner, level)
            case tree.Name(text=text) if is_flag(text) and text not in self.members:
                return enclosed(f"{word_of(text)} == 1", COMPARISON, level)
            case tree.Attribute(name=name) if is_flag(name.text):
                return enclosed(f"{self.say(node)} == 1", COMPARISON, level)
            case tree.Call(function=function, arguments=(tree.Text(value=name),)) if (
                function.text == "trigger"
            ):
                return enclosed(f"{name} == 1", COMPARISON, level)
        return self.say(node, level)

    def named(self, text: str) -> str:
        """A name, or a property of the object at hand."""
        if text in self.members:
            return self.members[text]
        if text in self.unsaid or text in self.members.values():
            raise UnsayableError  # within a quantifier over it, a collection means the object at hand
        return word_of(text) if self.this and is_property(text) else text

    def attribute(self, base: tree.Expression, name: str) -> tuple[int, str]:
        """A property after a dot; properties of sums stand before them."""
        if name in self.unsaid or name == "mt" or (isinstance(base, tree.Name) and base.text == "event"):
            raise UnsayableError
        word = word_of(name)
        if name in lists_of_each():
            raise UnsayableError  # a list is a word behind its owner in ADL, which not all programs read
        if isinstance(base, tree.Attribute):
            raise UnsayableError  # a member of a combination that is not at hand
        if (
            isinstance(base, tree.Group)
            and isinstance(base.inner, tree.Chain)
            and "-" in base.inner.operators
        ):
            raise UnsayableError  # a difference of momenta
        if isinstance(base, tree.Group | tree.Call):
            return ATOM, f"{word}({self.say(base)})"
        return ATOM, f"{self.say(base, ATOM)}.{word}"

    def chain(self, operands: tuple[tree.Expression, ...], operators: tuple[str, ...]) -> tuple[int, str]:
        """Sums and products; as a factor, a number has lost its unit."""
        if operators[0] in "*/" and any(
            isinstance(each, tree.Quantity) and is_measured(each) for each in operands
        ):
            raise UnsayableError
        level = LEVELS[operators[0]]
        words = [self.say(operands[0], level)]
        for operator, operand in zip(operators, operands[1:], strict=True):
            words += [operator, self.say(operand, level + 1)]
        return level, " ".join(words)

    def comparison(
        self, operands: tuple[tree.Expression, ...], operators: tuple[str, ...]
    ) -> tuple[int, str]:
        """One comparison, or each of a chain."""
        pairs = [
            f"{self.say(first, SUM)} {operator} {self.say(second, SUM)}"
            for first, operator, second in zip(operands, operators, operands[1:], strict=False)
        ]
        return (COMPARISON if len(pairs) == 1 else AND), " and ".join(pairs)

    def call(self, node: tree.Call) -> tuple[int, str]:
        """A function, a size or a reduction."""
        name = node.function.text
        if node.binders:
            return self.reduction(node)
        if name == "leading" and len(node.arguments) == 1:
            (whole,) = node.arguments
            if isinstance(whole, tree.Name) and whole.text in self.reordered:
                raise UnsayableError
            return ATOM, f"{self.say(whole, ATOM)}[0]"
        if name in ("any", "all", "none") and len(node.arguments) == 1:
            return self.quantified(name, self.truth(node.arguments[0]))
        if name == "hit_or_miss":
            table, *_ = node.arguments
            return ATOM, f"applyHM({self.say(table)} == 1)"
        if name == "transverse_mass":
            first, second = (self.say(each, ATOM) for each in node.arguments)
            return ATOM, f"sqrt(2 * pT({first}) * pT({second}) * (1 - cos(dPhi({first}, {second}))))"
        if name in ("size", "sum", *FUNCTIONS, *PLAIN):
            return ATOM, f"{FUNCTIONS.get(name, name)}({', '.join(map(self.say, node.arguments))})"
        if name not in callable_names() and name not in self.unsaid:  # a table
            return ATOM, f"{name}({', '.join(map(self.say, node.arguments))})"
        raise UnsayableError

    def reduction(self, node: tree.Call) -> tuple[int, str]:
        """A reduction over a collection, which ADL names in the place of the variable."""
        name = node.function.text
        if node.where is not None or len(node.binders) != 1 or name == "count":
            raise UnsayableError
        (binder,) = node.binders
        variable = {binder.name.text: self.say(binder.collection, ATOM)}
        inner = Speaker(self.this, {**self.members, **variable}, self.unsaid, self.reordered)
        (body,) = node.arguments
        if not any(isinstance(each, tree.Name) and each.text == binder.name.text for each in nodes(body)):
            raise UnsayableError  # ADL tells by the objects in it what a condition is quantified over
        if name in ("any", "all", "none"):
            return self.quantified(name, inner.truth(body))
        return ATOM, f"{FUNCTIONS.get(name, name)}({inner.say(body)})"

    def quantified(self, name: str, condition: str) -> tuple[int, str]:
        """`any`, `all`, `none` of a condition."""
        if name == "none":
            return NOT, f"not anyof({condition})"
        return ATOM, f"{name}of({condition})"


def enclosed(text: str, own: int, level: int) -> str:
    """A text in parentheses where something that binds more tightly is expected."""
    return text if own >= level else f"({text})"


def is_measured(node: tree.Quantity) -> bool:
    """Whether a number has a unit that is no angle and no share."""
    known = parse_unit(node.unit)
    return known is not None and without_angle(known.dimension) != NONE


def plain(number: str, unit: str | None) -> str:
    """A number in GeV, mm and rad, without its unit."""
    known = parse_unit(unit)
    if known is None or known.size == 1.0:
        return number
    return f"{canonical_value(number, known):.12g}"


def word_of(name: str) -> str:
    """ADL's word for a property; its name here where ADL has none."""
    if name in PREFERRED:
        return PREFERRED[name]
    words = tables()["properties"].items()
    return next((word for word, names in words if isinstance(names, list) and names[0] == name), name)


def is_property(name: str) -> bool:
    """Whether some kind of object has this property."""
    return any(name in kind.properties for kind in standard_kinds().values())


def is_flag(name: str) -> bool:
    """Whether this is a property that is true or false."""
    kinds = standard_kinds().values()
    return any(name in kind.properties and isinstance(kind.properties[name].type, Boolean) for kind in kinds)
