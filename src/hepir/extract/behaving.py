"""Whether two criteria behave alike: the same answer for every one of many random objects or events.

In: two programs, and a criterion of each about the same thing. Out: yes or no. The events depend on a seed and on the numbers
of both programs alone: values lie at the cuts, just above and below them, and far away; some are missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from hepir.backends.interpreter.defining import value_of
from hepir.backends.interpreter.evaluating import Scope, holds
from hepir.backends.interpreter.objects import CompositeObject, Particle, Thing, Value
from hepir.extract.canonical.model import Statement
from hepir.extract.canonical.rewriting import is_derived
from hepir.extract.drawing import Cuts, cuts_of, draw_kind, generator
from hepir.extract.sides import ReadProgram
from hepir.ir.holes import left_open, whole
from hepir.semantics.expressions import Member, walk
from hepir.semantics.program import Combination, ObjectDefinition, Program, Region
from hepir.types.core import Composite, Element

EVENTS = 300
# Products of more collections have too many tuples to try.
MOST_SLOTS = 4


@dataclass
class RandomEvent:
    """What the names of a program stand for in a random event; two programs with one seed see the same stored objects."""

    program: Program
    cuts: Cuts
    seed: str
    known: dict[str, Value] = field(default_factory=dict)

    def lookup(self, name: str) -> Value:
        """The value of a kind, a definition or a region."""
        if name not in self.known:
            self.known[name] = self.work_out(name)
        return self.known[name]

    def work_out(self, name: str) -> Value:
        """As `lookup`, without memory."""
        definition = self.program.definition(name)
        if definition is not None:
            return value_of(definition, self)
        regions = {each.name: each for each in self.program.regions}
        if name in regions:
            return self.passes(regions[name])
        found = draw_kind(self.program.kinds[name], self.cuts, f"{self.seed} {name}")
        return found[0] if self.program.kinds[name].singular else found

    def passes(self, region: Region) -> bool:
        """Whether the event passes a region and its parents."""
        scope = Scope(self, {})
        own = all(
            (cut.when is not None and not holds(cut.when, scope)) or holds(cut.condition, scope) == cut.keep
            for cut in region.cuts
        )
        return own and all(self.lookup(parent) is True for parent in region.parents)

    def fired(self, trigger: str) -> bool:
        """Whether a trigger fired."""
        return generator(f"{self.seed} trigger {trigger}").random() < 0.5


@dataclass(frozen=True)
class Trial:
    """Two programs before the same random events."""

    first: ReadProgram
    second: ReadProgram
    seed: int = 0
    events: int = EVENTS

    @cached_property
    def pairs(self) -> Sequence[tuple[RandomEvent, RandomEvent]]:
        """Each event as both programs see it."""
        cuts = cuts_of((self.first.program, self.second.program))
        programs = (self.first.program, self.second.program)
        found = [
            tuple(RandomEvent(program, cuts, f"{self.seed} {number}") for program in programs)
            for number in range(self.events)
        ]
        return [(one, other) for one, other in found]

    @cached_property
    def bounded(self) -> bool:
        """Whether no definition has more tuples than can be tried."""
        return all(
            not isinstance(each, Combination) or len(each.slots) <= MOST_SLOTS
            for reading in (self.first, self.second)
            for each in reading.program.definitions
        )

    @cached_property
    def open(self) -> tuple[set[str], set[str]]:
        """The names of both programs that have no value yet, because of holes."""
        return left_open(self.first.program), left_open(self.second.program)

    def alike(self, first: Statement, first_scope: str, second: Statement, second_scope: str) -> bool:
        """Whether two criteria agree on everything, of which some passes and some does not. The scopes are the names that
        the programs themselves have."""
        if not self.bounded or not (closed(first, self.open[0]) and closed(second, self.open[1])):
            return False
        seen: set[bool] = set()
        for one, other in self.pairs:
            ours, theirs = answers(first, first_scope, one), answers(second, second_scope, other)
            if ours is None or ours != theirs:
                return False
            seen.update(ours)
        return len(seen) == 2


def closed(statement: Statement, unknown: set[str]) -> bool:
    """Whether a criterion can be worked out: it has no hole, and needs nothing that has one."""
    needed = [each for each in (statement.condition, statement.when) if each is not None]
    return statement.condition is not None and all(whole(each, unknown) for each in needed)


def answers(statement: Statement, scope: str, event: RandomEvent) -> tuple[bool, ...] | None:
    """Whether a criterion holds, for the event or for each object that it may be about; None where that cannot be told."""
    assert statement.condition is not None
    definition = event.program.definition(scope)
    if definition is None:
        inside = Scope(event, {})
        free = statement.when is not None and not holds(statement.when, inside)
        return (free or holds(statement.condition, inside),)
    if not isinstance(definition, ObjectDefinition | Combination):
        return None
    if any(isinstance(node, Member) and is_derived(node) for node in walk(statement.condition)):
        return None
    things = candidates(definition.type.element, event)
    return tuple(holds(statement.condition, Scope(event, {definition.variable: each})) for each in things)


def candidates(kind: Element | Composite, event: RandomEvent) -> list[Thing]:
    """Stored objects of the kinds, or a few tuples of them."""
    if isinstance(kind, Element):
        return [each for name in kind.kinds for each in stored(name, event)]
    return [each for number in range(3) if (each := composite(kind, event, f"{event.seed} {number}"))]


def stored(name: str, event: RandomEvent) -> list[Particle]:
    """The stored objects of a kind."""
    found = event.lookup(name)
    assert isinstance(found, list)
    return [each for each in found if isinstance(each, Particle)]


def composite(kind: Composite, event: RandomEvent, seed: str) -> CompositeObject | None:
    """A tuple of random stored objects; None where there is no object for a member."""
    slots: dict[str, Particle | CompositeObject] = {}
    for place, (name, member) in enumerate(kind.slots):
        choices = [*parts(member, event, f"{seed} {place}")]
        if not choices:
            return None
        slots[name] = generator(f"{seed} {place}").choice(choices)
    return CompositeObject(slots)


def parts(kind: Element | Composite, event: RandomEvent, seed: str) -> Iterator[Particle | CompositeObject]:
    """What a member of a tuple may be."""
    if isinstance(kind, Element):
        for name in kind.kinds:
            yield from stored(name, event)
    elif (found := composite(kind, event, seed)) is not None:
        yield found
