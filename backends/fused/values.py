"""What values are while code is written for them.

In: code. Out: frozen values. Code may be evaluated only where all conditions of `present` hold: a missing value has none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from hepir.light_dataclasses import dataclass
from hepir.types.core import Boolean, Number, Type

Conditions = tuple[str, ...]


@dataclass(frozen=True)
class Scalar:
    """A number or a truth value."""

    code: str
    present: Conditions = ()


@dataclass(frozen=True)
class Vector:
    """A four-momentum in Cartesian components: names or numbers."""

    px: str
    py: str
    pz: str
    energy: str
    present: Conditions = ()


@dataclass(frozen=True)
class Given:
    """A property that the program gave to an object."""

    name: str
    value: Scalar
    dtype: str


@dataclass(frozen=True)
class Known:
    """Where the momentum of an object stands that has been worked out before: arrays of px, py, pz and energy, one that
    tells whether it is there (empty: it is), and the place in them."""

    arrays: tuple[str, ...]
    there: str
    place: str

    def vector(self, place: str) -> Vector:
        """The momentum at a place."""
        px, py, pz, energy = (f"{array}[{place}]" for array in self.arrays)
        return Vector(px, py, pz, energy, (f"{self.there}[{place}]",) if self.there else ())


@dataclass(frozen=True)
class Particle:
    """A stored object: its place in the arrays of its kind; `tag` is the number of its kind where it may be of several."""

    kinds: tuple[str, ...]
    at: str
    tag: str = ""
    given: tuple[Given, ...] = ()
    present: Conditions = ()
    known: Known | None = None


@dataclass(frozen=True)
class Combined:
    """Named members."""

    slots: tuple[tuple[str, Particle | Combined], ...]
    given: tuple[Given, ...] = ()
    present: Conditions = ()
    known: Known | None = None


Thing = Particle | Combined


@dataclass(frozen=True)
class Items:
    """Objects by their position, from 0 up to `count`. `most`: the largest number of them in any event, if that is known.
    `present`: where these are not the objects of a list because who has it is missing; `count` is 0 then."""

    count: str
    at: Callable[[str], Thing]
    most: str = ""
    present: Conditions = ()


Value = Scalar | Particle | Combined | Vector | Items


def joined(*conditions: Conditions) -> Conditions:
    """Several conditions, each once."""
    return tuple(dict.fromkeys(each for group in conditions for each in group))


def real(code: str, kind: Type) -> str:
    """A number as a real one."""
    return f"np.float64({code})" if isinstance(kind, Number) and kind.integer else code


def both(conditions: Sequence[str]) -> str:
    """Code for all of several conditions."""
    match tuple(conditions):
        case ():
            return "True"
        case (single,):
            return single
        case several:
            return f"({' and '.join(several)})"


def zero(kind: Type) -> str:
    """A value of a type, to stand where there is none."""
    match kind:
        case Boolean():
            return "False"
        case Number(integer=True):
            return "0"
        case _:
            return "0.0"


def dtype_of(kind: Type) -> str:
    """The elements of arrays for a type."""
    match kind:
        case Boolean():
            return "np.bool_"
        case Number(integer=True):
            return "np.int64"
        case _:
            return "np.float64"


def state(thing: Thing) -> Iterator[tuple[str, str]]:
    """What tells an object: code and type of elements, so that it can be kept in variables or arrays."""
    match thing:
        case Particle(at=at, tag=tag):
            yield at, "np.int64"
            if tag:
                yield tag, "np.int64"
        case Combined(slots=slots):
            for _, part in slots:
                yield from state(part)
    if thing.known is not None:
        yield thing.known.place, "np.int64"
    for each in thing.given:
        yield each.value.code, each.dtype
        if each.value.present:
            yield both(each.value.present), "np.bool_"


def with_state(thing: Thing, codes: Iterator[str]) -> Thing:
    """The same object, told by other code."""
    made: Thing
    match thing:
        case Particle(tag=tag):
            made = replace(thing, at=next(codes), tag=next(codes) if tag else "")
        case Combined(slots=slots):
            parts = tuple((name, with_state(part, codes)) for name, part in slots)
            made = replace(thing, slots=parts)
    if made.known is not None:
        made = replace(made, known=replace(made.known, place=next(codes)))
    return replace(made, given=tuple(given_by(each, codes) for each in thing.given))


def given_by(given: Given, codes: Iterator[str]) -> Given:
    """As `with_state`, of a property that was given."""
    code = next(codes)
    return replace(given, value=Scalar(code, (next(codes),) if given.value.present else ()))


def leaves(thing: Thing) -> Iterator[Particle]:
    """The particles that an object is made of."""
    match thing:
        case Particle():
            yield thing
        case Combined(slots=slots):
            for _, part in slots:
                yield from leaves(part)
