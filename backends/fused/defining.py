"""Definitions of a program as code for one event.

In: names. Out: what they stand for, worked out once, in the smallest block around all uses.
"""

from __future__ import annotations

from abc import abstractmethod
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from functools import cached_property
from typing import TypeVar

from hepir.backends.fused.collections import Loop
from hepir.backends.fused.expressions import Expressions
from hepir.backends.fused.values import (
    Combined,
    Given,
    Items,
    Particle,
    Scalar,
    Thing,
    Value,
    dtype_of,
    leaves,
)
from hepir.backends.fused.writing import Block, Path
from hepir.diagnostics.places import NOWHERE
from hepir.ir.needs import expressions_of, sources_of
from hepir.ir.plan import Plan
from hepir.passes.components import kinds_in
from hepir.semantics.expressions import Add, Apply, Expression, Member, Reduce, Reference, walk
from hepir.semantics.program import (
    Choice,
    Combination,
    Definition,
    Limit,
    ObjectDefinition,
    Replacement,
    Sorting,
    ValueDefinition,
)
from hepir.semantics.usage import definition_expressions
from hepir.types.core import Collection, Composite, Derived, Element, Momentum

Made = TypeVar("Made")


class Definitions(Expressions):
    """Writes definitions where they are needed. `places` are the paths of blocks that an earlier writing found best."""

    def __init__(self, plan: Plan, places: Mapping[Hashable, Path]) -> None:
        super().__init__(plan)
        self.places = places
        self.uses: dict[Hashable, list[Path]] = {}
        self.counts = Counter(references_in(plan))

    # ---- names ----
    def named_value(self, name: str) -> Value:
        """What a name stands for."""
        return self.placed(("name", name), lambda: self.worked_out(name))

    def placed(self, key: Hashable, made: Callable[[], Made]) -> Made:
        """What is worked out once, in the smallest block around all uses."""
        known = self.remembered(key)
        self.uses.setdefault(key, []).append(self.path(self.event_block()))
        if known is None:
            with self.at(self.place_of(key)):
                known = made()
                self.here.memory[key] = known
        return known  # type: ignore[return-value]

    def place_of(self, key: Hashable) -> Block:
        """The open block in which something is worked out."""
        here = self.event_block()
        wanted = self.places.get(key)
        if wanted is None:
            return here
        around = [each for each in self.open[: self.open.index(here) + 1] if each.label is not None]
        return around[min(len(wanted), len(around)) - 1]

    def worked_out(self, name: str) -> Value:
        """As `named_value`, written here."""
        kind = self.plan.kinds.get(name)
        if kind is not None:
            return self.single(kind) if kind.singular else self.stored_items(kind)
        definition = self.plan.program.definition(name)
        if definition is None:
            return Scalar(self.region_truth(name))
        self.comment(definition.origin)
        match definition:
            case ObjectDefinition() | Combination():
                return self.listed_definition(definition)
            case Choice():
                collection = self.reference(definition.collection)
                return self.best(definition.name, collection, definition.variable, definition.rankings)
            case ValueDefinition(value=value):
                found = self.value(value)
                return self.guarded_scalar(found, name) if isinstance(found, Scalar) else found

    @abstractmethod
    def region_truth(self, name: str) -> str:
        """Whether an event passes a region."""

    def reference(self, name: str) -> Reference:
        """A named collection as expression."""
        kind = self.plan.kinds.get(name)
        definition = self.plan.program.definition(name)
        typed = Collection(Element((name,))) if kind is not None else getattr(definition, "type", None)
        assert typed is not None
        return Reference(name, type=typed, span=NOWHERE)

    def items_named(self, name: str) -> Items:
        """The objects of a named collection, by position."""
        found = self.named_value(name)
        assert isinstance(found, Items), name
        return found

    # ---- collections ----
    def streamed(self, name: str) -> Loop | None:
        """How to go through a collection that is used once, without a list."""
        definition = self.plan.program.definition(name)
        if not isinstance(definition, ObjectDefinition | Combination) or self.counts[name] != 1:
            return None
        if any(each.loop for each in self.open) or any(
            isinstance(each, Sorting | Limit) for each in definition.rules
        ):
            return None
        if len(sources_of(definition)) > 1 and isinstance(definition, ObjectDefinition):
            return None
        if not definition.rules and isinstance(definition, ObjectDefinition):
            return None

        @contextmanager
        def loop() -> Iterator[Thing]:
            self.comment(definition.origin)
            (source,) = self.loops_of(definition)
            with source() as thing, self.ruled(thing, definition.rules, definition.variable) as passed:
                yield passed

        return loop

    def listed_definition(self, definition: ObjectDefinition | Combination) -> Items:
        """The objects of a definition in a list; stage by stage, where it sorts or stops."""
        rules = list(definition.rules)
        if isinstance(definition, ObjectDefinition) and not rules and len(definition.sources) == 1:
            return self.items_named(definition.sources[0])
        sources, most = self.loops_of(definition), self.most_of(definition)
        while True:
            cut = next((i for i, each in enumerate(rules) if isinstance(each, Sorting | Limit)), len(rules))
            last = rules[cut] if cut < len(rules) else None
            sorting = last if isinstance(last, Sorting) else None
            staged = [self.filtered(source, definition, rules[:cut]) for source in sources]
            items = self.listed(definition.name, staged, most, sorting, definition.variable)
            if isinstance(last, Limit):
                items = replace(items, count=self.bound(f"min({items.count}, {last.count})", "limit"))
            rules = rules[cut + 1 :]
            if not rules:
                return items
            sources = [self.again(items)]

    def filtered(
        self, source: Loop, definition: ObjectDefinition | Combination, rules: Sequence[object]
    ) -> Loop:
        """A loop whose objects go through rules."""

        @contextmanager
        def loop() -> Iterator[Thing]:
            with source() as thing, self.ruled(thing, rules, definition.variable) as passed:  # type: ignore[arg-type]
                yield passed

        return loop

    def again(self, items: Items) -> Loop:
        """A loop over a list."""

        @contextmanager
        def loop() -> Iterator[Thing]:
            with self.each(items) as (_, thing):
                yield thing

        return loop

    def most_of(self, definition: ObjectDefinition | Combination) -> str:
        """The largest number of objects that a list of a definition may have; empty where it is not known."""
        if isinstance(definition, Combination):
            return ""
        known = [self.items_named(source).most for source in definition.sources]
        return " + ".join(known) if all(known) else ""

    def loops_of(self, definition: ObjectDefinition | Combination) -> list[Loop]:
        """The loops that give what a definition is made from."""
        if isinstance(definition, Combination):
            return [self.tuples(definition)]
        if len(definition.sources) == 1:
            return [self.source_loop(definition.sources[0], None)]
        element = definition.type.element
        assert isinstance(element, Element)
        first, *rest = ({each.name: each for each in self.derived_of(name)} for name in definition.sources)
        shared = tuple(each for name, each in first.items() if all(name in other for other in rest))
        united = Element(element.kinds, shared)
        replaced = dict.fromkeys(name for each in definition.sources for name in self.replaced_in(each))
        # what one of the kinds is not read for is asked of none
        read = [self.plan.kinds[kind].properties for kind in element.kinds]
        varied = tuple(name for name in replaced if all(name in each for each in read))
        return [self.source_loop(source, united, varied) for source in definition.sources]

    def replaced_in(self, name: str) -> tuple[str, ...]:
        """The stored properties that the objects of a collection have other values of."""
        definition = self.plan.program.definition(name)
        if not isinstance(definition, ObjectDefinition):
            return ()
        given = {each.name for each in self.derived_of(name)}
        own = [each.name for each in definition.rules if isinstance(each, Replacement)]
        above = [each for source in definition.sources for each in self.replaced_in(source)]
        return tuple(dict.fromkeys(each for each in (*above, *own) if each not in given))

    def derived_of(self, name: str) -> tuple[Derived, ...]:
        """The properties that a program gave to the objects of a collection."""
        definition = self.plan.program.definition(name)
        if not isinstance(definition, ObjectDefinition) or not isinstance(definition.type.element, Element):
            return ()
        return definition.type.element.derived

    def source_loop(self, name: str, united: Element | None, varied: tuple[str, ...] = ()) -> Loop:
        """A loop over one of the collections of an object definition."""

        @contextmanager
        def loop() -> Iterator[Thing]:
            with self.through(self.reference(name)) as thing:
                yield thing if united is None else self.of_several(thing, united, varied)

        return loop

    def of_several(self, thing: Thing, element: Element, varied: tuple[str, ...]) -> Thing:
        """An object as one of several kinds, with the properties that all have been given, and those that one varies."""
        assert isinstance(thing, Particle)
        several = len(element.kinds) > 1
        tag = (thing.tag or str(self.numbers[thing.kinds[0]])) if several else ""
        given = []
        for each in element.derived:
            found = next(mine for mine in reversed(thing.given) if mine.name == each.name)
            present = (found.value.present or ("True",)) if each.optional else ()
            given.append(replace(found, value=Scalar(found.value.code, present)))
        for name in varied:
            value = self.guarded_scalar(self.property_of(thing, name), name)
            dtype = dtype_of(self.plan.kinds[thing.kinds[0]].properties[name].type)
            given.append(Given(name, Scalar(value.code, value.present or ("True",)), dtype))
        return replace(thing, kinds=element.kinds, tag=tag, given=tuple(given))

    # ---- combinations ----
    def tuples(self, definition: Combination) -> Loop:
        """Loops over distinct tuples of one collection, or over the product of several."""

        @contextmanager
        def loop() -> Iterator[Thing]:
            known = {
                name: self.items_of_slots(name, definition) for name in dict.fromkeys(definition.sources)
            }
            whole = len(definition.sources) == 1
            sources = definition.sources * len(definition.slots) if whole else definition.sources
            with ExitStack() as stack:
                members: list[Thing] = []
                start = "0"
                for slot, source in zip(definition.slots, sources, strict=True):
                    each = self.each(known[source], start, f"{slot}_place")
                    place, thing = stack.enter_context(each)
                    start = f"{place} + 1" if whole else "0"
                    apart = self.apart_from(members, thing) if definition.disjoint else []
                    members.append(thing)
                    if apart:
                        stack.enter_context(self.block(f"if {' and '.join(apart)}:"))
                yield Combined(tuple(zip(definition.slots, members, strict=True)))

        return loop

    def items_of_slots(self, name: str, definition: Combination) -> Items:
        """The objects that are combined, with momenta where the combination's is asked for."""
        items = self.items_named(name)
        if not self.moves(definition) or not self.plan.components.issuperset(
            kinds_in(definition.type.element)
        ):
            return items
        known = self.remembered(("momenta", name))
        if known is None:
            known = self.here.memory[("momenta", name)] = self.with_momenta(items, name)
        assert isinstance(known, Items)
        return known

    def moves(self, definition: Combination) -> bool:
        """Whether the momenta of combinations are asked for while they are made."""
        return definition.name in self.moved or definition.name in moved_by(definition)

    @cached_property
    def moved(self) -> frozenset[str]:
        """The combinations whose momenta any definition asks for."""
        return frozenset(name for each in self.plan.program.definitions for name in moved_by(each))

    def apart_from(self, members: Sequence[Thing], thing: Thing) -> list[str]:
        """That no particle of an object is part of earlier members."""
        pairs = ((one, other) for member in members for one in leaves(member) for other in leaves(thing))
        tests = (f"not {self.same(one, other)}" for one, other in pairs if self.same(one, other) != "False")
        return list(dict.fromkeys(tests))

    def same(self, first: Particle, second: Particle) -> str:
        """Whether two are the same particle."""
        if not set(first.kinds) & set(second.kinds):
            return "False"
        tests = [f"{first.at} == {second.at}"]
        if first.tag or second.tag:
            tags = [each.tag or str(self.numbers[each.kinds[0]]) for each in (first, second)]
            tests.insert(0, f"{tags[0]} == {tags[1]}")
        return f"({' and '.join(tests)})"


def references_in(plan: Plan) -> Iterator[str]:
    """Every mention of a name in a plan."""
    for definition in plan.program.definitions:
        yield from sources_of(definition)
    for each in expressions_of(plan.program):
        yield from (node.name for node in walk(each) if isinstance(node, Reference))


def moved_by(definition: Definition) -> Iterator[str]:
    """The combinations whose momenta a definition asks for."""
    return (name for value in definition_expressions(definition) for name in moving_composites(value))


def moving_composites(value: Expression) -> Iterator[str]:
    """The names of the combinations whose momenta an expression asks for."""
    for node in walk(value):
        match node:
            case Member(base, name, slot=False):
                kinds: tuple[object, ...] = (base.type,) if not is_given(base.type, name) else ()
            case Apply(arguments=used):
                kinds = tuple(each.type for each in used)
            case Add(terms=terms, type=Momentum()):
                kinds = tuple(each.type for _, each in terms)
            case Reduce(body=body, type=Momentum()):
                kinds = (body.type,)
            case _:
                kinds = ()
        for kind in kinds:
            yield from composite_names(kind)


def is_given(kind: object, name: str) -> bool:
    """Whether a property is one that the program gave."""
    return isinstance(kind, Composite) and any(each.name == name for each in kind.derived)


def composite_names(kind: object) -> Iterator[str]:
    """A combination's name, and those of what it is made of."""
    match kind:
        case Composite():
            yield kind.name
            for _, part in kind.slots:
                yield from composite_names(part)
        case Collection(element):
            yield from composite_names(element)
        case _:
            return
