"""How files hold which objects belong to an object.

In: made by `ir.listed` from a schema. Out: frozen values that backends and checks read. Whatever the form, what belongs to an
object are places in the stored list of kind `of`, in the order of the form; negative places stand for none.
"""

from __future__ import annotations

from hepir.light_dataclasses import dataclass


@dataclass(frozen=True)
class PlaceLists:
    """A branch with a list of places for each object; with `keys`, those whose key is `key` alone."""

    places: str
    keys: str | None = None
    key: int = 0


@dataclass(frozen=True)
class PlaceColumns:
    """Branches with one place for each object, the first branch's first."""

    places: tuple[str, ...]


@dataclass(frozen=True)
class Ranges:
    """`count` places for each object, from `first` on."""

    first: str
    count: str


@dataclass(frozen=True)
class Rows:
    """Two branches with a value a row: the place of an object, and of what belongs to it."""

    owners: str
    places: str


@dataclass(frozen=True)
class Inverse:
    """A branch of the other kind with the place of the object that each belongs to; `missing` values stand for none."""

    owners: str
    missing: tuple[float, ...] = ()


@dataclass(frozen=True)
class Numbers:
    """A branch with a list of numbers for each object, and one with the number of each object of the other kind; numbers
    that none of these has are of other lists."""

    references: str
    identifiers: str


Form = PlaceLists | PlaceColumns | Ranges | Rows | Inverse | Numbers


@dataclass(frozen=True)
class Membership:
    """What objects of the kind `owner` have several of: objects of the stored list of kind `of`, by `name`. `owner_length`
    and `length` are branches with one value for each of the owners, and for each object of the other kind."""

    owner: str
    name: str
    of: str
    form: Form
    owner_length: str
    length: str

    @property
    def column(self) -> str:
        """What its places are called where branches are."""
        return f"{self.owner}.{self.name}"

    @property
    def branches(self) -> tuple[str, ...]:
        """The branches that tell it."""
        match self.form:
            case PlaceLists(places, keys):
                own: tuple[str, ...] = (places,) if keys is None else (places, keys)
            case PlaceColumns(places):
                own = places
            case Ranges(first, count):
                own = (first, count)
            case Rows(owners, members):
                own = (owners, members)
            case Inverse(owners):
                own = (owners,)
            case Numbers(references, identifiers):
                own = (references, identifiers)
        return tuple(dict.fromkeys((*own, self.owner_length, self.length)))
