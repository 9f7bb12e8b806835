"""Objects under a variation: collections that stand for stored ones, and copies of definitions.

In: definitions and varied properties. Out: definitions whose objects have the new values before anything is asked of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hepir.ir.plan import Direction
from hepir.ir.renaming import renamed
from hepir.ir.variations.made import Varied
from hepir.semantics.program import (
    Choice,
    Combination,
    Definition,
    Derivation,
    ObjectDefinition,
    Program,
    PropertyVariation,
    Replacement,
    Rule,
    Sorting,
)
from hepir.types.core import Collection, Element


def objects(
    direction: Direction,
    program: Program,
    properties: Sequence[PropertyVariation],
    names: dict[str, str],
    kinds: Mapping[str, str],
    made: Varied,
) -> None:
    """Collections that stand for the stored objects of a kind, with varied properties."""
    for each in properties:
        kind = kinds.get(each.collection, each.collection)
        if each.collection in program.by_name or made.kinds[kind].singular:
            continue
        replacement = Replacement(each.origin, each.attribute, renamed(each.value, kinds, kinds))
        known = next((one for one in made.definitions if one.name == names.get(each.collection)), None)
        if isinstance(known, ObjectDefinition):
            made.definitions[made.definitions.index(known)] = replace(
                known, rules=(*known.rules, replacement)
            )
            continue
        names[each.collection] = made.fresh(each.collection, direction)
        made.definitions.append(
            ObjectDefinition(
                names[each.collection], each.origin, (kind,), (replacement,), Collection(Element((kind,)))
            )
        )


def copy_of_definition(
    definition: Definition, names: Mapping[str, str], kinds: Mapping[str, str]
) -> Definition:
    """A definition of varied things."""
    copy = renamed(definition, names, kinds)
    name = names[definition.name]
    match copy:
        case ObjectDefinition(sources=sources) | Combination(sources=sources):
            return replace(copy, name=name, sources=tuple(names.get(each, each) for each in sources))
        case Choice(collection=collection):
            return replace(copy, name=name, collection=names.get(collection, collection))
        case _:
            return replace(copy, name=name)


def with_replacement(
    copy: Definition,
    definition: Definition,
    variation: PropertyVariation,
    program: Program,
    kinds: Mapping[str, str],
) -> Definition:
    """A definition whose objects have another value of a property, before anything is asked of them."""
    assert isinstance(copy, ObjectDefinition | Combination)
    assert isinstance(definition, ObjectDefinition | Combination)
    replacement = Replacement(variation.origin, variation.attribute, renamed(variation.value, kinds, kinds))
    rules: list[Rule] = list(copy.rules)
    given = [
        index
        for index, rule in enumerate(rules)
        if isinstance(rule, Derivation) and rule.name == variation.attribute
    ]
    if given:
        rules.insert(given[-1] + 1, replacement)
    else:
        at = sum(isinstance(rule, Replacement) for rule in rules[:1])
        while at < len(rules) and isinstance(rules[at], Replacement):
            at += 1
        order = inherited_order(definition, program)
        again = [renamed(order, kinds, kinds)] if order is not None and at == 0 else []
        rules[at:at] = [replacement, *again]
    return replace(copy, rules=tuple(rules))


def inherited_order(definition: Definition, program: Program) -> Sorting | None:
    """The sort whose order the objects of a collection come in; it has to be established again."""
    source = (
        definition.sources[0]
        if isinstance(definition, ObjectDefinition) and len(definition.sources) == 1
        else ""
    )
    above = program.definition(source)
    if not isinstance(above, ObjectDefinition | Combination) or above.type.ordering is None:
        return None
    sorts = [rule for rule in above.rules if isinstance(rule, Sorting)]
    return sorts[-1] if sorts else inherited_order(above, program)
