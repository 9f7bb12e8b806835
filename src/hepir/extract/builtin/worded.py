"""Criteria in words in the cells of a table of regions: `Two selected muons of opposite charge`, `No additional muons, or
veto electrons`.

In: a cell and the other cells of its region. Out: what it asks. `No additional` objects are those besides the ones that the
region asks for, so that a number of objects beside it is exact; of kinds that the region asks for, it says nothing alone.
"""

from __future__ import annotations

import re
from dataclasses import replace

from hepir.extract.builtin.cells import cell_reading
from hepir.extract.builtin.claims import Reading, step
from hepir.extract.builtin.collections import ADDITIONAL, QUALITIES, quality_of
from hepir.extract.builtin.labels import the_noun, understood
from hepir.extract.builtin.phrases import Count, Noun, is_word

BINNED = re.compile(
    r"(?P<edges>\d{1,2}(?:, ?\d{1,2})*,? (?:and |or )?(?:≥|>=) ?\d{1,2}) (?P<objects>[a-zA-Z].*)"
)
NUMBER = re.compile(r"\d+")
DIGIT = re.compile(
    r"([0-4])(?= (?:[a-z-]+ )*(?:leptons?|electrons?|muons?|photons?|jets?|taus?)\b)", re.IGNORECASE
)
NUMBERS = ("no", "exactly one", "exactly two", "exactly three", "exactly four")
COUNTED = re.compile(r"\A(one|two|three|four)\b(?! or\b)", re.IGNORECASE)


def worded_reading(cell: str, others: tuple[str, ...], region: str) -> Reading:
    """What a cell in words asks of a region, of which `others` are the other cells."""
    if (counts := BINNED.match(cell)) and (noun := the_noun(counts["objects"])) is not None:
        edges = ", ".join(NUMBER.findall(counts["edges"]))
        return Reading((step(region, f"bin size({{{noun.name}}}) in bins [{edges}]"),))
    if (without := excluded(cell)) is not None:
        asked = {noun.kind for each in others for noun in asked_for(each)}
        gone = [each for each in without if each.kind not in asked]
        left = ("additional objects",) if len(gone) < len(without) else ()
        return Reading(tuple(step(region, f"select size({{{each.name}}}) == 0") for each in gone), left)
    if (counted := COUNTED.match(cell)) and is_exact(cell, others):
        cell = f"exactly {counted[1].lower()}{cell[counted.end() :]}"
    if digit := DIGIT.match(cell):
        cell = f"{NUMBERS[int(digit[1])]}{cell[digit.end() :]}"  # a number in a cell is exact
    return cell_reading("", cell, region)


def excluded(cell: str) -> list[Noun] | None:
    """The objects of `no additional veto electrons, muons or taus`: a quality goes on to those behind it that have none of
    their own; None for cells that say anything else."""
    said = understood(cell)
    first = said[0] if said else None
    if not isinstance(first, Count) or (first.operator, first.number) != ("==", 0):
        return None
    nouns = [first.noun, *(each for each in said[1:] if isinstance(each, Noun))]
    joined = all(
        isinstance(each, Noun) or is_word(each, "AND", "OR", "COMMA", "DETERMINER") for each in said[1:]
    )
    if not joined or any(each.ranks or each.number for each in nouns):
        return None
    return carried(nouns)


def carried(nouns: list[Noun]) -> list[Noun]:
    """Nouns with their qualities, which go on behind a comma or `or`."""
    found: list[Noun] = []
    quality = ""
    for each in nouns:
        quality = quality_of(each.name) or quality
        words = tuple(word for word in each.words if word in QUALITIES) or ((quality,) if quality else ())
        found.append(replace(each, words=words))
    return found


def asked_for(cell: str) -> list[Noun]:
    """The objects of which a cell asks for some."""
    counts = (each for each in understood(cell) if isinstance(each, Count))
    return [each.noun for each in counts if each.number]


def is_exact(cell: str, others: tuple[str, ...]) -> bool:
    """Whether another cell says that there are no more of the objects that a cell asks for."""
    asked = {each.kind for each in asked_for(cell)}
    further = [
        said[0].noun
        for each in others
        if (said := understood(each)) and isinstance(said[0], Count) and said[0].number == 0
    ]
    return any(each.kind in asked and ADDITIONAL.intersection(each.words) for each in further)
