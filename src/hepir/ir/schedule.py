"""Which events each definition is worked out for.

In: nothing. Out: places and a `Schedule`, which a pass makes and a backend reads. A place is a set of events: those
that pass the cuts that stand before a point of a region. The empty schedule works everything out for all events.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import NamedTuple

from hepir.light_dataclasses import dataclass
from hepir.semantics.expressions import Expression, Logical
from hepir.semantics.program import Cut


class Point(NamedTuple):
    """A point of a region: after so many of its own cuts, and so many conditions of the next one."""

    region: str
    cuts: int
    conditions: int


# The points passed on the way, one for each region, those of the outermost parent first; () is all events.
Place = tuple[Point, ...]
ALL_EVENTS: Place = ()


@dataclass(frozen=True)
class Schedule:
    """`places` of kinds and definitions that are not worked out for all events; what each place takes over from
    the one around it: `names` of kinds, definitions and regions, and `columns` of the files. `unused` are kinds of which only
    the number of objects is asked for."""

    places: Mapping[str, Place] = field(default_factory=dict)
    names: Mapping[Place, tuple[str, ...]] = field(default_factory=dict)
    columns: Mapping[Place, tuple[str, ...]] = field(default_factory=dict)
    unused: frozenset[str] = frozenset()

    def narrows(self, place: Place) -> bool:
        """Whether the events that fail are dropped here."""
        return place in self.names


EVERYTHING = Schedule()


def conditions(cut: Cut) -> tuple[Expression, ...]:
    """The conditions of a cut, all of which must hold; a cut that cannot be taken apart is one condition."""
    match cut:
        case Cut(condition=Logical("and", operands), keep=True, when=None):
            return operands
        case _:
            return (cut.condition,)
