"""Functions and reductions in expressions, from the table of signatures.

In: a view and what a result measures. Out: alternatives of rules.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hepir.extract.typed.conditions import Conditions
from hepir.extract.typed.own_lists import spelled
from hepir.extract.typed.rules import BAR, CLOSE, COMMA, DOT, one_of
from hepir.extract.typed.scene import sizes
from hepir.extract.typed.signatures import Argument, Arguments, Wanted, Written, calls, calls_of
from hepir.extract.typed.views import PURE, Binder, Loop, Measure, View

if TYPE_CHECKING:
    from hepir.extract.typed.numbers import Numbers


class Calls:
    """Writes the rules of calls."""

    def __init__(self, numbers: Numbers) -> None:
        self.numbers, self.rules, self.scene, self.objects = (
            numbers,
            numbers.rules,
            numbers.scene,
            numbers.objects,
        )
        self.conditions = Conditions(numbers)

    # ---- functions ----
    def called_at(self, view: View, wanted: Wanted, need: bool) -> Iterator[str]:
        """Calls of functions and tables that give this."""
        yield f"{self.rules.rule(self.called, view, wanted, need)} {CLOSE}"

    def called(self, view: View, wanted: Wanted, need: bool) -> Iterator[str]:
        """`max(a, b`"""
        known, common = self.numbers.plain, len(self.numbers.common)
        tables = calls_of(self.scene.tables, wanted, known, common, need)
        yield from self.spelled((*calls(wanted, known, common, need), *tables), view, need)

    def looked_up(self, view: View) -> Iterator[str]:
        """`efficiency(jets[0].pt`: a probability by a table."""
        known, common = self.numbers.plain, len(self.numbers.common)
        yield from self.spelled(calls_of(self.scene.probabilities, PURE, known, common, False), view, False)

    def spelled(
        self, some: Iterable[tuple[Arguments, tuple[str, ...]]], view: View, need: bool
    ) -> Iterator[str]:
        """Functions with their arguments."""
        for given, names in some:
            first, *others = given.first
            # `interpolate(a` begins what has a value of any dimension
            shared = len(given.group) > 1
            opening = (
                self.rules.rule(self.opened, names, first, view, need)
                if shared
                else "".join(self.opened(names, first, view, need))
            )
            inner = " ".join(self.next(each, view, need) for each in others)
            yield f"{opening} {inner} {self.repeated(given, view, need)}"

    def opened(self, names: tuple[str, ...], takes: Argument, view: View, need: bool) -> Iterator[str]:
        """`max(a`"""
        yield f"{one_of(f'{each}(' for each in names)} {self.argument(takes, view, need)}"

    def repeated(self, given: Arguments, view: View, need: bool) -> str:
        """The further arguments of a function that takes any number of them."""
        if not given.group:
            return ""
        group = " ".join(self.next(each, view, need) for each in given.group)
        return f"{f'{group} ' * (given.least - 1)}({group}){'+' if given.least else '*'}"

    def next(self, takes: Argument, view: View, need: bool) -> str:
        """A comma and an argument."""
        return self.rules.rule(self.after_comma, takes, view, need)

    def after_comma(self, takes: Argument, view: View, need: bool) -> Iterator[str]:
        """`, a`"""
        yield f"{COMMA} {self.argument(takes, view, need)}"

    def argument(self, takes: Argument, view: View, need: bool) -> str:
        """What one parameter takes."""
        if isinstance(takes, Written):
            return self.rules.rule(self.numbers.written_out, takes.measure)
        if isinstance(takes, Measure):
            return self.rules.rule(self.numbers.argument, view, takes, need)
        if takes in ("collection", "summed"):
            return self.rules.rule(self.moving, view, need, takes == "summed")
        return self.rules.rule(self.numbers.momenta.momentum, view, need, takes == "transverse")

    def moving(self, view: View, need: bool, single: bool) -> Iterator[str]:
        """A collection of objects with a momentum; with `single` also one such object, or MET."""
        names = self.numbers.momenta.moving(view)
        if names:
            yield self.objects.some(names)
        yield from self.numbers.lists.every(view, need, moving=True)
        if single:
            yield self.rules.rule(self.numbers.momenta.momentum, view, need, True)

    # ---- reductions ----
    def reductions(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """`size`, `count`, `sum`, `min`, `max`, `mean`"""
        if measure.whole:
            yield from self.conditions.quantified(view, "count", need)
        operations = ["sum"] if need else ["sum", "min", "max", *(() if measure.whole else ("mean",))]
        for loop in view.summed:
            if need and not loop.sure:
                continue
            body = self.rules.rule(self.numbers.whole_expression, view.inside(loop), measure, True)
            opening = one_of(f"{each}(" for each in operations)
            yield f"{opening} {body} {self.comprehension(view, loop)} {CLOSE}"
            if need and self.surely(view, loop):
                yield f"{one_of(('min(', 'max('))} {body} {words(loop)} {CLOSE}"

    def of_collections(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """`size(jets)`, `sum(jets.pt)`: what needs no variable."""
        if measure.whole:
            yield f'"size(" {self.rules.rule(self.collections, view)} {CLOSE}'
        yield from self.lifted(view, measure, need)

    def surely(self, view: View, loop: Loop) -> bool:
        """Whether all collections are known to have objects."""
        known = sizes(view.facts)
        return all(known.get(each.collection) for each in loop.binders)

    def comprehension(self, view: View, loop: Loop) -> str:
        """A mention of the end of a reduction."""
        return self.rules.rule(self.comprehensions, view, loop)

    def comprehensions(self, view: View, loop: Loop) -> Iterator[str]:
        """`for x in jets for y in muons where ...`"""
        where = self.rules.rule(self.conditions.condition, view.inside(loop))
        yield f'{words(loop)} (" where " {where})?'

    def collections(self, view: View) -> Iterator[str]:
        """A collection, or its first objects."""
        names = tuple(self.objects.collections(view))
        if names:
            yield self.objects.some(names)

    def lifted(self, view: View, measure: Measure, need: bool) -> Iterator[str]:
        """`sum(jets.pt)`, `max(|jets.eta|)`"""
        operations = ("sum",) if need else ("sum", "min", "max")
        known = sizes(view.facts)
        values, sure = [], []
        for names, members in self.numbers.collections_with(view, measure, True):
            values.append(f"{self.objects.some(names)} {DOT} {one_of(members)}")
            filled = [name for name in names if known.get(name)]
            if need and filled:
                sure.append(f"{one_of(filled)} {DOT} {one_of(members)}")
        yield from self.of_values(operations, tuple(values))
        yield from self.of_values(("min", "max"), tuple(sure))

    def of_values(self, operations: Iterable[str], values: tuple[str, ...]) -> Iterator[str]:
        """Reductions of values of all objects, or of their magnitudes."""
        if values:
            any_value = self.rules.rule(alternatives, values)
            opening = one_of(f"{each}(" for each in operations)
            yield f"{opening} ({any_value} | {BAR} {any_value} {BAR}) {CLOSE}"


def alternatives(texts: tuple[str, ...]) -> Iterator[str]:
    """Each of some texts."""
    yield from texts


def words(loop: Loop) -> str:
    """`for x in jets for y in muons`, word by word: no terminal may begin like a longer one that fits there, too."""
    return " ".join(
        f"{one_of((f' for {each.variable} in ',))} {collection_of(each)}" for each in loop.binders
    )


def collection_of(binder: Binder) -> str:
    """What a variable runs over."""
    return one_of((binder.collection,)) if binder.listing is None else spelled(binder.collection)
