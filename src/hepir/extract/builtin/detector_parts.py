"""Parts of the detector that heads and captions name: `Barrel (|eta| < 1.479)`, `in the endcaps`.

In: a head or a caption. Out: the parts that it speaks of, each with the range of pseudorapidity where that is told.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from hepir.extract.builtin.parsing import phrases
from hepir.extract.builtin.phrases import Condition, Variable
from hepir.extract.builtin.spelling import spelled

PART = re.compile(
    r"\b(?:(?:ECAL|HCAL|EM|calorimeter) )?(?:barrel|end-?caps?|central|forward|EB|EE)\b(?: \([^()]*\)| regions?)*",
    re.IGNORECASE,
)
RANGE = re.compile(
    r"[(\[]?(?P<range>(?:\d+(?:\.\d+)? ?[<≤] ?)?(?:\|η\w*\||absolute η|abs\(η\))(?: ?[<>≤≥] ?\d+(?:\.\d+)?)?)[)\]]?"
)
PLACED = re.compile(
    r"\b(?P<part>barrel|end-?caps?|central(?= (?:region|part|detector|\())|forward(?= (?:region|part|detector|\())|EB|EE)\b"
    r"(?: regions?| part| calorimeter| detector)*(?:,? (?:with |where |for |in )?\(?(?P<range>[^()]*?\|η\|[^(),;]*))?",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Part:
    """A part of the detector by its first word, and its range where that is told."""

    name: str
    scope: Condition | None


def parts_in(caption: str) -> tuple[Part, ...]:
    """The parts of the detector that a caption speaks of: `in the barrel region (|eta| < 1.48)`."""
    found: dict[str, Part] = {}
    for each in PLACED.finditer(caption):
        _, scope = without_range(each["range"] or "")
        name = part_name(each["part"])
        found[name] = Part(name, scope or (found[name].scope if name in found else None))
    return tuple(found.values())


def part_name(words: str) -> str:
    """`barrel`, `endcap`: a part however it is written."""
    return (
        re.sub(r"[^a-z]", "", re.split(r" \(", words.lower(), maxsplit=1)[0])
        .removesuffix("s")
        .removesuffix("region")
    )


def without_range(head: str) -> tuple[str, Condition | None]:
    """A head without the range of pseudorapidity in it, and that range."""
    found = RANGE.search(head)
    given = phrases(spelled(found["range"])) if found else ()
    match given:
        case (Condition(variable=Variable("eta", ())) as scope,) if found:
            return RANGE.sub(" ", head), scope
    return head, None
