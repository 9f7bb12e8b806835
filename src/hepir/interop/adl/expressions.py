"""Expressions of ADL, converted.

In: a tree, what its names mean, and where it stands. Out: a `Piece` of this language; what ADL leaves open is added to
`decisions`. Raises `Stop` with the diagnostic of what cannot be converted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from fractions import Fraction

from hepir.diagnostics.core import Diagnostic
from hepir.diagnostics.nearest import nearest
from hepir.interop.adl import calls, errors, tree, units
from hepir.interop.adl.pieces import (
    AND,
    ATOM,
    CHOICE,
    COMPARISON,
    NOT,
    OR,
    POWER,
    PRODUCT,
    SUM,
    UNARY,
    Binder,
    Condition,
    Many,
    Momentum,
    Piece,
    Quantity,
    Words,
    inside,
)
from hepir.interop.adl.scope import MET, Scope, Unresolved
from hepir.interop.adl.vocabulary import kind_of, known_words, properties_of
from hepir.source import Span
from hepir.types.core import Boolean
from hepir.types.dimensions import ENERGY, NONE, Dimension
from hepir.types.kinds import Property, common_properties, standard_kinds

RANKED = re.compile(r"(?P<name>[A-Za-z]\w*?)_(?P<rank>\d+)$")
INCLUSIVE = "both ends of a slice are included"
MISSING = "an object that is not there counts as zero in ADL; here a cut on it does not hold"


class Stop(Exception):
    """What cannot be converted."""

    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def cannot(span: Span, reason: str) -> Stop:
    """Something that is clear but cannot be said."""
    return Stop(errors.NotExpressible(span, reason))


@dataclass
class Converter:
    """Converts the expressions of one statement.

    `this`: words that mean the object at hand in the rules of an object, in small letters, and `kinds` its kinds; `found` are
    values of words and trees that an optimisation has found; `quantifier` is what a bare collection means.
    """

    scope: Scope
    this: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    quantifier: str = "all"
    found: dict[str, Momentum] = field(default_factory=dict)
    members: dict[str, Momentum] = field(default_factory=dict)
    decisions: list[str] = field(default_factory=list)
    binders: list[Binder] = field(default_factory=list)
    half_open: bool = False

    def decide(self, decision: str) -> None:
        """Note a decision, once."""
        if decision not in self.decisions:
            self.decisions.append(decision)

    # ---- what kind of thing is expected ----

    def condition(self, node: tree.Node) -> Condition:
        """A condition; bare collections are left to the caller."""
        match self.piece(node):
            case Condition() as found:
                return found
            case Quantity(flag=True, text=text, level=level):
                return Condition(text, level)
        raise cannot(node.span, "a condition is expected")

    def statement(self, node: tree.Node) -> str:
        """The condition of a whole statement, quantified over the collections it names."""
        with self.bound() as binders:
            found = self.condition(node)
        text = found.text
        for quantifier in dict.fromkeys(each.quantifier or self.quantifier for each in binders):
            mine = [each for each in binders if (each.quantifier or self.quantifier) == quantifier]
            text = f"{quantifier}({text} {over(mine)})"
            for each in mine:
                if not each.quantifier:
                    self.decide(f"`{each.collection}` without an index means {quantifier} of them")
        return text

    def quantity(self, node: tree.Node) -> Quantity:
        """A number. Missing momentum stands for its size."""
        match self.piece(node):
            case Quantity() as found:
                return found
            case Momentum(text="MET"):
                return Quantity("MET.pt", dimension=ENERGY)
            case Momentum(text=text, level=level):
                return Quantity(text, level)
            case Condition():
                raise Stop(errors.NotUnderstood(node.span, "a condition stands where a number is expected"))
        raise cannot(node.span, "a number is expected")

    def momentum(self, node: tree.Node) -> Momentum:
        """An object or a sum of objects."""
        match self.piece(node):
            case Momentum() as found:
                return found
            case Many() as many:
                return self.each(many)
        raise cannot(node.span, "an object is expected")

    def collection(self, node: tree.Node) -> Many:
        """A collection."""
        match self.piece(node):
            case Many() as found:
                return found
            case Momentum(text="this", kinds=kinds) if isinstance(node, tree.Name):
                return Many(self.own(node), kinds)
        raise cannot(node.span, "a collection is expected")

    def own(self, node: tree.Name) -> str:
        """The collection that the object at hand is taken from."""
        found = self.scope.meaning(node.text)
        if isinstance(found, Many):
            return found.text
        raise cannot(node.span, "a collection is expected")

    # ---- variables over collections ----

    @contextmanager
    def bound(self) -> Iterator[list[Binder]]:
        """The variables that expressions within need are collected here."""
        outer, self.binders = self.binders, []
        inner = self.binders
        try:
            yield inner
        finally:
            self.binders = outer

    def at_hand(self) -> Momentum:
        """The object that the rules of a block are about."""
        return Momentum("this", kinds=self.kinds, parts=self.slots)

    def each(self, many: Many, quantifier: str = "") -> Momentum:
        """One object of a collection: a variable, the same for the same collection."""
        known = next((each for each in self.binders if each.collection == many.text), None)
        if known is None:
            stem = re.sub(r"\W.*", "", many.text)
            stem = stem.removesuffix("s").lower() if stem[-1:] == "s" else f"each_{stem}"
            known = Binder(self.scope.fresh(stem), many.text, quantifier)
            self.scope.taken.discard(known.variable)
            self.binders.append(known)
        parts = tuple(f"{known.variable}.{slot}" for slot in many.slots)
        return Momentum(known.variable, kinds=many.kinds, parts=parts)

    # ---- expressions ----

    def piece(self, node: tree.Node) -> Piece:
        """An expression."""
        match node:
            case tree.Number(value=value):
                return Quantity(units.number(node.text), ATOM, None, value, integer=value.is_integer())
            case tree.Text(value=value):
                return Words(value)
            case tree.Group(inside=child):
                return self.piece(child)
            case tree.Name():
                return self.name(node)
            case tree.Index():
                return self.index(node)
            case tree.Slice():
                return self.sliced(node)
            case tree.Attribute(of=of, name=name):
                return self.attribute(of, name, node.span)
            case tree.Call():
                return calls.call(self, node)
            case tree.Momenta(parts=parts):
                return self.momenta(parts, node.span)
            case tree.Magnitude(inside=child):
                found = self.quantity(child)
                return replace(found, text=f"|{found.text}|", level=ATOM, flag=False, value=None)
            case tree.Signed(operator=operator, operand=operand):
                return self.signed(operator, operand)
            case tree.Binary():
                return self.binary(node)
            case _:
                return self.logic(node)

    def logic(self, node: tree.Node) -> Piece:
        """Conditions of conditions."""
        match node:
            case tree.Compared():
                return self.compared(node)
            case tree.Within():
                return self.within(node)
            case tree.Joined(word=word, parts=parts):
                level = AND if word == "and" else OR
                texts = (inside(self.condition(each), level + 1) for each in parts)
                return Condition(f" {word} ".join(texts), level)
            case tree.Negated(inside=child):
                return Condition(f"not {inside(self.condition(child), NOT)}", NOT)
            case tree.Ternary():
                return self.ternary(node)
            case tree.Nearest():
                raise cannot(node.span, "an optimisation stands where a condition is expected")
            case _:
                raise Stop(errors.NotUnderstood(node.span, "something is missing here"))

    def ternary(self, node: tree.Ternary) -> Piece:
        """`c ? a : b`."""
        if isinstance(node.then, tree.Nothing) or isinstance(node.otherwise, tree.Nothing):
            raise Stop(errors.NotUnderstood(node.span, "a branch after `?` or `:` is missing"))
        condition = self.condition(node.condition)
        then = self.condition(node.then)
        otherwise = self.condition(node.otherwise) if node.otherwise is not None else Condition("true")
        parts = inside(then, OR), inside(condition, OR), otherwise.text
        return Condition("{} if {} else {}".format(*parts), CHOICE)

    def name(self, node: tree.Name) -> Piece:
        """A single word."""
        word = node.text
        if word.lower() in self.this:
            return self.at_hand()
        if word in self.members:
            return self.members[word]
        if word.lower() in ("all", "none"):
            return Condition("true" if word.lower() == "all" else "false")
        if self.this and self.scope.find(word) is None and self.has(self.kinds, word):
            return self.property_of(self.at_hand(), word, node.span)
        try:
            found = self.scope.meaning(word)
        except Unresolved:
            raise Stop(errors.RestsOnUnresolved(node.span, word)) from None
        if found is not None:
            return found
        return self.unusual(node)

    def unusual(self, node: tree.Name) -> Piece:
        """Words with a rank or a mark at their end, triggers, and what is not known."""
        word = node.text
        if ranked := RANKED.match(word):
            inner = tree.Name(node.span, ranked["name"])
            return self.index(tree.Index(node.span, inner, int(ranked["rank"])))
        if word.endswith("_") and (self.scope.find(word[:-1]) or kind_of(word[:-1])):
            return self.name(tree.Name(node.span, word.rstrip("_")))
        if word.upper().startswith("HLT_"):
            return Quantity(f'trigger("{word}")', flag=True)
        if self.kinds and (properties_of(word) or word in all_properties()):
            raise self.no_property(word, self.kinds, node.span)
        candidates = (*self.scope.entries, *known_words())
        raise Stop(errors.UnknownAdlName(node.span, word, nearest(word, candidates)))

    def index(self, node: tree.Index) -> Piece:
        """One of a collection."""
        key = canonical(node)
        if key in self.found:
            return self.found[key]
        of = self.piece(node.of)
        if of == MET:
            return MET
        if isinstance(of, Momentum) and not of.kinds and node.number == 0 and of.text != "this":
            return of  # a sum of momenta under the name of an object
        if isinstance(of, Momentum) and of.text == "this" and isinstance(node.of, tree.Name):
            of = self.collection(node.of)
        if not isinstance(of, Many):
            raise cannot(node.span, "only a collection has an index")
        if (pseudo := calls.pseudojet(of, node.number)) is not None:
            return pseudo
        if node.number < 0:
            raise cannot(node.span, "a negative index is to be found by an optimisation that is not there")
        name = self.scope.ranked(of)
        members = tuple(f"{name}[{node.number}].{slot}" for slot in of.slots)
        return Momentum(f"{name}[{node.number}]", kinds=of.kinds, optional=True, parts=members)

    def sliced(self, node: tree.Slice) -> Piece:
        """Several of a collection, the last included."""
        of = self.collection(node.of)
        if not node.first and node.last is None:
            return of
        name = self.scope.ranked(of)
        self.decide(INCLUSIVE)
        if not node.first and node.last is not None and node.last >= 0:
            return Many(f"first({name}, {node.last + 1})", of.kinds)
        if node.first and node.first > 0 and (node.last is None or node.last >= node.first):
            return Many(self.between(name, node.first, node.last), of.kinds)
        raise cannot(node.span, "this slice has no first or no last object")

    def between(self, name: str, first: int, last: int | None) -> str:
        """A new object: a collection without its first objects."""
        part = name if last is None else f"first({name}, {last + 1})"
        return f"{part} where not contains(first({name}, {first}), {{}})"

    # ---- properties ----

    def attribute(self, of: tree.Node, word: str, span: Span) -> Piece:
        """A property after a dot."""
        if word.lower() == "size":
            return Quantity(f"size({self.collection(of).text})", integer=True)
        inner = self.piece(of)
        if isinstance(inner, Many):
            inner = self.each(inner)
        if not isinstance(inner, Momentum):
            raise cannot(span, "only an object has a property")
        return self.property_of(inner, word, span)

    def has(self, kinds: tuple[str, ...], word: str) -> bool:
        """Whether objects of these kinds have a property of this word."""
        return self.properties(kinds, word) != () or word.lower() in ("abseta", "pdgid")

    def properties(self, kinds: tuple[str, ...], word: str) -> tuple[Property, ...]:
        """The properties that a word may mean, of those that the kinds have."""
        own = shared(kinds)
        names = (*properties_of(word), word)
        return tuple(own[name] for name in dict.fromkeys(names) if name in own)

    def property_of(self, of: Momentum, word: str, span: Span) -> Piece:
        """A property of an object."""
        special = calls.special_property(self, of, word, span)
        if special is not None:
            return special
        found = self.properties(of.kinds, word)
        if not found:
            raise self.no_property(word, of.kinds, span)
        chosen = found[0]
        text = chosen.name if of.text == "this" and not self.binders else f"{inside(of, ATOM)}.{chosen.name}"
        optional = of.optional or chosen.optional
        if isinstance(chosen.type, Boolean):
            other = next((each for each in found[1:] if not isinstance(each.type, Boolean)), None)
            name = text.removesuffix(chosen.name) + other.name if other is not None else ""
            return Quantity(text, optional=optional, flag=True, name=name)
        return Quantity(text, ATOM, chosen.type.dimension, optional=optional, integer=chosen.type.integer)

    def no_property(self, word: str, kinds: tuple[str, ...], span: Span) -> Stop:
        """What to say of a property that is not there."""
        kind = " or ".join(kinds) or "a sum of momenta"
        candidates = (*shared(kinds), *known_words())
        return Stop(errors.UnknownAdlProperty(span, word, kind, nearest(word, candidates)))

    # ---- arithmetic ----

    def momenta(self, parts: Sequence[tree.Node], span: Span) -> Momentum:
        """A sum of momenta."""
        return self.summed([self.momentum(each) for each in parts], span)

    def summed(self, found: Sequence[Momentum], span: Span) -> Momentum:
        """A sum of momenta."""
        if any(each.transverse for each in found):
            raise cannot(span, "missing momentum is transverse; its sum with another momentum is not known here")
        text = " + ".join(inside(each, PRODUCT) for each in found)
        parts = tuple(part for each in found for part in (each.parts or (each.text,)))
        return Momentum(text, SUM, (), parts, optional=any(each.optional for each in found))

    def signed(self, operator: str, operand: tree.Node) -> Piece:
        """A sign."""
        found = self.quantity(operand)
        if operator == "+":
            return found
        value = -found.value if found.value is not None else None
        text = f"-{inside(found, UNARY)}"
        return replace(found, text=text, level=UNARY, value=value, flag=False, name="")

    def binary(self, node: tree.Binary) -> Piece:
        """Arithmetic; momenta are added."""
        left, right = self.piece(node.left), self.piece(node.right)
        if isinstance(left, Momentum | Many) and isinstance(right, Momentum | Many):
            if node.operator == "+" and not (left == MET and right == MET):
                return self.summed([self.momentum(node.left), self.momentum(node.right)], node.span)
            if node.operator == "-" and left != MET and right != MET:
                raise cannot(node.span, "a difference of momenta is neither a number nor an object here")
        first, second = self.quantity(node.left), self.quantity(node.right)
        match node.operator:
            case "^":
                return self.raised(first, second, node)
            case "*" | "/":
                return product(node.operator, first, second)
        first, second = self.alike(first, second)
        text = f"{inside(first, SUM)} {node.operator} {inside(second, PRODUCT)}"
        reference = node.operator == "-" and (first.value is not None) != (second.value is not None)
        return combined(text, SUM, first.dimension, first, second, reference=reference)

    def raised(self, base: Quantity, exponent: Quantity, node: tree.Binary) -> Quantity:
        """A power by a number."""
        if exponent.value is None:
            raise cannot(node.span, "an exponent that is not a number")
        power = Fraction(exponent.value).limit_denominator(100)
        dimension = base.dimension**power if base.dimension is not None else None
        return combined(f"{inside(base, ATOM)}^{inside(exponent, ATOM)}", POWER, dimension, base, exponent)

    def alike(self, first: Quantity, second: Quantity) -> tuple[Quantity, Quantity]:
        """Two numbers of which one may need the unit of the other."""
        if first.dimension is None and second.dimension is not None:
            return self.with_unit(first, second), second
        if second.dimension is None and first.dimension is not None:
            return first, self.with_unit(second, first)
        return first, second

    def with_unit(self, literal: Quantity, other: Quantity) -> Quantity:
        """A number in the unit of what it stands beside."""
        unit, decision = units.unit_for(other.dimension or NONE, other.name, self.scope.length)
        if decision:
            self.decide(decision)
        dimension = other.dimension or NONE
        return replace(literal, text=units.attached(literal, unit), dimension=dimension)

    # ---- comparisons ----

    def compared(self, node: tree.Compared) -> Piece:
        """A comparison, or a chain of them."""
        idiom = calls.idiom(self, node)
        if idiom is not None:
            return idiom
        found = [self.quantity(each) for each in node.operands]
        if len(found) == 2 and (truth := as_flag(found, node.operators[0])) is not None:
            return truth
        found = [as_number(each) for each in found]
        known = next((each for each in found if each.dimension is not None), None)
        if known is not None:
            found = [self.with_unit(each, known) if each.dimension is None else each for each in found]
        if "=" in node.operators:
            self.decide("`=` compares")
        operators = ["==" if each == "=" else each for each in node.operators]
        if any(each.optional for each in found) and any(each.startswith("<") for each in operators):
            self.decide(MISSING)
        words = [inside(found[0], SUM)]
        for operator, each in zip(operators, found[1:], strict=True):
            words += [operator, inside(each, SUM)]
        return Condition(" ".join(words), COMPARISON)

    def within(self, node: tree.Within) -> Piece:
        """Both ends of a range belong to it."""
        value = as_number(self.quantity(node.value))
        low, high = self.quantity(node.low), self.quantity(node.high)
        _, low = self.alike(value, low)
        _, high = self.alike(value, high)
        texts = inside(low, SUM), inside(value, SUM), inside(high, SUM)
        if node.inside and self.half_open and not value.integer:
            self.decide("bins are half open: the upper edge belongs to the next one")
            return Condition("{} <= {} < {}".format(*texts), COMPARISON)
        if node.inside:
            self.decide("both ends of a range belong to it")
            return Condition("{} <= {} <= {}".format(*texts), COMPARISON)
        self.decide("outside of a range: the ends belong to the range")
        return Condition(f"{texts[1]} < {texts[0]} or {texts[1]} > {texts[2]}", OR)


def over(binders: Sequence[Binder]) -> str:
    """`for x in xs for y in ys where ...`."""
    loops, conditions = [], []
    for each in binders:
        collection, _, condition = each.collection.partition(" where ")
        loops.append(f"for {each.variable} in {collection}")
        if condition:
            conditions.append(condition.format(each.variable))
    return " ".join(loops) + (f" where {' and '.join(conditions)}" if conditions else "")


def product(operator: str, first: Quantity, second: Quantity) -> Quantity:
    """A product or a ratio. What divides a difference from a number is a resolution in the same unit."""
    if operator == "/" and first.reference and first.dimension == ENERGY and second.dimension is None:
        second = replace(second, text=units.attached(second, "GeV"), dimension=ENERGY)
    dimension: Dimension | None = None
    if first.dimension is not None or second.dimension is not None:
        one, other = first.dimension or NONE, second.dimension or NONE
        dimension = one * other if operator == "*" else one / other
    text = f"{inside(first, PRODUCT)} {operator} {inside(second, UNARY)}"
    return combined(text, PRODUCT, dimension, first, second)


def combined(
    text: str,
    level: int,
    dimension: Dimension | None,
    first: Quantity,
    second: Quantity,
    *,
    reference: bool = False,
) -> Quantity:
    """The result of arithmetic."""
    optional = first.optional or second.optional
    integer = first.integer and second.integer and "/" not in text
    value = 0.0 if dimension is None else None
    return Quantity(text, level, dimension, value, optional=optional, integer=integer, reference=reference)


def as_number(found: Quantity) -> Quantity:
    """A property that is a condition, as the number that it is, too, in ADL: the discriminant behind it."""
    return replace(found, text=found.name, flag=False) if found.flag and found.name else found


def as_flag(found: Sequence[Quantity], operator: str) -> Condition | None:
    """A property that is true or false, compared with 0 or 1."""
    flag, number = found if found[0].flag else found[::-1]
    if not flag.flag or number.value is None:
        return None
    truth = {("==", 1.0): True, ("=", 1.0): True, ("!=", 0.0): True, (">", 0.0): True, (">=", 1.0): True}
    truth |= {("==", 0.0): False, ("=", 0.0): False, ("!=", 1.0): False, ("<", 1.0): False}
    holds = truth.get((operator, number.value))
    if holds is None or (flag.name and (operator, number.value) in ((">", 0.0), ("<", 1.0))):
        return None
    return Condition(flag.text, flag.level) if holds else Condition(f"not {inside(flag, NOT)}", NOT)


def shared(kinds: tuple[str, ...]) -> dict[str, Property]:
    """The properties of objects of these kinds; of none: those of every momentum."""
    table = standard_kinds()
    if kinds:
        return common_properties(table, kinds)
    return {name: each for name, each in common_properties(table, ("Jet", "Track")).items() if momentum_has(name)}


def momentum_has(name: str) -> bool:
    """Whether every momentum has this property."""
    return all(name in standard_kinds()[kind].properties for kind in ("Electron", "Jet", "Track", "GenParticle")) and (
        name not in ("charge", "truth_matched", "flavor")
    )


def all_properties() -> frozenset[str]:
    """The names of all properties."""
    return frozenset(name for kind in standard_kinds().values() for name in kind.properties)


def canonical(node: tree.Node) -> str:
    """A text that is the same for expressions that differ in capitals and places alone."""
    match node:
        case tree.Name(text=text):
            return text.lower()
        case tree.Index(of=of, number=number):
            return f"{canonical(of)}[{number}]"
        case tree.Momenta(parts=parts):
            return " ".join(map(canonical, parts))
        case tree.Group(inside=child):
            return canonical(child)
        case tree.Binary(operator="+", left=left, right=right):
            return f"{canonical(left)} {canonical(right)}"
    return f"?{node.span.start}"
