"""The stored objects of an event and their properties.

In: kinds of a plan. Out: objects, and code that reads a property in canonical units.
"""

from __future__ import annotations

import math
from abc import abstractmethod
from dataclasses import replace

from hepir.backends.fused.columns import Columns
from hepir.backends.fused.values import Conditions, Items, Particle, Scalar, Thing, both, joined
from hepir.backends.fused.writing import Block
from hepir.ir.plan import BoundKind, BoundProperty, Computed, Fixed, Placed, Plan, Stored
from hepir.semantics.expressions import Expression, Member, walk
from hepir.types.core import Boolean, Number


class StoredObjects(Columns):
    """Writes what reads branches."""

    def __init__(self, plan: Plan) -> None:
        super().__init__(plan)
        self.numbers = {name: index for index, name in enumerate(sorted(plan.kinds))}
        self.variables: dict[str, Thing] = {}
        self.homes: dict[str, Block] = {"event": self.event}

    @abstractmethod
    def scalar(self, expression: Expression) -> Scalar:
        """The code of a number or a condition."""

    @abstractmethod
    def truth(self, expression: Expression) -> str:
        """The code that tells whether a condition is true."""

    @abstractmethod
    def kept(self, wanted: str, items: Items, condition: Expression) -> Items:
        """The objects for which a condition (of `this`) holds."""

    # ---- objects ----
    def stored_items(self, kind: BoundKind) -> Items:
        """The objects of a kind."""
        assert kind.length is not None
        self.same_lengths(kind)
        offsets = self.offsets(kind.length, 0, 1)
        start = self.bound(f"{offsets}[event]", f"{kind.name}_start")
        count = self.bound(f"{offsets}[event + 1] - {start}", f"{kind.name}_count")
        items = Items(count, lambda place: Particle((kind.name,), f"{start} + {place}"), self.most(offsets))
        return items if kind.where is None else self.kept(kind.name, items, kind.where)

    def most(self, offsets: str) -> str:
        """The largest number of objects in an event."""
        known = self.remembered(("most", offsets))
        if known is None:
            name = self.fresh(f"{offsets.removesuffix('_offsets')}_most")
            self.prologue.parts.append(f"{name} = 0")
            self.prologue.parts.append("for event in range(number):  # the longest list")
            self.prologue.parts.append(f"    {name} = max({name}, {offsets}[event + 1] - {offsets}[event])")
            self.event.memory[("most", offsets)] = name
            return name
        assert isinstance(known, str)
        return known

    def same_lengths(self, kind: BoundKind) -> None:
        """Have the wrapper check that all branches of a kind have as many values an event."""
        assert kind.length is not None
        sources = [each.source for each in kind.properties.values() if isinstance(each.source, Stored)]
        self.alike[kind.length] = tuple(
            dict.fromkeys((*self.alike.get(kind.length, ()), *(each.branch for each in sources)))
        )

    def single(self, kind: BoundKind) -> Particle:
        """The one object of a kind."""
        found = (
            Particle((kind.name,), "event") if kind.entry is None else self.listed_single(kind, kind.entry)
        )
        if kind.where is None:
            return found
        before = self.variables
        self.variables = {**before, "this": found}
        there = self.bound(both((*found.present, self.truth(kind.where))), f"{kind.name}_there")
        self.variables = before
        return Particle(found.kinds, found.at, present=(there,))

    def listed_single(self, kind: BoundKind, entry: int) -> Particle:
        """The one object of a kind that is an entry of a list."""
        branches = [
            each.source.branch for each in kind.properties.values() if isinstance(each.source, Stored)
        ]
        if not branches:
            return Particle((kind.name,), "event")
        self.alike[branches[0]] = tuple(dict.fromkeys((*self.alike.get(branches[0], ()), *branches)))
        offsets = self.offsets(branches[0], 0, 1)
        return Particle((kind.name,), *self.entry_of(offsets, "event", entry))

    def entry_of(self, offsets: str, at: str, entry: int) -> tuple[str, str, tuple[()], Conditions]:
        """Where an entry of a list is, and whether it is there, as arguments of `Particle`."""
        place = at if at.isidentifier() else f"({at})"
        length = f"{offsets}[{place} + 1] - {offsets}[{place}]"
        if entry >= 0:
            return f"{offsets}[{place}] + {entry}", "", (), (f"{length} > {entry}",)
        return f"{offsets}[{place} + 1] - {-entry}", "", (), (f"{length} >= {-entry}",)

    # ---- properties ----
    def kind_property(self, kind: BoundKind, name: str, thing: Particle) -> Scalar | None:
        """A property that the files hold or the schema computes; None where there is no such property."""
        bound = kind.properties.get(name)
        if bound is not None:
            match bound.source:
                case Fixed(value):
                    return Scalar(constant(value, bound.type))
                case Placed(start):
                    return self.place(kind, start, thing)
                case Stored():
                    return self.stored_value(kind, bound, bound.source, thing.at)
                case Computed(value):
                    return self.computed_value(value, bound, thing)
        if name == "flavor":
            return Scalar("0", ("False",)) if kind.flavor is None else Scalar(str(kind.flavor))
        return None

    def place(self, kind: BoundKind, start: int, thing: Particle) -> Scalar:
        """The place of an object in the list of its event, from a start on."""
        assert kind.length is not None
        return Scalar(f"({start} + {thing.at} - {self.offsets(kind.length, 0, 1)}[event])")

    def computed_value(self, value: Expression, bound: BoundProperty, thing: Particle) -> Scalar:
        """What a schema computes; missing where a property that it names is."""
        before = self.variables
        self.variables = {**before, "this": replace(thing, given=())}
        needed = [self.scalar(node).present for node in walk(value) if isinstance(node, Member)]
        found = self.scalar(value)
        self.variables = before
        present = joined(*needed, found.present)
        match bound.type:
            case Boolean():
                return Scalar(f"bool({found.code})", present)
            case Number(integer=True):
                return Scalar(f"int({found.code})", (*present, f"np.isfinite({found.code})"))
            case _:
                return Scalar(f"np.float64({found.code})", present)

    def stored_value(self, kind: BoundKind, bound: BoundProperty, source: Stored, at: str) -> Scalar:
        """A value of a branch, in canonical units."""
        depth = (0 if kind.singular and kind.entry is None else 1) + (source.entry is not None)
        content = self.content(source.branch, depth, bound.type)
        present: Conditions = ()
        if source.entry is not None:
            place, _, _, present = self.entry_of(
                self.offsets(source.branch, depth - 1, depth), at, source.entry
            )
        else:
            place = at
        raw = f"{content}[{place}]"
        present = (*present, *(there(raw, value) for value in source.missing))
        return Scalar(converted(raw, source, bound.type), present)


def there(raw: str, missing: float) -> str:
    """That a stored value is not the one that stands for none."""
    return f"{raw} == {raw}" if math.isnan(missing) else f"np.float64({raw}) != {missing!r}"


def converted(raw: str, source: Stored, kind: Number | Boolean) -> str:
    """A stored value that is there, in canonical units, as its type says."""
    if source.bit is not None:
        return f"((np.int64({raw}) >> {source.bit}) & 1) == 1"
    whole = isinstance(kind, Number) and kind.integer
    plain = source.divisor == 1 and source.factor == 1 and source.minimum is None
    if isinstance(kind, Boolean) and plain:
        return f"({raw} != 0)"
    if whole and plain:
        return f"np.int64({raw})"
    code = f"np.float64({raw})"
    if source.minimum is not None:
        code = f"({source.minimum!r} if {code} < {source.minimum!r} else {code})"
    if source.divisor != 1:
        code = f"({code} / {source.divisor!r})"
    elif source.factor != 1:
        code = f"({code} * {source.factor!r})"
    if isinstance(kind, Boolean):
        return f"({code} != 0)"
    return f"int({code})" if whole else code


def constant(value: float, kind: Number | Boolean) -> str:
    """A number as its type says."""
    if isinstance(kind, Boolean):
        return repr(bool(value))
    return repr(int(value) if kind.integer else float(value))
