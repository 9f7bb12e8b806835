"""Regions in the cells of a table, each where its row and column meet.

In: a table. Out: for each region what its cells ask, with the rows that say so. A region over several cells is all of them:
neighbours are joined, what remains apart is joined by `or`. `SR5 (++) / SR6 (--)` are two regions, by the charge of leptons.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from hepir.extract.builtin.boxes import Box, box_of, merged, steps
from hepir.extract.builtin.claims import Claim, Reading, step
from hepir.extract.builtin.naming import identifier, names_region, region_name
from hepir.reading.document import Table

PARTED = re.compile(r"\s*(?:/|,)\s*")
WITH_MARK = re.compile(r"(.+?) *\(([^()]*)\)\Z")
CHARGES = {"++": ">", "--": "<", "−−": "<", "–": "<"}
CATEGORY = re.compile(
    r"\b(?:regions?|bins?|definitions?|selections?)\b[^.]*?\b(?:for|of|in) (?:the )?([A-Z][A-Z\d]{1,5})"
    r" (?:selection|categor(?:y|ies)|channel|regions?|events?)\b"
)
LIMITED = re.compile(r"[<>≥≤=]")
CODE = re.compile(r"(?:[A-Z]{1,4}[ -]?)?[A-Z]{1,4}[ -]?\d{1,3}[a-z]?\*?\Z|[A-H]['′]?\Z")
MOST = 6  # alternatives of a region that remain apart

Crossing = Callable[[tuple[str, ...], tuple[str, ...], int, str], Reading]


@dataclass
class Cells:
    """The cells of one region; filled while rows are read."""

    rows: list[str] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)


def category_of(table: Table) -> str:
    """`HH` of a caption such as `Signal region definitions for the HH selection`; empty where it names none."""
    found = CATEGORY.search(table.caption or "")
    return identifier(found[1]) if found else ""


def grid_readings(table: Table, crossing: Crossing) -> Iterator[tuple[tuple[str, ...], Reading]]:
    """Rows, and what they say of the regions in their cells."""
    regions: dict[str, Cells] = {}
    crossed = is_crossed(table)
    for row, identifier_of_row in zip(table.rows, table.row_ids, strict=True):
        if is_head(row, table.header):
            continue
        for place, cell in enumerate(row[1:], 1):
            for name, mark in regions_in(cell, coded=place in crossed) if not names_region(row[0]) else ():
                cells = regions.setdefault(name, Cells())
                cells.rows.append(identifier_of_row)
                cells.readings.append(crossing(table.header, row, place, name).joined(marked(mark, name)))
    for name, cells in regions.items():
        yield tuple(dict.fromkeys(cells.rows)), region_reading(name, cells.readings)


def is_head(row: tuple[str, ...], heads: tuple[str, ...]) -> bool:
    """Whether a row has names of regions alone, below heads that do not tell them apart: it is one of heads."""
    places = [place for place, cell in enumerate(row) if cell.strip()]
    above = [heads[place] for place in places if place < len(heads)]
    return bool(places) and all(names_region(row[place]) for place in places) and len(set(above)) < len(above)


def is_crossed(table: Table) -> tuple[int, ...]:
    """The columns with limits as heads whose cells are codes alone: `SS 01`, `A`; empty where these are less than two."""
    places = [place for place, head in enumerate(table.header) if LIMITED.search(head)]
    cells = [
        row[place].strip()
        for row in table.rows
        for place in places
        if place < len(row) and row[place].strip()
    ]
    coded = bool(cells) and all(
        CODE.match(WITH_MARK.sub(r"\1", part)) for each in cells for part in PARTED.split(each)
    )
    return tuple(places) if len(places) > 1 and coded else ()


def regions_in(cell: str, *, coded: bool = False) -> list[tuple[str, str]]:
    """The regions of a cell, each with the mark behind it: `SR5 (++) / SR6 (--)`; `coded`: any code names one."""
    found: list[tuple[str, str]] = []
    for part in PARTED.split(cell.strip()):
        marked = WITH_MARK.match(part)
        words, mark = (marked[1], marked[2]) if marked and not names_region(part) else (part, "")
        if not (names_region(words) or (coded and CODE.match(words))) or not region_name(words):
            return []
        found.append((region_name(words), mark))
    return found


def marked(mark: str, region: str) -> Reading:
    """What a mark behind the name of a region asks: `(++)`, two positive leptons."""
    if not mark:
        return Reading()
    if mark not in CHARGES:
        return Reading(left=("a cell",))
    sides = " and ".join(f"pair.{each}.charge {CHARGES[mark]} 0" for each in ("first", "second"))
    return Reading((step(region, f"select any({sides} for pair in {{pairs:Lepton}})"),))


def region_reading(name: str, readings: list[Reading]) -> Reading:
    """What the cells of a region ask together."""
    common = tuple(each for each in readings[0].claims if all(each in other.claims for other in readings))
    left = ("a cell",) if any(each.left for each in readings) else ()
    if len({each.claims for each in readings}) == 1:
        return Reading(common, left)
    apart = [tuple(each.text for each in one.claims if each not in common) for one in readings]
    boxes = [box_of(each) for each in apart]
    found = None if left or None in boxes else merged([each for each in boxes if each is not None])
    if found is None or len(found) > MOST:
        return Reading(common, left or ("a region over several cells",))
    return Reading((*common, *(step(name, f"select {text}") for text in joined(found))))


def joined(boxes: list[Box]) -> list[str]:
    """Boxes as conditions: those of one, or one that joins several by `or`."""
    every = [steps(each) for each in boxes]
    if len(every) == 1:
        return every[0]
    if not all(every):
        return []  # one of them lets everything pass
    return [" or ".join(f"({' and '.join(each)})" if len(each) > 1 else each[0] for each in every)]


def in_category(claims: tuple[Claim, ...], category: str) -> tuple[Claim, ...]:
    """The claims of a table of one category, in regions that name it and rest on it."""
    if not category:
        return claims
    names = dict.fromkeys(each.name for each in claims if each.block == "region" and each.name)
    inside = [step(f"{category}_{name}", f"select {{region:{category}}}") for name in names]
    return (
        *inside,
        *(
            Claim(each.block, f"{category}_{each.name}", each.text) if each.name in names else each
            for each in claims
        ),
    )
