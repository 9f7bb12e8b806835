"""Which name of one program is which name of another.

In: two typed programs and their texts. Out: for the names of the second those of the first, where both stand for the same:
made of the same kinds, and with the criteria, quantities or name that they have in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from hepir.extract.canonical.model import Statement
from hepir.extract.canonical.naming import content_names, is_other_name
from hepir.extract.canonical.setting import Setting
from hepir.extract.canonical.statements import of_definition, of_region
from hepir.semantics.program import (
    Choice,
    Combination,
    Definition,
    ObjectDefinition,
    Program,
    Region,
    ValueDefinition,
)

# What speaks for two things being the same, in the order of its weight.
SAME_CONTENTS, SAME_CRITERIA, SAME_NAME, SAME_QUANTITIES = 8.0, 4.0, 2.0, 1.0
MARK = "\N{PRIME}"


@dataclass(frozen=True)
class Thing:
    """Something with a name: what it may be compared with, what it is made of, and what is said of it."""

    name: str
    family: str
    contents: str
    criteria: frozenset[str]
    quantities: frozenset[str]
    empty: bool = False


Names = Mapping[str, str]


def aligned(first: Program, second: Program) -> tuple[Names, Names]:
    """What to call the names of both programs so that equal things have equal names: those of the first.

    What has no like in the first keeps its name, marked where the first has that name for something else. A name that only
    stands for another collection, and has no like, is that collection.
    """
    made_of, also_made_of = content_names(first), content_names(second)
    ours, theirs = things(first, made_of), things(second, also_made_of)
    pairs = matched(ours, theirs)
    liked = frozenset(pairs.values())
    first_names = with_other_names({each.name: each.name for each in ours}, liked, first)
    taken = {thing.name for thing in ours}
    found: dict[str, str] = {}
    for thing in theirs:
        name = pairs.get(thing.name, thing.name)
        while thing.name not in pairs and name in taken:
            name += MARK
        found[thing.name] = name
        taken.add(name)
    second_names = with_other_names(found, frozenset(pairs), second)
    return first_names, {**second_names, **aligned_properties(made_of, also_made_of)}


def with_other_names(names: Names, liked: frozenset[str], program: Program) -> Names:
    """The names, of which those that only stand for another collection and have no like are replaced by it."""
    found = dict(names)
    for definition in program.definitions:
        if is_other_name(definition) and definition.name not in liked:
            found[definition.name] = found.get(definition.sources[0], definition.sources[0])
    return found


def aligned_properties(first: Names, second: Names) -> Mapping[str, str]:
    """What to call the properties that the second program gives, as the first does where they are the same: both by their
    contents."""
    ours = {contents: name.removeprefix(".") for name, contents in first.items() if name.startswith(".")}
    theirs = {name: contents for name, contents in second.items() if name.startswith(".")}
    return {name: ours[contents] for name, contents in theirs.items() if contents in ours}


def matched(ours: Iterable[Thing], theirs: Iterable[Thing]) -> Mapping[str, str]:
    """The best pairs of one family, the most alike first; of equals those that are written first."""
    ranked = sorted(
        (-likeness(one, other), place, second_place, one.name, other.name)
        for place, one in enumerate(ours)
        for second_place, other in enumerate(theirs)
        if one.family == other.family and (likeness(one, other) > 0 or not (one.empty or other.empty))
    )
    found: dict[str, str] = {}
    for _, _, _, name, other_name in ranked:
        if other_name not in found and name not in found.values():
            found[other_name] = name
    return found


def likeness(one: Thing, other: Thing) -> float:
    """How much two things have in common."""
    return (
        SAME_CONTENTS * (one.contents == other.contents)
        + SAME_CRITERIA * overlap(one.criteria, other.criteria)
        + SAME_NAME * (one.name == other.name)
        + SAME_QUANTITIES * overlap(one.quantities, other.quantities)
    )


def overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """The share of all that both have."""
    return len(first & second) / len(first | second) if first | second else 0.0


# ---- what is said of a thing, whatever the things in it are called ----


def things(program: Program, contents: Names) -> tuple[Thing, ...]:
    """Everything in a program that has a name and is not written out where it is used. `contents` names it by contents."""
    families = {each.name: family(each, program) for each in program.definitions}
    neutral = Setting(program, {**families, **{each.name: "a region" for each in program.regions}})
    found = [
        thing(each.name, narrowed(families[each.name], each, neutral, contents), contents, said)
        for each in program.definitions
        for said in (of_definition(each, neutral, ""),)
    ]
    by_region = {each.name: tuple(of_region(each, neutral, "")) for each in program.regions}
    for region in program.regions:
        said = [each for parent in lineage(program, region.name) for each in by_region[parent.name]]
        found.append(thing(region.name, "region", contents, said))
    return tuple(found)


def narrowed(group: str, definition: Definition, setting: Setting, contents: Mapping[str, str]) -> str:
    """A value that is written out where it is used is like the same value alone."""
    small = setting.inlined(definition.name) is not None
    return f"{group}, {contents[definition.name]}" if small else group


def thing(name: str, group: str, contents: Mapping[str, str], said: Iterable[Statement]) -> Thing:
    """A thing with what is said of it."""
    own = list(said)
    criteria = frozenset(each.text for each in own if each.kind != "made of")
    quantities = frozenset(f"{each.quantity} {each.relation[:1]}" for each in own if each.quantity)
    return Thing(name, group, contents[name], criteria, quantities, not own)


def lineage(program: Program, name: str) -> tuple[Region, ...]:
    """The ancestors of a region, each once, and the region itself."""
    by_name = {region.name: region for region in program.regions}
    found: dict[str, Region] = {}

    def visit(region: Region) -> None:
        for parent in region.parents:
            visit(by_name[parent])
        found.setdefault(region.name, region)

    visit(by_name[name])
    return tuple(found.values())


def family(definition: Definition, program: Program) -> str:
    """What a thing may be compared with: the same kinds of stored objects, combined in the same way."""
    match definition:
        case ObjectDefinition(sources=sources):
            return " or ".join(sorted({kind for each in sources for kind in kinds_behind(each, program)}))
        case Combination(sources=sources, slots=slots):
            kinds = " x ".join(" or ".join(sorted(kinds_behind(each, program))) for each in sources)
            return f"{len(slots)} of {kinds}"
        case Choice(collection=collection):
            return f"the best of {' or '.join(sorted(kinds_behind(collection, program)))}"
        case ValueDefinition(type=kind):
            return f"value: {kind}"


def kinds_behind(name: str, program: Program) -> tuple[str, ...]:
    """The kinds of stored objects (or the combination) that a collection is from."""
    definition = program.definition(name)
    return tuple(family(definition, program).split(" or ")) if definition is not None else (name,)
