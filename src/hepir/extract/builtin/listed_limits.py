"""Cells that list limits, each with its own variable: `Nb = 1, NSV = 0, 300 ≤ pTISR < 500 GeV`.

In: a cell. Out: the limits, each apart from its variable, so that each is read alone: what is asked of one says nothing of
the next. A list with a part that is none is not taken apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = r"[-+]?\d+(?:\.\d+)?"
UNIT = r"(?: ?(?:GeV|TeV|MeV|rad|mm|cm))?"
PART = re.compile(
    rf"(?:(?P<low>{NUMBER}{UNIT}) ?(?P<from>[<≤]) ?)?(?P<variable>[^\s<>≥≤=,]+(?: ?\([^()]*\))?) ?"
    rf"(?P<to>[<>≥≤=]|>=|<=) ?(?P<high>{NUMBER})(?P<unit>{UNIT})"
)
BETWEEN = re.compile(r"[,;](?![^()]*\)) ?(?:and )?| and ")
TURNED = {"<": ">", "≤": "≥"}


@dataclass(frozen=True)
class Listed:
    """A variable as the cell writes it, and one or two limits behind it; `text` is all of it."""

    variable: str
    limits: tuple[str, ...]
    text: str


def listed_limits(cell: str) -> tuple[Listed, ...]:
    """The limits of a cell; none where it has one alone that no other number bounds, or says anything else."""
    found = [PART.fullmatch(each.strip()) for each in BETWEEN.split(cell.strip())]
    parts = [each for each in found if each is not None]
    if len(parts) < len(found) or (len(parts) == 1 and not parts[0]["low"]):
        return ()
    return tuple(Listed(each["variable"], limits_of(each), each[0]) for each in parts)


def limits_of(part: re.Match[str]) -> tuple[str, ...]:
    """The limits of a variable, the lower one first."""
    upper = f"{part['to']} {part['high']}{part['unit']}"
    if not part["low"]:
        return (upper,)
    unit = "" if re.search("[a-z]", part["low"]) else part["unit"]
    return f"{TURNED[part['from']]} {part['low']}{unit}", upper
