"""Conditions in expressions: comparisons of numbers of one dimension, logic, quantifiers.

In: a view. Out: alternatives of rules. A value in a condition may be missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hepir.extract.typed.objects import local_owners
from hepir.extract.typed.rules import literal, one_of, outside
from hepir.extract.typed.views import PURE, TURN, Measure, View, by_owners
from hepir.types.core import Boolean, Single

if TYPE_CHECKING:
    from hepir.extract.typed.numbers import Numbers

UP, DOWN, EQUAL = (" < ", " <= "), (" > ", " >= "), (" == ", " != ")


class Conditions:
    """Writes the rules of conditions."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers, self.rules, self.scene, self.objects = (
            numbers,
            numbers.rules,
            numbers.scene,
            numbers.objects,
        )

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
        yield f'"not "? {test}'
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

    # ---- what is true or false by itself ----
    def test(self, view: View) -> Iterator[str]:
        """A property, a region, a quantifier, a condition in parentheses."""
        yield f'"(" {self.rules.rule(self.condition, view)} ")"'
        yield from self.properties(view)
        yield self.rules.rule(self.of_event, self.objects.event(view))
        for operation in ("any", "all", "none"):
            yield from self.quantified(view, operation)
        yield from self.presence(view)
        yield from self.containment(view)

    def properties(self, view: View) -> Iterator[str]:
        """Conditions that the objects in view have."""
        if view.this is not None and self.scene.conditions(view.this):
            yield one_of(self.scene.conditions(view.this))
        for owner in local_owners(view):
            names = self.scene.conditions(owner)
            if names:
                yield f'{self.rules.rule(self.objects.local_path, view, owner)} "." {one_of(names)}'

    def of_event(self, view: View) -> Iterator[str]:
        """Conditions of the event: of its objects, defined ones, regions, triggers."""
        every = self.objects.owners
        for owners, those in by_owners(every, map(self.scene.conditions, every)):
            yield f'{self.rules.rule(self.objects.event_paths, view, owners, False)} "." {one_of(those)}'
        for name, kind in self.scene.types.items():
            if isinstance(kind, Single) and name in view.names and self.scene.conditions(kind):
                yield f"{literal(f'{name}.')} {one_of(self.scene.conditions(kind))}"
        names = tuple(
            name
            for name, kind in self.scene.types.items()
            if isinstance(kind, Boolean) and name in view.names
        )
        if names:
            yield one_of(names)
        triggers = self.numbers.triggers
        if triggers:
            yield f'"trigger(" {one_of(f"{chr(34)}{each}{chr(34)}" for each in triggers)} ")"'

    def quantified(self, view: View, operation: str) -> Iterator[str]:
        """`any(condition for x in jets where condition)`"""
        calls = self.numbers.calls
        for binders in calls.subsets(view):
            own = view.bits(binders)
            body = self.rules.rule(self.condition, view, bind=own)
            yield outside(f'{literal(f"{operation}(")} {body} {calls.comprehension(view, binders)} ")"', own)

    def presence(self, view: View) -> Iterator[str]:
        """`exists(jets[0])`"""
        yield f'"exists(" {self.rules.rule(self.any_object, view)} ")"'
        yield f'"exists(" {self.rules.rule(self.numbers.any_number, view, False)} ")"'

    def containment(self, view: View) -> Iterator[str]:
        """`contains(pair, lepton)`"""
        part = self.rules.rule(self.any_object, view)
        whole = f"({part} | {self.rules.rule(self.numbers.calls.collections, view)})"
        yield f'"contains(" {whole} ", " {part} ")"'

    def any_object(self, view: View) -> Iterator[str]:
        """An object of any type."""
        for owner in local_owners(view):
            yield self.rules.rule(self.objects.local_path, view, owner)
        yield self.rules.rule(self.objects.event_objects, self.objects.event(view), False)
