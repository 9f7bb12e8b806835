"""Numbers in expressions: one set of rules for each dimension, so that what is written has the right one.

In: a scene, a view and the literals of a quote. Out: alternatives of rules. A rule for numbers of a dimension does not derive
a bare literal: those stand beside numbers only where their unit fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property

from hepir.extract.typed.calls import Calls
from hepir.extract.typed.literals import Quoted
from hepir.extract.typed.objects import Objects, local_owners
from hepir.extract.typed.rules import PLUS, TIMES, by_unit, literal, one_of
from hepir.extract.typed.signatures import powers, products
from hepir.extract.typed.views import (
    PURE,
    TURN,
    WHOLE,
    Measure,
    View,
    by_owners,
    measuring,
)
from hepir.types.core import Momentum, Number
from hepir.types.dimensions import ANGLE, ENERGY, NONE

FURTHER = (ENERGY**2, ENERGY ** Fraction(1, 2))


class Numbers:
    """Writes the rules of numbers."""

    def __init__(self, objects: Objects, quoted: Quoted) -> None:
        self.objects, self.scene, self.rules = objects, objects.scene, objects.rules
        self.literals, self.counts, self.triggers = quoted.literals, quoted.counts, quoted.words
        self.calls = Calls(self)

    @cached_property
    def plain(self) -> tuple[Measure, ...]:
        """What a statement may speak of: momenta, the quote, what the program defined."""
        own = (each.dimension for each in self.scene.types.values() if isinstance(each, Number))
        quoted = (each.dimension for each in self.literals)
        found = dict.fromkeys((NONE, ANGLE, ENERGY, *own, *quoted, *FURTHER))
        return tuple(measuring(each, False) for each in found)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Whole numbers, and numbers of each dimension."""
        return (WHOLE, *self.plain)

    @cached_property
    def offered(self) -> frozenset[Measure]:
        """What the numbers of the quote measure."""
        return frozenset(measuring(each.dimension, False) for each in self.literals)

    # ---- literals ----
    def constants(self, measure: Measure) -> Iterator[str]:
        """Literals that may stand beside a number, and the hole."""
        if measure.whole:
            yield from signed(one_of(self.counts))
        else:
            wanted = (NONE, ANGLE) if measure == TURN else (measure.dimension,)
            for text in by_unit(each for each in self.literals if each.dimension in wanted):
                yield from signed(text)
        yield literal("?")

    def constant(self, measure: Measure) -> str:
        """A literal."""
        return self.rules.rule(self.constants, measure)

    # ---- sums ----
    def operands(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """What may be a term of a sum, or stand on either side of a comparison."""
        yield self.rules.rule(self.number, view, measure, need)
        yield self.constant(measure)

    def operand(self, view: View, measure: Measure, need: bool) -> str:
        """A number or a literal."""
        return self.rules.rule(self.operands, view, measure, need)

    def number(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """`a + b - c`"""
        product = self.rules.rule(self.product, view, measure, need)
        further = self.rules.rule(self.further, view, measure, need)
        yield f"{self.rules.rule(self.leading, measure)}? {product} {further}*"

    def leading(self, measure: Measure) -> Iterator[str]:
        """`30 GeV + `"""
        yield f"{self.constant(measure)} {PLUS}"

    def trailing(self, measure: Measure) -> Iterator[str]:
        """` + 30 GeV`"""
        yield f"{PLUS} {self.constant(measure)}"

    def further(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """` + b`: a term, or a literal that may be added to one."""
        yield f"{PLUS} {self.rules.rule(self.product, view, measure, need)}"
        yield self.rules.rule(self.trailing, measure)
        if measure == PURE:
            yield f"{PLUS} {self.rules.rule(self.product, view, WHOLE, need)}"
        if measure == TURN:
            yield self.rules.rule(self.further, view, PURE, need)

    def product(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """`a * b / c`"""
        if measure.whole:
            whole = self.factor(view, WHOLE, need)
            yield self.rules.rule(self.unary, view, measure, need)
            yield f'{whole} (" * " {whole})+'
        else:
            scale = self.rules.rule(self.scale, view, need)
            yield f"{self.rules.rule(self.pairs, view, measure, need)} {scale}*"

    def pairs(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """A number, or two factors."""
        yield self.rules.rule(self.unary, view, measure, need)
        for first, sign, other in products(measure, self.plain):
            yield f"{self.factor(view, first, need)} {literal(sign)} {self.factor(view, other, need)}"

    def scale(self, view: View, need: bool) -> Iterator[str]:
        """`* a`: a pure number."""
        yield f"{TIMES} {self.factor(view, PURE, need)}"

    def factor(self, view: View, measure: Measure, need: bool) -> str:
        """A factor: here a literal needs no company."""
        if measure in (WHOLE, PURE) or measure in self.offered:
            return self.rules.rule(self.factors, view, measure, need)
        return self.rules.rule(self.unary, view, measure, need)

    def factors(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """A number that stands for itself, or a literal."""
        yield self.rules.rule(self.unary, view, measure, need)
        if measure == PURE:
            yield self.rules.rule(self.unary, view, WHOLE, need)
        if measure.whole:
            yield one_of(self.counts)
        else:
            yield from by_unit(each for each in self.literals if each.dimension == measure.dimension)

    def unary(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """`-a`, `a ^ 2`, or a number that stands for itself."""
        yield f'"-"? {self.rules.rule(self.atom, view, measure, need)}'
        if measure.whole:
            return
        for base, texts in powers(measure, self.plain):
            yield f"{self.rules.rule(self.atom, view, base, need)} {one_of(texts)}"

    # ---- what stands for itself ----
    def atom(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """A property, a defined value, a function, something in parentheses."""
        yield from self.local_properties(view, measure, need)
        yield self.rules.rule(self.of_event, self.objects.event(view), measure, need)
        yield from self.calls.functions(view, measure, need)
        yield from self.calls.reductions(view, measure, need)
        momenta = self.scene.numbers(Momentum(), measure, need)
        if momenta:
            yield f'{self.rules.rule(self.objects.summed, view, need)} "." {one_of(momenta)}'
        yield f'"(" {self.rules.rule(self.whole_expression, view, measure, need)} ")"'
        yield f'"|" {self.rules.rule(self.number, view, measure, need)} "|"'

    def local_properties(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """Numbers that the objects in view have."""
        if view.this is not None:
            bare = self.scene.numbers(view.this, measure, need)
            if bare:
                yield one_of(bare)
        for owner in local_owners(view):
            names = self.scene.numbers(owner, measure, need)
            if names:
                yield f'{self.rules.rule(self.objects.local_path, view, owner)} "." {one_of(names)}'

    def of_event(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """Numbers of the event: of its objects, of MET, defined ones, and of whole collections."""
        every = self.objects.owners
        for owners, names in by_owners(every, (self.scene.numbers(each, measure, need) for each in every)):
            yield f'{self.rules.rule(self.objects.event_paths, view, owners, need)} "." {one_of(names)}'
        for name, kind in self.scene.singles.items():
            names = self.scene.numbers(kind, measure, need)
            if names and name in view.names:
                yield f"{literal(f'{name}.')} {one_of(names)}"
        seen = (name for name in self.scene.values.get(measure, ()) if name in view.names)
        defined = [name for name in seen if not (need and self.scene.missing(name, view.facts))]
        if defined:
            yield one_of(defined)
        yield from self.calls.of_collections(view, measure, need)

    # ---- whole expressions ----
    def whole_expression(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """A number, one of two by a condition, or one where another is missing."""
        one = self.rules.rule(self.number, view, measure, need)
        other = self.operand(view, measure, need)
        yield f"{one} ({self.rules.rule(self.otherwise, view)} {other})?"
        yield f"{self.constant(measure)} {self.rules.rule(self.provided, view)} {one}"
        if need:
            yield f'{self.rules.rule(self.number, view, measure, False)} " else " {other}'

    def provided(self, view: View) -> Iterator[str]:
        """` if condition else `"""
        yield f'" if " {self.rules.rule(self.calls.conditions.condition, view)} " else "'

    def otherwise(self, view: View) -> Iterator[str]:
        """The same, or ` else `."""
        yield from (self.rules.rule(self.provided, view), literal(" else "))

    def argument(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """An argument of a function: an expression, or a literal."""
        yield self.rules.rule(self.whole_expression, view, measure, need)
        yield self.constant(measure)

    def any_number(self, view: View, need: bool) -> Iterator[str]:
        """An expression of any dimension."""
        for measure in self.measures:
            yield self.rules.rule(self.whole_expression, view, measure, need)


def signed(text: str) -> tuple[str, str]:
    """A literal, its negative, and this in parentheses."""
    return f'"-"? {text}', f'"(" "-" {text} ")"'
