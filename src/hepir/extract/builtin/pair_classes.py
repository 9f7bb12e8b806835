"""Regions by the classes of two objects: `high-high (HH), high-low (HL) and low-low (LL)`.

In: a sentence and the rules that it gives to the classes. Out: how many objects of each class its regions ask for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hepir.extract.builtin.claims import LETTERS, Claim, step
from hepir.extract.builtin.collections import RANGES, kind_of, quality_of
from hepir.extract.builtin.together import apart

NAME = r" \(([A-Za-z]\w{0,15})\)"
SELECT = "select "
PROPERTY = re.compile(r"(?<!\d )(?<![\w.])[a-z]\w*")


def pair_classes(text: str, claims: Iterable[Claim]) -> Iterator[Claim]:
    """The steps of regions that a sentence names by two classes of objects to which it gives rules: two objects of one
    class, or one of each.

    A class is the quality of an object, as in `high_Lepton`. The end of a line may have eaten the hyphen between two.
    """
    rules: dict[str, list[Claim]] = {}
    for each in claims:
        if each.block == "object" and quality_of(each.name) and each.text.startswith(SELECT):
            rules.setdefault(quality_of(each.name), []).append(each)
    either = "|".join(map(re.escape, sorted(rules, key=len, reverse=True)))
    pairs = rf"\b({either})[-–/+ ]?({either}){NAME}"
    for found in re.finditer(pairs, text, re.IGNORECASE) if rules else ():
        first, second = found[1].lower(), found[2].lower()
        if first == second:
            yield step(found[3], f"select size({{{rules[first][0].name}}}) >= 2")
        elif {first, second} <= set(RANGES):  # what is tight is loose, too
            yield from (step(found[3], one_of(rules[each])) for each in (first, second))


def one_of(rules: list[Claim]) -> str:
    """That one object meets all rules of a class, in their own numbers: the words of the regions say none."""
    kind = kind_of(rules[0].name)
    letter = LETTERS[kind]
    conditions = [
        PROPERTY.sub(lambda found: f"{letter}.{found[0]}", each.text.removeprefix(SELECT)) for each in rules
    ]
    whole = " and ".join(map(apart, conditions)) if len(conditions) > 1 else conditions[0]
    return f"select any({whole} for {letter} in {{{kind}}})"
