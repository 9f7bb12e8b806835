"""Angles between the missing momentum and several jets, each with a limit of its own: `> 0.5, 0.5, 0.3 and 0.3 for the four
leading jets`, `> 0.3 for the third and fourth jets`.

In: a condition on an angle, and what stands behind it. Out: steps that say nothing of jets that an event has not.
"""

from __future__ import annotations

from hepir.extract.builtin.claims import Claim, Reading, rule, step
from hepir.extract.builtin.phrases import Condition, Noun, OneSided, Phrase, Quantity
from hepir.extract.builtin.properties import FAILING
from hepir.extract.builtin.restrictions import objects_behind

LOWER = (">", ">=")


def ranked_angles(condition: Condition, following: tuple[Phrase, ...], region: str) -> Reading | None:
    """The steps of a limit for each of several leading jets, or for those of some ranks; None for any other condition."""
    relation, jets = condition.relation, jets_of(condition, objects_behind(following))
    if jets is None or not isinstance(relation, OneSided) or relation.operator not in LOWER:
        return None
    values = (*relation.quantities, *relation.others)
    if jets.ranks == (0,) and jets.number == len(values) > 1:
        limits = dict(enumerate(values))
    elif len(values) == 1 and len(jets.ranks) > 1 and 0 not in jets.ranks:
        limits = dict.fromkeys(jets.ranks, values[0])
    else:
        return None
    return Reading(
        (rule(jets.name, "sort by pt descending"), *by_ranks(jets, relation.operator, limits, region))
    )


def jets_of(condition: Condition, behind: Noun | None) -> Noun | None:
    """The jets whose angle to the missing momentum is limited, those of `for the four leading jets` where they are told."""
    arguments = condition.variable.arguments
    nouns = [each for each in arguments if isinstance(each, Noun)]
    if condition.variable.name != "dphi" or len(nouns) != 1 or "MET" not in arguments:
        return None
    jets = behind if behind is not None and behind.kind == nouns[0].kind and behind.ranks else nouns[0]
    return jets if jets.plural and not jets.other else None


def by_ranks(jets: Noun, operator: str, limits: dict[int, Quantity], region: str) -> list[Claim]:
    """The limit of the jet of each rank, where an event has it."""
    name, fails = f"{{{jets.name}}}", FAILING[operator]
    return [
        step(region, f"reject dphi({name}[{rank}], MET) {fails} {value.text}")
        for rank, value in limits.items()
    ]
