"""What rewriting an expression needs to know of its program.

In: a typed program and what to call its definitions. Out: `Setting`, which finds definitions and the properties that `let`
gave, and tells which of them are small enough to stand for themselves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from hepir.semantics.expressions import (
    Apply,
    Expression,
    Extreme,
    First,
    Index,
    Local,
    Member,
    Multiply,
    Power,
    Reference,
    walk,
)
from hepir.semantics.options import Knowledge
from hepir.semantics.program import (
    Choice,
    Combination,
    Definition,
    Derivation,
    ObjectDefinition,
    Program,
    Rule,
    ValueDefinition,
)

# An inlined value of at most so many parts; a larger one keeps its name, so that no text explodes.
LARGEST_INLINED = 64
# Functions of numbers that are never NaN where their arguments are there.
ORDERLY_FUNCTIONS = ("dr", "dphi", "deta", "signed_dphi", "min", "max", "transverse_mass")


@dataclass(frozen=True)
class Setting:
    """A program and the names its definitions go by."""

    program: Program
    names: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def definitions(self) -> Mapping[str, Definition]:
        """Definitions by name."""
        return self.program.by_name

    @cached_property
    def knowledge(self) -> Knowledge:
        """What may be missing."""
        return Knowledge(self.program.kinds, self.definitions)

    @cached_property
    def sizes(self) -> dict[str, int]:
        """Parts of each value definition with everything inlined, and of the `let` properties by name."""
        found: dict[str, int] = {}
        derived = [rule for each in self.program.definitions for rule in derivations(each)]
        for rule in derived:
            found[f".{rule.name}"] = LARGEST_INLINED + 1
        for definition in self.program.definitions:
            for rule in derivations(definition):
                found[f".{rule.name}"] = self.size(rule.value, found)
            if isinstance(definition, ValueDefinition):
                found[definition.name] = self.size(definition.value, found)
        return found

    def size(self, expression: Expression, known: Mapping[str, int]) -> int:
        """How many parts an expression has with everything inlined."""
        total = 0
        for node in walk(expression):
            match node:
                case Reference(name):
                    total += known.get(name, 1)
                case Member(name=name):
                    total += known.get(f".{name}", 1)
                case _:
                    total += 1
        return total

    def inlined(self, name: str) -> Expression | None:
        """The value that a name stands for, if it is a small one."""
        definition = self.definitions.get(name)
        small = self.sizes.get(name, LARGEST_INLINED + 1) <= LARGEST_INLINED
        return definition.value if isinstance(definition, ValueDefinition) and small else None

    def derivation(self, collection: str | None, name: str) -> Derivation | None:
        """The `let` of a property of a collection's objects, if it is a small one."""
        if self.sizes.get(f".{name}", LARGEST_INLINED + 1) > LARGEST_INLINED:
            return None
        found = self.given(collection, name)
        same = found and all(each.value == found[0].value for each in found)
        return found[0] if same else None

    def given(self, collection: str | None, name: str) -> tuple[Derivation, ...]:
        """The `let` rules behind a property of a collection's objects: several for a union."""
        definition = self.definitions.get(collection or "")
        if not isinstance(definition, ObjectDefinition | Combination):
            return ()
        own = tuple(rule for rule in derivations(definition) if rule.name == name)
        if own or isinstance(definition, Combination):
            return own
        return tuple(
            dict.fromkeys(rule for source in definition.sources for rule in self.given(source, name))
        )

    def home(self, base: Expression, homes: Mapping[str, str]) -> str | None:
        """The collection that an object is from, where that can be told."""
        match base:
            case Local(name):
                return homes.get(name)
            case Index(collection=inner) | First(collection=inner) | Extreme(collection=inner):
                return self.home(inner, homes)
            case Reference(name):
                definition = self.definitions.get(name)
                return definition.collection if isinstance(definition, Choice) else name
            case Member(inner, name, slot=True):
                return self.slot_home(self.home(inner, homes), name)
            case _:
                return None

    def slot_home(self, collection: str | None, slot: str) -> str | None:
        """The collection that a member of a combination is from."""
        definition = self.definitions.get(collection or "")
        while isinstance(definition, ObjectDefinition) and len(definition.sources) == 1:
            definition = self.definitions.get(definition.sources[0])
        if not isinstance(definition, Combination) or slot not in definition.slots:
            return None
        sources = definition.sources
        return sources[0] if len(sources) == 1 else sources[definition.slots.index(slot)]

    def certain(self, expression: Expression) -> bool:
        """Whether a value is always there and always a number: then `not (x > 5)` is `x <= 5`, whoever asks."""
        return not self.knowledge.may_be_missing(expression) and orderly(expression)


def derivations(definition: Definition) -> Iterator[Derivation]:
    """The `let` rules of a block."""
    rules: tuple[Rule, ...] = getattr(definition, "rules", ())
    yield from (rule for rule in rules if isinstance(rule, Derivation))


def orderly(expression: Expression) -> bool:
    """Whether arithmetic alone cannot make it NaN."""
    for node in walk(expression):
        match node:
            case Power():
                return False
            case Multiply(factors) if any(sign == -1 for sign, _ in factors):
                return False
            case Apply(function) if function not in ORDERLY_FUNCTIONS:
                return False
            case _:
                pass
    return True
