"""The values of a docling file, which may be anything, and the places of its texts.

In: parsed JSON. Out: objects, lists and numbers, or TypeError; rectangles of parts of a text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from hepir.reading.boxes import Box, Word

Json = Mapping[str, object]


@dataclass(frozen=True)
class Dump:
    """The parsed file, the heights of its pages, and what the captions of tables and pictures are."""

    values: Json
    heights: Mapping[int, float]
    captions: frozenset[str]


def words_of(dump: Dump, node: Json, text: str) -> Iterator[Word]:
    """The rectangles of the parts of a text, as far as docling gives them."""
    for place in sequence(node.get("prov", [])):
        values = mapping(place)
        page = int(real(values["page_no"]))
        start, end = (int(real(each)) for each in sequence(values.get("charspan", [0, len(text)])))
        yield Word(start, min(end, len(text)) or len(text), box_of(dump, page, mapping(values["bbox"])))


def box_of(dump: Dump, page: int, values: Json) -> Box:
    """A rectangle counted from the upper left corner; docling mostly counts from the lower one."""
    left, top, right, bottom = (real(values[each]) for each in ("l", "t", "r", "b"))
    if str(values.get("coord_origin", "BOTTOMLEFT")) == "BOTTOMLEFT":
        height = dump.heights.get(page, 0.0)
        top, bottom = height - top, height - bottom
    return Box(page, round(left, 1), round(top, 1), round(right, 1), round(bottom, 1))


def mapping(value: object) -> Json:
    """An object."""
    if not isinstance(value, Mapping):
        raise TypeError(f"expected an object, found {type(value).__name__}")
    return value


def sequence(value: object) -> list[object]:
    """A list."""
    if not isinstance(value, list):
        raise TypeError(f"expected a list, found {type(value).__name__}")
    return value


def real(value: object) -> float:
    """A number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"expected a number, found {type(value).__name__}")
    return float(value)
