"""Expressions of ADL, converted.

In: a tree, what its names mean, and where it stands. Out: a `Piece` of this language; what ADL leaves open is added to
`decisions`. Raises `ConversionError` with the diagnostic of what cannot be converted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from hepir.diagnostics.nearest import nearest
from hepir.interop.adl import calls, comparisons, errors, linked, properties, tree, units
from hepir.interop.adl.arithmetic import binary, signed, summed
from hepir.interop.adl.names import canonical
from hepir.interop.adl.own_lists import own_list
from hepir.interop.adl.pieces import (
    AND,
    ATOM,
    NOT,
    OR,
    Binder,
    Condition,
    Many,
    Momentum,
    Piece,
    Quantity,
    Words,
    inside,
    over,
)
from hepir.interop.adl.scope import MET, Scope, UnresolvedError
from hepir.interop.adl.stopping import ConversionError, cannot
from hepir.interop.adl.vocabulary import kind_of, known_words
from hepir.source import Span
from hepir.types.core import Boolean
from hepir.types.dimensions import ENERGY

RANKED = re.compile(r"(?P<name>[A-Za-z]\w*?)_(?P<rank>\d{1,6})$")
COUNTED = re.compile(r"n(?P<kind>[A-Z]+)$")
IN_PLANE = ("pt", "phi", "px", "py")
INCLUSIVE = "both ends of a slice are included"


@dataclass
class Converter:
    """Converts the expressions of one statement.

    `this`: words that mean the object at hand in the rules of an object, in small letters, and `kinds` its kinds, `slots` its
    members with the kinds `of` each; `found` are
    values of words and trees that an optimisation has found; `quantifier` is what a bare collection means.
    """

    scope: Scope
    this: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = ()
    slots: tuple[str, ...] = ()
    of: tuple[tuple[str, ...], ...] = ()
    whole: tuple[str, ...] = ()
    quantifier: str = "all"
    found: dict[str, Momentum] = field(default_factory=dict)
    members: dict[str, Momentum] = field(default_factory=dict)
    decisions: list[str] = field(default_factory=list)
    binders: list[Binder] = field(default_factory=list)
    asked: dict[str, None] = field(default_factory=dict)  # objects that may be missing
    reordered: dict[str, str] = field(default_factory=dict)  # collections that are sorted from here on
    outdated: frozenset[str] = frozenset()  # definitions that rest on an order before
    half_open: bool = False
    squared: bool = False  # within ( ... )^2

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
                    name = each.collection.partition(" where ")[0]
                    self.decide(f"`{name}` without an index means {quantifier} of them")
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
                raise ConversionError(
                    errors.NotUnderstood(node.span, "a condition stands where a number is expected")
                )
        raise cannot(node.span, "a number is expected")

    def one_quantity(self, node: tree.Node) -> Quantity:
        """A number; not one for each object of a collection."""
        with self.bound() as binders:
            found = self.quantity(node)
        if binders:
            raise cannot(
                node.span, f"one value is expected; here is one for each of `{binders[0].collection}`"
            )
        return found

    def momentum(self, node: tree.Node) -> Momentum:
        """An object or a sum of objects."""
        match own_list(self, node) or self.piece(node):
            case Momentum() as found:
                return found
            case Many() as many:
                return self.each(many)
        raise cannot(node.span, "an object is expected")

    def collection(self, node: tree.Node) -> Many:
        """A collection."""
        match own_list(self, node) or self.piece(node):
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
        return Momentum("this", kinds=self.kinds, parts=self.slots, of=self.of, whole=self.whole)

    def variable(self, stem: str) -> str:
        """A name that no other variable of the statement has."""
        name, number = self.scope.variable(stem), 2
        while any(each.variable == name for each in self.binders):
            name, number = self.scope.variable(f"{stem}{number}"), number + 1
        return name

    def each(self, many: Many, quantifier: str = "") -> Momentum:
        """One object of a collection: a variable, the same for the same collection."""
        known = next((each for each in self.binders if each.collection == many.text), None)
        if known is None:
            stem = re.sub(r"\W.*", "", many.text.partition(" where ")[0].rpartition(".")[2])
            stem = stem.removesuffix("s").lower() if stem[-1:] == "s" else f"each_{stem}"
            known = Binder(self.variable(stem), many.text, quantifier)
            self.binders.append(known)
        parts = tuple(f"{known.variable}.{slot}" for slot in many.slots)
        return Momentum(known.variable, kinds=many.kinds, parts=parts, of=many.of, whole=many.whole)

    # ---- expressions ----

    def piece(self, node: tree.Node) -> Piece:
        """An expression."""
        match node:
            case tree.Number(value=value):
                return Quantity(units.number(node.text), ATOM, None, value, integer=value.is_integer())
            case tree.Measured(text=text, unit=unit):
                return units.measured(text, unit)
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
            case tree.Place():
                return linked.placed(self, node)
            case tree.Attribute(of=of, name=name):
                return self.attribute(of, name, node.span)
            case tree.Call():
                return calls.call(self, node)
            case tree.Momenta() | tree.Binary(operator="+") if canonical(node) in self.found:
                return self.found[canonical(node)]
            case tree.Momenta(parts=parts):
                listed = own_list(self, node)
                return listed if listed is not None else summed([self.momentum(each) for each in parts])
            case tree.Magnitude(inside=child):
                found = self.quantity(child)
                return replace(found, text=f"|{found.text}|", level=ATOM, flag=False, value=None)
            case tree.Signed(operator=operator, operand=operand):
                return signed(self, operator, operand)
            case tree.Binary():
                return binary(self, node)
            case _:
                return self.logic(node)

    def logic(self, node: tree.Node) -> Piece:
        """Conditions of conditions."""
        match node:
            case tree.Compared():
                return comparisons.compared(self, node)
            case tree.Within():
                return comparisons.within(self, node)
            case tree.Joined(word=word, parts=parts):
                level = AND if word == "and" else OR
                texts = (inside(self.condition(each), level + 1) for each in parts)
                return Condition(f" {word} ".join(texts), level)
            case tree.Negated(inside=child):
                return Condition(f"not {inside(self.condition(child), NOT)}", NOT)
            case tree.Ternary():
                return comparisons.ternary(self, node)
            case tree.Nearest():
                raise cannot(node.span, "an optimisation stands where a condition is expected")
            case _:
                raise ConversionError(errors.NotUnderstood(node.span, "something is missing here"))

    def name(self, node: tree.Name) -> Piece:
        """A single word."""
        word = node.text
        if word.lower() in self.this:
            return self.at_hand()
        if word in self.members:
            return self.members[word]
        if word.lower() in ("all", "none"):
            return Condition("true" if word.lower() == "all" else "false")
        own = properties.has(self.kinds, word) or word.lower() in self.scope.derived
        if self.this and self.scope.find(word) is None and own and kind_of(word) != MET.text:
            return self.property_of(self.at_hand(), word, node.span)
        if word in self.outdated:
            raise cannot(node.span, f"`{word}` is defined by the order before the sorting")
        try:
            found = self.scope.meaning(word)
        except UnresolvedError:
            raise ConversionError(errors.RestsOnUnresolved(node.span, word)) from None
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
        if (found := properties.of_event(word)) is not None:
            return found
        if (counted := COUNTED.match(word)) and kind_of(counted["kind"]) not in (None, MET.text):
            return calls.size_of(self.collection(tree.Name(node.span, counted["kind"])))
        if word.lower() in self.scope.settings:
            self.decide(f"`{word}` is the number of a setting")
            return self.scope.settings[word.lower()]
        if self.kinds and (properties.is_property(word) or self.bare(word)):
            raise self.no_property(word, self.kinds, node.span)
        candidates = (*self.scope.entries, *known_words())
        raise ConversionError(errors.UnknownAdlName(node.span, word, nearest(word, candidates)))

    def bare(self, word: str) -> bool:
        """Whether a word in the rules of an object can only be meant as a property."""
        return bool(self.this) and not nearest(word, tuple(self.scope.entries), limit=1)

    def index(self, node: tree.Index) -> Piece:
        """One of a collection."""
        key = canonical(node)
        if key in self.found:
            self.asked[self.found[key].text] = None
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
        name = self.by_rank(of, node.span)
        members = tuple(f"{name}[{node.number}].{slot}" for slot in of.slots)
        self.asked[f"{name}[{node.number}]"] = None
        return Momentum(
            f"{name}[{node.number}]", kinds=of.kinds, optional=True, parts=members, of=of.of, whole=of.whole
        )

    def by_rank(self, of: Many, span: Span) -> str:
        """The collection whose objects may be asked for by their rank."""
        if self.reordered.get(of.text) == "":
            raise cannot(span, f"`{of.text}` is sorted before, which is not converted")
        return self.reordered.get(of.text) or self.scope.ranked(of)

    def sliced(self, node: tree.Slice) -> Piece:
        """Several of a collection, the last included."""
        of = self.collection(node.of)
        if not node.first and node.last is None:
            return of
        name = self.by_rank(of, node.span)
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
        if (listed := own_list(self, tree.Attribute(span, of, word))) is not None:
            return listed
        if word.lower() == "size":
            return calls.size_of(self.collection(of))
        inner = self.piece(of)
        if isinstance(inner, Many):
            inner = self.each(inner)
        if not isinstance(inner, Momentum):
            raise cannot(span, "only an object has a property")
        return self.property_of(inner, word, span)

    def property_of(self, of: Momentum, word: str, span: Span) -> Piece:
        """A property, or a member, of an object."""
        if (member := f"{of.text}.{word}") in of.parts:
            kinds = dict(zip(of.parts, of.of, strict=False)).get(member, ())
            return Momentum(member, kinds=kinds, optional=of.optional)
        if of.transverse and not of.kinds and word.lower() not in IN_PLANE:
            raise cannot(
                span, f"a sum with missing momentum has no `{word}`: only pt and phi are known of it"
            )
        special = calls.special_property(self, of, word, span)
        if special is not None:
            return special
        found = properties.candidates(of.kinds, word)
        if not found and (given := self.scope.derived.get(word.lower())) is not None:
            return replace(given, text=f"{calls.prefix(self, of)}{given.text}", optional=of.optional)
        if word in of.whole:
            return of
        if not found:
            raise self.no_property(word, of.kinds, span)
        chosen = found[0]
        text = chosen.name if of.text == "this" and not self.binders else f"{inside(of, ATOM)}.{chosen.name}"
        optional = of.optional
        if chosen.optional:
            self.asked[text] = None
        if isinstance(chosen.type, Boolean):
            other = next((each for each in found[1:] if not isinstance(each.type, Boolean)), None)
            name = text.removesuffix(chosen.name) + other.name if other is not None else ""
            return Quantity(text, optional=optional, flag=True, name=name)
        return Quantity(text, ATOM, chosen.type.dimension, optional=optional, integer=chosen.type.integer)

    def no_property(self, word: str, kinds: tuple[str, ...], span: Span) -> ConversionError:
        """What to say of a property that is not there."""
        kind = " or ".join(kinds) or "a sum of momenta"
        candidates = (*properties.shared(kinds), *known_words())
        return ConversionError(errors.UnknownAdlProperty(span, word, kind, nearest(word, candidates)))
