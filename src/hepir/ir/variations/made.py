"""What has been made so far of the variations of a program.

In: a program with variations. Out: their directions, and names that nothing has.
"""

from __future__ import annotations

from dataclasses import field

from hepir.ir.plan import BoundKind, Direction, Variant
from hepir.light_dataclasses import dataclass
from hepir.semantics.program import (
    Definition,
    Program,
    Region,
    Reweighting,
    Variation,
)
from hepir.types.kinds import Kind


@dataclass
class Varied:
    """What has been made so far. `order`: the regions of the program, each after those that it needs. `known`: what the
    copies of kinds are like."""

    kinds: dict[str, BoundKind]
    definitions: list[Definition]
    regions: list[Region]
    order: tuple[Region, ...]
    variants: dict[str, Variant] = field(default_factory=dict)
    reweightings: dict[str, list[Reweighting]] = field(default_factory=dict)
    known: dict[str, Kind] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.taken = {*self.kinds, *(each.name for each in (*self.definitions, *self.regions))}

    def fresh(self, name: str, direction: Direction) -> str:
        """A name that nothing has."""
        wanted = f"{name}__{direction.systematic}_{direction.direction}"
        while wanted in self.taken:
            wanted += "_x"
        self.taken.add(wanted)
        return wanted


def directions(program: Program) -> tuple[Direction, ...]:
    """The variations of a program that are worked out from the nominal tree, in the order of the text."""
    return tuple(
        dict.fromkeys(
            Direction(each.systematic, each.direction)
            for each in program.variations
            if getattr(each, "what", "") != "tree"
        )
    )


def variations_of(direction: Direction, program: Program) -> tuple[Variation, ...]:
    """All that one direction of a systematic varies."""
    return tuple(each for each in program.variations if (each.systematic, each.direction) == tuple(direction))
