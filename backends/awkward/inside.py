"""Regions that only add cuts to another: they are counted among the events of that one, without a look at the others.

In: a plan with its schedule. Out: which regions these are, and names for what their parents have once for all of them.
"""

from __future__ import annotations

from hepir.ir.plan import Plan
from hepir.ir.schedule import Place, Point, conditions
from hepir.semantics.program import Region


def adds_cuts_alone(region: Region, plan: Plan, start: Place) -> bool:
    """Whether a region goes on from the events of one other, dropped there, with its weights, and drops none on its way.
    `start` is where it begins."""
    narrows = plan.schedule.narrows
    if len(region.parents) != 1 or region.weights or region.reweightings or not narrows(start):
        return False
    points = [
        (*start, Point(region.name, index, number))
        for index, cut in enumerate(region.cuts)
        for number, _ in enumerate(conditions(cut))
    ]
    return not any(narrows(place) for place in (*points, (*start, Point(region.name, len(region.cuts), 0))))


def places_of(parent: str) -> str:
    """The name of the places of a region's events."""
    return f"in_{parent}_at"


def weight_of(parent: str) -> str:
    """The name of the weights of a region's events."""
    return f"{parent}_kept_weight"
