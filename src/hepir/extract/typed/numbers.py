"""Numbers in expressions: one set of rules for each dimension, so that what is written has the right one.

In: a scene, a view and the literals of a quote. Out: alternatives of rules. A rule for numbers of a dimension does not derive
a bare literal: those stand beside numbers only where their unit fits.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import cached_property
from threading import Lock

from hepir.extract.typed.calls import Calls
from hepir.extract.typed.literals import Quoted, Shape, dimension_of
from hepir.extract.typed.momenta import Momenta
from hepir.extract.typed.objects import Objects
from hepir.extract.typed.own_lists import OwnLists
from hepir.extract.typed.rules import BAR, CLOSE, DOT, MINUS, OPEN, PLUS, Rules, one_of, pattern
from hepir.extract.typed.scene import Scene
from hepir.extract.typed.signatures import EXPONENTS, openings, powers, products, results
from hepir.extract.typed.views import (
    PURE,
    TURN,
    WHOLE,
    Measure,
    Members,
    Owner,
    View,
    by_owners,
    measuring,
)
from hepir.types.core import Momentum, Number
from hepir.types.dimensions import ANGLE, ENERGY, NONE

FURTHER = (ENERGY**2, ENERGY ** Fraction(1, 2))
POWER = one_of((" ^ ",))


class Numbers:
    """Writes the rules of numbers."""

    def __init__(self, scene: Scene, rules: Rules, quote: Shape) -> None:
        self.scene, self.rules, self.quote = scene, rules, quote
        # held while rules are written: what is likely to be asked for next is written by another thread
        self.lock = Lock()
        self.of_owners: dict[tuple[tuple[Owner, ...], Measure, bool], Members[Owner]] = {}
        self.of_collections: dict[tuple[View, Measure, bool], Members[str]] = {}
        self.objects = Objects(self)
        self.lists = OwnLists(self)
        self.momenta = Momenta(self)
        self.calls = Calls(self)

    @cached_property
    def common(self) -> tuple[Measure, ...]:
        """What is spoken of: momenta, the quote, what the program defined."""
        own = (each.dimension for each in self.scene.types.values() if isinstance(each, Number))
        tables = (axis.dimension for each in self.scene.program.tables.values() for axis in each.axes)
        looked_up = (each.dimension for each in self.scene.program.tables.values())
        quoted = map(dimension_of, self.quote.units)
        found = dict.fromkeys((NONE, ANGLE, ENERGY, *own, *tables, *looked_up, *quoted))
        return tuple(measuring(each, False) for each in found)

    @cached_property
    def plain(self) -> tuple[Measure, ...]:
        """What a statement may speak of: these, and what their products and roots measure."""
        return tuple(dict.fromkeys((*self.common, *(measuring(each, False) for each in FURTHER))))

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """Whole numbers, and numbers of each dimension; those that functions alone give are not calculated with."""
        return (WHOLE, *dict.fromkeys((*self.plain, *results())))

    @cached_property
    def offered(self) -> frozenset[Measure]:
        """What the numbers of the quote measure."""
        return frozenset(measuring(dimension_of(each), False) for each in self.quote.units)

    # ---- literals ----
    def constants(self, measure: Measure) -> Iterator[str]:
        """Literals that may stand beside a number, and the hole."""
        for text in self.written(measure) + (self.written(PURE) if measure == TURN else ()):
            yield from signed(text)
        yield one_of(("?", *self.scene.holes_of(measure)))

    def written(self, measure: Measure) -> tuple[str, ...]:
        """The numbers of the quote that measure this. Number and unit are terminals of their own: a lexer that has seen
        `40 ` could not go back to `40` if `40 GeV` were one."""
        if measure.whole:
            return ("COUNTS",)
        return tuple(
            self.with_unit(unit) for unit in self.quote.units if dimension_of(unit) == measure.dimension
        )

    def with_unit(self, unit: str | None) -> str:
        """The numbers of the quote that have this unit."""
        number = f"N{self.quote.units.index(unit)}"
        return f"{number} {one_of((f' {unit}',))}" if unit else number

    def published(self) -> Iterator[str]:
        """A number of the quote with its unit."""
        yield from map(self.with_unit, self.quote.units)

    def written_out(self, measure: Measure) -> Iterator[str]:
        """One of these, with its sign."""
        for text in self.written(measure):
            yield f"{MINUS}? {text}"

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
        yield self.rules.rule(self.unary, view, measure, need)
        if measure.whole:
            whole = self.factor(view, WHOLE, need)
            yield f'{whole} (" * " {whole})+'
            return
        for first, lacking in openings(measure, self.plain):
            yield f"{self.factor(view, first, need)} {self.rules.rule(self.factors_for, view, lacking, need)}"

    def factors_for(self, view: View, lacking: Measure, need: bool) -> Iterator[str]:
        """` * b / c`: the factors that a product lacks."""
        for signs, measure, left in products(lacking, self.plain):
            others = self.rules.rule(
                self.factors_left if left == PURE else self.factors_for, view, left, need
            )
            yield f"{one_of(signs)} {self.factor(view, measure, need)} {others}"

    def factors_left(self, view: View, lacking: Measure, need: bool) -> Iterator[str]:
        """The same, or nothing."""
        yield from ('""', self.rules.rule(self.factors_for, view, lacking, need))

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
        yield from self.written(measure)

    def unary(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """`-a`, `a ^ 2`, or a number that stands for itself."""
        yield f"{MINUS}? {self.rules.rule(self.atom, view, measure, need)}"
        if measure.whole:
            return
        if measure == PURE:
            exponent = self.rules.rule(self.exponent, view, need)
            for base in (PURE, WHOLE):
                yield f"{self.rules.rule(self.atom, view, base, need)} {POWER} {exponent}"
            return
        for base, texts in powers(measure, self.plain, self.quote.exponents):
            yield f"{self.rules.rule(self.atom, view, base, need)} {POWER} {one_of(texts)}"

    def exponent(self, view: View, need: bool) -> Iterator[str]:
        """What a pure number may be raised to."""
        yield one_of(EXPONENTS)
        yield self.factor(view, PURE, need)

    # ---- what stands for itself ----
    def atom(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """A property, a defined value, a function, something in parentheses."""
        yield from self.local_properties(view, measure, need)
        yield self.rules.rule(self.of_event, self.objects.event(view), measure, need)
        yield from self.calls.called_at(view, measure, need)
        yield from self.calls.reductions(view, measure, need)
        yield from self.lists.values(view, measure, need)
        momenta = self.scene.numbers(Momentum(), measure, need)
        if momenta:
            yield f"{self.rules.rule(self.momenta.summed, view, need)} {DOT} {one_of(momenta)}"
        yield f"{OPEN} {self.rules.rule(self.whole_expression, view, measure, need)} {CLOSE}"
        yield f"{BAR} {self.rules.rule(self.number, view, measure, need)} {BAR}"

    def local_properties(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """Numbers that the objects in view have."""
        if view.this is not None:
            bare = self.scene.numbers(view.this, measure, need)
            if bare:
                yield one_of(bare)
        for owners, names in self.members(self.objects.local_owners(view, need), measure, need):
            yield f"{self.rules.rule(self.objects.local_paths, view, owners, need)} {DOT} {one_of(names)}"
        if not need:
            for near, names in self.collections_with(view, measure, False):
                yield from self.objects.near(view, near, f"{DOT} {one_of(names)}")

    def members(self, owners: tuple[Owner, ...], measure: Measure, need: bool) -> Members[Owner]:
        """The numbers that these objects have."""
        key = (owners, measure, need)
        if key not in self.of_owners:
            found = by_owners(owners, (self.scene.numbers(each, measure, need) for each in owners))
            self.of_owners[key] = tuple(found)
        return self.of_owners[key]

    def collections_with(self, view: View, measure: Measure, need: bool) -> Members[str]:
        """Collections in view, and the numbers that all of their objects have."""
        key = (self.objects.event(view), measure, need)
        if key not in self.of_collections:
            every = self.objects.collections(view)
            members = (self.scene.numbers(each.element, measure, need) for each in every.values())
            self.of_collections[key] = tuple(by_owners(tuple(every), members))
        return self.of_collections[key]

    def of_event(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """Numbers of the event: of its objects, of MET, defined ones, holes, and of whole collections."""
        for owners, names in self.members(self.objects.owners, measure, need):
            yield f"{self.rules.rule(self.objects.event_paths, view, owners, need)} {DOT} {one_of(names)}"
        for name, kind in self.scene.singles.items():
            names = self.scene.numbers(kind, measure, need)
            if names and name in view.names:
                yield f"{one_of((f'{name}.',))} {one_of(names)}"
        known = (*self.scene.values.get(measure, ()), *self.scene.holes_of(measure))
        seen = (name for name in known if name in view.names)
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
        yield from self.of_literals(view, measure)
        if need:
            yield f'{self.rules.rule(self.number, view, measure, False)} " else " {other}'

    def of_literals(self, view: View, measure: Measure) -> Iterator[str]:
        """`30 GeV if condition else 50 GeV`"""
        for text in self.written(measure):
            yield f"{MINUS}? {text} {self.rules.rule(self.provided, view)} {self.constant(measure)}"

    def provided(self, view: View) -> Iterator[str]:
        """` if condition else `"""
        yield f'" if " {self.rules.rule(self.calls.conditions.condition, view)} " else "'

    def otherwise(self, view: View) -> Iterator[str]:
        """The same, or ` else `."""
        yield from (self.rules.rule(self.provided, view), one_of((" else ",)))

    def argument(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """An argument of a function: an expression, or a literal."""
        yield self.rules.rule(self.whole_expression, view, measure, need)
        yield self.constant(measure)

    def any_number(self, view: View, need: bool) -> Iterator[str]:
        """An expression of any dimension."""
        for measure in self.measures:
            yield self.rules.rule(self.whole_expression, view, measure, need)


def terminals(quoted: Quoted) -> Iterator[str]:
    """The terminals of what a quote offers."""
    for number, texts in enumerate(quoted.by_unit.values()):
        yield f"N{number}: {pattern(texts)}\n"
    triggers = tuple(f'"{each}"' for each in quoted.words)
    for name, those in (("COUNTS", quoted.counts), ("TRIGGERS", triggers), ("SPECIES", quoted.species)):
        if those:
            yield f"{name}: {pattern(those)}\n"


def signed(text: str) -> tuple[str, str]:
    """A literal, its negative, and this in parentheses."""
    return f"{MINUS}? {text}", f"{OPEN} {MINUS} {text} {CLOSE}"
