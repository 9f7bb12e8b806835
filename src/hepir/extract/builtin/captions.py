"""The one region, channel or category that the caption of a table says the table is for.

In: a table. Out: the name of that region, empty where the caption names none or several.
"""

from __future__ import annotations

import re

from hepir.extract.builtin.channels import is_channel
from hepir.extract.builtin.naming import ALONE, cell_region, names_region, region_name
from hepir.reading.document import Table

FIRST = re.compile(r"(?<=[a-z)\]])\. ")
NUMBERED = re.compile(r"\ATab(?:le|\.) *[\w.]*[:.]? ")
PLACED = re.compile(
    r"\b(?:in|of|for|defin(?:e|es|ing)) (?:the |an? )?(?P<words>(?:[^\s,.;:]+ ){0,4}?)"
    r"(?P<place>channel|category|final state|(?:signal|control|validation|fiducial) region|(?:SR|CR|VR)[-\w]*)"
    r"(?P<more>s|es)?(?P<own> (?:SR|CR|VR)[-\w]+)?(?![\w-])"
)


def first_sentence(caption: str) -> str:
    """What a caption begins with, without the number of the table."""
    return FIRST.split(NUMBERED.sub("", caption), maxsplit=1)[0].rstrip(".")


def caption_region(table: Table) -> str:
    """The region, channel or category that a caption says its table is for; empty where it names none or several."""
    found: set[str] = set()
    for each in PLACED.finditer(first_sentence(table.caption or "")):
        if each["more"] or re.search(r"\b(?:and|or|each|all|two|three)\b", each["words"]):
            return ""
        if name := placed(each["words"].strip(), each["place"], (each["own"] or "").strip()):
            found.add(name)
    return found.pop() if len(found) == 1 else ""


def placed(words: str, place: str, own: str) -> str:
    """The region of `the electron channel`, `the signal region SR1`, `the SRA`."""
    if own:
        return region_name(own)
    whole = f"{words} {place}".strip()
    if names_region(place):
        return ALONE.get(place) or cell_region(whole if names_region(whole) else place)
    named = is_channel(whole) or (place in ("channel", "category", "final state") and bool(words))
    return region_name(whole) if named else ""
