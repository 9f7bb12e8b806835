"""One value, or one object, from all objects of collections.

In: reductions and extremes. Out: loops, and names of what they find.
"""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import replace

from hepir.backends.fused.collections import Collections
from hepir.backends.fused.momenta import NOTHING
from hepir.backends.fused.values import (
    Combined,
    Conditions,
    Items,
    Particle,
    Scalar,
    Thing,
    Value,
    Vector,
    both,
    joined,
    real,
    state,
    with_state,
    zero,
)
from hepir.semantics.expressions import Belonging, Binding, Expression, Extreme, Local, Reduce, walk
from hepir.semantics.options import lists_of
from hepir.semantics.program import Ranking
from hepir.types.core import INTEGER

START = {"np.int64": "0", "np.float64": "0.0", "np.bool_": "False"}


class Reductions(Collections):
    """Writes loops that end in one value."""

    @abstractmethod
    def value(self, expression: Expression) -> Value:
        """An object, a momentum, a collection or a number."""

    @abstractmethod
    def named_value(self, name: str) -> Value:
        """What a name stands for."""

    @abstractmethod
    def moving(self, expression: Expression) -> Thing | Vector:
        """What has a momentum."""

    # ---- where they are worked out ----
    @contextmanager
    def once(self, expression: Expression) -> Iterator[None]:
        """Write outside of all loops what names no object in view."""
        if any(isinstance(node, Local) and node.name in self.variables for node in walk(expression)):
            yield
        else:
            with self.at(self.event_block()):
                yield

    def made_once(self, expression: Expression, make: Callable[[], Value]) -> Value:
        """What is made of an expression; of the same one, about the same objects, once."""
        with self.once(expression):
            key = (expression, *sorted(self.seen_by(expression)))
            known = self.remembered(key)
            if known is None:
                known = self.here.memory[key] = make()
        return known  # type: ignore[return-value]

    def reduction(self, expression: Reduce) -> Scalar:
        """A number or a truth value."""
        found = self.made_once(expression, lambda: self.reduced(expression))
        assert isinstance(found, Scalar)
        return replace(found, present=joined(self.lists_present(expression), found.present))

    def lists_present(self, expression: Reduce) -> Conditions:
        """That the objects are there whose lists a value is made of."""
        return joined(*(self.items(each).present for each in lists_of(expression.bindings)))

    def belonging(self, collection: Belonging) -> Items:
        """The objects that belong to another one, by position: their places stand one after the other."""
        found = self.made_once(collection, lambda: self.looked_up(collection))
        assert isinstance(found, Items)
        return found

    def looked_up(self, collection: Belonging) -> Items:
        """As `belonging`, written here."""
        owner, every = self.value(collection.owner), self.items(collection.collection)
        assert isinstance(owner, Particle)
        column = self.plan.kinds[owner.kinds[0]].lists[collection.name].column
        ends, places = self.offsets(column, 1, 2), self.content(column, 2, INTEGER)
        at = owner.at if owner.at.isidentifier() else f"({owner.at})"
        start = self.bound(guarded(f"{ends}[{at}]", owner.present), f"{collection.name}_start")
        number = guarded(f"{ends}[{at} + 1] - {start}", owner.present)
        count = self.bound(number, f"{collection.name}_count")
        return Items(count, lambda place: every.at(f"{places}[{start} + {place}]"), "", owner.present)

    def seen_by(self, expression: Expression) -> Iterator[tuple[str, str]]:
        """The objects in view that an expression names, as text."""
        for node in walk(expression):
            if isinstance(node, Local) and node.name in self.variables:
                yield node.name, ", ".join(code for code, _ in state(self.variables[node.name]))

    # ---- loops ----
    @contextmanager
    def over(self, bindings: Sequence[Binding], where: Expression | None, stop: str = "") -> Iterator[None]:
        """Loops over all combinations that pass; `stop` is code that ends them."""
        before = self.variables
        with ExitStack() as stack:
            for index, binding in enumerate(bindings):
                if stop and index:  # around the first of these loops are loops of others
                    stack.callback(self.stopping, stop)
                thing = stack.enter_context(self.through(binding.collection))
                if stop:
                    stack.callback(self.stopping, stop)
                self.variables = {**self.variables, binding.variable: thing}
            if where is not None:
                stack.enter_context(self.block(f"if {self.truth(where)}:"))
            yield
        self.variables = before

    def stopping(self, stop: str) -> None:
        """End a loop early."""
        if self.here.loop:
            with self.block(f"if {stop}:"):
                self.line("break")

    def reduced(self, expression: Reduce) -> Scalar:
        """As `reduction`, written here."""
        match expression.operation:
            case "any" | "all" | "none" | "count":
                return self.quantified(expression)
            case "sum" | "mean":
                return self.summed(expression)
            case _:
                return self.extremal(expression)

    def quantified(self, expression: Reduce) -> Scalar:
        """Whether any, all or none is true, or how many are."""
        operation = expression.operation
        result = self.fresh(operation if operation == "count" else f"{operation}_of")
        start = {"any": "False", "count": "0"}.get(operation, "True")
        self.line(f"{result} = {start}")
        stop = {"any": result, "count": ""}.get(operation, f"not {result}")
        with self.over(expression.bindings, expression.where, stop):
            code = self.truth(expression.body)
            with self.block(f"if {code}:" if operation != "all" else f"if not {code}:"):
                end = {"any": "= True", "count": "+= 1"}.get(operation, "= False")
                self.line(f"{result} {end}")
        return Scalar(result)

    def summed(self, expression: Reduce) -> Scalar:
        """A sum from the first to the last, or a mean."""
        result = self.fresh("sum")
        count = self.fresh("terms") if expression.operation == "mean" else ""
        self.line(f"{result} = {zero(expression.body.type)}")
        if count:
            self.line(f"{count} = 0")
        with self.over(expression.bindings, expression.where):
            value = self.scalar(expression.body)
            with ExitStack() as stack:
                if value.present:
                    stack.enter_context(self.block(f"if {both(value.present)}:"))
                self.line(f"{result} += {value.code}")
                if count:
                    self.line(f"{count} += 1")
        return Scalar(f"({result} / {count})", (f"{count} > 0",)) if count else Scalar(result)

    def extremal(self, expression: Reduce) -> Scalar:
        """The smallest or the largest number."""
        result, found = self.fresh(expression.operation), self.fresh("found")
        self.line(f"{result} = {zero(expression.type)}")
        self.line(f"{found} = False")
        sign = "<" if expression.operation == "min" else ">"
        with self.over(expression.bindings, expression.where):
            value = self.scalar(expression.body)
            with ExitStack() as stack:
                if value.present:
                    stack.enter_context(self.block(f"if {both(value.present)}:"))
                name = self.bound(value.code, "each")
                with self.block(f"if {name} == {name} and (not {found} or {name} {sign} {result}):"):
                    self.line(f"{result} = {name}")
                    self.line(f"{found} = True")
        return Scalar(result, (found,))

    def total(self, expression: Reduce) -> Vector:
        """The sum of momenta."""
        found = self.made_once(expression, lambda: self.totalled(expression))
        assert isinstance(found, Vector)
        return replace(found, present=joined(self.lists_present(expression), found.present))

    def totalled(self, expression: Reduce) -> Vector:
        """As `total`, written here."""
        names = [self.fresh(f"total_{each}") for each in ("px", "py", "pz", "energy")]
        for name in names:
            self.line(f"{name} = 0.0")
        with self.over(expression.bindings, expression.where):
            vector = self.vector_of(self.moving(expression.body))
            with ExitStack() as stack:
                if vector.present:
                    stack.enter_context(self.block(f"if {both(vector.present)}:"))
                for name, code in zip(names, (vector.px, vector.py, vector.pz, vector.energy), strict=True):
                    self.line(f"{name} += {code}")
        return replace(NOTHING, px=names[0], py=names[1], pz=names[2], energy=names[3])

    # ---- the best object ----
    def extreme(self, expression: Extreme) -> Thing:
        """The object with the largest or smallest key."""
        ranking = Ranking(expression.key, not expression.largest)
        found = self.made_once(
            expression, lambda: self.best("best", expression.collection, expression.variable, (ranking,))
        )
        assert isinstance(found, Particle | Combined)
        return found

    def best(self, wanted: str, collection: Expression, variable: str, rankings: Sequence[Ranking]) -> Thing:
        """The best by one ranking after another, the first of equals; missing where a key of it is no number."""
        found = self.fresh(f"{wanted}_found")
        keys = [self.fresh(f"{wanted}_key") for _ in rankings]
        home = self.here
        self.line(f"{found} = False")
        for key in keys:
            self.line(f"{key} = 0.0")
        before = self.variables
        names: list[str] = []
        with self.through(collection) as thing:
            self.variables = {**before, variable: thing}
            mine = []
            for ranking in rankings:
                value = self.scalar(ranking.key)
                code = real(value.code, ranking.key.type)
                mine.append(
                    self.bound(
                        f"({code}) if {both(value.present)} else np.nan" if value.present else code, "key"
                    )
                )
            self.variables = before
            kept = list(state(thing))
            names = [self.fresh(wanted) for _ in kept]
            for name, (_, dtype) in zip(names, kept, strict=True):
                home.parts.append(f"{name} = {START[dtype]}")  # before the loop, which is still open
            with self.block(f"if not {found} or {better(mine, keys, rankings)}:"):
                self.line(f"{found} = True")
                for name, code in zip((*keys, *names), (*mine, *(code for code, _ in kept)), strict=True):
                    self.line(f"{name} = {code}")
        self.homes.update(dict.fromkeys(names, home))
        present = (found, *(f"{key} == {key}" for key in keys))
        there = self.bound(both(present), f"{wanted}_there")
        return replace(with_state(thing, iter(names)), present=(there,))


def guarded(code: str, conditions: Conditions) -> str:
    """Code of a place or a number, 0 where a condition under which there is one does not hold."""
    return f"({code}) if {both(conditions)} else 0" if conditions else code


def better(mine: Sequence[str], best: Sequence[str], rankings: Sequence[Ranking]) -> str:
    """Whether keys come before those of the best so far; what is no number comes last."""
    text = ""
    for key, other, ranking in reversed(list(zip(mine, best, rankings, strict=True))):
        sign = "<" if ranking.minimizing else ">"
        wins = f"{key} {sign} {other} or ({other} != {other} and {key} == {key})"
        equal = f"({key} == {other} or ({key} != {key} and {other} != {other}))"
        text = f"({wins} or ({equal} and {text}))" if text else f"({wins})"
    return text
