"""The typed program: definitions and regions, all names resolved, all expressions typed.

In: made by `semantics.checking`. Out: frozen values; backends see these (through the plan) and never the syntax tree.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import Literal

from hepir.light_dataclasses import dataclass
from hepir.semantics.expressions import Expression
from hepir.source import Span
from hepir.types.core import Collection, Composite, Element, Type
from hepir.types.kinds import Kinds
from hepir.types.tables import Table


@dataclass(frozen=True)
class Origin:
    """Where a statement stands and what it rests on: its canonical text, its line, its evidence in words."""

    text: str
    line: int
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class Filter:
    """Keep the objects for which the condition holds (`keep`), or drop them."""

    origin: Origin
    condition: Expression
    keep: bool


@dataclass(frozen=True)
class Sorting:
    """Order the objects by a key; equal keys keep their order, keys that are not numbers come last."""

    origin: Origin
    key: Expression
    descending: bool


@dataclass(frozen=True)
class Derivation:
    """Give each object a property."""

    origin: Origin
    name: str
    value: Expression


@dataclass(frozen=True)
class Replacement:
    """Give each object another value of a property that it has; everything that follows from the property follows.

    No program says this by itself: a systematic variation does.
    """

    origin: Origin
    name: str
    value: Expression


@dataclass(frozen=True)
class Limit:
    """Keep the first objects, at most so many."""

    origin: Origin
    count: int


Rule = Filter | Sorting | Limit | Derivation | Replacement


@dataclass(frozen=True)
class ObjectDefinition:
    """Objects from one or several collections, filtered in order. `variable` is what the rules call an object."""

    name: str
    origin: Origin
    sources: tuple[str, ...]
    rules: tuple[Rule, ...]
    type: Collection
    variable: str = "this"


@dataclass(frozen=True)
class Combination:
    """Tuples from one collection (unordered, distinct) or from as many collections as there are slots (product)."""

    name: str
    origin: Origin
    slots: tuple[str, ...]
    sources: tuple[str, ...]
    disjoint: bool
    rules: tuple[Rule, ...]
    type: Collection
    variable: str = "this"


@dataclass(frozen=True)
class Ranking:
    """Prefer a small (or a large) key."""

    key: Expression
    minimizing: bool


@dataclass(frozen=True)
class Choice:
    """The best object of a collection by several rankings, the first of equals; missing where there is none."""

    name: str
    origin: Origin
    collection: str
    rankings: tuple[Ranking, ...]
    type: Element | Composite
    variable: str = "this"


@dataclass(frozen=True)
class ValueDefinition:
    """A value of the event, possibly missing."""

    name: str
    origin: Origin
    value: Expression
    type: Type


@dataclass(frozen=True)
class Cut:
    """A step of a cutflow: the events for which `condition` holds stay (`keep`) or go.

    With `when`, events without it stay.
    """

    origin: Origin
    condition: Expression
    keep: bool = True
    when: Expression | None = None


@dataclass(frozen=True)
class WeightFactor:
    """A named factor of a region's weight; `dataset` limits it to data or simulation."""

    name: str
    origin: Origin
    value: Expression
    dataset: Literal["data", "simulation"] | None


# the bins of several values, in canonical units: from (included) to (not included; None: without end)
Box = tuple[tuple[float, float | None], ...]
CELL_OF = "cell of "  # begins the label of an axis that counts such cells


@dataclass(frozen=True)
class AxisDefinition:
    """What is filled and into which bins: `edges` in the unit of the axis; `equal` when they are equally spaced.

    Of cells of several values (`parts`), `value` is the number of the cell, -1 outside, and `boxes` are the cells.
    `value` is divided by `unit_size` (canonical units in one unit of the axis) before it is filled. `variable` and
    `collection` are set when the axis takes a value of each object of a collection.
    """

    value: Expression
    label: str
    unit: str
    unit_size: float
    edges: tuple[float, ...]
    equal: bool
    logarithmic: bool = False
    variable: str | None = None
    collection: Expression | None = None
    parts: tuple[Expression, ...] = ()
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True)
class HistogramDefinition:
    """A histogram of one or several axes, filled with the events of the region."""

    name: str
    origin: Origin
    axes: tuple[AxisDefinition, ...]


@dataclass(frozen=True)
class ExpectedNumber:
    """A published number, in the unit it was written in."""

    name: str
    origin: Origin
    value: float
    uncertainty: float | None


@dataclass(frozen=True)
class Reweighting:
    """A region under another weight: the same events, counted and filled under the name of a result of its own.

    `factors` are those of the region's ancestors and its own, each with the region that it belongs to. A program has
    none: `ir.variations` makes them.
    """

    name: str
    factors: tuple[tuple[str, WeightFactor], ...]


@dataclass(frozen=True)
class Region:
    """A selection of events. `cuts` are its own; the parents' come first. `bins` are the axes of its product grid."""

    name: str
    origin: Origin
    parents: tuple[str, ...]
    cuts: tuple[Cut, ...] = ()
    weights: tuple[WeightFactor, ...] = ()
    histograms: tuple[HistogramDefinition, ...] = ()
    bins: tuple[tuple[Origin, AxisDefinition], ...] = ()
    expectations: tuple[ExpectedNumber, ...] = ()
    reweightings: tuple[Reweighting, ...] = ()


@dataclass(frozen=True)
class PropertyVariation:
    """A systematic variation of a property of a collection, or of the one object of a kind."""

    systematic: str
    direction: str
    collection: str
    attribute: str
    value: Expression
    origin: Origin


@dataclass(frozen=True)
class WeightVariation:
    """A systematic variation of the factors of this name, in all regions that have one."""

    systematic: str
    direction: str
    weight: str
    value: Expression
    origin: Origin


@dataclass(frozen=True)
class BranchVariation:
    """A systematic variation of a property of a kind that the files hold under another name."""

    systematic: str
    direction: str
    kind: str
    attribute: str
    branch: str
    origin: Origin
    span: Span = field(compare=False, repr=False)


@dataclass(frozen=True)
class InputVariation:
    """A systematic variation that the files hold: branches whose names end with `text`, or the tree of this name."""

    systematic: str
    direction: str
    what: Literal["branches", "tree"]
    text: str
    origin: Origin
    span: Span = field(compare=False, repr=False)


Variation = PropertyVariation | WeightVariation | BranchVariation | InputVariation


@dataclass(frozen=True)
class Publication:
    """What the `analysis` block says, as text."""

    title: str = ""
    experiment: str = ""
    paper: str = ""
    sqrt_s: str = ""
    luminosity: str = ""


Definition = ObjectDefinition | Combination | Choice | ValueDefinition


@dataclass(frozen=True)
class ReadFile:
    """A file that a program reads: its path in the folder of the program, and its checksum."""

    path: str
    sha256: str


@dataclass(frozen=True)
class Program:
    """A whole program: definitions in an order in which each comes after what it needs; regions likewise. `files` are those
    beside it that it reads; `tables` those that it writes out, by the names that expressions call them by; `systematics`
    are those that have variations, and those that have none."""

    publication: Publication
    definitions: tuple[Definition, ...]
    regions: tuple[Region, ...]
    variations: tuple[Variation, ...] = ()
    notes: tuple[str, ...] = ()
    holes: tuple[Span, ...] = ()
    kinds: Kinds = field(default_factory=dict)
    files: tuple[ReadFile, ...] = ()
    tables: Mapping[str, Table] = field(default_factory=dict, compare=False, repr=False)
    systematics: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def definition(self, name: str) -> Definition | None:
        """The definition of a name, or None."""
        return self.by_name.get(name)

    @cached_property
    def by_name(self) -> Mapping[str, Definition]:
        """Definitions by their names."""
        return {definition.name: definition for definition in self.definitions}

    @cached_property
    def regions_by_name(self) -> Mapping[str, Region]:
        """Regions by their names."""
        return {region.name: region for region in self.regions}

    @cached_property
    def known_ancestors(self) -> dict[str, tuple[Region, ...]]:
        """What regions start from, by their names, as far as it was asked for (`hepir.ir.regions.ancestors`)."""
        return {}
