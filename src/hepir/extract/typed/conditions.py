"""Conditions in expressions: comparisons of numbers of one dimension, logic, quantifiers, alternatives.

In: a view. Out: alternatives of rules. A value in a condition may be missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hepir.extract.typed.rules import CLOSE, COMMA, DOT, OPEN, one_of
from hepir.extract.typed.views import PURE, TURN, Measure, View, by_owners
from hepir.semantics.forms import has_ancestors
from hepir.types.core import Boolean

if TYPE_CHECKING:
    from hepir.extract.typed.numbers import Numbers

UP, DOWN, EQUAL = (" < ", " <= "), (" > ", " >= "), (" == ", " != ")
NOT, EXISTS, DRAW = (one_of((each,)) for each in ("not ", "exists(", "hit_or_miss("))


class Conditions:
    """Writes the rules of conditions."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers, self.rules, self.scene, self.objects = (
            numbers,
            numbers.rules,
            numbers.scene,
            numbers.objects,
        )

    def whole(self, view: View) -> Iterator[str]:
        """A condition, one of two by a third, or one where another is missing."""
        one = self.rules.rule(self.condition, view)
        branch = f"({one} | {one_of(('true', 'false'))})"
        yield f"{one} ({self.rules.rule(self.numbers.otherwise, view)} {branch})?"
        yield f"{one_of(('true', 'false'))} {self.rules.rule(self.numbers.provided, view)} {branch}"

    def condition(self, view: View) -> Iterator[str]:
        """`a or b`"""
        both = self.rules.rule(self.conjunction, view)
        yield f'{both} (" or " {both}){{0,4}}'

    def conjunction(self, view: View) -> Iterator[str]:
        """`a and b`"""
        one = self.rules.rule(self.negation, view)
        yield f'{one} (" and " {one}){{0,6}}'

    def negation(self, view: View) -> Iterator[str]:
        """`not a`"""
        test = self.rules.rule(self.test, view)
        yield f"{NOT}? {test}"
        yield f"{NOT}? {self.rules.rule(self.comparisons, view)}"

    def comparisons(self, view: View) -> Iterator[str]:
        """Two conditions or two numbers."""
        test = self.rules.rule(self.test, view)
        yield f"{test} {one_of(EQUAL)} {test}"
        for measure in self.numbers.measures:
            yield from self.comparison(view, measure)

    def comparison(self, view: View, measure: Measure) -> Iterator[str]:
        """`a < b <= c` with a number that is not written out on at least one side."""
        number = self.rules.rule(self.numbers.number, view, measure, False)
        operand = self.numbers.operand(view, measure, False)
        beside = self.rules.rule(self.beside, view) if measure == TURN else operand
        constant = self.numbers.constant(measure)
        order = one_of((*UP, *DOWN, *EQUAL) if measure.whole else (*UP, *DOWN))
        yield f"{number} {order} {beside}"
        yield f"{constant} {order} {number}"
        up, down = one_of(UP), one_of(DOWN)
        yield f"{operand} ({up} {number} {up} | {down} {number} {down}) {beside}"

    def beside(self, view: View) -> Iterator[str]:
        """What an angle is compared with: a pure number is one in radians."""
        yield self.numbers.operand(view, TURN, False)
        yield self.rules.rule(self.numbers.number, view, PURE, False)

    # ---- holes whose first place says what they are ----
    def with_new_hole(self, view: View) -> Iterator[str]:
        """`a and b < hole and c`: one hole that stood nowhere before, once."""
        others = self.rules.rule(self.conjunction, view)
        yield f'({others} " and ")? {self.rules.rule(self.new_hole, view)} (" and " {others})?'

    def new_hole(self, view: View) -> Iterator[str]:
        """`hole`, `a < hole`, `a < hole < b`, `any(a < hole for x in jets)`"""
        holes = tuple(name for name in self.scene.open_names if name in view.names)
        conditions = tuple(name for name in holes if name in self.scene.open_conditions)
        if conditions:
            yield f"{NOT}? {one_of(conditions)}"
        for measure in self.numbers.measures if holes else ():
            operand, hole = self.numbers.operand(view, measure, False), one_of(holes)
            order = one_of((*UP, *DOWN, *EQUAL) if measure.whole else (*UP, *DOWN))
            yield f"{operand} {order} {hole}"
            yield f"{hole} {order} {operand}"
            yield f"{operand} ({one_of(UP)} {hole} {one_of(UP)} | {one_of(DOWN)} {hole} {one_of(DOWN)}) {operand}"
        for loop in view.free if holes else ():
            inside = self.rules.rule(self.new_hole, view.inside(loop))
            operation = one_of(f"{each}(" for each in ("any", "all", "none"))
            yield f"{operation} {inside} {self.numbers.calls.comprehension(view, loop)} {CLOSE}"

    # ---- what is true or false by itself ----
    def test(self, view: View) -> Iterator[str]:
        """A property, a region, a quantifier, a function, a condition in parentheses."""
        yield f"{OPEN} {self.rules.rule(self.whole, view)} {CLOSE}"
        yield self.rules.rule(self.properties, view)
        yield self.rules.rule(self.numbers.calls.called_at, view, "condition", False)
        for operation in ("any", "all", "none"):
            yield from self.quantified(view, operation)
        yield from self.presence(view)
        yield from self.containment(view)
        yield from self.descent(view)
        yield from self.draws(view)

    def properties(self, view: View) -> Iterator[str]:
        """Conditions that the objects in view and the event have."""
        if view.this is not None and self.scene.conditions(view.this):
            yield one_of(self.scene.conditions(view.this))
        every = self.objects.local_owners(view, False)
        for owners, names in by_owners(every, map(self.scene.conditions, every)):
            yield f"{self.rules.rule(self.objects.local_paths, view, owners, False)} {DOT} {one_of(names)}"
        yield from self.of_nearest(view)
        yield self.rules.rule(self.of_event, self.objects.event(view))

    def of_nearest(self, view: View) -> Iterator[str]:
        """Conditions of the object that is nearest to one in view."""
        collections = self.objects.collections(view)
        found = (self.scene.conditions(each.element) for each in collections.values())
        for near, names in by_owners(tuple(collections), found):
            yield from self.objects.near(view, near, f"{DOT} {one_of(names)}")

    def of_event(self, view: View) -> Iterator[str]:
        """Conditions of the event: of its objects, defined ones, regions, triggers."""
        every = self.objects.owners
        for owners, those in by_owners(every, map(self.scene.conditions, every)):
            yield f"{self.rules.rule(self.objects.event_paths, view, owners, False)} {DOT} {one_of(those)}"
        for name, kind in self.scene.singles.items():
            if name in view.names and self.scene.conditions(kind):
                yield f"{one_of((f'{name}.',))} {one_of(self.scene.conditions(kind))}"
        types = self.scene.types.items()
        names = tuple(name for name, kind in types if isinstance(kind, Boolean) and name in view.names)
        if names or self.scene.known_conditions:
            yield one_of((*names, *self.scene.known_conditions))
        if self.numbers.quote.words:
            yield f'"trigger(" TRIGGERS ({COMMA} TRIGGERS){{0,9}} {CLOSE}'

    def quantified(self, view: View, operation: str, need: bool = False) -> Iterator[str]:
        """`any(condition for x in jets where condition)`"""
        calls = self.numbers.calls
        for loop in view.free:
            if need and not loop.sure:
                continue
            body = self.rules.rule(self.whole, view.inside(loop))
            yield f"{one_of((f'{operation}(',))} {body} {calls.comprehension(view, loop)} {CLOSE}"

    def presence(self, view: View) -> Iterator[str]:
        """`exists(jets[0])`"""
        singles = self.objects.singles(view)
        things = [
            self.rules.rule(self.any_object, view),
            self.rules.rule(self.numbers.any_number, view, False),
            self.rules.rule(self.properties, view),
            self.rules.rule(self.numbers.momenta.summed, view, False),
            self.rules.rule(self.numbers.momenta.terms, view, False),
            *((one_of(singles),) if singles else ()),
        ]
        for each in things:
            yield f"{EXISTS} {each} {CLOSE}"

    def containment(self, view: View) -> Iterator[str]:
        """`contains(pair, lepton)`"""
        part = self.rules.rule(self.any_object, view)
        lists = "".join(f" | {each}" for each in self.numbers.lists.every(view))
        whole = f"({part} | {self.rules.rule(self.numbers.calls.collections, view)}{lists})"
        yield f'"contains(" {whole} {COMMA} {part} {CLOSE}'

    def draws(self, view: View) -> Iterator[str]:
        """`hit_or_miss(efficiency(x.pt), x)`; without an object, of what each event has one of."""
        if self.scene.probabilities:
            calls = self.numbers.calls
            event = self.objects.event(view) if view.is_local else view
            yield (
                f"{DRAW} {self.rules.rule(calls.looked_up, view)} {CLOSE} {COMMA}"
                f" {self.rules.rule(self.any_object, view)} {CLOSE}"
            )
            yield f"{DRAW} {self.rules.rule(calls.looked_up, event)} {CLOSE} {CLOSE}"

    def any_object(self, view: View) -> Iterator[str]:
        """An object of any type."""
        yield self.rules.rule(self.objects.local_paths, view, self.objects.local_owners(view, False), False)
        yield self.rules.rule(self.objects.event_paths, self.objects.event(view), self.objects.owners, False)
        yield from self.objects.near(view, self.numbers.momenta.moving(view))

    def descent(self, view: View) -> Iterator[str]:
        """`descends_from(particle, 23)`"""
        event, kinds = self.objects.event(view), self.scene.kinds
        local = (each for each in self.objects.local_owners(view, False) if has_ancestors(each, kinds))
        others = (each for each in self.objects.owners if has_ancestors(each, kinds))
        for path in (
            self.rules.rule(self.objects.local_paths, view, tuple(local), False),
            self.rules.rule(self.objects.event_paths, event, tuple(others), False),
        ):
            if self.numbers.quote.species:
                yield f'"descends_from(" {path} ({COMMA} SPECIES){{1,9}} {CLOSE}'
