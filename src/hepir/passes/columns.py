"""Columns that nothing reads: what earlier passes made needless is not read.

In: a plan. Out: a plan without definitions and properties that nothing needs, and with the columns of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from dataclasses import replace

from hepir.ir.binding import branches_of
from hepir.ir.listed import with_lengths
from hepir.ir.needs import FOUR, needs_of
from hepir.ir.plan import BoundKind, BoundProperty, Computed, Plan, Stored
from hepir.ir.pruning import pruned
from hepir.semantics.expressions import Expression, Member, Trigger, walk
from hepir.semantics.usage import definition_expressions, region_expressions


def read(plan: Plan) -> Plan:
    """The plan with what something needs."""
    program = pruned(plan.program)
    needs = needs_of(program)
    kinds = {
        name: needed_part(kind, {each for owner, each in needs if owner == name})
        for name, kind in plan.kinds.items()
        if any(owner == name for owner, _ in needs)
    }
    kinds = with_lengths(kinds)
    expressions = [each for one in program.definitions for each in definition_expressions(one)]
    expressions += [each for one in program.regions for each in region_expressions(one)]
    asked = {node.name for each in expressions for node in walk(each) if isinstance(node, Trigger)}
    triggers = {name: branch for name, branch in plan.triggers.items() if name in asked}
    columns = {*triggers.values(), *(branch for kind in kinds.values() for branch in branches_of(kind))}
    return replace(plan, program=program, kinds=kinds, triggers=triggers, columns=tuple(sorted(columns)))


def needed_part(kind: BoundKind, wanted: Set[str]) -> BoundKind:
    """A kind with the properties that are needed, those that they are computed from, and the one that tells how many
    objects there are."""
    waiting, needed = [*wanted, *members_of(kind.where)], set[str]()
    while waiting:
        name = waiting.pop()
        bound = kind.properties.get(name)
        if bound is None and name and name not in kind.lists:
            waiting += [each for each in FOUR if each not in needed and each in kind.properties]
        elif bound is not None and name not in needed:
            needed.add(name)
            waiting += members_of(bound.source.value) if isinstance(bound.source, Computed) else ()
    properties = {name: each for name, each in kind.properties.items() if name in needed}
    lists = {name: each for name, each in kind.lists.items() if name in wanted}
    return replace(kind, properties=properties, lists=lists, length=length_of(kind, properties))


def length_of(kind: BoundKind, properties: Mapping[str, BoundProperty]) -> str | None:
    """The branch that tells how many objects there are: one that is read anyway, where there is one."""
    sources = [each.source for each in properties.values()]
    read = [each.branch for each in sources if isinstance(each, Stored) and each.entry is None]
    if kind.length is None or kind.length in read or not read:
        return kind.length
    return read[0]


def members_of(expression: Expression | None) -> Iterator[str]:
    """The properties of the same object that a schema's expression reads."""
    if expression is not None:
        yield from (node.name for node in walk(expression) if isinstance(node, Member))
