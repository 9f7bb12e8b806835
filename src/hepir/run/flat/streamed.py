"""Objects as ROOT streams them, as far as a tree of flat branches needs it.

In: the bytes of an object's key, uncompressed. Out: numbers, texts, and where parts begin and end. Whatever does not
fit raises `NotFlatError`; nothing is read outside the bytes.
"""

from __future__ import annotations

import struct

from hepir.light_dataclasses import dataclass
from hepir.run.flat.branches import NotFlatError

BYTE_COUNT = 0x40000000  # marks a number of bytes
CLASS_MARK = 0x80000000  # marks a place where a class was named
NEW_CLASS = 0xFFFFFFFF
PLACE_OFFSET = 2  # what places in the bytes are larger by where they are referred to
REFERENCED = 1 << 4  # of a TObject's bits: two more bytes follow
TOBJECT_BYTES = 10

UNSIGNED = struct.Struct(">I")
COUNT_AND_VERSION = struct.Struct(">IH")
TOBJECT = struct.Struct(">HII")


@dataclass(frozen=True)
class Streamed:
    """The bytes of a key's object; `key_length`: places in it count from the beginning of the key."""

    data: bytes
    key_length: int

    def unpack(self, form: struct.Struct, at: int) -> tuple[int, ...]:
        """Numbers at a place."""
        try:
            return form.unpack_from(self.data, at)
        except struct.error as error:
            raise NotFlatError("it ends too early") from error

    def part(self, at: int) -> tuple[int, int, int]:
        """The version of a part, where what is in it begins, and where it ends."""
        count, version = self.unpack(COUNT_AND_VERSION, at)
        end = at + 4 + (count & ~BYTE_COUNT)
        if not count & BYTE_COUNT or not at + 6 <= end <= len(self.data):
            raise NotFlatError("a part has no length")
        return version, at + 6, end

    def after(self, at: int) -> int:
        """Where a part ends."""
        return self.part(at)[2]

    def text(self, at: int) -> tuple[str, int]:
        """A text, and where it ends."""
        length, at = self.byte(at), at + 1
        if length == 255:
            (length,) = self.unpack(UNSIGNED, at)
            at += 4
        raw = self.data[at : at + length]
        if len(raw) != length:
            raise NotFlatError("it ends too early")
        return raw.decode("utf-8", "surrogateescape"), at + length

    def byte(self, at: int) -> int:
        """A byte."""
        if not 0 <= at < len(self.data):
            raise NotFlatError("it ends too early")
        return self.data[at]

    def base_object(self, at: int) -> int:
        """Where the bytes of a TObject end."""
        _, _, bits = self.unpack(TOBJECT, at)
        return at + TOBJECT_BYTES + (2 if bits & REFERENCED else 0)

    def named(self, at: int) -> tuple[str, str, int]:
        """Name and title of a TNamed, and where it ends."""
        _, inside, end = self.part(at)
        name, place = self.text(self.base_object(inside))
        title, _ = self.text(place)
        return name, title, end

    def list_of(self, at: int) -> tuple[int, int, int]:
        """How many elements a TObjArray has, where they begin, and where they end."""
        _, inside, end = self.part(at)
        _, place = self.text(self.base_object(inside))
        (size,) = self.unpack(UNSIGNED, place)
        return size, place + 8, end

    def pointed_at(self, at: int) -> tuple[str, int, int] | None:
        """The class of an object behind a pointer, where it begins, and where the pointer ends; None of nothing."""
        (word,) = self.unpack(UNSIGNED, at)
        if word == 0:
            return None
        if word & BYTE_COUNT and word != NEW_CLASS:
            end = at + 4 + (word & ~BYTE_COUNT)
            name, inside = self.class_at(at + 4)
            if not inside <= end <= len(self.data):
                raise NotFlatError("an object has no length")
            return name, inside, end
        place = word - PLACE_OFFSET - self.key_length
        if word & CLASS_MARK or not 0 <= place < at:
            raise NotFlatError("a reference leads nowhere")
        (there,) = self.unpack(UNSIGNED, place)
        if not there & BYTE_COUNT or there == NEW_CLASS:
            raise NotFlatError("a reference leads to no object")
        name, inside = self.class_at(place + 4)
        return name, inside, at + 4

    def class_at(self, at: int) -> tuple[str, int]:
        """The name of a class, said here or where it was first said, and where the object begins."""
        (tag,) = self.unpack(UNSIGNED, at)
        if tag == NEW_CLASS:
            name = self.class_name(at + 4)
            return name, at + 5 + len(name)
        place = (tag & ~CLASS_MARK) - PLACE_OFFSET - self.key_length
        if not tag & CLASS_MARK or not 0 <= place < at or self.unpack(UNSIGNED, place) != (NEW_CLASS,):
            raise NotFlatError("a class is not named")
        return self.class_name(place + 4), at + 4

    def class_name(self, at: int) -> str:
        """A name that ends in a zero."""
        end = self.data.find(b"\0", at, at + 256)
        if end < 0:
            raise NotFlatError("a class has no name")
        return self.data[at:end].decode("ascii", "replace")
