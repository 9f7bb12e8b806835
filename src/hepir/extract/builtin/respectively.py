"""Sentences about several regions with values for each: `SR1 and SR2 require at least two and four jets, respectively`.

In: a sentence. Out: what it says of each of the regions, behind each other; the sentence itself where a list of values has
not as many as there are regions.
"""

from __future__ import annotations

import re

SORT = r"(?:channel|category|region|final state)"
NAME = (
    rf"(?:(?:[Tt]he )?(?:(?:signal |control |validation )?[Rr]egion [A-Z]\w*|[\w+/→-]+ {SORT})"
    r"|(?:SR|CR|VR)[\w-]*|\w+(?:SR|CR|VR))"
)
REGIONS = re.compile(
    rf"\A(?P<before>(?:In |For |Events in )?)(?P<names>{NAME}(?:(?:, | and |, and ){NAME})+)(?P<rest>[ ,].*)\Z",
    re.DOTALL,
)
JOINT = re.compile(r",? and |, ")
NUMBER = r"(?:\d[\d.]*\d|\d|zero|one|two|three|four|five|six|seven|eight|nine|ten|no)"
SIDE = r"(?:exactly|at least|at most|more than|fewer than) "
VALUE = rf"(?:{SIDE})?{NUMBER}"
VALUES = re.compile(
    rf"(?<!between )(?<!from )(?<![\w.-]){VALUE}(?:, {VALUE})*,? and {VALUE}(?P<unit> ?(?:[TGM]eV|cm|mm|%))?(?![\w.]*\d)"
)
SAID = re.compile(r",? respectively\b,?")
BEGUN = re.compile(SIDE)
SINGULAR = {
    " require ": " requires ",
    " have ": " has ",
    " are ": " is ",
    " select ": " selects ",
    " contain ": " contains ",
}


def one_by_one(text: str) -> str:
    """A sentence about several regions as one about each, with its values."""
    found = REGIONS.match(text) if SAID.search(text) and "(" not in text else None
    if found is None:
        return text
    names, rest = JOINT.split(found["names"]), singular(SAID.sub("", found["rest"]))
    lists = [(each, values_of(each)) for each in VALUES.finditer(rest)]
    if not lists or any(len(values) != len(names) for _, values in lists):
        return text
    parts = (f"{found['before']}{name}{of_one(rest, lists, place)}" for place, name in enumerate(names))
    return " ; ".join(each.rstrip(" .") for each in parts) + "."


def of_one(rest: str, lists: list[tuple[re.Match[str], list[str]]], place: int) -> str:
    """What is said behind the names, with the value of one of them in place of each list."""
    said, end = "", 0
    for found, values in lists:
        said += f"{rest[end : found.start()]}{values[place]}{found['unit'] or ''}"
        end = found.end()
    return f"{said}{rest[end:]}"


def values_of(found: re.Match[str]) -> list[str]:
    """The values of a list; `at least two, four and six`: at least of each."""
    values = JOINT.split(found[0].removesuffix(found["unit"] or ""))
    side = BEGUN.match(values[0])
    if side is None or any(BEGUN.match(each) for each in values[1:]):
        return values
    return [values[0], *(f"{side[0]}{each}" for each in values[1:])]


def singular(rest: str) -> str:
    """What is said of several regions as it is said of one."""
    return next(
        (f"{one}{rest[len(many) :]}" for many, one in SINGULAR.items() if rest.startswith(many)), rest
    )
