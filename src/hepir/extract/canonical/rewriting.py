"""Expressions in their one canonical form.

In: a typed expression and the setting of its program. Out: an equal expression in which small definitions and `let`
properties are written out, bound variables are numbered from the outside in, and commuting operands are in one order.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from itertools import permutations
from typing import Literal

from hepir.extract.canonical import logic
from hepir.extract.canonical.positions import presence, sorting
from hepir.extract.canonical.setting import Setting
from hepir.semantics.expressions import (
    Absolute,
    Add,
    Apply,
    Binding,
    Compare,
    Conditional,
    Exists,
    Expression,
    Extreme,
    Index,
    Local,
    Logical,
    Member,
    Multiply,
    Negate,
    Not,
    Reduce,
    Reference,
)
from hepir.semantics.program import Choice
from hepir.semantics.rewriting import with_parts
from hepir.semantics.wording import worded
from hepir.types.core import Composite, Element

SYMMETRIC = ("min", "max", "dr", "dphi", "deta", "transverse_mass")
# The orders of so many bindings are tried; more keep the order they have.
MOST_BINDINGS = 3
Signed = tuple[tuple[Literal[1, -1], Expression], ...]


@dataclass(frozen=True)
class Place:
    """Where an expression stands: the objects in view, what they are from, and how many variables are bound around it.

    With `truth`, nobody asks whether a condition that does not hold is false or missing.
    """

    setting: Setting
    view: Mapping[str, Expression] = field(default_factory=dict)
    homes: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0
    truth: bool = False

    def text(self, expression: Expression) -> str:
        """The key that operands are ordered by."""
        return worded(expression, self.setting.names)

    def valued(self) -> Place:
        """The place of an operand whose being missing counts."""
        return replace(self, truth=False) if self.truth else self


def canonical(expression: Expression, place: Place) -> Expression:
    """The canonical form of an expression."""
    match expression:
        case Local(name):
            return place.view.get(name, expression)
        case Reference():
            return of_reference(expression, place)
        case Member():
            return of_member(expression, place)
        case Extreme() | Reduce():
            return of_binder(expression, place)
        case Logical(word, operands):
            return logic.joined(
                word, [canonical(each, place) for each in operands], place.setting, expression
            )
        case Not(operand):
            return logic.negated(canonical(operand, place.valued()), place.setting)
        case Compare(operands):
            inner = [canonical(each, place.valued()) for each in operands]
            return logic.compared(replace(expression, operands=tuple(inner)), place.setting, place.truth)
        case Conditional(condition, value, otherwise):
            asked = canonical(condition, replace(place, truth=True))
            kept, other = (canonical(each, place.valued()) for each in (value, otherwise))
            return replace(expression, condition=asked, value=kept, otherwise=other)
        case _:
            return of_operation(expression, place.valued())


def of_operation(expression: Expression, place: Place) -> Expression:
    """Operators and functions of values."""
    found = with_parts(expression, lambda each: canonical(each, place))
    match found:
        case Exists(inner):
            return presence(inner, place.setting) or found
        case Absolute(inner):
            return replace(found, value=without_sign(inner))
        case Apply(function, arguments) if function in SYMMETRIC:
            return replace(found, arguments=tuple(sorted(arguments, key=place.text)))
        case Add(terms):
            return replace(found, terms=ordered(terms, place))
        case Multiply(factors):
            return replace(found, factors=ordered(factors, place))
        case _:
            return found


def ordered(signed: Signed, place: Place) -> Signed:
    """Terms or factors in the order of their text, those with a minus or below the line last."""
    return tuple(sorted(signed, key=lambda pair: (-pair[0], place.text(pair[1]))))


def without_sign(expression: Expression) -> Expression:
    """`b - a` as `a - b`, and `-a` as `a`: inside `|...|` they are the same."""
    match expression:
        case Negate(inner) | Absolute(inner):
            return without_sign(inner)
        case Add(((1, first), (-1, second))) if worded(second, {}) < worded(first, {}):
            return replace(expression, terms=((1, second), (-1, first)))
        case _:
            return expression


# ---- names ----


def of_reference(expression: Reference, place: Place) -> Expression:
    """A name: its value where that is small."""
    setting = place.setting
    value = setting.inlined(expression.name)
    if value is not None:
        return canonical(value, replace(place, view={}, homes={}))
    match setting.definitions.get(expression.name):
        case Choice(collection=collection, rankings=(ranking,)) as choice:
            reference = Reference(collection, type=choice.type, span=expression.span)
            largest = not ranking.minimizing
            found = Extreme(
                reference, choice.variable, ranking.key, largest, type=choice.type, span=expression.span
            )
            return of_binder(found, replace(place, view={}, homes={}))
        case _:
            return expression


def of_member(expression: Member, place: Place) -> Expression:
    """A property; one that `let` gave is written out where it is small."""
    base = canonical(expression.base, place.valued())
    if not expression.slot and is_derived(expression):
        rule = place.setting.derivation(place.setting.home(base, place.homes), expression.name)
        if rule is not None:
            home = place.setting.home(base, place.homes)
            inner = replace(place, view={"this": base}, homes=with_home(place.homes, "this", home))
            return canonical(rule.value, inner)
    return replace(expression, base=base)


def is_derived(expression: Member) -> bool:
    """Whether the program gave this property."""
    kind = expression.base.type
    return isinstance(kind, Element | Composite) and expression.name in [each.name for each in kind.derived]


def with_home(homes: Mapping[str, str], name: str, home: str | None) -> Mapping[str, str]:
    """Where the objects in view are from, with one more."""
    return {**homes, name: home} if home is not None else homes


# ---- variables ----


def bound(place: Place, binding: Binding) -> tuple[Place, Binding]:
    """The place inside a binder, whose variable gets its number."""
    collection = canonical(binding.collection, place.valued())
    name = f"x{place.depth + 1}"
    source = binding.collection
    kind = getattr(source.type, "element", source.type)
    local = Local(name, type=kind, span=source.span)
    homes = with_home(place.homes, name, place.setting.home(collection, place.homes))
    inner = replace(place, view={**place.view, binding.variable: local}, homes=homes, depth=place.depth + 1)
    return inner, Binding(name, collection)


def of_binder(expression: Extreme | Reduce, place: Place) -> Expression:
    """A quantifier, a reduction, or a best object; of several bindings the order with the smallest text."""
    if isinstance(expression, Extreme):
        inner, binding = bound(place, Binding(expression.variable, expression.collection))
        key = canonical(expression.key, inner.valued())
        found_best = replace(expression, collection=binding.collection, variable=binding.variable, key=key)
        return first_of(found_best, inner) or found_best
    orders = [expression.bindings]
    if len(expression.bindings) <= MOST_BINDINGS and independent(expression.bindings):
        orders = [*permutations(expression.bindings)]
    found = [reduction(replace(expression, bindings=order), place) for order in orders]
    return min(found, key=place.text)


def first_of(best: Extreme, inner: Place) -> Expression | None:
    """The best object of a collection that is sorted so that the best come first: it stands at the beginning. None for any
    other; a key that may be missing or no number would put another object there."""
    found = sorting(best.collection, inner.setting)
    if found is None or found[0].descending != best.largest or not inner.setting.certain(best.key):
        return None
    (rule, variable), local = found, Local(best.variable, type=best.type, span=best.span)
    key = canonical(rule.key, replace(inner, view={variable: local}).valued())
    if inner.text(key) != inner.text(best.key):
        return None
    return Index(best.collection, 0, type=best.type, span=best.span)


def independent(bindings: tuple[Binding, ...]) -> bool:
    """Whether no collection is one of another binding's object."""
    return all(isinstance(each.collection, Reference) for each in bindings)


def reduction(expression: Reduce, place: Place) -> Expression:
    """A reduction with its bindings in the order given."""
    inner, bindings = place, []
    for binding in expression.bindings:
        inner, renamed = bound(inner, binding)
        bindings.append(renamed)
    truth = expression.operation in ("any", "all", "none", "count")
    body = canonical(expression.body, replace(inner, truth=truth))
    where = canonical(expression.where, replace(inner, truth=True)) if expression.where is not None else None
    found = replace(expression, body=body, bindings=tuple(bindings), where=where)
    return logic.quantified(found, place.setting)
