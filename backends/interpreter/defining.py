"""What definitions stand for in one event.

In: a definition and the names it needs. Out: objects, tuples of objects, a chosen object or a value.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from hepir.backends.interpreter import objects, reducing
from hepir.backends.interpreter.evaluating import Names, Scope, evaluate, holds
from hepir.backends.interpreter.objects import CompositeObject, Thing, Value
from hepir.backends.interpreter.operating import scalar
from hepir.semantics.program import (
    Choice,
    Combination,
    Definition,
    Derivation,
    Filter,
    Limit,
    ObjectDefinition,
    Replacement,
    Rule,
    Sorting,
)


def value_of(definition: Definition, names: Names) -> Value:
    """What a definition stands for."""
    match definition:
        case ObjectDefinition(sources=sources, rules=rules, variable=variable):
            return apply_rules(
                rules, variable, [thing for name in sources for thing in listed(name, names)], names
            )
        case Combination(rules=rules, variable=variable):
            return apply_rules(rules, variable, combined(definition, names), names)
        case Choice():
            return chosen(definition, names)
        case _:
            return evaluate(definition.value, Scope(names, {}))


def listed(name: str, names: Names) -> Sequence[Thing]:
    """The objects of a named collection."""
    found = names.lookup(name)
    assert isinstance(found, list | tuple), name
    return found


def apply_rules(rules: Sequence[Rule], variable: str, things: Sequence[Thing], names: Names) -> list[Thing]:
    """Filters, sorts and derivations in the order in which they are written."""
    found = list(things)
    for rule in rules:
        found = apply_rule(rule, variable, found, names)
    return found


def apply_rule(rule: Rule, variable: str, things: list[Thing], names: Names) -> list[Thing]:
    """One rule; a missing condition neither keeps nor drops."""
    scopes = [Scope(names, {variable: thing}) for thing in things]
    pairs = list(zip(things, scopes, strict=True))
    match rule:
        case Filter(condition=condition, keep=keep):
            return [thing for thing, scope in pairs if holds(condition, scope) == keep]
        case Limit(count=count):
            return things[:count]
        case Sorting(key=key, descending=descending):
            places = reducing.ordered([evaluate(key, scope) for scope in scopes], descending)
            return [things[place] for place in places]
        case Replacement(name=name, value=value):
            return [
                objects.with_replaced(thing, name, scalar(evaluate(value, scope))) for thing, scope in pairs
            ]
        case Derivation(name=name, value=value):
            return [
                objects.with_derived(thing, name, scalar(evaluate(value, scope))) for thing, scope in pairs
            ]


def combined(definition: Combination, names: Names) -> list[Thing]:
    """Distinct tuples of one collection, or the product of several."""
    pools = [listed(name, names) for name in definition.sources]
    several = len(pools) > 1
    tuples = itertools.product(*pools) if several else itertools.combinations(pools[0], len(definition.slots))
    return [
        CompositeObject(dict(zip(definition.slots, members, strict=True)))
        for members in tuples
        if not definition.disjoint or are_disjoint(members)
    ]


def are_disjoint(members: Sequence[Thing]) -> bool:
    """Whether no particle is part of two members."""
    parts = [objects.identities(member) for member in members]
    return all(first.isdisjoint(second) for first, second in itertools.combinations(parts, 2))


def chosen(definition: Choice, names: Names) -> Value:
    """The best object: each ranking decides between what the earlier ones found equal; then the first."""
    candidates = listed(definition.collection, names)
    for ranking in definition.rankings:
        scopes = [Scope(names, {definition.variable: thing}) for thing in candidates]
        keys = [evaluate(ranking.key, scope) for scope in scopes]
        candidates = [candidates[place] for place in reducing.best(keys, not ranking.minimizing)]
    return candidates[0] if candidates else None
