"""Values of the small compiler.

In: nothing. Out: kinds of values, values as LLVM's text names them, and how one kind becomes another.

A kind is `f` (a real number), `i` (a whole one), `b` (a truth value), a tuple of kinds, or an `ArrayKind`.
"""

from __future__ import annotations

from hepir.light_dataclasses import dataclass

LLVM = {"f": "double", "i": "i64", "b": "i1"}
WIDER = "bif"  # what comes later holds what comes before


class NotKnownError(Exception):
    """Something that this compiler does not know."""


@dataclass(frozen=True)
class ArrayKind:
    """Arrays of so many dimensions, one behind the other in memory, of elements of a numpy type."""

    dtype: str
    dimensions: int = 1


Kind = str | ArrayKind | tuple["Kind", ...]


@dataclass(frozen=True)
class Value:
    """A value: the name of a register or a constant; of an array its address; of a tuple nothing, but its parts."""

    kind: Kind
    code: str = ""
    parts: tuple[Value, ...] = ()
    sizes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Element:
    """How elements of an array are stored: LLVM's type, bytes, kind, and what makes the kind of it."""

    llvm: str
    size: int
    kind: str
    load: str = ""
    store: str = ""


ELEMENTS = {
    "float64": Element("double", 8, "f"),
    "float32": Element("float", 4, "f", "fpext", "fptrunc"),
    "int64": Element("i64", 8, "i"),
    "int32": Element("i32", 4, "i", "sext", "trunc"),
    "int16": Element("i16", 2, "i", "sext", "trunc"),
    "int8": Element("i8", 1, "i", "sext", "trunc"),
    "uint32": Element("i32", 4, "i", "zext", "trunc"),
    "uint16": Element("i16", 2, "i", "zext", "trunc"),
    "uint8": Element("i8", 1, "i", "zext", "trunc"),
    "bool": Element("i8", 1, "b", "trunc", "zext"),
}


def joined(one: Kind, other: Kind) -> Kind:
    """The kind of a variable that is given values of two kinds."""
    if one == other:
        return one
    if isinstance(one, str) and isinstance(other, str):
        return max(one, other, key=WIDER.index)
    if isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        return tuple(joined(*each) for each in zip(one, other, strict=True))
    raise NotKnownError("a variable is given values of different kinds")


def real(number: float) -> str:
    """A number as LLVM writes it, to the last bit."""
    import struct

    return f"0x{struct.unpack('>Q', struct.pack('>d', number))[0]:016X}"


def constant(number: object) -> Value:
    """A value that is known."""
    match number:
        case bool():
            return Value("b", str(number).lower())
        case int():
            return Value("i", str(number))
        case float():
            return Value("f", real(number))
        case _:
            raise NotKnownError(f"{number!r}")
