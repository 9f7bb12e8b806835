"""Combinations that are there to choose one of: the best is found without a list of them all.

In: a program, and the nodes of its expressions. Out: the choices, by what they choose from.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from hepir.backends.awkward.forms import is_local
from hepir.ir.needs import sources_of
from hepir.semantics.expressions import (
    Absolute,
    Add,
    Constant,
    Expression,
    Local,
    Member,
    Multiply,
    Negate,
    Reference,
    children,
)
from hepir.semantics.program import Choice, Combination, Program

# What is not a number where a component of the momentum is none: `eta`, for one, is 0 there.
FOLLOWING = frozenset(["pt", "mass", "px", "py", "pz", "energy", "momentum"])


def chosen_alone(program: Program, nodes: Iterable[Expression]) -> Mapping[str, Choice]:
    """The only choice from each combination of which nothing else is asked: of one collection, as it is, by a number that
    follows from the momentum."""
    uses = Counter(source for each in program.definitions for source in sources_of(each))
    uses.update(node.name for node in nodes if isinstance(node, Reference))
    plain = {each.name for each in program.definitions if isinstance(each, Combination) and is_plain(each)}
    return {
        each.collection: each
        for each in program.definitions
        if isinstance(each, Choice)
        and each.collection in plain
        and uses[each.collection] == 1
        and len(each.rankings) == 1
        and is_local(each.rankings[0].key)
        and follows_from_momentum(each.rankings[0].key)
    }


def is_plain(combination: Combination) -> bool:
    """Whether it has all tuples of the objects of one collection."""
    return len(combination.sources) == 1 and not combination.disjoint and not combination.rules


def follows_from_momentum(key: Expression) -> bool:
    """Whether a number is worked out of the momentum of the object in view, and of nothing else."""
    match key:
        case Constant():
            return True
        case Member(Local(), name, slot=False):
            return name in FOLLOWING
        case Add() | Multiply() | Absolute() | Negate():
            return all(map(follows_from_momentum, children(key)))
        case _:
            return False
