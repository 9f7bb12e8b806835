"""The events that pass, with their weights and the values that a program defines.

In: events, one after the other. Out: by region the places of the events and their weights, and for these events the values;
a missing one is None.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hepir.backends.interpreter.events import Event
from hepir.backends.interpreter.operating import scalar
from hepir.ir.plan import Plan
from hepir.semantics.program import ValueDefinition
from hepir.types.core import Boolean, Number

Written = float | int | bool | None


@dataclass
class Listed:
    """What is kept of a call: `passing` by region and place, the weight; `values` by name and place."""

    plan: Plan
    passing: dict[str, dict[int, float]] = field(default_factory=dict)
    values: dict[str, dict[int, Written]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.passing = {each.name: {} for each in self.plan.program.regions}
        self.values = {each.name: {} for each in defined(self.plan)}

    def keep(self, region: str, place: int, weight: float, event: Event) -> None:
        """Keep an event that passes a region."""
        self.passing[region][place] = weight
        for name, values in self.values.items():
            if place not in values:
                values[place] = written(event.lookup(name))


def defined(plan: Plan) -> tuple[ValueDefinition, ...]:
    """The numbers and conditions that a program defines; not those that were made for variations."""
    return tuple(
        each
        for each in plan.program.definitions
        if isinstance(each, ValueDefinition)
        and isinstance(each.type, Number | Boolean)
        and each.name not in plan.copies
    )


def written(value: object) -> Written:
    """A value as it is listed."""
    found = scalar(value)  # type: ignore[arg-type]
    assert not isinstance(found, str)
    return found
