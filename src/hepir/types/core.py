"""The types of expressions.

In: nothing. Out: frozen values. Whether a value may be missing is not part of its type: it depends on what is known where it
is used (`semantics.options`).
"""

from __future__ import annotations

from hepir.light_dataclasses import dataclass
from hepir.types.dimensions import NONE, Dimension


@dataclass(frozen=True)
class Number:
    """A real number of some dimension, or a whole number."""

    dimension: Dimension = NONE
    integer: bool = False

    def __str__(self) -> str:
        return "a whole number" if self.integer and self.dimension == NONE else str(self.dimension)


@dataclass(frozen=True)
class Boolean:
    """True or false."""

    def __str__(self) -> str:
        return "a condition"


@dataclass(frozen=True)
class TextType:
    """A text, such as the name of a trigger."""

    def __str__(self) -> str:
        return "a text"


@dataclass(frozen=True)
class Derived:
    """A property that a program gave to the objects of a collection with `let`; what a hole gives is open."""

    name: str
    type: Number | Boolean | Open
    optional: bool


@dataclass(frozen=True)
class Element:
    """One object of a kind, or of one of several kinds (a union)."""

    kinds: tuple[str, ...]
    derived: tuple[Derived, ...] = ()

    def __str__(self) -> str:
        return f"one {' or '.join(self.kinds)}"


@dataclass(frozen=True)
class Composite:
    """Named members whose four-momenta add up."""

    name: str
    slots: tuple[tuple[str, Element | Composite], ...]
    derived: tuple[Derived, ...] = ()

    def __str__(self) -> str:
        return f"one of `{self.name}`, ({', '.join(name for name, _ in self.slots)})"


@dataclass(frozen=True)
class Single:
    """The one object of a kind that an event has: `event`, or `MET`, which is transverse."""

    kind: str

    def __str__(self) -> str:
        return f"`{self.kind}`"


@dataclass(frozen=True)
class Momentum:
    """A four-momentum without identity, the sum of others; with missing momentum among them it is `transverse`."""

    transverse: bool = False

    def __str__(self) -> str:
        return "a transverse momentum" if self.transverse else "a four-momentum"


@dataclass(frozen=True)
class Ordering:
    """By which key a collection is sorted, as text, and which end comes first."""

    key: str
    descending: bool


@dataclass(frozen=True)
class Collection:
    """Any number of objects of an event; `ordering` is None where the order is not known to be by a key."""

    element: Element | Composite
    ordering: Ordering | None = None

    def __str__(self) -> str:
        match self.element:
            case Element(kinds):
                return f"a collection of {' and '.join(kinds)} objects"
            case Composite(name):
                return f"a collection, `{name}`"


@dataclass(frozen=True)
class Values:
    """A property of each object of a collection: `jets.pt`."""

    value: Number | Boolean

    def __str__(self) -> str:
        return f"a list of values, each {self.value}"


@dataclass(frozen=True)
class Unknown:
    """The type of what is wrong already: it fits everywhere, so that one mistake is reported once."""

    def __str__(self) -> str:
        return "unknown"


@dataclass(frozen=True)
class Open:
    """The type of a hole before its place says what it must be; `numeric` where it is a part of a number, whose dimension
    is as open as its own."""

    numeric: bool = False

    def __str__(self) -> str:
        return "a number with a hole" if self.numeric else "a hole"


Scalar = Number | Boolean | TextType
Vectorial = Element | Composite | Momentum
Type = (
    Number
    | Boolean
    | TextType
    | Element
    | Composite
    | Single
    | Momentum
    | Collection
    | Values
    | Unknown
    | Open
)

INTEGER = Number(NONE, integer=True)
BOOLEAN = Boolean()
UNKNOWN = Unknown()
OPEN_NUMBER = Open(numeric=True)
