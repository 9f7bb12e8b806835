"""Collections: loops over them, and lists of those that pass.

In: expressions and definitions. Out: loops that are open while their body is written, and objects by position.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import replace

from hepir.backends.fused.momenta import FOUR, Momenta
from hepir.backends.fused.values import (
    Given,
    Items,
    Known,
    Scalar,
    Thing,
    both,
    dtype_of,
    real,
    state,
    with_state,
)
from hepir.semantics.expressions import Belonging, Expression, First, Reference
from hepir.semantics.program import Derivation, Filter, Limit, Replacement, Rule, Sorting

COMPONENTS = ("px", "py", "pz", "energy")
GROWING = 16  # objects that a list of unknown length has room for at first
Loop = Callable[[], AbstractContextManager[Thing]]  # opens a loop, and gives the object in it


class Collections(Momenta):
    """Writes loops and lists."""

    @abstractmethod
    def items_named(self, name: str) -> Items:
        """The objects of a named collection, by position."""

    @abstractmethod
    def streamed(self, name: str) -> Loop | None:
        """How to go through a named collection without a list, where nothing else needs the list."""

    @abstractmethod
    def belonging(self, collection: Belonging) -> Items:
        """The objects that belong to another one, by position."""

    # ---- by position ----
    def items(self, collection: Expression) -> Items:
        """The objects of a collection by position."""
        match collection:
            case Reference(name):
                return self.items_named(name)
            case First(inner, count):
                whole = self.items(inner)
                first = self.bound(f"min({whole.count}, {count})", "first")
                return Items(first, whole.at, str(count), whole.present)
            case Belonging():
                return self.belonging(collection)
            case _:
                raise TypeError(f"{type(collection).__name__} is not a collection")

    def at_position(self, items: Items, position: int) -> Thing:
        """The object at a position, negative from the end."""
        place = str(position) if position >= 0 else f"{items.count} - {-position}"
        there = f"{items.count} > {position}" if position >= 0 else f"{items.count} >= {-position}"
        thing = items.at(place)
        return replace(thing, present=(there, *thing.present))

    # ---- loops ----
    @contextmanager
    def each(self, items: Items, start: str = "0", wanted: str = "place") -> Iterator[tuple[str, Thing]]:
        """A loop over positions; gives the position and the object."""
        place = self.fresh(wanted)
        first = f"{start}, " if start != "0" else ""
        with self.block(f"for {place} in range({first}{items.count}):", loop=True):
            yield place, self.named(items.at(place))

    def named(self, thing: Thing) -> Thing:
        """The object with names for what tells it."""
        names = []
        for code, _ in state(thing):
            names.append(self.bound(code, "at"))
            self.homes.setdefault(names[-1], self.here)
        return with_state(thing, iter(names))

    @contextmanager
    def through(self, collection: Expression) -> Iterator[Thing]:
        """A loop over a collection, without a list where possible."""
        stream = self.streamed(collection.name) if isinstance(collection, Reference) else None
        if stream is not None:
            with stream() as thing:
                yield thing
        else:
            with self.each(self.items(collection)) as (_, thing):
                yield thing

    # ---- rules ----
    @contextmanager
    def ruled(self, thing: Thing, rules: Sequence[Rule], variable: str) -> Iterator[Thing]:
        """What is done with an object that passes filters, with the properties that it is given."""
        before = self.variables
        with ExitStack() as stack:
            for rule in rules:
                self.comment(rule.origin)
                self.variables = {**before, variable: thing}
                match rule:
                    case Filter(condition=condition, keep=keep):
                        code = self.truth(condition)
                        stack.enter_context(self.block(f"if {code}:" if keep else f"if not ({code}):"))
                    case Derivation(name=name, value=value) | Replacement(name=name, value=value):
                        thing = self.with_given(thing, name, value)
                    case Sorting() | Limit():
                        raise TypeError("an order needs a list")
            self.variables = before
            yield thing

    def with_given(self, thing: Thing, name: str, value: Expression) -> Thing:
        """The object with one more property, or with another value of one: then its momentum is another, too."""
        found = self.guarded_scalar(self.scalar(value), name)
        kept = tuple(each for each in thing.given if each.name != name)
        known = None if name in FOUR else thing.known
        return replace(thing, given=(*kept, Given(name, found, dtype_of(value.type))), known=known)

    def guarded_scalar(self, value: Scalar, wanted: str) -> Scalar:
        """A value in a name; one that may be missing in two."""
        if not value.present:
            return Scalar(self.bound(value.code, wanted))
        there = self.bound(both(value.present), f"{wanted}_there")
        return Scalar(self.bound(f"({value.code}) if {there} else 0", wanted), (there,))

    # ---- lists ----
    def listed(
        self,
        wanted: str,
        sources: Sequence[Loop],
        most: str,
        sorting: Sorting | None = None,
        variable: str = "this",
    ) -> Items:
        """A list of all that several loops give, one after the other, or in order of a key."""
        count = self.fresh(f"{wanted}_count")
        self.line(f"{count} = 0")
        arrays: list[str] = []
        template: Thing | None = None
        for source in sources:
            with source() as thing:
                template = thing
                key = self.sorting_key(sorting, thing, variable) if sorting is not None else ""
                kept = [*state(thing), *([(key, "np.float64")] if key else [])]
                arrays = arrays or [self.array(wanted, dtype, most) for _, dtype in kept]
                self.appended(arrays, [code for code, _ in kept], count, most, sorting)
        assert template is not None
        made = template
        return Items(count, lambda place: with_state(made, (f"{each}[{place}]" for each in arrays)), most)

    def array(self, wanted: str, dtype: str, most: str) -> str:
        """An array with room for the objects of an event."""
        name = self.fresh(f"{wanted}_list")
        self.prologue.parts.append(f"{name} = np.empty({most or GROWING}, dtype={dtype})")
        return name

    def sorting_key(self, sorting: Sorting, thing: Thing, variable: str) -> str:
        """The key of an object; nan where it is missing."""
        self.comment(sorting.origin)
        before = self.variables
        self.variables = {**before, variable: thing}
        key = self.scalar(sorting.key)
        self.variables = before
        code = real(key.code, sorting.key.type)
        code = f"({code}) if {both(key.present)} else np.nan" if key.present else code
        name = self.fresh("key")
        self.line(f"{name} = {code}")
        return name

    def appended(
        self, arrays: Sequence[str], codes: Sequence[str], count: str, most: str, sorting: Sorting | None
    ) -> None:
        """Put an object at the end of a list, or before those that come after it; equal ones keep their order."""
        if not most:
            with self.block(f"if {count} == len({arrays[0]}):"):
                for each in arrays:
                    self.line(f"{each} = longer({each})")
        slot = count
        if sorting is not None:
            slot = self.fresh("slot")
            self.line(f"{slot} = {count}")
            key, keys = codes[-1], f"{arrays[-1]}[{slot} - 1]"
            sign = ">" if sorting.descending else "<"
            with self.block(
                f"while {slot} > 0 and ({key} {sign} {keys} or ({key} == {key} and {keys} != {keys})):"
            ):
                for each in arrays:
                    self.line(f"{each}[{slot}] = {each}[{slot} - 1]")
                self.line(f"{slot} -= 1")
        for each, code in zip(arrays, codes, strict=True):
            self.line(f"{each}[{slot}] = {code}")
        self.line(f"{count} += 1")

    def kept(self, wanted: str, items: Items, condition: Expression) -> Items:
        """The objects for which a condition (of `this`) holds."""

        @contextmanager
        def loop() -> Iterator[Thing]:
            with self.each(items) as (_, thing):
                before = self.variables
                self.variables = {**before, "this": thing}
                code = self.truth(condition)
                self.variables = before
                with self.block(f"if {code}:"):
                    yield thing

        return self.listed(wanted, [loop], items.most)

    # ---- momenta that are needed many times ----
    def with_momenta(self, items: Items, wanted: str) -> Items:
        """The same objects, with momenta that are worked out once for each."""
        most = items.most and f"{items.most} + 1"  # where the best of none is looked up, there is a place
        names = [self.array(f"{wanted}_{each}", "np.float64", most) for each in ("px", "py", "pz", "energy")]
        there = ""
        if not most:
            with self.block(f"if {items.count} > len({names[0]}):"):
                for each in names:
                    self.line(f"{each} = np.empty(2 * {items.count}, dtype=np.float64)")
        with self.each(items) as (place, thing):
            vector = self.vector_of(replace(thing, known=None))
            if vector.present:
                there = self.array(f"{wanted}_there", "np.bool_", most)
                if not most:
                    with self.block(f"if {place} >= len({there}):"):
                        self.line(f"{there} = longer({there})")
                self.line(f"{there}[{place}] = {both(vector.present)}")
            codes = (vector.px, vector.py, vector.pz, vector.energy)
            for name, code in zip(names, codes, strict=True):
                self.line(f"{name}[{place}] = {code}")

        kept = Known(tuple(names), there, "")
        return Items(
            items.count, lambda place: replace(items.at(place), known=replace(kept, place=place)), most
        )

    def packed(self, items: Items) -> dict[str, str]:
        """Arrays of the components of the momenta of all objects that have one, and their number."""
        count = self.fresh("packed")
        names = {name: self.array(f"packed_{name}", "np.float64", items.most) for name in COMPONENTS}
        self.line(f"{count} = 0")
        with self.each(items) as (_, thing):
            vector = self.vector_of(thing)
            with ExitStack() as stack:
                if vector.present:
                    stack.enter_context(self.block(f"if {both(vector.present)}:"))
                codes = (vector.px, vector.py, vector.pz, vector.energy)
                self.appended(list(names.values()), codes, count, items.most, None)
        return {"count": count, **names}
