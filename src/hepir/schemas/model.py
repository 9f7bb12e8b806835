"""What a schema says, as data.

In: a parsed TOML file (`schemas.loading`). Out: frozen values that tell, for each kind of object, which branch holds
which property, in which unit, and what must be done to it. No file is opened here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

ValueType = Literal["number", "integer", "boolean"]


@dataclass(frozen=True)
class PropertySource:
    """Where one property's values come from: exactly one of `branch`, `compute`, `constant`.

    `compute` is an expression of the language over the other properties of the same object
    (`sqrt(px^2 + py^2)`); `unit` is the unit of the stored values; `missing` lists stored values that mean
    "there is none"; `bit` tests a bit of a stored integer; `minimum` is the least meaningful stored value
    (smaller ones, such as masses below zero by rounding, are set to it); `approximation` says how the
    values differ from what the property means (None: they do not).
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


@dataclass(frozen=True)
class CollectionSource:
    """How a kind of object is stored.

    `where` is a Boolean expression over the properties that tells which stored entries are of this kind
    (one lepton collection that holds electrons and muons); `entry` picks the entry when a single object,
    such as the missing momentum, is stored as a list (negative counts from the end); `implicit` says which
    selection the input was made with.
    """

    kind: str
    properties: Mapping[str, PropertySource]
    where: str | None = None
    entry: int | None = None
    implicit: str | None = None


@dataclass(frozen=True)
class DatasetKind:
    """How to tell simulation from data: `branch` is there only in simulation (`rule = "present"`), or is
    nonzero only in simulation (`rule = "nonzero"`)."""

    branch: str
    rule: Literal["present", "nonzero"]


@dataclass(frozen=True)
class Schema:
    """A data format: name, how to recognise it, and its kinds.

    `trees` are the names a tree may go by, most likely first. `required` are branches that a file of this
    format has, `absent` branches that it does not have. `triggers` maps names of triggers to Boolean branches,
    and `trigger_pattern` is a pattern (shell style) of branches that may be asked for by their own name.
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
