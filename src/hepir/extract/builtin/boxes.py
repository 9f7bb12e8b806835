"""Several sets of limits as few: cells of a table that make one region.

In: for each cell its steps (`select ht < 300 GeV`). Out: the steps that all have in common after neighbours were joined
(`50-200` and `200-300` are `50-300`; two, and three or more, are two or more), and what remains apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import combinations

NUMBER = r"(\d+(?:\.\d+)?)(?: (GeV|TeV|MeV|rad|mm))?"
BETWEEN = re.compile(rf"select {NUMBER} (<=?) (.+) (<=?) {NUMBER}\Z")
ONE_SIDED = re.compile(rf"select (.+) (<=?|>=?|==) {NUMBER}\Z")
ENDLESS = float("inf")
MOST = 12  # boxes of which the widest are looked for
LARGEST = 400


@dataclass(frozen=True)
class Limits:
    """What is asked of one variable; `lower` and `upper` are as the text writes them."""

    low: float
    high: float
    lower: str = ""
    upper: str = ""
    whole: bool = False
    strict: tuple[str, str] = ("<", "<")

    def meets(self, other: Limits) -> bool:
        """Whether another begins where this one ends."""
        return self.high >= other.low or (self.whole and self.high + 1 == other.low)

    def joined(self, other: Limits) -> Limits:
        """This and one that begins where it ends."""
        first, last = (self, other) if self.low <= other.low else (other, self)
        last = last if last.high >= first.high else first
        return replace(first, high=last.high, upper=last.upper, strict=(first.strict[0], last.strict[1]))

    @property
    def endless(self) -> bool:
        """Whether anything passes."""
        return self.low == (0 if self.whole else -ENDLESS) and self.high == ENDLESS


Box = dict[str, Limits]


def limits_of(text: str) -> tuple[str, Limits] | None:
    """The variable and the limits of a step."""
    if found := BETWEEN.match(text):
        low, low_unit, first, name, second, high, high_unit = found.groups()
        if low_unit != high_unit:
            return None
        return name, Limits(
            float(low), float(high), amount(low, low_unit), amount(high, high_unit), strict=(first, second)
        )
    if (found := ONE_SIDED.match(text)) is None:
        return None
    name, operator, number, unit = found.groups()
    value, written = float(number), amount(number, unit)
    whole = name.startswith(("size(", "count("))
    low, high, lower, upper = (0.0 if whole else -ENDLESS), ENDLESS, "", ""
    if operator[0] in "<=":
        high, upper = (value - 1 if whole and operator == "<" else value), written
    if operator[0] in ">=":
        low, lower = (value + 1 if whole and operator == ">" else value), written
    if whole and operator in ("<", ">"):
        return None
    side = operator if operator[0] in "<" else "<" + operator[1:]
    return name, Limits(low, high, lower, upper, whole, (side, side) if operator != "==" else ("<=", "<="))


def amount(number: str, unit: str | None) -> str:
    """`300 GeV`"""
    return f"{number} {unit}" if unit else number


def box_of(texts: tuple[str, ...]) -> Box | None:
    """The limits of a cell by variable; None where a step is none or a variable has limits that do not fit."""
    box: Box = {}
    for text in texts:
        found = limits_of(text)
        if found is None:
            return None
        name, own = found
        before = box.get(name)
        if before is not None:
            low, high = max(before, own, key=lambda one: one.low), min(before, own, key=lambda one: one.high)
            own = replace(low, high=high.high, upper=high.upper, strict=(low.strict[0], high.strict[1]))
        box[name] = own
    return box


def merged(boxes: list[Box]) -> list[Box]:
    """As few boxes as that: joined where two differ in one variable whose limits meet."""
    given = unlike(boxes)
    return chosen(given, widest(given)) if len(given) <= MOST else pairwise(given)


def unlike(boxes: list[Box]) -> list[Box]:
    """Each box once."""
    return list(
        {tuple(sorted((name, str(each)) for name, each in box.items())): box for box in boxes}.values()
    )


def pairwise(given: list[Box]) -> list[Box]:
    """Boxes joined two by two, as long as there are such."""
    found = given
    while True:
        pair = next((each for each in combinations(found, 2) if joined_box(*each) is not None), None)
        if pair is None:
            return found
        box = joined_box(*pair)
        assert box is not None
        found = [box, *(each for each in found if each is not pair[0] and each is not pair[1])]


def widest(given: list[Box]) -> list[Box]:
    """All that boxes can be joined to, but for what another one holds."""
    found = given
    while True:
        further = [each for pair in combinations(found, 2) if (each := joined_box(*pair)) is not None]
        grown = unlike([*found, *further])
        if len(grown) == len(found) or len(grown) > LARGEST:
            return [
                each
                for each in grown
                if not any(holds(other, each) and not holds(each, other) for other in grown)
            ]
        found = grown


def chosen(given: list[Box], wide: list[Box]) -> list[Box]:
    """Wide boxes that hold all that are given: the one that holds most first, and of those the simplest."""
    found: list[Box] = []
    waiting = given
    while waiting:
        best = max(wide, key=lambda box: (sum(holds(box, each) for each in waiting), -len(box)))
        found.append(best)
        waiting = [each for each in waiting if not holds(best, each)]
    return found


def joined_box(one: Box, other: Box) -> Box | None:
    """Two boxes as one, where that is one."""
    if holds(one, other):
        return one
    if holds(other, one):
        return other
    if one.keys() != other.keys():
        return None
    apart = [name for name in one if (one[name].low, one[name].high) != (other[name].low, other[name].high)]
    if len(apart) != 1:
        return None
    first, last = sorted((one[apart[0]], other[apart[0]]), key=lambda each: each.low)
    if not first.meets(last):
        return None
    together = first.joined(last)
    kept = {name: each for name, each in one.items() if name != apart[0]}
    return kept if together.endless else {**kept, apart[0]: together}


def holds(one: Box, other: Box) -> bool:
    """Whether all that passes the other passes the one."""
    return all(
        name in other and each.low <= other[name].low and each.high >= other[name].high
        for name, each in one.items()
    )


def steps(box: Box) -> list[str]:
    """The conditions of a box."""
    return [condition for name, each in box.items() for condition in conditions(name, each)]


def conditions(name: str, given: Limits) -> list[str]:
    """`300 GeV < ht < 1125 GeV`"""
    if given.whole and given.lower and given.lower == given.upper:
        return [f"{name} == {given.lower}"]
    if given.whole and not given.low:
        given = replace(given, lower="")  # every number is at least none
    if given.lower and given.upper and not given.whole:
        return [f"{given.lower} {given.strict[0]} {name} {given.strict[1]} {given.upper}"]
    found = (
        [f"{name} {'>=' if given.whole else given.strict[0].replace('<', '>')} {given.lower}"]
        if given.lower
        else []
    )
    return found + (
        [f"{name} {'<=' if given.whole else given.strict[1]} {given.upper}"] if given.upper else []
    )
