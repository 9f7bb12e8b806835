"""Limits that hold on one side of another variable of the event: `MT > 100 GeV is required for HT < 600 GeV`.

In: compositions. Out: conditions with the side as their scope, or None where the words say something else.
"""

from __future__ import annotations

from dataclasses import replace

from hepir.extract.builtin.parsing.composition import Composition, joined
from hepir.extract.builtin.phrases import Condition, Phrase, Word, has_others
from hepir.extract.builtin.properties import OF_OBJECTS

RAISED = ("raised", "increased", "tightened", "strengthened")
RELAXED = ("relaxed", "loosened", "lowered", "reduced")
# Then the limit of the other events is told, too, or is another one than before.
CHANGED = ("otherwise", "else", "other", "remaining", *RAISED, *RELAXED)


def sided(composition: Composition) -> list[Phrase] | None:
    """`MT > 100 GeV and MET > 200 GeV are required for HT < 600 GeV`: each of them for these events."""
    *limits, side = composition.conditions
    if is_changed(composition):
        return None
    found = [on_side(each, side) for each in limits]
    if None in found:
        return None
    return [*joined(each for each in found if each), *composition.words("REQUIRE")]


def sided_first(composition: Composition) -> list[Phrase] | None:
    """`for HT < 600 GeV we require MT > 100 GeV`"""
    side, limit = composition.conditions
    made = None if is_changed(composition) else on_side(limit, side)
    return [*composition.words("REQUIRE"), made] if made else None


def on_side(limit: Condition, side: Condition) -> Condition | None:
    """A limit of an event with the side on which it holds; None where either is of objects, or is several limits."""
    both = (limit, side)
    if any(each.variable.name in OF_OBJECTS or each.scope or has_others(each) for each in both):
        return None
    return replace(limit, scope=side) if limit.variable != side.variable else None


def is_changed(composition: Composition) -> bool:
    """`raised to 400 GeV for HT > 1500 GeV`, `400 GeV otherwise`"""
    return any(isinstance(each, Word) and each.text.lower() in CHANGED for each in composition.sentence)
