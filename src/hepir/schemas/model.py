"""What a schema says, as data.

In: a parsed TOML file (`schemas.loading`). Out: frozen values that tell, for each kind of object, which
branch holds which property, in which unit, and what must be done to it. No file is opened here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import Literal

from hepir.light_dataclasses import dataclass

ValueType = Literal["number", "integer", "boolean"]


@dataclass(frozen=True)
class PropertySource:
    """Where one property's values come from: exactly one of `branch`, `compute`, `constant`.

    `compute` is an expression of the language over the other properties of the same object (`sqrt(px^2 +
    py^2)`; where one of them is missing the result is); `unit` is the unit of the stored values, of the
    constant, or of the dimension of the computed values; `type` is what the values are turned into (a
    stored float charge into an integer, a stored 0 or 1 into a boolean); `missing` lists stored values that
    mean "there is none" (NaN may be one of them: compare with care); `bit` tests a bit of a stored integer;
    `minimum` is the least meaningful stored value (smaller ones, such as masses below zero by rounding, are
    set to it); `entry` picks one of several values stored for each object (negative counts from the end);
    `approximation` says how the values differ from what the property means (None: they do not).
    `alternatives` are names that `branch` has in other versions of the format, tried in order when `branch`
    is not there (`matching.adapt`). `link` is the kind whose stored list has the objects at these
    places. `description` is for properties that `grammar/kinds.toml` does not
    describe.
    """

    branch: str | None = None
    compute: str | None = None
    constant: float | None = None
    unit: str | None = None
    type: ValueType = "number"
    missing: tuple[float, ...] = ()
    bit: int | None = None
    minimum: float | None = None
    approximation: str | None = None
    alternatives: tuple[str, ...] = ()
    entry: int | None = None
    description: str = ""
    link: str = ""


@dataclass(frozen=True)
class ListSource:
    """How a format stores which objects of the stored list of kind `of` belong to an object. One of:

    - `lists`: a branch with a list of places for each object; with `keys`, another one of the same form, only places whose
      key is `key` count (a key of zero stands for none);
    - `places`: branches with one place for each object;
    - `first` and `count`: branches with the first place and the number of places for each object;
    - `table`: two branches with as many values an event as there are rows: the place of an object, the place of what belongs
      to it;
    - `inverse`: the link of the objects of kind `of` that points to this one;
    - `references`: a branch with a list of numbers for each object, and `identifiers`: the branch with the number of each
      object of kind `of`. Numbers that none of them has are of other lists.

    Places count from 0; negative ones stand for none. `order` is the key by which the list is kept, such as `pt descending`.
    `alternatives` are ways in which other versions of the format store it, tried in order where its branches are not there.
    """

    of: str
    lists: str | None = None
    keys: str | None = None
    key: int | None = None
    places: tuple[str, ...] = ()
    first: str | None = None
    count: str | None = None
    table: tuple[str, ...] = ()
    inverse: str | None = None
    references: str | None = None
    identifiers: str | None = None
    order: str | None = None
    description: str = ""
    alternatives: tuple[ListSource, ...] = ()

    @property
    def branches(self) -> tuple[str, ...]:
        """The branches that it names."""
        single = (self.lists, self.keys, self.first, self.count, self.references, self.identifiers)
        return (*(each for each in single if each), *self.places, *self.table)


@dataclass(frozen=True)
class CollectionSource:
    """How a kind of object is stored.

    `where` is a Boolean expression over the properties that tells which stored entries are of this kind
    (one lepton collection that holds electrons and muons); `entry` picks the entry when a single object,
    such as the missing momentum, is stored as a list (negative counts from the end); `implicit` says which
    selection the input was made with. A kind that `grammar/kinds.toml` does not know is `like` one that it
    knows: it has that kind's nature (collection or single, transverse or not) and the meaning of its
    properties. `lists` are what each of its objects has several of. `joins` are kinds whose stored objects it has, those of
    one after those of the other.
    """

    kind: str
    properties: Mapping[str, PropertySource]
    where: str | None = None
    entry: int | None = None
    implicit: str | None = None
    like: str | None = None
    lists: Mapping[str, ListSource] = field(default_factory=dict)
    joins: tuple[str, ...] = ()


@dataclass(frozen=True)
class DatasetKind:
    """How to tell simulation from data: `branch` is there only in simulation (`rule = "present"`), or is
    nonzero only in simulation (`rule = "nonzero"`; a file without the branch is data)."""

    branch: str
    rule: Literal["present", "nonzero"]


@dataclass(frozen=True)
class Schema:
    """A data format: name, how to recognise it, and its kinds.

    `trees` are the names a tree may go by, most likely first. `required` are branches that a file of this
    format has, `absent` branches that it does not have. `triggers` maps names of triggers to Boolean
    branches, and `trigger_pattern` is a pattern (shell style) of branches that may be asked for by their
    own name. `spelling` gives other ways in which the branch names are written: for a container
    (`rntuple`), what each text in a name is replaced by. `unavailable` says, for a kind or a
    `kind.property`, why the format does not give it.
    """

    name: str
    title: str
    trees: tuple[str, ...]
    required: tuple[str, ...]
    absent: tuple[str, ...]
    collections: Mapping[str, CollectionSource]
    triggers: Mapping[str, str] = field(default_factory=dict)
    trigger_pattern: str | None = None
    dataset_kind: DatasetKind | None = None
    reference: str = ""
    sha256: str = ""
    spelling: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    unavailable: Mapping[str, str] = field(default_factory=dict)
