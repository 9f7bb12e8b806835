"""A plan: a typed program, and where in the files each property it needs is stored.

In: made by `ir.binding`. Out: frozen values; all that a backend reads. Values are in canonical units (GeV, mm, rad, ns, pb).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal, NamedTuple

from hepir.ir.membership import Membership
from hepir.ir.schedule import EVERYTHING, Schedule
from hepir.light_dataclasses import dataclass
from hepir.semantics.expressions import Expression, Reference, Size
from hepir.semantics.program import Origin, Program
from hepir.source import Span
from hepir.types.core import Boolean, Number

Status = Literal["faithful", "approximated", "implicit", "unsupported"]


@dataclass(frozen=True)
class Stored:
    """A property that a branch holds.

    What is done to a stored value, in this order: `entry` picks one of several values of an object; one of `missing` (or
    NaN where NaN is among them) is missing; `minimum` replaces smaller values; `bit` is tested; the number is divided by
    `divisor` and multiplied by `factor` (one of the two is 1); it becomes what `type` of the property says.
    """

    branch: str
    factor: float = 1.0
    divisor: float = 1.0
    missing: tuple[float, ...] = ()
    minimum: float | None = None
    bit: int | None = None
    entry: int | None = None


@dataclass(frozen=True)
class Fixed:
    """A property with one value for all objects, in canonical units."""

    value: float


@dataclass(frozen=True)
class Computed:
    """A property computed from others of the same object, which the expression calls `this`; missing where one of
    those it needs is."""

    value: Expression


@dataclass(frozen=True)
class Placed:
    """The place of an object in the stored list of its event, counted from `start`, which tells kinds apart."""

    start: int


@dataclass(frozen=True)
class BoundProperty:
    """Where a property comes from."""

    name: str
    type: Number | Boolean
    source: Stored | Fixed | Computed | Placed


@dataclass(frozen=True)
class BoundKind:
    """A kind of object, as the files hold it: the properties that are needed, each after those it is computed from.

    `where`: the stored entries for which it holds (for `this`) are of this kind; positions and identity count all stored
    entries of the branch. `entry`: a single object stored as a list is this entry of it. A single object whose entry is not
    there is missing in that event. `length` is a branch with one value an object (None for single objects).
    `lists` are what each object has several of, as far as the program needs them.
    """

    name: str
    properties: Mapping[str, BoundProperty]
    singular: bool
    transverse: bool
    flavor: int | None
    where: Expression | None
    entry: int | None
    length: str | None
    lists: Mapping[str, Membership] = field(default_factory=dict)


@dataclass(frozen=True)
class StatementStatus:
    """How well the data can express a statement, and why not better."""

    line: int
    statement: str
    status: Status
    note: str = ""


class Direction(NamedTuple):
    """One direction of a systematic."""

    systematic: str
    direction: str

    def __str__(self) -> str:
        return f"{self.systematic}.{self.direction}"


class Variant(NamedTuple):
    """A region under a variation."""

    region: str
    direction: Direction


@dataclass(frozen=True)
class Plan:
    """A program bound to a schema.

    `columns` are all branches to read, sorted; `triggers` maps names to branches; `simulation_weights` names the weights
    (region, weight) that are applied to simulation only because they read properties that mean nothing in data; `schedule`
    says for which events definitions are worked out; `counted` are the statements of collections that are only counted, by
    the places of their sizes; `components` are the kinds whose momenta are worked out once as px, py, pz and energy.

    `inputs` are the kinds that a variation reads from other branches. Once variations are written out, `variants` tell which
    results (regions and reweightings) are variations, of what, and `copies` are the definitions that were made for them.
    """

    program: Program
    schema: str
    schema_sha256: str
    kinds: Mapping[str, BoundKind]
    triggers: Mapping[str, str]
    columns: tuple[str, ...]
    statuses: tuple[StatementStatus, ...]
    simulation_weights: frozenset[tuple[str, str]] = frozenset()
    schedule: Schedule = EVERYTHING
    counted: Mapping[Span, tuple[Origin, ...]] = field(default_factory=dict)
    shared: frozenset[str] = frozenset()
    components: frozenset[str] = frozenset()
    inputs: Mapping[Direction, Mapping[str, BoundKind]] = field(default_factory=dict)
    variants: Mapping[str, Variant] = field(default_factory=dict)
    copies: frozenset[str] = frozenset()

    @property
    def region_names(self) -> tuple[str, ...]:
        """The names of the regions that the program was written with."""
        return tuple(each.name for each in self.program.regions if each.name not in self.variants)


def counted_branch(size: Size, plan: Plan) -> str:
    """The branch whose entries are the objects that are counted; empty where it takes more than counting entries."""
    kind = plan.kinds.get(size.collection.name) if isinstance(size.collection, Reference) else None
    return kind.length or "" if kind is not None and kind.where is None else ""
