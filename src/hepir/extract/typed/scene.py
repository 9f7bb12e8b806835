"""What a program so far declares: the ground on which the next statement stands.

In: a checked program. Out: a `Scene` with names and their types, what may be missing, and which names depend on which block.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from hepir.extract.typed.views import Measure, Owner, measure_of
from hepir.intrinsics.core import Function
from hepir.intrinsics.registry import callable_names, defined
from hepir.intrinsics.tabulated import function_of_table
from hepir.models.once import Once
from hepir.semantics.drawing import improbable
from hepir.semantics.expressions import Local, Reference
from hepir.semantics.holes import measured_holes
from hepir.semantics.options import AtLeast, Facts, Knowledge, facts_of
from hepir.semantics.program import (
    BranchVariation,
    Combination,
    ExpectedNumber,
    HistogramDefinition,
    InputVariation,
    ObjectDefinition,
    Program,
    PropertyVariation,
    Region,
    Variation,
    WeightFactor,
    WeightVariation,
)
from hepir.semantics.typing import members_of
from hepir.semantics.usage import definition_names, region_names
from hepir.source import Span
from hepir.syntax.words import FREE, RESERVED, UNITS
from hepir.types.core import (
    BOOLEAN,
    OPEN_NUMBER,
    Boolean,
    Collection,
    Composite,
    Element,
    Number,
    Open,
    Single,
    Type,
)
from hepir.types.dimensions import Dimension, compatible
from hepir.types.kinds import Kinds

if TYPE_CHECKING:
    from hepir.extract.typed.numbers import Numbers

VARIABLES = ("x", "y", "u")
# words that no program can name something by
# (`ht` and the like are names of values as often as functions)
CALLED = frozenset(callable_names()) - frozenset(defined())
FIXED = frozenset((*RESERVED, *FREE, *UNITS, *CALLED, *VARIABLES, "event"))
NOWHERE = Span(0, 0)
MOST_GRAMMARS = 64
MOST_SCENES = 4
Measured = Mapping[Measure, tuple[tuple[str, ...], tuple[str, ...]]]


@dataclass(frozen=True, eq=False)
class Properties:
    """What was asked of types: it depends on the kinds alone, so that all scenes of a draft may share it; and the last
    grammars that were written."""

    members: dict[Type, Mapping[str, Type]] = field(default_factory=dict)
    numbers: dict[Type, Measured] = field(default_factory=dict)
    parts: dict[Type, tuple[tuple[str, Owner], ...]] = field(default_factory=dict)
    conditions: dict[Type, tuple[str, ...]] = field(default_factory=dict)
    grammars: Once[str] = field(default_factory=lambda: Once(MOST_GRAMMARS))
    numbers_of: Once[Numbers] = field(default_factory=lambda: Once(MOST_SCENES))


@dataclass(frozen=True, eq=False)
class Scene:
    """A program as far as it is written. What was asked of a type is remembered in `properties`."""

    program: Program
    properties: Properties = field(default_factory=Properties, repr=False)
    seen_needs: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)
    seen_names: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)
    seen_facts: dict[str, Facts] = field(default_factory=dict, repr=False)

    @property
    def kinds(self) -> Kinds:
        """The kinds of objects."""
        return self.program.kinds

    @cached_property
    def knowledge(self) -> Knowledge:
        """What may be missing."""
        return Knowledge(self.program.kinds, self.program.by_name)

    @cached_property
    def types(self) -> Mapping[str, Type]:
        """Every name that an expression may use: what the program defines, regions, kinds."""
        found: dict[str, Type] = {}
        for name, kind in self.kinds.items():
            found[name] = Single(name) if kind.singular else Collection(Element((name,)))
        for definition in self.program.definitions:
            found[definition.name] = definition.type
        return found | dict.fromkeys((region.name for region in self.program.regions), BOOLEAN)

    @cached_property
    def ground(self) -> Hashable:
        """What expressions depend on: no name of a draft is defined twice, so that names with their types say it, and what
        the holes are known to be."""
        return tuple(self.types.items()), tuple(self.program.tables), tuple(self.holes.items())

    @cached_property
    def regions(self) -> Mapping[str, Region]:
        """Regions by name."""
        return {region.name: region for region in self.program.regions}

    @cached_property
    def objects(self) -> Mapping[str, ObjectDefinition | Combination]:
        """The blocks that take rules about objects."""
        return {
            each.name: each
            for each in self.program.definitions
            if isinstance(each, ObjectDefinition | Combination)
        }

    @cached_property
    def collections(self) -> Mapping[str, Collection]:
        """The collections by name."""
        return {name: each for name, each in self.types.items() if isinstance(each, Collection)}

    @cached_property
    def moving(self) -> frozenset[str]:
        """The collections of objects with a momentum."""
        return frozenset(name for name, each in self.collections.items() if self.has_momentum(each.element))

    @cached_property
    def of_type(self) -> Mapping[Type, tuple[str, ...]]:
        """The names of each type."""
        found: dict[Type, list[str]] = {}
        for name, each in self.types.items():
            found.setdefault(each, []).append(name)
        return {each: tuple(names) for each, names in found.items()}

    @cached_property
    def singles(self) -> Mapping[str, Single]:
        """What an event has one of."""
        return {name: each for name, each in self.types.items() if isinstance(each, Single)}

    @cached_property
    def values(self) -> Mapping[Measure, tuple[str, ...]]:
        """The defined numbers by what they measure."""
        found: dict[Measure, list[str]] = {}
        for name, each in self.types.items():
            if isinstance(each, Number):
                found.setdefault(measure_of(each), []).append(name)
        return {measure: tuple(names) for measure, names in found.items()}

    @cached_property
    def varied(self) -> Mapping[str, frozenset[str]]:
        """What each systematic varies already: `up jets.pt`, `down weight pileup`."""
        found: dict[str, set[str]] = {name: set() for name in self.program.systematics}
        for each in self.program.variations:
            found.setdefault(each.systematic, set()).add(f"{each.direction} {what(each)}")
        return {name: frozenset(those) for name, those in found.items()}

    def owner_of(self, name: str) -> Element | Composite | Single:
        """Whose properties `name.property` speaks of."""
        found = self.types[name]
        assert isinstance(found, Collection | Single)
        return found.element if isinstance(found, Collection) else found

    def variable(self, name: str) -> tuple[str, ...]:
        """The numbers that can be varied: those that are stored, and those that the program gave."""
        owner = self.owner_of(name)
        given = () if isinstance(owner, Single) else tuple(each.name for each in owner.derived)
        kinds = (
            (owner.kind,) if isinstance(owner, Single) else owner.kinds if isinstance(owner, Element) else ()
        )
        return tuple(
            each
            for each, kind in self.members(owner).items()
            if isinstance(kind, Number)
            and (
                each in given
                or (kinds and not any(self.kinds[one].properties[each].derived for one in kinds))
            )
        )

    @cached_property
    def holes(self) -> Mapping[str, Dimension | Boolean | None]:
        """What holes are, by their names, as far as the program says it: each is one value."""
        return measured_holes(self.program)

    @cached_property
    def hole_names(self) -> tuple[str, ...]:
        """The names of holes, unless they could be read as a property somewhere."""
        names = (name for name, each in self.types.items() if isinstance(each, Open))
        return tuple(name for name in names if name not in self.all_members)

    @cached_property
    def open_names(self) -> tuple[str, ...]:
        """Those of them that may still measure anything: the first place says what."""
        return tuple(name for name in self.hole_names if self.holes.get(name) is None)

    @cached_property
    def open_conditions(self) -> tuple[str, ...]:
        """Those of them that may be a condition: no numbers, nor what is worked out from a hole."""
        return tuple(
            name for name in self.open_names if name not in self.holes and self.types[name] != OPEN_NUMBER
        )

    def holes_of(self, measure: Measure) -> tuple[str, ...]:
        """The holes that are known to measure this."""
        return tuple(
            name
            for name in self.hole_names
            if isinstance(found := self.holes.get(name), Dimension) and compatible(found, measure.dimension)
        )

    @cached_property
    def known_conditions(self) -> tuple[str, ...]:
        """The holes that are known to be conditions."""
        return tuple(name for name in self.hole_names if self.holes.get(name) == BOOLEAN)

    @cached_property
    def tables(self) -> tuple[Function, ...]:
        """The tables of the program, which are functions."""
        return tuple(function_of_table(each) for each in self.program.tables.values())

    @cached_property
    def probabilities(self) -> tuple[Function, ...]:
        """Those of them that hits or misses can be drawn from."""
        tables = self.program.tables.values()
        return tuple(function_of_table(each) for each in tables if improbable(each) is None)

    @cached_property
    def taken(self) -> frozenset[str]:
        """Words that cannot name something new."""
        return FIXED.union(self.types, self.program.tables, self.program.systematics)

    @cached_property
    def all_members(self) -> frozenset[str]:
        """The words that are properties or parts of some object."""
        members = (name for kind in self.kinds.values() for name in kind.properties)
        own = (name for each in self.collections.values() for name in self.members(each.element))
        return frozenset((*members, *own))

    @cached_property
    def taken_by_objects(self) -> frozenset[str]:
        """Words that cannot name a new property: those above, which it would hide, and all properties."""
        return self.taken | self.all_members

    def taken_inside(self, region: str) -> frozenset[str]:
        """Words that cannot name a histogram, a weight or a published number of a region."""
        found = self.regions.get(region)
        inner = (each.name for each in named(found)) if found is not None else ()
        return frozenset((*RESERVED, *inner))

    def needs(self, name: str) -> frozenset[str]:
        """The names that a name depends on, directly or not."""
        if name not in self.seen_needs:
            direct = frozenset(self.direct_needs(name))
            self.seen_needs[name] = direct.union(*map(self.needs, direct))
        return self.seen_needs[name]

    def direct_needs(self, name: str) -> Iterable[str]:
        """The names that a name is defined by."""
        definition, region = self.program.by_name.get(name), self.regions.get(name)
        if definition is not None:
            return definition_names(definition)
        return (*region_names(region), *region.parents) if region is not None else ()

    def visible(self, target: str) -> frozenset[str]:
        """The names that rules of a block may use without a cycle."""
        if target not in self.seen_names:
            names = (name for name in self.types if name != target and target not in self.needs(name))
            self.seen_names[target] = frozenset(names)
        return self.seen_names[target]

    def facts(self, target: str) -> Facts:
        """What the cuts of a region and its parents make sure."""
        if target not in self.regions:
            return frozenset()
        if target not in self.seen_facts:
            region = self.regions[target]
            own = (each for each in region.cuts if each.when is None)
            facts = frozenset(fact for each in own for fact in facts_of(each.condition, each.keep))
            self.seen_facts[target] = facts.union(*(self.facts(parent) for parent in region.parents))
        return self.seen_facts[target]

    def missing(self, name: str, facts: Facts) -> bool:
        """Whether the value of a name may be missing."""
        reference = Reference(name, type=self.types[name], span=NOWHERE)
        return self.knowledge.may_be_missing(reference, facts)

    def members(self, owner: Type) -> Mapping[str, Type]:
        """The properties and parts of an object."""
        if owner not in self.properties.members:
            self.properties.members[owner] = members_of(owner, self.kinds)
        return self.properties.members[owner]

    def parts(self, owner: Type, need: bool) -> tuple[tuple[str, Owner], ...]:
        """The objects that an object has: members of a combination; unless it needs them, those that it has links to."""
        if need and not isinstance(owner, Composite):
            return ()
        if owner not in self.properties.parts:
            members = self.members(owner).items()
            found = tuple((name, each) for name, each in members if isinstance(each, Element | Composite))
            self.properties.parts[owner] = found
        return self.properties.parts[owner]

    def lists(self, owner: Type) -> tuple[str, ...]:
        """The lists that an object has, by name."""
        return tuple(name for name, each in self.members(owner).items() if isinstance(each, Collection))

    def has_momentum(self, owner: Type) -> bool:
        """Whether an object may stand where a momentum is asked for."""
        if isinstance(owner, Element):
            return all(self.kinds[kind].has_momentum for kind in owner.kinds)
        return isinstance(owner, Composite)

    def measured(self, owner: Type) -> Measured:
        """The numbers of an object by what they measure: all, and those that are always there."""
        found = self.properties.numbers.get(owner)
        if found is None:
            every: dict[Measure, list[str]] = {}
            for name, kind in self.members(owner).items():
                if isinstance(kind, Number):
                    every.setdefault(measure_of(kind), []).append(name)
            found = self.properties.numbers[owner] = {
                each: (tuple(names), tuple(name for name in names if not self.optional(owner, name)))
                for each, names in every.items()
            }
        return found

    def numbers(self, owner: Type, measure: Measure, need: bool) -> tuple[str, ...]:
        """The numbers of an object that measure this; with `need` those that are always there."""
        return self.measured(owner).get(measure, ((), ()))[need]

    def conditions(self, owner: Type) -> tuple[str, ...]:
        """The conditions that an object has."""
        if owner not in self.properties.conditions:
            members = self.members(owner).items()
            self.properties.conditions[owner] = tuple(
                name for name, kind in members if isinstance(kind, Boolean)
            )
        return self.properties.conditions[owner]

    def optional(self, owner: Type, member: str) -> bool:
        """Whether a property may be missing where the object is there."""
        return self.knowledge.optional_member(Local("this", type=owner, span=NOWHERE), member)


def what(variation: Variation) -> str:
    """What a variation varies, as a program says it."""
    match variation:
        case (
            PropertyVariation(collection=owner, attribute=name) | BranchVariation(kind=owner, attribute=name)
        ):
            return f"{owner}.{name}"
        case WeightVariation(weight=name):
            return f"weight {name}"
        case InputVariation(what=kind):
            return f"from {kind}"


def sizes(facts: Facts) -> Mapping[str, int]:
    """How many objects collections have at least."""
    found: dict[str, int] = {}
    for fact in facts:
        if isinstance(fact, AtLeast) and isinstance(fact.collection, Reference):
            found[fact.collection.name] = max(fact.count, found.get(fact.collection.name, 0))
    return found


def named(region: Region) -> tuple[WeightFactor | HistogramDefinition | ExpectedNumber, ...]:
    """What has a name inside a region."""
    return (*region.weights, *region.histograms, *region.expectations)
