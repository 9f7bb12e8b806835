"""Kinds as columnar code: what the files hold, brought to the units and types of the language.

In: the kinds of a plan, and what its program asks of them. Out: lines of Python.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hepir.backend import membership
from hepir.backends.awkward.choosing import chosen_alone
from hepir.backends.awkward.demands import combinations_in, unlike
from hepir.backends.awkward.expressions import Writer
from hepir.backends.awkward.names import ATTRIBUTES, EVENT, Here, ancestry, field, variable
from hepir.ir.plan import BoundKind, BoundProperty, Computed, Fixed, Placed, Stored
from hepir.passes.components import asked_for_momentum, kinds_added
from hepir.semantics.expressions import Contains, Descends, Expression, Member, Reference, walk
from hepir.semantics.program import Combination
from hepir.semantics.usage import definition_expressions, region_expressions
from hepir.types.core import Boolean, Number

THIS = EVENT.inside("this", "this")


class Kinds:
    """Writes the kinds of a plan; remembers which fields each array has."""

    def __init__(self, writer: Writer) -> None:
        self.writer, self.plan = writer, writer.plan
        program = self.plan.program
        expressions = [
            *(each for definition in program.definitions for each in definition_expressions(definition)),
            *(each for region in program.regions for each in region_expressions(region)),
        ]
        self.nodes = tuple(node for each in expressions for node in walk(each))
        self.chosen_alone = chosen_alone(program, self.nodes)
        self.identities = any(isinstance(node, Contains) for node in self.nodes) or any(
            isinstance(each, Combination) and each.disjoint for each in program.definitions
        )
        self.numbers = {name: index for index, name in enumerate(sorted(self.plan.kinds))}
        self.flavors = any(isinstance(node, Member) and node.name == "flavor" for node in self.nodes)
        self.with_momentum = frozenset(
            name for node in self.nodes for kind in asked_for_momentum(node) for name in combinations_in(kind)
        )
        self.added = frozenset(name for node in self.nodes for name in kinds_added(node))
        stored = {name: kind.properties for name, kind in self.plan.kinds.items()}
        self.unlike = tuple(dict.fromkeys(unlike(self.nodes, stored)))
        self.fields: dict[str, tuple[str, ...]] = {}
        self.field_by_field = frozenset(
            each.name for each in self.plan.kinds.values() if self.is_by_fields(each)
        )
        self.writer = replace(writer, by_fields=self.field_by_field)

    def at(self, here: Here) -> None:
        """Write for these events from now on."""
        self.writer = replace(self.writer, here=here)

    def kind_lines(self, kind: BoundKind) -> Iterator[str]:
        """A kind as the files hold it."""
        name = variable(kind.name)
        parts = {
            field(each.name): self.stored_code(each.source, each, kind)
            for each in kind.properties.values()
            if not isinstance(each.source, Computed)
        }
        if not kind.singular and self.flavors and kind.flavor is not None and "flavor" not in kind.properties:
            parts["flavor"] = str(kind.flavor)
        if not kind.singular and self.identities:
            parts["identity"] = self.positions(kind, self.numbers[kind.name] << 32)
        for listed in kind.lists.values():
            parts[field(listed.name)] = f"placed({membership.code(listed, self.parts)})"
        if not kind.singular and not any("events[" in code for code in parts.values()):
            parts["position"] = self.positions(kind)
        yield f"# {kind.name}, as the files hold it"
        if self.is_by_fields(kind):
            yield f"{name} = {{"
            yield from (f'    "{key}": {code},' for key, code in parts.items())
            yield "}"
            return
        computed = [
            (each, each.source.value)
            for each in kind.properties.values()
            if isinstance(each.source, Computed)
        ]
        self.fields[kind.name] = (*parts, *(field(each.name) for each, _ in computed))
        yield f"{name} = objects("
        yield "    {"
        yield from (f'        "{key}": {code},' for key, code in parts.items())
        yield "    }"
        yield ")"
        for each, value in computed:
            code = converted(self.own_code(value), each, stored=False)
            yield f'{name} = with_property({name}, "{field(each.name)}", lambda this: {code})'
        for species in self.ancestries(kind.name):
            code = f"lambda this: descending(this, {species!r})"
            yield f'{name} = with_property({name}, "{ancestry(species)}", {code})'
            self.fields[kind.name] = (*self.fields[kind.name], ancestry(species))
        if kind.where is not None:
            yield f"{name} = select({name}, lambda this: {self.own_truth(kind.where)})"
        for lacking, attribute in self.unlike:
            if lacking == kind.name:
                code = f"lambda this: this.{ATTRIBUTES[attribute]}"
                yield f'{name} = with_property({name}, "{field(attribute)}", {code})'
                self.fields[kind.name] = (*self.fields[kind.name], field(attribute))
        if kind.name in self.plan.components:
            yield f"{name} = with_momentum({name})"
            self.fields[kind.name] = (*self.fields[kind.name], "momentum")

    def parts(self, branch: str, depth: int) -> str:
        """The parts of a branch."""
        return f"parts({self.writer.here.events}[{branch!r}], {depth})"

    def ancestries(self, kind: str) -> tuple[tuple[int, ...], ...]:
        """The species that particles of a kind are asked to come from."""
        asked = (
            node.species for node in self.nodes if isinstance(node, Descends) and node.collection.name == kind
        )
        return tuple(dict.fromkeys(asked))

    def positions(self, kind: BoundKind, start: int = 0) -> str:
        """The places of objects in their events."""
        column = f"{self.writer.here.events}[{kind.length!r}]"
        return f"positions({column}, {start})" if start else f"positions({column})"

    def is_by_fields(self, kind: BoundKind) -> bool:
        """Whether the one object of an event is only asked for stored properties."""
        stored = all(isinstance(each.source, Stored) for each in kind.properties.values())
        return kind.singular and stored and kind.where is None and not self.wholly_used(kind.name)

    def wholly_used(self, name: str) -> bool:
        """Whether a single object is asked for more than its properties."""
        uses = sum(isinstance(node, Reference) and node.name == name for node in self.nodes)
        asked = (node.base for node in self.nodes if isinstance(node, Member))
        return uses > sum(isinstance(base, Reference) and base.name == name for base in asked)

    def own_code(self, value: Expression) -> str:
        """A schema's expression about an object of the kind."""
        return self.writer.code(value, THIS)

    def own_truth(self, value: Expression) -> str:
        """A schema's condition about an object of the kind."""
        return self.writer.truth(value, THIS)

    def stored_code(
        self, source: Stored | Fixed | Computed | Placed, bound: BoundProperty, kind: BoundKind
    ) -> str:
        """What is done to the stored values of a branch."""
        if isinstance(source, Fixed):
            return repr(source.value)
        if isinstance(source, Placed):
            return self.positions(kind, source.start)
        assert isinstance(source, Stored)
        code = f"{self.writer.here.events}[{source.branch!r}]"
        if kind.singular and kind.entry is not None:
            code = entry_code(code, kind.entry, 1)
        if source.entry is not None:
            code = entry_code(code, source.entry, 1 if kind.singular else 2)
        if source.missing:
            code = f"without({code}, {', '.join(number_code(value) for value in source.missing)})"
        if source.minimum is not None:
            code = f"np.maximum({code}, {source.minimum!r})"
        if source.bit is not None:
            return f"bit({code}, {source.bit})"
        code = converted(code, bound, stored=True)
        if source.divisor != 1:
            code = f"{code} / {source.divisor!r}"
        return f"{code} * {source.factor!r}" if source.factor != 1 else code


def number_code(value: float) -> str:
    """A number as Python code."""
    return "np.nan" if value != value else repr(value)


def entry_code(code: str, entry: int, axis: int) -> str:
    """One of several stored values, None where it is not there."""
    stop = "" if entry == -1 else str(entry + 1)
    return f"ak.firsts({code}[..., {entry}:{stop}], axis={axis})"


def converted(code: str, bound: BoundProperty, *, stored: bool) -> str:
    """Values as the property's type has them: real numbers in double precision."""
    match bound.type:
        case Boolean():
            return f"truths({code})" if stored else code
        case Number(integer=True):
            return f"integers({code})"
        case _:
            return f"real({code})" if stored else code
